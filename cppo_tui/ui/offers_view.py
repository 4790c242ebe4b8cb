"""Offers in words: the rows of their list, what is told of one, what can be done with it."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from textual.content import Content

from cppo_tui.domain.accounts import grouped, joined
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.checks.availability import check_expiring
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.handover import handover_of, handover_problem, offer_link
from cppo_tui.domain.money import PRINTED, percent, plain_figure
from cppo_tui.domain.offer_states import OfferRecord, Standing, left_words
from cppo_tui.ui.columns import Column, Row
from cppo_tui.ui.plain import lines, plain

OFFER, BUYER, STATE, LEFT, MARKUP, FROM = "Offer", "Buyer", "State", "Left", "Markup", "Authorization"
ID = "Offer id"
TONES = (
    (Standing.EXPIRING.value, "warning"),
    (Standing.ACCEPTED.value, "success"),
    (Standing.EXPIRED.value, "muted"),
    (Standing.ENDED.value, "muted"),
)
MARKUP_WIDTH = 7
COLUMNS = (
    Column(OFFER, share=5),
    Column(BUYER, share=4),
    Column(STATE, width=10, tones=TONES),
    Column(LEFT, width=8),
    Column(MARKUP, width=MARKUP_WIDTH, from_width=60),
    Column(FROM, share=3, middle=True, from_width=100),
    Column(ID, width=20, from_width=106),
)
UNREAD = "…"
MOVING = "Something about it is on its way; the list of drafts has its status."
_WAITING = (Standing.OPEN, Standing.EXPIRING)
_URGENT = (Standing.EXPIRING, Standing.ON_ITS_WAY)


class Known(NamedTuple):
    """What is known beside the record: whose the accounts are, AWS's own terms, the authorization's name."""

    book: AddressBook | None
    now: datetime
    views: dict[str, OfferView]
    names: dict[str, str]
    authorizations: dict[str, ResaleAuthorization]


def key_of(record: OfferRecord) -> str:
    """The offer's id; one that has none yet goes by its submission."""
    return record.offer.id or f"s:{record.submission}"


def state_words(record: OfferRecord) -> str:
    """Its standing; that something about it is on its way goes before."""
    return (Standing.ON_ITS_WAY if record.submission else record.standing).value


def buyer_words(record: OfferRecord, known: Known) -> str:
    """The first buyer by name where there is one, and how many more there are."""
    buyers = record.offer.buyers
    if not buyers:
        return "not named"
    name = known.book.name_of(buyers[0]) if known.book else ""
    more = f" +{len(buyers) - 1}" if len(buyers) > 1 else ""
    return (name or grouped(buyers[0])) + more


def days_words(record: OfferRecord, now: datetime) -> str:
    """How long a buyer still has, "" where none is waited for."""
    ends = record.offer.expires
    if record.by_date not in _WAITING or record.agreements or ends is None:
        return ""
    return left_words(ends - now).removesuffix(" left").replace("less than an hour", "< 1 hour")


def markup_words(record: OfferRecord, known: Known) -> str:
    """AWS's own figure, once it has been read."""
    if not record.offer.id:
        return ""
    view = known.views.get(record.offer.id)
    if view is None:
        return UNREAD
    return short_markup(view.markup) if view.markup else "none"


def short_markup(figure: str) -> str:
    """The figure as its column has room for it; the details tell all of it."""
    whole = f"{plain_figure(figure)} %"
    long = len(whole) > MARKUP_WIDTH and PRINTED.fullmatch(figure)
    return percent(Decimal(figure)).replace(" ", "") if long else whole


def offer_rows(records: tuple[OfferRecord, ...], known: Known) -> list[Row]:
    """A row for each; what needs a word soon is bold, and says so in its state."""
    return [(key_of(one), _texts(one, known), "bold" if one.standing in _URGENT else "") for one in records]


def _texts(record: OfferRecord, known: Known) -> tuple[str, ...]:
    source = record.offer.authorization_id
    return (
        record.offer.name or record.offer.id,
        buyer_words(record, known),
        state_words(record),
        days_words(record, known.now),
        markup_words(record, known),
        known.names.get(source, source),
        record.offer.id or "none yet",
    )


def ending(days: int) -> str:
    """The filter for the offers that end so soon."""
    return f"ends within {days} days"


def matches(record: OfferRecord, known: Known, wanted: str) -> bool:
    """True when every word stands in its name, id, buyers, their names, or its authorization."""
    offer = record.offer
    names = " ".join(known.book.name_of(buyer) for buyer in offer.buyers) if known.book else ""
    accounts = " ".join(f"{buyer} {grouped(buyer)}" for buyer in offer.buyers)
    source = f"{offer.authorization_id} {known.names.get(offer.authorization_id, '')}"
    haystack = f"{offer.name} {offer.id} {accounts} {names} {source}".lower()
    return all(word in haystack or joined(word) in haystack for word in wanted.split())


def sort_key(name: str, known: Known) -> Callable[[OfferRecord], tuple[bool, object]]:
    """What to sort by; what a column does not have comes last."""

    def figure(record: OfferRecord) -> tuple[bool, object]:
        view = known.views.get(record.offer.id)
        try:
            return (False, Decimal(view.markup)) if view and view.markup else (True, Decimal(0))
        except InvalidOperation:
            return True, Decimal(0)

    def ends(record: OfferRecord) -> tuple[bool, object]:
        waits = bool(days_words(record, known.now))
        return not waits, record.offer.expires if waits else known.now

    def text(record: OfferRecord) -> tuple[bool, object]:
        found = dict(zip((column.label for column in COLUMNS), _texts(record, known), strict=True))[name]
        return not found, found.lower()

    return {MARKUP: figure, LEFT: ends}.get(name, text)


def unsorted_words(left: int, failed: int) -> str:
    """Which markups an order by markup does not know: those stand last."""
    said = [f"{left} still to be read"] if left else []
    said += [f"{failed} could not be read"] if failed else []
    return ", ".join(said)


def possible(record: OfferRecord) -> frozenset[str]:
    """What can be done with an offer as it stands; whatever is on its way comes first."""
    if not record.offer.id:
        return frozenset()
    found = {"clone", "copy_id"}
    if record.by_date in _WAITING:
        found |= {"hand_over", "copy_link"}
    if record.running:
        found.add("replace")
    if record.submission:
        return frozenset(found)
    if record.by_date is Standing.DRAFT:
        found.add("release")
    else:
        found.add("extend")
    if record.by_date in _WAITING:
        found.add("expire")
    return frozenset(found)


def obstacle(action: str, record: OfferRecord, context: CheckContext) -> str:
    """Why this cannot be done with an offer as it stands."""
    if not record.offer.id:
        return "AWS is still making it, so it has no id yet. The list of drafts has its status."
    if action in ("extend", "expire", "release") and record.submission:
        return MOVING
    if action in ("hand_over", "copy_link"):
        return handover_problem(record.offer, context.now)
    if action == "replace":
        return "No agreement made from it runs, so there is nothing to replace."
    if action == "release":
        return "It is released already."
    return " ".join(f"{one.message} {one.fix}" for one in check_expiring(record.offer, context))


def head(record: OfferRecord, known: Known) -> Content:
    """Its name, and where it stands."""
    said = record.words(known.now)
    style = "bold $text-warning" if record.standing in _URGENT else "bold"
    shown = [
        plain((record.offer.name or record.offer.id, "bold")),
        plain((said[:1].upper() + said[1:], style)),
    ]
    if record.submission:
        shown.append(plain(MOVING))
    return lines(*shown)


def facts(record: OfferRecord, known: Known) -> list[tuple[str, str]]:
    """What AWS lists of it, and the agreements made from it."""
    offer = record.offer
    rows = [("Offer id", offer.id or "none yet")]
    for buyer in offer.buyers:
        name = known.book.said_of(buyer) if known.book else ""
        rows.append(("Buyer", f"{grouped(buyer)} {name}".strip()))
    rows.append(("Expires", f"{offer.expires:%Y-%m-%d %H:%M} UTC" if offer.expires else "no date is set"))
    if offer.released:
        rows.append(("Released", f"{offer.released:%Y-%m-%d}"))
    source = f"{known.names.get(offer.authorization_id, '')} {offer.authorization_id}".strip()
    rows.append(("Authorization", source))
    if offer.id and offer.state == "Released":
        rows.append(("Buyer link", offer_link(offer.product_id, offer.id)))
    for one in record.agreements:
        ends = f", ends {one.ends:%Y-%m-%d}" if one.ends else ""
        rows.append(("Agreement", f"{one.id}, {one.status.lower()}, {grouped(one.acceptor)}{ends}"))
    return rows


def own_terms(view: OfferView, authorization: ResaleAuthorization | None) -> list[tuple[str, str]]:
    """AWS's own figures: the ones that count."""
    told = handover_of(view, authorization)
    return [
        ("Markup", f"{plain_figure(view.markup)} %" if view.markup else "none: amounts of its own"),
        *(("Price", price) for price in told.prices),
        ("Runs", told.agreement or "not said"),
        ("Buyer's EULA", view.eula or "not said"),
        *([("Payment", view.net_payment)] if view.net_payment else []),
        *([("Countries", ", ".join(view.countries))] if view.countries else []),
        ("Revision", str(view.revision)),
    ]
