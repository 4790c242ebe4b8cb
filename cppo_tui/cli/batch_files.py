"""The files of a batch: the table of customers, the template, and the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Headless, Misused, tell
from cppo_tui.domain.errors import FileTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.bulk import BulkRow
    from cppo_tui.domain.customers import Customers
    from cppo_tui.services.offer_files import FromFile

HEADINGS = ("customer", "accounts", "offer id", "link", "state", "message")
_FILE_ENDINGS = (".yaml", ".yml", ".json")


def open_customers(path: Path) -> Customers:
    """The customers of this file; how it was read is said on stderr. Raises Misused."""
    from cppo_tui.domain.customers import read_customers
    from cppo_tui.domain.spreadsheets import NotASheet
    from cppo_tui.store.customer_files import read_customer_file

    try:
        found = read_customers(read_customer_file(path))
    except FileTrouble as error:
        raise Misused(str(error)) from error
    except NotASheet as error:
        raise Misused(f"{path}: {error}") from error
    if not found.rows:
        raise Misused(f"{path} names no customer: below its heading there is nothing.")
    for note in found.notes:
        tell(f"{path}: {note}")
    return found


def open_template(headless: Headless, named: str, authorization: ResaleAuthorization) -> FromFile:
    """The offer for everybody: an offer file, or a saved or built-in template; with this authorization.

    Raises Misused, CatalogError, StoreError.
    """
    from cppo_tui.cli.offer_files import BadForm, open_offer_file
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.domain.offer_file_reading import FileUnreadable
    from cppo_tui.services.offer_files import draft_from_file

    path = Path(named)
    value = OfferFile(template=named, authorization=authorization.id)
    if path.is_file() or path.suffix in _FILE_ENDINGS:
        try:
            value = open_offer_file(path).value
        except BadForm as form:
            raise Misused(f"The template cannot be used.\n{form}") from form
        if value.authorization not in ("", authorization.id):
            raise Misused(
                f"{path} is for {value.authorization}, and --authorization names {authorization.id}. Use one."
            )
        value = value.model_copy(update={"authorization": authorization.id})
    base = OfferDraft(id="bulk", authorization=authorization)
    try:
        made = draft_from_file(value, base, headless.store, headless.account, headless.clock)
    except FileUnreadable as error:
        raise Misused(" ".join(f"{one.message} {one.fix}" for one in error.problems)) from error
    if made.missing:
        raise Misused(" ".join(f"{one.message} {one.fix}" for one in made.missing))
    return made


def refuse_taken(path: Path | None) -> None:
    """Before anything is sent: a result that could not be written at the end helps nobody. Raises Misused."""
    if path is None:
        return
    if path.exists() or path.is_symlink():
        raise Misused(f"{path} is there already; nothing was sent. Name another file.")
    if not path.parent.is_dir():
        raise Misused(f"There is no folder {path.parent}; nothing was sent.")


def write_result(path: Path, rows: Iterable[BulkRow], product_id: str) -> None:
    """What became of each customer, for a spreadsheet. Raises FileTrouble."""
    from cppo_tui.domain.spreadsheets import sheet_text
    from cppo_tui.store.offer_files import create_file

    create_file(path, sheet_text(HEADINGS, (_cells(row, product_id) for row in rows)))


def link_of(row: BulkRow, product_id: str) -> str:
    """Where the buyer accepts it, "" while there is no offer."""
    from cppo_tui.domain.handover import offer_link

    return offer_link(product_id, row.offer_id) if row.offer_id else ""


def _cells(row: BulkRow, product_id: str) -> tuple[str, ...]:
    from cppo_tui.domain.spreadsheets import account_cell, safe_cell

    return (
        safe_cell(row.customer),
        " ".join(account_cell(account) for account in row.accounts),
        safe_cell(row.offer_id),
        safe_cell(link_of(row, product_id)),
        safe_cell(row.state.value),
        safe_cell(" ".join(row.says)),
    )
