"""The change sets: the only place that knows change types and document keys (fact sheet 2 and 6.2)."""

from datetime import date
from typing import Any

from cppo_tui.domain.legal import EulaDocument
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.plan import Changes
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront
from cppo_tui.domain.validity import Validity

CREATE_NAME = "CreateCPPO"
CREATED = f"${CREATE_NAME}.Entity.Identifier"
OFFER_TYPE = "Offer@1.0"
_CREATE = "CreateOfferUsingResaleAuthorization"
_REPLACE = "CreateReplacementOfferUsingResaleAuthorization"


class OfferTerms(Frozen):
    """Everything an offer is made of, complete and checked.

    ``markup`` is UpdateMarkup's percentage text, "" when own installments take its place: then ``charges``
    hold them, and ``fixed`` the quantities where the authorization has none of its own. ``expires`` is the
    AvailabilityEndDate. ``agreement_id`` names the agreement a replacement offer replaces; its buyer is
    fixed, so ``buyers`` then only tells who it is. ``purpose`` is PreExistingAgreement's channel and pricing
    model, empty for a new customer; ``net_payment`` a PaymentDuePeriod, "" to keep the authorization's.
    """

    authorization_id: str
    name: str
    description: str
    markup: str
    buyers: tuple[str, ...]
    expires: date
    validity: Validity
    currency: str = ""
    charges: tuple[Charge, ...] = ()
    fixed: FixedUpfront | None = None
    countries: tuple[str, ...] = ()
    eula: EulaDocument | None = None
    net_payment: str = ""
    purpose: tuple[str, str] | None = None
    agreement_id: str = ""


def publish_changes(terms: OfferTerms, *, reuse: str = "") -> Changes:
    """Create and release in one change set: AWS's own seven changes (fact sheet 6.2), more where asked for.

    ``reuse`` is ``offer-x@n`` of an abandoned draft to complete instead of creating another.
    """
    return [*draft_changes(terms, reuse=reuse), _change("ReleaseOffer", reuse or CREATED, {})]


def draft_changes(terms: OfferTerms, *, reuse: str = "") -> Changes:
    """Everything but the release: AWS computes the draft, nobody sees it yet."""
    entity = reuse or CREATED
    documents = [
        ("UpdateInformation", _information(terms, reuse=reuse)),
        ("UpdateMarkup", {"Percentage": terms.markup} if terms.markup else None),
        ("UpdatePricingTerms", _pricing(terms)),
        ("UpdatePaymentScheduleTerms", _schedule(terms)),
        ("UpdateNetPaymentTerms", _net_payment(terms)),
        ("UpdateTargeting", _targeting(terms)),
        ("UpdateLegalTerms", _legal(terms)),
        ("UpdateAvailability", {"AvailabilityEndDate": terms.expires.isoformat()}),
        ("UpdateValidityTerms", _validity(terms, reuse=reuse)),
    ]
    updates = [_change(kind, entity, document) for kind, document in documents if document is not None]
    return updates if reuse else [_create(terms), *updates]


def release_changes(offer: str) -> Changes:
    """Release a draft exactly as it was seen: ``offer`` is ``offer-x@n``, refused if it has moved on."""
    return [_change("ReleaseOffer", offer, {})]


def availability_changes(offer: str, day: date) -> Changes:
    """Give a released offer another last day, exactly as it was seen: ``offer`` is ``offer-x@n``. A past day
    expires it (fact sheet 2.8)."""
    return [_change("UpdateAvailability", offer, {"AvailabilityEndDate": day.isoformat()})]


def _create(terms: OfferTerms) -> dict[str, Any]:
    document = {"ResaleAuthorizationId": terms.authorization_id}
    if terms.agreement_id:
        document["AgreementId"] = terms.agreement_id
    return {
        "ChangeType": _REPLACE if terms.agreement_id else _CREATE,
        "ChangeName": CREATE_NAME,
        "Entity": {"Type": OFFER_TYPE},
        "DetailsDocument": document,
    }


def _information(terms: OfferTerms, *, reuse: str) -> dict[str, Any]:
    """A purpose left in a reused draft is taken out: it could not be changed after release."""
    document: dict[str, Any] = {"Name": terms.name, "Description": terms.description}
    if reuse and terms.purpose is None:
        document["PreExistingAgreement"] = None
    if terms.purpose is not None:
        channel, pricing = terms.purpose
        document["PreExistingAgreement"] = {"AcquisitionChannel": channel, "PricingModel": pricing}
    return document


def _pricing(terms: OfferTerms) -> dict[str, Any] | None:
    """A price of zero and the quantities: the money is in the schedule (fact sheet 2.10)."""
    if terms.fixed is None:
        return None
    grants = [
        {"DimensionKey": grant.dimension_key, "MaxQuantity": grant.quantity} for grant in terms.fixed.grants
    ]
    term = {
        "Type": "FixedUpfrontPricingTerm",
        "CurrencyCode": terms.currency,
        "Price": "0.0",
        "Duration": terms.fixed.duration,
        "Grants": grants,
    }
    return {"PricingModel": "Contract", "Terms": [term]}


def _schedule(terms: OfferTerms) -> dict[str, Any] | None:
    if not terms.charges:
        return None
    lines = [
        {"ChargeDate": charge.day.isoformat(), "ChargeAmount": plain_number(charge.amount)}
        for charge in terms.charges
    ]
    term = {"Type": "PaymentScheduleTerm", "CurrencyCode": terms.currency, "Schedule": lines}
    return {"Terms": [term]}


def _net_payment(terms: OfferTerms) -> dict[str, Any] | None:
    if not terms.net_payment:
        return None
    return {"Terms": [{"Type": "NetPaymentTerm", "PaymentDuePeriod": terms.net_payment}]}


def _targeting(terms: OfferTerms) -> dict[str, Any] | None:
    """A replacement offer goes to the agreement's acceptor and nobody else (fact sheet 2.3)."""
    if terms.agreement_id:
        return None
    positive: dict[str, Any] = {"BuyerAccounts": list(terms.buyers)}
    if terms.countries:
        positive["CountryCodes"] = list(terms.countries)
    return {"PositiveTargeting": positive}


def _legal(terms: OfferTerms) -> dict[str, Any] | None:
    if terms.eula is None:
        return None
    return {"Terms": [{"Type": "LegalTerm", "Documents": [terms.eula.document]}]}


def _validity(terms: OfferTerms, *, reuse: str) -> dict[str, Any] | None:
    """No change at all leaves the length to the buyer; in a reused draft an earlier one is taken out."""
    term = terms.validity.term
    if term is None:
        return {"Terms": []} if reuse else None
    return {"Terms": [term]}


def _change(change_type: str, entity: str, document: dict[str, Any]) -> dict[str, Any]:
    return {
        "ChangeType": change_type,
        "Entity": {"Type": OFFER_TYPE, "Identifier": entity},
        "DetailsDocument": document,
    }
