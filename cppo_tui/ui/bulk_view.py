"""A batch in words: a row for each customer, the totals, how far it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from cppo_tui.ui.bulk_sending import BulkSending
from cppo_tui.ui.columns import Column, Row
from cppo_tui.ui.plain import lines, plain

TO_ANSWER = "to answer"
"""Where a row stands that only a question keeps from being sent."""
TONES = (
    (RowState.MADE.value, "success"),
    (RowState.FAILED.value, "error"),
    *((words, "warning") for words in (TO_ANSWER, RowState.STOPPED.value, RowState.UNKNOWN.value)),
)
COLUMNS = (
    Column("Line", width=4),
    Column("Customer", share=3),
    Column("Account", width=14),
    Column("State", width=10, tones=TONES),
    Column("Markup", width=7, from_width=60),
    Column("Expires", width=10, from_width=70),
    Column("Says", share=4),
)
CONTRACT = "reseller-contract"
"""How the consent to the ISV's contract begins."""

OFFERED = "offer-exists:"
"""How the consent to a second offer beside an open one begins."""

BAR = 24
"""Cells of the progress bar."""

INTRO = (
    "One offer for each customer of a CSV table, all from one template.\n\n"
    "The table's first line names its columns: customer, account id; and if wanted offer name, markup or "
    "margin or price, agreement, expiry, description.\n\n"
    "Fill in the three fields and press “Preview”: that sends nothing.\n"
    "For another offer to each of them later, name the round: 2027, for example."
)


def batch_rows(rows: Iterable[BulkRow]) -> list[Row]:
    """A row for each customer; what needs somebody is bold, and says what."""
    attention = (RowState.STOPPED, RowState.FAILED, RowState.UNKNOWN)
    return [(row.draft_id, row_texts(row), "bold" if row.state in attention else "") for row in rows]


def row_texts(row: BulkRow) -> tuple[str, ...]:
    """One customer."""
    more = f" +{len(row.accounts) - 1}" if len(row.accounts) > 1 else ""
    account = f"{grouped(row.accounts[0])}{more}" if row.accounts else ""
    says = row.offer_id if row.state is RowState.MADE else " ".join(row.says)
    return (str(row.line), row.customer, account, state_words(row), markup_words(row), row.expires, says)


def markup_words(row: BulkRow) -> str:
    """Its markup, "" where it has another way to a price, or none yet."""
    return f"{row.markup} %" if row.markup else ""


def state_words(row: BulkRow) -> str:
    """Where it stands."""
    return TO_ANSWER if row.state is RowState.STOPPED and row.asks else row.state.value


def totals(rows: Sequence[BulkRow]) -> str:
    """How many stand how."""
    counts = Counter(state_words(row) for row in rows)
    order = [state.value for state in RowState]
    said = ", ".join(f"{counts[words]} {words}" for words in (*order, TO_ANSWER) if counts[words])
    return f"{len(rows)} customer{'s' if len(rows) != 1 else ''}: {said}"


def before(rows: Sequence[BulkRow], notes: Sequence[str]) -> Content:
    """The totals of what was looked at, and how the table was read."""
    return plain(totals(rows), *((f"  {note}", "$text-muted") for note in notes))


def progress(over: int, total: int, left: str) -> Content:
    """A bar, and the same in words."""
    full = BAR * over // total if total else 0
    said = f"  {over} of {total}{f', {left}' if left else ''}"
    return plain(("█" * full, "$text-accent"), ("░" * (BAR - full), "$text-muted"), said)


class Question(NamedTuple):
    """One sort of question: the consents that answer it, every sentence with whom it concerns, and whether
    it is the ISV's contract that is to be accepted."""

    consents: frozenset[str]
    words: Content
    contract: bool


def questions(batch: Batch) -> list[Question]:
    """What the checks ask, each sort of question once; last the contract, which concerns every row: whoever
    does not accept it has been asked everything else."""
    keys: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, dict[str, list[BulkRow]]] = defaultdict(lambda: defaultdict(list))
    for row in batch.rows:
        for key, said in row.asks:
            sort = key.partition(":")[0]
            keys[sort].add(key)
            sentences[sort][said].append(row)
    order = sorted(keys, key=lambda sort: sort == CONTRACT)
    return [Question(frozenset(keys[sort]), _question(sentences[sort]), sort == CONTRACT) for sort in order]


def _question(sentences: dict[str, list[BulkRow]]) -> Content:
    told = []
    for said, rows in sentences.items():
        names = ", ".join(f"{row.customer} (line {row.line})" for row in rows[:6])
        more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
        told += [plain(said), plain((f"{names}{more}", "$text-muted"))]
    return lines(*told)


def marked_words(row: BulkRow | None) -> Content:
    """The whole of what is said of the marked row."""
    if row is None:
        return plain("")
    price = f" The buyer pays {row.price}." if row.price and row.state is RowState.WAITING else ""
    said = f"{state_words(row)}.{price} {' '.join(row.says)} {row.offer_id}"
    return plain((f"{row.customer}: ", "bold"), said.strip())


def within(words: Content, width: int, rows: int, more: str) -> Content:
    """As much of the words as so many rows hold; ``more``, which leads to the rest, where that is not all."""
    shown, end = words, len(words.plain)
    while width and end > 0 and shown.get_height({}, width) > rows:
        end = words.plain.rfind(" ", 0, end)
        shown = plain(words[: max(end, 0)], (f" … {more}", "$text-accent"))
    return shown


def row_facts(row: BulkRow) -> list[tuple[str, str]]:
    """All there is to tell of a row, as labels and values."""
    rows = (
        ("Line", str(row.line)),
        ("Accounts", ", ".join(map(grouped, row.accounts))),
        ("State", state_words(row)),
        ("Markup", markup_words(row)),
        ("Buyer pays", row.price),
        ("Expires", row.expires),
        ("Offer id", row.offer_id),
    )
    return [one for one in rows if one[1]]


def said_before(batch: Batch, key: str) -> list[Content]:
    """What stops the batch as a whole, and what is asked; ``key`` answers it."""
    told = [plain(("To fix: ", "bold $text-error"), text) for text in batch.problems]
    if count := len(questions(batch)):
        asked = f"{count} question{'s' if count != 1 else ''} to answer first: press {key}."
        if ready := len(batch.to_send):
            left = sum(bool(row.asks) for row in batch.rows)
            asked = f"{ready} ready, {left} left out unless answered ({key}).{_offered(batch)}"
        told.append(plain(("Sure? ", "bold $text-warning"), asked))
    return told


def _offered(batch: Batch) -> str:
    """How many have an offer already, which is why one asks first."""
    count = sum(any(key.startswith(OFFERED) for key, _ in row.asks) for row in batch.rows)
    return f" {count} {'has' if count == 1 else 'have'} an open offer already." if count else ""


def said_of(bulk: BulkSending) -> list[Content]:
    """Why it stands still, and what is left of it when it has ended."""
    told: list[Content] = []
    if not bulk.rows:
        return told
    if bulk.stopped:
        told.append(plain(("Stopped: ", "bold $text-warning"), bulk.stopped))
    elif bulk.paused and bulk.running:
        told.append(plain(("Paused. ", "bold"), "What is on its way is followed; nothing new is sent."))
    if bulk.problem:
        told.append(plain(("To fix: ", "bold $text-error"), bulk.problem))
    if bulk.result:
        told.append(plain(("Result: ", "bold"), bulk.result))
        told.append(plain("Each buyer needs their link: AWS tells nobody. The result has them."))
    return told
