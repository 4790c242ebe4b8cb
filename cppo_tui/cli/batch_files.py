"""The files of a batch: the table of customers, the template, and the result."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Headless, Misused, tell
from cppo_tui.domain.errors import FileTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.bulk import BulkRow
    from cppo_tui.domain.customers import Customers
    from cppo_tui.services.bulk_setup import Surroundings
    from cppo_tui.services.offer_files import FromFile

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
    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.services.bulk_setup import NotUsable, everybodys_offer

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
    try:
        return everybodys_offer(value, authorization, surroundings(headless), headless.account)
    except NotUsable as error:
        raise Misused(str(error)) from error


def surroundings(headless: Headless) -> Surroundings:
    """Where this command makes and sends a batch from."""
    from cppo_tui.services.bulk_setup import Surroundings

    return Surroundings(
        store=headless.store,
        clock=headless.clock,
        new_id=headless.new_id,
        world=headless.world,
        ticks=time.monotonic,
        rest=time.sleep,
    )


def refuse_taken(path: Path | None) -> None:
    """Before anything is sent: a result that could not be written at the end helps nobody. Raises Misused."""
    if path is None:
        return
    if path.exists() or path.is_symlink():
        raise Misused(f"{path} is there already; nothing was sent. Name another file.")
    if not path.parent.is_dir():
        raise Misused(f"There is no folder {path.parent}; nothing was sent.")


def free_result(token: str) -> Path:
    """Where a batch leaves its result unless it is told where: in this folder, under a name that is free."""
    from cppo_tui.services.bulk_setup import result_names

    names = map(Path, result_names(token))
    return next(path for path in names if not (path.exists() or path.is_symlink()))


def write_result(path: Path, rows: Iterable[BulkRow], product_id: str) -> None:
    """What became of each customer, for a spreadsheet. Raises FileTrouble."""
    from cppo_tui.services.bulk_setup import result_text
    from cppo_tui.store.offer_files import create_file

    create_file(path, result_text(rows, product_id))
