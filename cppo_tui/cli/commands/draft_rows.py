"""``cppo draft new | list | show | rm | restore``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.buyers import named_accounts
from cppo_tui.cli.circumstances import circumstances, tell_findings
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.printing import show, show_one
from cppo_tui.cli.stored_drafts import next_steps, refuse_while_in_flight, the_deleted_draft, the_draft
from cppo_tui.cli.streams import read_or_not
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.ports import DraftRow
from cppo_tui.domain.steps import Step, step_words
from cppo_tui.domain.submission_words import drafts_stand

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.findings import Finding

COLUMNS = (
    ("id", "Draft"),
    ("title", "Offer"),
    ("product", "Product"),
    ("buyers", "Buyers"),
    ("stands", "Where it stands"),
    ("changed", "Changed (UTC)"),
)
NEW = """\
  cppo draft new                                                   an empty one; prints its id
  cppo draft new --template "Archera - Subscription" --buyer 123456789012
  cppo draft new --authorization resaleauthz-abc --title Contoso
"""


def run_new(arguments: Sequence[str]) -> int:
    """Begin a draft."""
    made = command_parser("draft new", "Begin a draft, empty or from a template; print its id.", NEW)
    made.add_argument("--template", metavar="NAME", default="", help="saved or built-in")
    made.add_argument("--authorization", metavar="ID", default="", help="the resale authorization")
    made.add_argument("--buyer", metavar="ACCOUNT", action="append", default=[], help="may be repeated")
    made.add_argument("--title", metavar="TITLE", default="", help="its name in your list")
    return run_command(made, arguments, _new)


def run_list(arguments: Sequence[str]) -> int:
    """All drafts."""
    examples = "  cppo draft list\n  cppo draft list --output json\n"
    return run_command(command_parser("draft list", "All drafts.", examples), arguments, _list)


def run_show(arguments: Sequence[str]) -> int:
    """One draft."""
    examples = "  cppo draft show 3f2a                 its keys; its id may be cut short\n"
    made = command_parser("draft show", "One draft, as an offer file's keys.", examples)
    made.add_argument("draft", metavar="DRAFT", help="a draft, or how its id begins")
    return run_command(made, arguments, _show)


def run_rm(arguments: Sequence[str]) -> int:
    """Put a draft in the bin."""
    made = command_parser("draft rm", "Put a draft in the bin.", "  cppo draft rm 3f2a\n")
    made.add_argument("draft", metavar="DRAFT", help="a draft, or how its id begins")
    return run_command(made, arguments, _rm)


def run_restore(arguments: Sequence[str]) -> int:
    """Take a draft out of the bin."""
    examples = (
        "  cppo draft restore                   what is in the bin, the last deleted first\n"
        "  cppo draft restore 3f2a              takes it back out\n"
    )
    told = "Take a draft back out of the bin, wherever it was deleted; without an id, list what is in it."
    made = command_parser("draft restore", told, examples)
    made.add_argument("draft", metavar="DRAFT", nargs="?", help="a deleted draft, or how its id begins")
    return run_command(made, arguments, _restore)


def _new(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.offer_files import BadForm, OpenedFile, from_file
    from cppo_tui.domain.offer_file_reading import read_values
    from cppo_tui.services.drafts import new_draft

    given: dict[str, Any] = {"template": options.template, "authorization": options.authorization}
    given |= {"title": options.title, "buyers": list(named_accounts(", ".join(options.buyer)))}
    value = read_values({key: text for key, text in given.items() if text})
    ask = bool(options.template or options.authorization)
    try:
        made = from_file(headless, OpenedFile("", value, {}), new_draft(headless.new_id), ask_aws=ask)
    except BadForm as form:
        raise Misused(" ".join(row["says"] for row in form.rows)) from form
    if made.missing and options.authorization:
        raise Misused(f"{made.missing[0].message} {made.missing[0].fix}")
    for problem in made.missing:
        tell(f"{problem.message} {problem.fix}")
    headless.store.save_draft(made.draft, revision=0)
    row = next(row for row in headless.store.drafts() if row.id == made.draft.id)
    with read_or_not() as lost:
        if options.output == "table":
            print(row.id)  # alone, so that a script can say id=$(cppo draft new)
        else:
            show_one(_rows(headless, [row], options.output)[0], COLUMNS, options.output)
    tell_findings(_found_in(made.draft, value.buyers, headless, ask_aws=ask))
    tell(next_steps(row.id))
    if lost:
        return tell(f"The draft is stored, but its id {row.id} could not be written out.", Exit.TROUBLE)
    return Exit.DONE


def _found_in(
    draft: OfferDraft, buyers: Sequence[str], headless: Headless, *, ask_aws: bool
) -> Iterable[Finding]:
    """What the checks say of the buyers that were given; the rest of a new draft is only still open."""
    from cppo_tui.domain.checks import check_step
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.services.address_book import read_book

    if not buyers:
        return ()
    offline = CheckContext(now=headless.clock(), book=read_book(headless.store))
    context = circumstances(headless) if ask_aws else offline
    found = check_step(Step.OPPORTUNITY, draft, context)
    return (one for one in found if one.field.partition(".")[0] == "buyers")


def _list(options: argparse.Namespace, headless: Headless) -> int:
    rows = headless.store.drafts()
    show(_rows(headless, rows, options.output), COLUMNS, options.output)
    if rows:
        return Exit.DONE
    if headless.store.deleted_drafts():
        return tell("There are no drafts here but in the bin: «cppo draft restore» lists those.")
    there = in_the_sandbox(headless, lambda store: bool(store.drafts()))
    return tell(f"There are no drafts yet.{there}")


def _show(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.domain.offer_file_drafts import file_of

    row = the_draft(headless, options.draft)
    draft, _ = headless.store.load_draft(row.id)
    file = file_of(draft)
    values = file.model_dump(mode="json", include=file.model_fields_set)
    if options.output == "json":
        print(json.dumps({"id": row.id, "revision": row.revision, **values}, indent=2, ensure_ascii=False))
        return Exit.DONE
    became = drafts_stand(headless.store.submissions())
    show_one(_row(row, became.get(row.id, "")), COLUMNS, "table")
    listed = {
        key: value if isinstance(value, (str, list)) else json.dumps(value) for key, value in values.items()
    }
    show_one(listed, [(key, key) for key in listed], "table")
    return Exit.DONE


def _rm(options: argparse.Namespace, headless: Headless) -> int:
    row = the_draft(headless, options.draft)
    refuse_while_in_flight(headless, row)
    headless.store.delete_draft(row.id)
    show_one(_rows(headless, [row], options.output)[0], COLUMNS[:2], options.output)
    return tell(f"It is in the bin. «cppo draft restore {row.id}» brings it back.")


def _restore(options: argparse.Namespace, headless: Headless) -> int:
    if options.draft is None:
        rows = headless.store.deleted_drafts()
        show(_rows(headless, rows, options.output), COLUMNS, options.output)
        return tell(
            "«cppo draft restore» with one of these ids brings it back." if rows else "The bin is empty."
        )
    row = the_deleted_draft(headless, options.draft) or the_draft(headless, options.draft)
    headless.store.restore_draft(row.id)
    show_one(_rows(headless, [row], options.output)[0], COLUMNS[:2], options.output)
    return Exit.DONE


def _rows(headless: Headless, rows: Iterable[DraftRow], output: str) -> list[dict[str, Any]]:
    """How many buyers to a person, their ids to a program."""
    became = drafts_stand(headless.store.submissions())
    told = [_row(row, became.get(row.id, "")) for row in rows]
    if output != "json":
        return told
    buyers = headless.store.draft_buyers()
    return [row | {"buyers": buyers.get(row["id"])} for row in told]


def _row(row: DraftRow, became: str = "") -> dict[str, Any]:
    """``became``: what was sent of it says more than the step it is at."""
    return {
        "id": row.id,
        "title": row.title,
        "product": row.product,
        "buyers": row.buyers,
        "step": Step(row.step).short,
        "stands": became or step_words(row.step),
        "revision": row.revision,
        "changed": f"{row.updated:%Y-%m-%d %H:%M:%S}",
    }
