"""A draft like an offer AWS has: what can be read back out of it, and what can not (fact sheet 5.1).

AWS is asked, not our own records: the prices, lengths and terms are the ones its buyers see.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.checks.further import shorter_terms
from cppo_tui.domain.dates import Length
from cppo_tui.domain.defaults import TITLE_MAX, suggested_description, suggested_name
from cppo_tui.domain.draft import (
    EarlierPricing,
    EulaChoice,
    EulaKind,
    InstallmentRow,
    Installments,
    OfferDraft,
    PricingChoice,
)
from cppo_tui.domain.installments import may_set_installments
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import PRINTED, plain_number
from cppo_tui.domain.ports import NewId
from cppo_tui.domain.pricing_terms import due_text
from cppo_tui.domain.product import lengths
from cppo_tui.domain.purpose import CHANNELS
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import shorten
from cppo_tui.domain.validity import length_meant, length_words

Found = tuple[dict[str, Any], list[str]]
"""Fields of the draft, and what had to be left out."""


class Clone(Frozen):
    """A draft made like an offer. ``left_out`` names what could not be taken over."""

    draft: OfferDraft
    left_out: tuple[str, ...] = ()

    @property
    def notice(self) -> str:
        """What was left out in one sentence, "" when nothing was."""
        return f"Not taken over: {'; '.join(self.left_out)}." if self.left_out else ""


def draft_from_offer(
    offer: OfferView,
    authorization: ResaleAuthorization | None,
    new_id: NewId,
    *,
    with_buyers: bool = False,
    today: date | None = None,
) -> Clone:
    """A draft with this offer's terms; the authorization as just read, None when it cannot be.

    Its expiry is past or soon will be, so the usual +60 days stand. An agreement it replaced is not
    replaced again. Buyers, and the texts that may speak of them, only ``with_buyers``. ``today`` tells which
    lengths in days are whole years.
    """
    fields: dict[str, Any] = {"countries": offer.countries}
    left_out = [] if authorization is not None else ["its authorization, which cannot be read"]
    for part in (_money, _validity, _net_payment, _purpose, _eula):
        found, missing = part(offer, authorization)
        fields |= found
        left_out += missing
    fields["agreement"] = _in_years(fields.get("agreement"), today)
    draft = OfferDraft(
        id=new_id(),
        authorization=authorization,
        reached=Step.REVIEW,
        **fields,
    )
    texts = _texts(offer, draft)
    if with_buyers:
        title = f"{shorten(offer.name or offer.id, TITLE_MAX - 7)} (copy)"
        named = draft.model_copy(update=texts | {"buyers": offer.buyers, "title": title})
        return Clone(draft=named, left_out=tuple(left_out))
    if any(text is not None for text in texts.values()):
        left_out.append("its name and description, which may speak of its buyer")
    return Clone(draft=draft, left_out=tuple(left_out))


def draft_completing(
    offer: OfferView, authorization: ResaleAuthorization | None, new_id: NewId
) -> OfferDraft:
    """A draft that completes this draft offer of AWS's: no copy but that offer, named as it is there."""
    like = draft_from_offer(offer, authorization, new_id, with_buyers=True).draft
    own = {"title": "", "name": offer.name or None, "description": offer.description or None}
    return like.model_copy(update=own | {"reuse_offer_id": offer.id, "reuse_offer_revision": offer.revision})


def _texts(offer: OfferView, draft: OfferDraft) -> dict[str, str | None]:
    """Name and description where they are not what would be suggested anyway."""
    same = draft.model_copy(update={"buyers": offer.buyers})
    return {
        "name": offer.name if offer.name not in ("", suggested_name(same)) else None,
        "description": offer.description
        if offer.description not in ("", suggested_description(same))
        else None,
    }


def _money(offer: OfferView, authorization: ResaleAuthorization | None) -> Found:
    """The markup, or the installments that stand in its place (fact sheet 2.11)."""
    if offer.markup and not PRINTED.fullmatch(offer.markup):
        return {}, ["its markup, which is no number"]
    markup = Decimal(offer.markup or 0)
    charges = [(due_text(price.key), price.price) for price in offer.prices if due_text(price.key)]
    theirs = authorization.schedule if authorization else ()
    own = [(charge.day.isoformat(), charge.amount) for charge in theirs] != charges
    if markup or not charges or not own:
        return {"pricing": PricingChoice(text=plain_number(markup) if offer.markup else "")}, []
    if authorization is not None and not may_set_installments(authorization):
        return {}, ["its own installments, which the authorization does not allow"]
    if theirs and [charge.day.isoformat() for charge in theirs] != [due for due, _ in charges]:
        return {}, ["its own installments, because the authorization's dates are others"]
    rows = tuple(
        InstallmentRow(due="" if theirs else due, amount=plain_number(amount)) for due, amount in charges
    )
    quantities = () if theirs else tuple((one.dimension_key, str(one.quantity)) for one in offer.grants)
    duration = "" if theirs else _length(offer, authorization)
    return {"installments": Installments(own=True, rows=rows, duration=duration, quantities=quantities)}, []


def _length(offer: OfferView, authorization: ResaleAuthorization | None) -> str:
    """Which of the authorization's contract lengths the offer has, "" when that cannot be told."""
    offered = lengths(authorization)
    start, end = offer.validity.start, offer.validity.end
    if offer.validity.duration in offered:
        return offer.validity.duration
    if start is not None and end is not None:
        after = [(one, length.after(start)) for one in offered if (length := length_meant(one)) is not None]
        return next((one for one, day in after if day == end + timedelta(days=1)), "")
    return offered[0] if len(offered) == 1 else ""


def _validity(offer: OfferView, authorization: ResaleAuthorization | None) -> Found:
    """Start and length, in words that can be typed on. An end alone came from an agreement it replaced."""
    validity = offer.validity
    if validity.start is not None:
        length = _length(offer, authorization)
        missing = [] if length else ["its length, which the authorization does not offer"]
        return {"start": validity.start.isoformat(), "agreement": _typed(length) or None}, missing
    if validity.end is not None:
        return {}, ["the agreement it replaced, with that agreement's end"]
    return {"agreement": _typed(validity.duration) or None}, []


def _typed(duration: str) -> str:
    """``P3653D`` as one would type it: ``3653 days``."""
    return length_words(duration).replace(",", "")


def _in_years(agreement: str | None, today: date | None) -> str | None:
    """``3653 days`` as the ten years that were typed, where they are exactly that from today on."""
    length = length_meant(agreement) if agreement and today else None
    if today is None or length is None or not length.days or length.years or length.months:
        return agreement
    years = (length.days + 2) // 365  # right for a century: leap days never make up a year
    if years < 1 or Length(years=years).after(today) != length.after(today):
        return agreement
    return f"{years} year{'' if years == 1 else 's'}"


def _net_payment(offer: OfferView, authorization: ResaleAuthorization | None) -> Found:
    """Taken over where it is shorter than granted; the granted one needs no word (fact sheet 2.12)."""
    granted = authorization.net_payment if authorization else ""
    if offer.net_payment in ("", granted):
        return {}, []
    if offer.net_payment in shorter_terms(authorization):
        return {"net_payment": offer.net_payment}, []
    return {}, [f"its payment term of {_typed(offer.net_payment)}, which the authorization does not grant"]


def _purpose(offer: OfferView, _: ResaleAuthorization | None) -> Found:
    if offer.purpose is None:
        return {}, []
    channel, pricing = offer.purpose
    purpose = next((one for one, name in CHANNELS.items() if name == channel), None)
    if purpose is None or pricing not in list(EarlierPricing):
        return {}, ["its purpose, which is not known here"]
    return {"purpose": purpose, "earlier_pricing": EarlierPricing(pricing)}, []


def _eula(offer: OfferView, authorization: ResaleAuthorization | None) -> Found:
    """AWS tells the type only, and keeps its own copy of a document (fact sheet 2.7)."""
    granted = authorization.eula.partition(" ")[0] if authorization else ""
    if offer.eula == "StandardEula" and granted != offer.eula:
        return {"eula": EulaChoice(kind=EulaKind.STANDARD)}, []
    if offer.eula == "CustomEula" and granted == offer.eula:
        return {}, ["its end-user agreement, if it is not the authorization's: AWS does not say"]
    if offer.eula == "CustomEula":
        return {}, ["its own end-user agreement: AWS does not give the document back"]
    return {}, []
