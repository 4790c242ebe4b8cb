"""A batch in words: a row for each customer, the totals, how far it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from cppo_tui.ui.bulk_sending import BulkSending
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.widgets.fitted_table import Column

COLUMNS = (
    Column("Line", width=5),
    Column("Customer", share=3),
    Column("Account", width=14),
    Column("State", width=10),
    Column("Markup", width=6),
    Column("Expires", width=10),
    Column("Says", share=4),
)
CONTRACT = "reseller-contract:"
"""How the consent to the ISV's contract begins."""

BAR = 24
"""Cells of the progress bar."""

INTRO = (
    "One offer for each customer of a CSV table, all from one template.\n\n"
    "The table's first line names its columns: customer, account id; and if wanted offer name, markup or "
    "margin or price, agreement, expiry, description.\n\n"
    "Fill in the three fields and press “Preview”. That sends nothing: every row is checked first."
)


def batch_rows(rows: Iterable[BulkRow]) -> list[tuple[str, tuple[str, ...], str]]:
    """A row for each customer; what needs somebody is bold, and says what."""
    attention = (RowState.STOPPED, RowState.FAILED, RowState.UNKNOWN)
    return [(row.draft_id, row_texts(row), "bold" if row.state in attention else "") for row in rows]


def row_texts(row: BulkRow) -> tuple[str, ...]:
    """One customer."""
    more = f" +{len(row.accounts) - 1}" if len(row.accounts) > 1 else ""
    account = f"{grouped(row.accounts[0])}{more}" if row.accounts else ""
    says = row.offer_id if row.state is RowState.MADE else " ".join(row.says)
    return (str(row.line), row.customer, account, row.state.value, row.markup, row.expires, says)


def totals(rows: Sequence[BulkRow]) -> str:
    """How many stand how."""
    counts = ((state.value, sum(row.state is state for row in rows)) for state in RowState)
    said = ", ".join(f"{count} {words}" for words, count in counts if count)
    return f"{len(rows)} customer{'s' if len(rows) != 1 else ''}: {said}"


def progress(over: int, total: int, left: str) -> Content:
    """A bar, and the same in words."""
    full = BAR * over // total if total else 0
    said = f"  {over} of {total}{f', {left}' if left else ''}"
    return plain(("█" * full, "$text-accent"), ("░" * (BAR - full), "$text-muted"), said)


def questions(batch: Batch, contract_url: str = "") -> list[tuple[frozenset[str], Content]]:
    """What the checks ask, each question once: the consents that answer it, and whom it concerns. For the
    ISV's contract also where it can be read."""
    keys: dict[str, set[str]] = defaultdict(set)
    concerned: dict[str, list[BulkRow]] = defaultdict(list)
    for row in batch.rows:
        if row.asks:
            said = " ".join(row.says)
            keys[said].update(row.asks)
            concerned[said].append(row)
    return [(frozenset(keys[said]), _question(said, concerned[said], contract_url)) for said in keys]


def _question(said: str, rows: Sequence[BulkRow], contract_url: str) -> Content:
    names = ", ".join(f"{row.customer} (line {row.line})" for row in rows[:6])
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    count = f"{len(rows)} customer{'s' if len(rows) != 1 else ''}"
    contract = any(key.startswith(CONTRACT) for row in rows for key in row.asks)
    link = [plain(contract_url)] if contract and contract_url else []
    whom = plain((f"It concerns {count}: ", "bold"), f"{names}{more}")
    return lines(plain(said), *link, plain(""), whom)


def marked_words(row: BulkRow | None) -> Content:
    """The whole of what is said of the marked row."""
    if row is None:
        return plain("")
    return plain(
        (f"{row.customer}: ", "bold"), f"{row.state.value}. {' '.join(row.says)} {row.offer_id}".strip()
    )


def said_before(batch: Batch, notes: Sequence[str]) -> list[Content]:
    """What stops the batch as a whole, how the table was read, and what is asked."""
    told = [plain(("To fix: ", "bold $text-error"), text) for text in batch.problems]
    told += [plain(note) for note in notes]
    if asks := questions(batch):
        told.append(
            plain(("Sure? ", "bold $text-warning"), f"{len(asks)} to answer before they go: press F6.")
        )
    return told


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
    if not bulk.running:
        told.append(plain("Each buyer needs their link: AWS tells nobody. The result has them."))
    return told
