"""Offers our seller made before the story begins, so that lists are not empty."""

from dataclasses import replace

from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_archera import BRONZE, SILVER
from cppo_tui.sandbox.seed_documents import RESELLER_NAME, offer_from
from cppo_tui.sandbox.seed_model import Day, SeedOffer, stable_id
from cppo_tui.sandbox.seed_vendors import CONTRACT, USED_UP

OPEN = "offer-openbronze2kqw"
EXPIRED = "offer-expsilver7ypd4"
DRAFT = "offer-draftseats3mvx"
USED = "offer-usedpeak5rtnj"
OLD = "offer-oldbronze6hcza"
OWN_PRODUCT = "offer-ourproduct4glb"


def _to(*accounts: str) -> Json:
    return {"PositiveTargeting": {"BuyerAccounts": list(accounts)}}


def earlier_offers(day: Day, authorizations: dict[str, Json]) -> list[SeedOffer]:
    """Open, expired, draft, from a used-up authorization, and one that is no CPPO at all."""

    def made(source: str, chosen: Offer, *, released: int | None = None) -> SeedOffer:
        described = replace(chosen, description=f"{RESELLER_NAME} {chosen.id[-4:]}")
        return offer_from(day, source, authorizations[source], described, released=released)

    delmar, harrow, ostrava = _to("422233334444"), _to("411122223333"), _to("433344445555")
    open_ = Offer(OPEN, "", name="Delmar Freight - Archera", markup="25", targeting=delmar)
    old = Offer(OLD, "", name="Harrow & Finch - Archera", markup="25.0", targeting=harrow)
    expired = Offer(EXPIRED, "", name="Ostrava Glass - Archera", markup="33.3", targeting=ostrava)
    draft = Offer(DRAFT, "", name="Ostrava Glass - Quillon seats", markup="12.5", targeting=ostrava)
    used = Offer(USED, "", name="Delmar Freight - Peakflow", markup="10", targeting=delmar)
    return [
        made(BRONZE, _ends(open_, day.date(41), "P3650D"), released=-19),
        made(BRONZE, _ends(old, day.date(-200), "P365D"), released=-290),
        made(SILVER, _ends(expired, day.date(-12), "P730D"), released=-75),
        made(CONTRACT, draft),
        made(USED_UP, _ends(used, day.date(30), "P365D"), released=-20),
        _own_product_draft(day),
    ]


def _ends(offer: Offer, end_date: str, duration: str) -> Offer:
    return replace(offer, end_date=end_date, validity={"Type": "ValidityTerm", "AgreementDuration": duration})


def _own_product_draft(day: Day) -> SeedOffer:
    """A private offer on a product of our own: no authorization, so no markup."""
    offer = Offer(
        OWN_PRODUCT,
        stable_id("prod", "Meridian Cloud/Landing Zone"),
        name="Harrow & Finch - Landing Zone",
        description="Private offer on our own product",
        targeting=_to("411122223333"),
    )
    return SeedOffer(offer, 1, day.moment(-2))
