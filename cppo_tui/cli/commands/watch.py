"""``cppo watch``: follow submissions until they end. All it knows is stored: start it again any time."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.folding import folded
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.looking import the_one
from cppo_tui.cli.submission_rows import link_of
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow
from cppo_tui.domain.submission_words import submission_state
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.domain.submission import Submission
    from cppo_tui.services.watcher import Look, Watcher
    from cppo_tui.store import SqliteStore

EXAMPLES = """\
  cppo watch                   everything that is on its way, a line for each news
  cppo watch 3f2a 77c0         these two; their ids may be cut short
  cppo watch --output json     a JSON object on each line
"""
APART = 0.15
"""Seconds between the first looks at two submissions: AWS takes 10 a second (fact sheet 6.11)."""

News = Callable[[dict[str, Any]], None]
"""Takes what is new of a submission."""

_FAILED = ("failed", "refused", "cancelled")


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Follow what is on its way until it ends. Ctrl+C stops looking, not what AWS does."
    made = command_parser("watch", told, EXAMPLES)
    made.add_argument(
        "submissions", nargs="*", metavar="ID", help="submissions, or how their ids begin (default: all)"
    )
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    if options.submissions:
        chosen = [the_one(headless, wanted) for wanted in dict.fromkeys(options.submissions)]
    else:
        chosen = _on_its_way(headless.store)
    if not chosen:
        there = in_the_sandbox(headless, lambda store: bool(_on_its_way(store)))
        return tell(f"Nothing is on its way.{there}")
    ids = list(dict.fromkeys(row.id for row in chosen))
    code = follow(headless, ids, partial(_print, output=options.output))
    for row in _now(headless, ids):
        if row.state == "succeeded":
            tell_link(headless.store.load_submission(row.id))
    return code


def _on_its_way(store: SqliteStore) -> list[SubmissionRow]:
    return [row for row in store.submissions() if row.state in IN_FLIGHT]


def follow(headless: Headless, ids: Sequence[str], news: News) -> int:
    """Pass on the news of these submissions until all have ended; the exit code of the worst of them."""
    try:
        asyncio.run(_follow_all(headless, ids, news))
    except KeyboardInterrupt:
        left = sum(row.state in IN_FLIGHT for row in _now(headless, ids))
        return tell(
            f"Not looking any more. {left} of {len(ids)} still on the way: AWS goes on with what it has. "
            "«cppo watch» goes on looking.",
            Exit.INTERRUPTED,
        )
    return _worst(_now(headless, ids))


def tell_link(submission: Submission) -> None:
    """Of a published offer what the person needs next: AWS tells the buyer nothing."""
    if submission.state != "succeeded" or submission.plan.kind not in ("publish", "release"):
        return
    link, offer_id = link_of(submission), submission.offer_id
    where = f" The buyer's link:\n{link}\n" if link else " "
    tell(f"Offer {offer_id} is live.{where}«cppo handover {offer_id}» writes the mail to the buyer.")


def tell_news(row: dict[str, Any]) -> None:
    """News of the one submission a command has sent, as talk: its data is how that ends."""
    parts = (row["at"], row["stands"], row["aws"], row["offer"], row["problem"])
    print(folded(_line(parts), sys.stderr), file=sys.stderr, flush=True)


def _now(headless: Headless, ids: Sequence[str]) -> list[SubmissionRow]:
    known = {row.id: row for row in headless.store.submissions()}
    return [known[one] for one in ids if one in known]


async def _follow_all(headless: Headless, ids: Sequence[str], news: News) -> None:
    from cppo_tui.services.background import HoldsNoDoor
    from cppo_tui.services.watcher import Pace, Watcher

    asyncio.get_running_loop().set_default_executor(HoldsNoDoor())  # so that Ctrl+C waits for no answer
    pace = Pace(first=1.0, last=5.0) if headless.world == "sandbox" else Pace()
    watcher = Watcher(
        headless.store,
        headless.account,
        headless.submitter,
        clock=headless.clock,
        sleep=asyncio.sleep,
        pace=pace,
    )
    await asyncio.gather(
        *(_follow(watcher, one, place * APART, news, headless) for place, one in enumerate(ids))
    )


async def _follow(watcher: Watcher, submission_id: str, after: float, news: News, headless: Headless) -> None:
    """Pass on each news of one submission once."""
    await asyncio.sleep(after)
    told: tuple[str, ...] = ()
    try:
        async for look in watcher.watch(submission_id):
            seen = look.submission.last_seen
            stands = (look.submission.state.value, seen.status.value if seen else "", look.problem)
            if stands != told:
                news(_row(look, headless))
            told = stands
    except StoreError as error:  # one that cannot be read must not end the others
        tell(f"{submission_id}: {error}")


def _row(look: Look, headless: Headless) -> dict[str, Any]:
    submission = look.submission
    plan = submission.plan
    seen = submission.last_seen
    errors = seen.failures if seen else ()
    row = next(one for one in headless.store.submissions() if one.id == submission.id)
    return {
        "at": f"{headless.clock():%Y-%m-%dT%H:%M:%SZ}",
        "id": submission.id,
        "state": submission.state.value,
        "stands": submission_state(row),
        "aws": seen.status.value if seen else "",
        "title": plan.title,
        "buyers": list(plan.buyers),
        "kind": plan.kind.value,
        "offer": submission.offer_id,
        "change_set": submission.change_set_id,
        "problem": " ".join(text for text in (look.problem or submission.problem, *errors) if text),
    }


def _print(row: dict[str, Any], output: str) -> None:
    parts = (row["at"], row["id"], row["stands"], row["aws"], row["offer"], row["title"], row["problem"])
    print(json.dumps(row, ensure_ascii=False) if output == "json" else _line(parts), flush=True)


def _line(parts: Sequence[str]) -> str:
    return "  ".join(clean(part) for part in parts if part)


def _worst(rows: Sequence[SubmissionRow]) -> int:
    """An outcome nobody knows is worse than a failure: it may be an offer."""
    states = {row.state for row in rows}
    if states & set(IN_FLIGHT):
        return Exit.UNKNOWN
    return Exit.FAILED if states & set(_FAILED) else Exit.DONE
