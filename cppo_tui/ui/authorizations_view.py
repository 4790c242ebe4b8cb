"""Authorizations in words for their own list: health, what is left of them, what hangs on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from cppo_tui.domain.archera import tier_name
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_changes import differences
from cppo_tui.domain.authorization_words import by_name, row_state
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.offer_states import EXPIRING_DAYS, LATEST, OfferRecord, Standing, left_words
from cppo_tui.ui.authorization_view import TIER
from cppo_tui.ui.columns import Column
from cppo_tui.ui.plain import lines, plain

NAME, PRODUCT, STATE, USES, ENDS, OPEN = "Name", "Product", "State", "Uses", "Ends in", "Open"
COLUMNS = (
    Column(NAME, share=5, middle=True),
    Column(PRODUCT, share=4, from_width=100),
    TIER,
    Column(STATE, width=11),
    Column(USES, width=4, from_width=66),
    Column(ENDS, width=8),
    Column(OPEN, width=4),
)
HANGING = (Standing.ON_ITS_WAY, Standing.EXPIRING, Standing.OPEN, Standing.DRAFT)
"""Offers that still need their authorization, or somebody's answer."""


def end_of(listing: AuthorizationListing) -> datetime | None:
    """The last instant at which an offer can be made from it."""
    return listing.detail.ends if listing.detail else listing.ends


def left_text(listing: AuthorizationListing, now: datetime) -> str:
    """How long that still is, or that it is over or has no end."""
    ends = end_of(listing)
    if ends is None or ends <= now:
        return "no end" if ends is None else "over"
    return left_words(ends - now).removesuffix(" left").replace("less than an hour", "< 1 hour")


def end_words(listing: AuthorizationListing, now: datetime) -> str:
    """A sentence about its end, "" where there is none to come."""
    ends = end_of(listing)
    if ends is None or ends <= now:
        return ""
    return f"Ends in {left_text(listing, now)}: no new offer after that."


def ends_soon(listing: AuthorizationListing, now: datetime) -> bool:
    """True within as many days as make an offer count as expiring."""
    ends = end_of(listing)
    return ends is not None and now < ends and (ends - now).days <= EXPIRING_DAYS


def uses_words(listing: AuthorizationListing) -> str:
    """How many more offers it allows."""
    if listing.detail is None:
        return "?"
    left = listing.detail.uses_left
    return "any" if left is None else str(left)


class Entry(NamedTuple):
    """An authorization as the list needs it. ``hanging`` are the offers made from it that are not over,
    None while they are being read."""

    listing: AuthorizationListing
    texts: tuple[str, ...]
    usable: bool
    soon: bool
    hanging: tuple[OfferRecord, ...] | None

    @property
    def style(self) -> str:
        """What cannot be used is dim and what ends soon is bold; both say so in words, too."""
        return "bold" if self.soon and self.usable else "" if self.usable else "dim"


def entries(
    listings: Iterable[AuthorizationListing], records: Iterable[OfferRecord] | None, context: CheckContext
) -> tuple[Entry, ...]:
    """All of them, the usable ones first, each looked at once: there may be thousands."""
    found: dict[str, list[OfferRecord]] = defaultdict(list)
    for record in records or ():
        if record.standing in HANGING:
            found[record.offer.authorization_id].append(record)

    def entry(one: AuthorizationListing) -> Entry:
        hanging = None if records is None else tuple(found.get(one.id, ()))
        texts = _texts(one, context, None if hanging is None else len(hanging))
        usable = not listing_problems(one, context)
        return Entry(one, texts, usable, ends_soon(one, context.now), hanging)

    return tuple(sorted(map(entry, listings), key=lambda one: (not one.usable, *by_name(one.listing))))


def _texts(listing: AuthorizationListing, context: CheckContext, count: int | None) -> tuple[str, ...]:
    """The row of one; ``count`` of open offers."""
    return (
        listing.name or listing.id,
        listing.product_name,
        tier_name(listing.detail),
        row_state(listing, context),
        uses_words(listing),
        left_text(listing, context.now),
        "?" if count is None else str(count) if count else "",
    )


def sort_key(entry: Entry, name: str) -> tuple[bool, datetime | int | str]:
    """What to sort by; what a column does not have comes last."""
    if name == ENDS:
        return end_of(entry.listing) is None, end_of(entry.listing) or LATEST
    found = dict(zip((column.label for column in COLUMNS), entry.texts, strict=True))[name]
    if name in (USES, OPEN):
        return not found.isdigit(), int(found) if found.isdigit() else 0
    return not found, found.lower()


def others_for_product(
    listing: AuthorizationListing, listings: Iterable[AuthorizationListing]
) -> tuple[ResaleAuthorization, ...]:
    """The other authorizations for the same product, those most like it first: of the same name's maker
    and kind, then the most recently made."""
    mine = listing.detail
    if mine is None:
        return ()
    found = [
        one.detail
        for one in listings
        if one.detail and one.id != mine.id and one.detail.product_id == mine.product_id
    ]
    return tuple(sorted(found, key=lambda one: (one.kind is not mine.kind, _made(one, mine), one.id)))


def obstacle(action: str, listing: AuthorizationListing, context: CheckContext) -> str:
    """Why this cannot be done with an authorization as it stands."""
    if action == "compare":
        if listing.detail is None:
            return "AWS could not tell what it grants, so there is nothing to compare."
        return "No other authorization for the same product is shared with you."
    return " ".join(f"{one.message} {one.fix}" for one in listing_problems(listing, context))


def _made(one: ResaleAuthorization, mine: ResaleAuthorization) -> float:
    if one.created is None or mine.created is None:
        return float("inf")
    return abs((one.created - mine.created).total_seconds())


def comparison(older: ResaleAuthorization, newer: ResaleAuthorization) -> Content:
    """What is another in the newer one."""
    found = differences(older, newer)
    if not found:
        return plain("They grant the same.")
    shown = [plain((f"{one.label}: ", "bold"), f"{one.before} → {one.after}") for one in found]
    return lines(*shown)


def in_age(one: ResaleAuthorization, other: ResaleAuthorization) -> tuple[ResaleAuthorization, ...]:
    """The older, the newer: by when they were made, else by when they end."""
    if one.created and other.created and one.created != other.created:
        return (one, other) if one.created < other.created else (other, one)
    return (one, other) if (one.ends or LATEST) <= (other.ends or LATEST) else (other, one)


def offers_words(found: Sequence[OfferRecord] | None, now: datetime) -> Content:
    """The open offers that hang on it, each with where it stands; ``found`` None while that is not known."""
    if found is None:
        return plain(("Which offers hang on it is not known yet.", "$text-muted"))
    if not found:
        return plain(("No open offer hangs on it.", "$text-muted"))
    rows = [plain((one.offer.name or one.offer.id, "bold"), f"  {one.words(now)}") for one in found]
    heading = f"{len(found)} open offer{'s hang' if len(found) != 1 else ' hangs'} on it"
    return lines(plain((heading, "bold $text-muted")), *rows)
