"""Files spoilt at random, and what the store makes of each; in a child, for SQLite might not survive it."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.store import DATABASE_NAME, SqliteStore
from tests.reliability.crash_life import Tell
from tests.store.samples import TickingClock, a_draft, a_plan, a_submission

OPEN = "tests.reliability.crash_damage:open_spoilt"
DRAFTS = 12
SETTLED = {state.value for state in SubmissionState if not state.in_flight}

ACCEPTED = "spoilt values taken for true"
OVERWRITTEN = "spoilt files overwritten"
SECOND = "second sends let through"
SHORTENED = "shortened journals taken for ones whose last write was cut short"
"""There is no telling them apart; the offers AWS lists are then what stands before a second one."""

GONE = "times drafts gone without a word"
NAIVE = "taken for true without the checksum"


def originals() -> tuple[dict[str, OfferDraft], dict[str, Submission]]:
    """What is saved before anything is spoilt; of two drafts the publication is on its way."""
    drafts = {f"d{number}": a_draft(f"d{number}", description="ab " * 400) for number in range(DRAFTS)}
    states = {0: SubmissionState.SENDING, 1: SubmissionState.ACCEPTED, 2: SubmissionState.SUCCEEDED}
    submissions = {
        f"d{number}-1": a_submission(f"d{number}-1", draft_id=f"d{number}", state=state)
        for number, state in states.items()
    }
    return drafts, submissions


def make(home: Path, *, closed: bool) -> None:
    """A database with all of it; ``closed`` False: as a killed program leaves it, most of it in the -wal."""
    store = SqliteStore(home / DATABASE_NAME, "sandbox", TickingClock())
    drafts, submissions = originals()
    for draft in drafts.values():
        store.save_draft(draft, revision=0)
    for submission in submissions.values():
        store.add_submission(submission)
    if not closed:
        keep = {path: path.read_bytes() for path in home.iterdir() if not path.name.endswith("-shm")}
    store.close()
    if not closed:
        for path, content in keep.items():
            path.write_bytes(content)


def _flip(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 20))):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)


def _zeros(chance: random.Random, content: bytearray) -> None:
    start, length = chance.randrange(len(content)), chance.choice((1, 16, 512, 4096))
    content[start : start + length] = bytes(len(content[start : start + length]))


def _swap_pages(chance: random.Random, content: bytearray) -> None:
    first, second = (4096 * chance.randrange(max(1, len(content) // 4096)) for _ in range(2))
    page = content[first : first + 4096]
    content[first : first + 4096] = content[second : second + 4096]
    content[second : second + 4096] = page


def _cut(chance: random.Random, content: bytearray) -> None:
    del content[chance.randrange(len(content)) :]


def _slip(chance: random.Random, content: bytearray) -> None:
    start = chance.randrange(len(content))
    if chance.random() < 0.5:
        del content[start : start + chance.randrange(1, 64)]
    else:
        content[start:start] = chance.randbytes(chance.randrange(1, 64))


SPOILING: tuple[Callable[[random.Random, bytearray], None], ...] = (
    *(_flip, _flip, _flip),
    *(_zeros, _swap_pages, _cut, _slip),
)


def open_spoilt(home: str, source: str, tell: Tell, *, first: int, last: int) -> None:
    """Spoil the database, and where there is one the -wal, as each of these numbers says, and open it."""
    tally: Counter[str] = Counter()
    for number in range(first, last):
        folder = Path(home) / str(number)
        shutil.copytree(source, folder)
        chance = random.Random(number)
        names = [DATABASE_NAME, f"{DATABASE_NAME}-wal"]
        spoilt = folder / chance.choice([name for name in names if (folder / name).exists()])
        content = bytearray(spoilt.read_bytes())
        how = chance.choice(SPOILING)
        how(chance, content)
        spoilt.write_bytes(content)
        tally.update(_naively(folder))
        shortened = how is _cut and spoilt.name != DATABASE_NAME
        tally.update(SHORTENED if shortened and one == SECOND else one for one in _opened(folder))
        tally["runs"] += 1
        shutil.rmtree(folder)
    tell("tally", dict(tally))


def _opened(folder: Path) -> list[str]:
    """What the store takes for true, writes over or would let through although the file is spoilt."""
    path = folder / DATABASE_NAME
    before = {place.name: place.read_bytes() for place in folder.iterdir()}
    try:
        store = SqliteStore(path, "sandbox", TickingClock(), patience=0.0)
    except StoreError:
        return ["refused", *([] if _all_kept(folder, before) else [OVERWRITTEN])]
    found = ["said" if store.notice else "opened"]
    if store.notice:
        found += [] if _all_kept(folder, before) else [OVERWRITTEN]
    else:
        found += _read_all(store)
        with suppress(StoreError):
            found += _press_again(store)
    store.close()
    return found


def _all_kept(folder: Path, before: dict[str, bytes]) -> bool:
    """Every byte that was there is there still, if under another name; empty files count for nothing."""
    now = [place.read_bytes() for place in folder.iterdir()]
    return all(content in now for content in before.values() if content)


def _read_all(store: SqliteStore) -> list[str]:
    drafts, submissions = originals()
    found = []
    with suppress(StoreError):
        for row in store.drafts():
            with suppress(StoreError):
                found += [ACCEPTED] if store.load_draft(row.id)[0] != drafts.get(row.id) else []
        for sent in store.submissions():
            with suppress(StoreError):
                found += [ACCEPTED] if store.load_submission(sent.id) != submissions.get(sent.id) else []
    return found


def _press_again(store: SqliteStore) -> list[str]:
    """As ``Submitter`` does: no attempt while an earlier one is open, and each attempt has its id."""
    rows = store.submissions()
    found = []
    for draft_id in ("d0", "d1"):
        history = [row for row in rows if row.draft_id == draft_id]
        if any(row.state not in SETTLED for row in history):
            continue
        again = a_submission(f"{draft_id}-{len(history) + 1}", draft_id=draft_id, token=f"new {draft_id}")
        with suppress(StoreError):
            store.add_submission(again.model_copy(update={"plan": a_plan(draft_id)}))
            found.append(SECOND)
    return found


def _naively(folder: Path) -> list[str]:
    """The control: whatever SQLite gives is taken for what was saved."""
    drafts, _ = originals()
    copy = folder.with_name(f"{folder.name}-naive")
    shutil.copytree(folder, copy)
    found = []
    with suppress(sqlite3.Error, ValueError), closing(sqlite3.connect(copy / DATABASE_NAME)) as connection:
        rows = connection.execute("SELECT id, body FROM drafts").fetchall()
        found += [GONE] if len(rows) < DRAFTS else []
        for draft_id, body in rows:
            with suppress(ValueError):
                found += [NAIVE] if OfferDraft.model_validate_json(body) != drafts.get(draft_id) else []
    shutil.rmtree(copy)
    return found
