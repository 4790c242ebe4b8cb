"""From a table, a template and an authorization to a batch, its run and its result: one way for all faces."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.bulk import Batch, BulkRow
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.handover import offer_link
from cppo_tui.domain.offer_file import OfferFile
from cppo_tui.domain.offer_file_reading import FileUnreadable
from cppo_tui.domain.ports import IN_FLIGHT, Clock, NewId, SellerAccount, Store
from cppo_tui.domain.spreadsheets import account_cell, safe_cell, sheet_text
from cppo_tui.services.address_book import listed, news, read_book
from cppo_tui.services.bulk import preview
from cppo_tui.services.bulk_run import BulkRun
from cppo_tui.services.governor import AT_ONCE, Governed, Rest, Ticks
from cppo_tui.services.just_made import offers_now
from cppo_tui.services.offer_files import FromFile, draft_from_file
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.watcher import Pace, Watcher

HEADINGS = ("customer", "accounts", "offer id", "link", "state", "message")


class NotUsable(Exception):
    """The template cannot be used for many customers; the message says why and what to do."""


class Surroundings(NamedTuple):
    """Where a batch is made and sent from."""

    store: Store
    clock: Clock
    new_id: NewId
    world: str
    ticks: Ticks
    rest: Rest


def everybodys_offer(
    value: OfferFile, authorization: ResaleAuthorization, around: Surroundings, account: SellerAccount
) -> FromFile:
    """The offer for everybody, from a file's value or one that names a template; with this authorization.

    Raises NotUsable, CatalogError, StoreError.
    """
    value = value.model_copy(update={"authorization": authorization.id})
    base = OfferDraft(id="bulk", authorization=authorization)
    try:
        made = draft_from_file(value, base, around.store, account, around.clock)
    except FileUnreadable as error:
        raise NotUsable(" ".join(f"{one.message} {one.fix}" for one in error.problems)) from error
    if made.missing:
        raise NotUsable(" ".join(f"{one.message} {one.fix}" for one in made.missing))
    return made


def make_batch(
    customers: Sequence[CustomerRow],
    made: FromFile,
    governed: Governed,
    around: Surroundings,
    *,
    consents: Iterable[str] = (),
    name: str = "",
) -> Batch:
    """All rows as they would be sent now. Raises CatalogError, StoreError."""
    template = made.draft.model_copy(update={"consents": made.draft.consents | set(consents)})
    if template.authorization is None:
        raise ValueError("a batch needs its authorization")
    offers = offers_now(
        governed, around.store, template.authorization.id, now=around.clock(), world=around.world
    )
    book = read_book(around.store)
    context = CheckContext(
        now=around.clock(),
        seller_account=governed.caller().account,
        offers=offers,
        book=book.merged(news(book, listed(offers))),
        signed_eula=made.link,
    )
    return preview(customers, template, context, around.store.submissions(), world=around.world, batch=name)


def make_run(
    batch: Batch, governed: Governed, around: Surroundings, pace: Pace, *, stop_on_error: bool = False
) -> BulkRun:
    """What sends the batch; what else is on its way from here counts against AWS's quota, too."""

    async def never(_seconds: float) -> None:
        raise AssertionError("the run itself waits")

    submitter = Submitter(
        around.store, governed, clock=around.clock, new_id=around.new_id, world=around.world
    )
    watcher = Watcher(around.store, governed, submitter, clock=around.clock, sleep=never, pace=pace)
    ours = {row.draft_id for row in batch.rows}
    others = sum(row.state in IN_FLIGHT and row.draft_id not in ours for row in around.store.submissions())
    return BulkRun(
        batch,
        governed,
        submitter,
        watcher,
        ticks=around.ticks,
        rest=around.rest,
        at_once=AT_ONCE - others,
        stop_on_error=stop_on_error,
    )


def time_left(passed: float, done: int, left: int) -> str:
    """How long the rest will take at the pace so far, "" while there is none to go by."""
    if done <= 0 or left <= 0:
        return ""
    seconds = passed / done * left
    return f"about {seconds:.0f} s left" if seconds < 120 else f"about {seconds / 60:.0f} min left"


def link_of(row: BulkRow, product_id: str) -> str:
    """Where the buyer accepts it, "" while there is no offer."""
    return offer_link(product_id, row.offer_id) if row.offer_id else ""


def result_names(token: str) -> Iterator[str]:
    """The names a batch's result may get, the first that is free: the command and the screen leave the same
    file."""
    yield f"cppo-bulk-{token}.csv"
    for number in count(2):
        yield f"cppo-bulk-{token}-{number}.csv"


def result_text(rows: Iterable[BulkRow], product_id: str) -> str:
    """What became of each customer, as a table no spreadsheet will run."""
    return sheet_text(HEADINGS, (_cells(row, product_id) for row in rows))


def _cells(row: BulkRow, product_id: str) -> tuple[str, ...]:
    return (
        safe_cell(row.customer),
        " ".join(account_cell(account) for account in row.accounts),
        safe_cell(row.offer_id),
        safe_cell(link_of(row, product_id)),
        safe_cell(row.state.value),
        safe_cell(" ".join(row.says)),
    )
