"""From three typed fields to a batch that can be looked at. Nothing here sends."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.bulk import Batch, rows_here
from cppo_tui.domain.customers import read_customers
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.offer_file import OfferFile
from cppo_tui.domain.offer_file_reading import FileUnreadable, read_values
from cppo_tui.domain.spreadsheets import NotASheet
from cppo_tui.services.bulk_setup import NotUsable, everybodys_offer, make_batch
from cppo_tui.services.governor import Governed, Governor
from cppo_tui.ui.export import typed_path

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount
    from cppo_tui.ui.app import CppoApp

FILE_ENDINGS = (".yaml", ".yml", ".json")


class Asked(NamedTuple):
    """What was typed: a path, a template's name or an offer file's path, an authorization's id, the name of
    this round of offers; and what was confirmed since."""

    customers: str
    template: str
    authorization: str
    round: str
    consents: frozenset[str] = frozenset()


class Made(NamedTuple):
    """A batch as it would be sent now, and with what."""

    batch: Batch
    governed: Governed
    authorization: ResaleAuthorization
    notes: tuple[str, ...]


class NotMade(Exception):
    """Why there is no batch: the field it lies in, and what to do."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


async def make(app: CppoApp, asked: Asked) -> Made:
    """Read everything and check every row; in a thread, for it may take a while. Raises NotMade."""
    if not asked.customers:
        raise NotMade("customers", "Type the path of the table of customers.")
    if not asked.template:
        raise NotMade("template", "Name a template, or an offer file.")
    if not asked.authorization:
        raise NotMade("authorization", "Choose the authorization.")
    connection = app.connection
    if connection.catalog is None:
        await connection.open()
    if connection.catalog is None:
        raise NotMade("authorization", "There is no connection to AWS yet.")
    return await asyncio.to_thread(_made, app, asked, connection.catalog)


def _made(app: CppoApp, asked: Asked, catalog: SellerAccount) -> Made:
    around = app.sender.bulk.surroundings()
    governed = Governed(catalog, Governor(around.ticks, around.rest), around.ticks)
    field = "customers"
    try:
        table = read_customers(
            app.desk.offer_files.customers(str(typed_path(app.desk.save_folder, asked.customers)))
        )
        if not table.rows:
            raise NotMade(field, "The table names no customer: below its heading there is nothing.")
        field = "authorization"
        authorization = governed.authorization(asked.authorization)
        field = "template"
        made = everybodys_offer(_value(app, asked), authorization, around, catalog)
        batch = make_batch(table.rows, made, governed, around, consents=asked.consents, name=asked.round)
    except CatalogError as error:
        raise NotMade(field, error.sentences()) from error
    except (StoreError, NotASheet, NotUsable) as error:
        raise NotMade(field, str(error)) from error
    except FileUnreadable as error:
        told = " ".join(f"{one.message} {one.fix}" for one in error.problems)
        raise NotMade("template", app.desk.as_here(told)) from error
    batch = batch.model_copy(update={"rows": rows_here(batch.rows, app.desk.as_here)})
    return Made(batch, governed, authorization, table.notes)


def _value(app: CppoApp, asked: Asked) -> OfferFile:
    """An offer file's value, or one that only names a template."""
    if Path(asked.template).suffix not in FILE_ENDINGS:
        return OfferFile(template=asked.template, authorization=asked.authorization)
    value = read_values(
        app.desk.offer_files.read(str(typed_path(app.desk.save_folder, asked.template))).values
    )
    if value.authorization not in ("", asked.authorization):
        raise NotMade(
            "template", f"The file is for {value.authorization}; {asked.authorization} is chosen. Use one."
        )
    return value
