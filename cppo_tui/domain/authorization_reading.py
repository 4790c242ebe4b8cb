"""Reading a ResaleAuthorization from AWS's answer, leniently (fact sheet 5.2).

Keys may be missing or new, dates come in several formats. What cannot be read is absent here or named as
unread, never guessed.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from cppo_tui.domain.authorization import (
    AllowedBuyer,
    Dimension,
    PricingKind,
    ResaleAuthorization,
)
from cppo_tui.domain.instants import parse_end, parse_instant
from cppo_tui.domain.pricing_reading import (
    UnreadablePrice,
    charges,
    fixed_upfront_with_length,
    rate_cards,
    unit_prices,
)

_ID = re.compile(r"[\w\-]{1,255}", re.ASCII)
_PRICING_ENDS = ("PricingTerm", "PaymentTerm", "ScheduleTerm")


def authorization_from_entity(entity: Mapping[str, Any]) -> ResaleAuthorization:
    """Read a ResaleAuthorization@1.0 from a DescribeEntity or BatchDescribeEntities answer.

    ``entity`` is already cleaned. Raises ValueError when its identifier is none: then it is no entity at all.
    """
    entity_id, revision = split_identifier(_text(entity, "EntityIdentifier"))
    doc = _mapping(entity.get("DetailsDocument"))
    terms, rules = _by_type(doc.get("Terms")), _by_type(doc.get("Rules"))
    availability = rules.get("AvailabilityRule", {})
    partner = rules.get("PartnerTargetingRule", {})
    pricing, unread = _pricing(terms)
    offers = _mapping(doc.get("OfferDetails"))
    return ResaleAuthorization(
        id=entity_id,
        revision=revision,
        name=_text(doc, "Name"),
        description=_text(doc, "Description"),
        product_id=_text(doc, "ProductId"),
        product_name=_text(doc, "ProductName"),
        manufacturer_name=_text(doc, "ManufacturerLegalName"),
        manufacturer_account=_text(doc, "ManufacturerAccountId"),
        reseller_account=_text(partner, "ResellerAccountId"),
        reseller_role=_text(partner, "ResellerRole"),
        status=_text(doc, "Status"),
        extended_status=_text(offers, "OfferExtendedStatus"),
        offers_created=_count(offers.get("OfferCreatedCount")) or 0,
        max_offers=_count(availability.get("OffersMaxQuantity")),
        created=parse_instant(doc.get("CreatedDate")),
        ends=parse_end(availability.get("AvailabilityEndDate")),
        currency=next((_text(term, "CurrencyCode") for term in terms.values() if "CurrencyCode" in term), ""),
        term_types=tuple(sorted(terms)),
        dimensions=_dimensions(doc.get("Dimensions")),
        earlier=_earlier(_mapping(doc.get("PreExistingBuyerAgreement"))),
        buyers=_buyers(terms.get("BuyerTargetingTerm", {})),
        terms_digest=_terms_digest(doc),
        unread=(*_unread(availability), *_unread_buyers(terms.get("BuyerTargetingTerm", {})), *unread),
        **(pricing | _legal(terms)),
    )


def _unread(availability: Mapping[str, Any]) -> tuple[str, ...]:
    """Limits AWS states in a form we do not know."""
    end, most = availability.get("AvailabilityEndDate"), availability.get("OffersMaxQuantity")
    found = []
    if end is not None and parse_instant(end) is None:
        found.append("end date")
    if most is not None and _count(most) is None:
        found.append("number of offers")
    return tuple(found)


def _earlier(told: Mapping[str, Any]) -> tuple[str, str] | None:
    """AcquisitionChannel and PricingModel of the agreement the buyer has already; "Unknown" says nothing."""
    channel = _text(told, "AcquisitionChannel")
    return (channel, _text(told, "PricingModel")) if channel not in ("", "Unknown") else None


def split_identifier(identifier: str) -> tuple[str, int]:
    """``offer-x@3`` -> ("offer-x", 3); without a revision the number is 0. ValueError when not an id."""
    bare, _, revision = identifier.partition("@")
    if not _ID.fullmatch(bare) or (revision and not re.fullmatch(r"\d{1,9}", revision, re.ASCII)):
        raise ValueError(f"not an entity identifier: {identifier!r}")
    return bare, int(revision or 0)


def _pricing(terms: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the terms say of prices and payment as far as it could be read, and what could not be."""
    found: dict[str, Any] = {}
    unread = []
    for name, (field, read, words) in _PRICING.items():
        if name in terms:
            try:
                found[field] = read(terms[name])
            except UnreadablePrice:
                unread.append(words)
    found["kind"] = _kind(terms, found)
    found["net_payment"] = _text(terms.get("ResaleNetPaymentTerm", {}), "PaymentDuePeriod")
    latest = terms.get("BuyerValidityTerm", {}).get("MaximumAgreementStartDate")
    start = parse_instant(latest)
    found["latest_start"] = start.date() if start else None
    if latest is not None and start is None:
        unread.append("latest start")
    return found, tuple(unread)


_PRICING: dict[str, tuple[str, Callable[[Mapping[str, Any]], Any], str]] = {
    "ResaleUsageBasedPricingTerm": ("usage_prices", unit_prices, "usage prices"),
    "ResaleConfigurableUpfrontPricingTerm": ("rate_cards", rate_cards, "upfront prices"),
    "ResaleFixedUpfrontPricingTerm": ("fixed", fixed_upfront_with_length, "upfront price"),
    "ResalePaymentScheduleTerm": ("schedule", charges, "installments"),
}


def is_pricing(term_type: str) -> bool:
    """True for a term that says what is paid; ResaleNetPaymentTerm only says when."""
    return term_type.endswith(_PRICING_ENDS) and term_type != "ResaleNetPaymentTerm"


def _kind(terms: Collection[str], pricing: Mapping[str, Any]) -> PricingKind:
    """Fact sheet 3: the kind follows from which pricing terms there are. Anything new is not recognised.

    Metered hours and a year's price for the very same dimensions are how AMI and container products are
    sold; a SaaS contract's seats and its metered dimensions are different ones (fact sheet 4, inferred).
    """
    present = {name for name in terms if is_pricing(name)}
    usage, configurable, fixed, schedule = (name in present for name in _PRICING)
    if not present or present - set(_PRICING) or (configurable and (fixed or schedule)):
        return PricingKind.UNKNOWN
    if fixed or schedule:
        return PricingKind.CONTRACT_WITH_INSTALLMENTS if fixed else PricingKind.UNKNOWN
    if not configurable:
        return PricingKind.USAGE
    if not usage:
        return PricingKind.CONTRACT
    metered = {price.dimension_key for price in pricing.get("usage_prices", ())}
    entitled = {price.dimension_key for card in pricing.get("rate_cards", ()) for price in card.prices}
    same = bool(metered & entitled)
    return PricingKind.HOURLY_WITH_ANNUAL if same else PricingKind.CONTRACT_WITH_CONSUMPTION


def _legal(terms: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    eula = _first_document(terms.get("BuyerLegalTerm", {}))
    contract = _first_document(terms.get("ResaleLegalTerm", {}))
    version = _text(eula, "Version")
    return {
        "eula": " ".join(part for part in (_text(eula, "Type"), version) if part),
        "eula_url": _text(eula, "Url"),
        "reseller_contract": _text(contract, "Type"),
        "reseller_contract_url": _text(contract, "Url"),
    }


def _first_document(term: Mapping[str, Any]) -> Mapping[str, Any]:
    documents = term.get("Documents")
    return _mapping(documents[0]) if isinstance(documents, list) and documents else {}


def _dimensions(value: Any) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            key=_text(item, "Key"),
            name=_text(item, "Name") or _text(item, "Key"),
            description=_text(item, "Description"),
            unit=_text(item, "Unit"),
            types=_strings(item.get("Types")),
        )
        for item in _mappings(value)
        if _text(item, "Key")
    )


def _buyers(term: Mapping[str, Any]) -> tuple[AllowedBuyer, ...]:
    """Objects in an authorization; bare strings, as offers have them, are read too: leaving them out would
    turn a restricted authorization into one for any buyer."""
    accounts = _mapping(term.get("PositiveTargeting")).get("BuyerAccounts")
    named = [AllowedBuyer(account=account) for account in _strings(accounts)]
    named += [
        AllowedBuyer(account=_text(item, "AwsAccountId"), legal_name=_text(item, "LegalName"))
        for item in _mappings(accounts)
    ]
    return tuple(buyer for buyer in named if buyer.account)


def _unread_buyers(term: Mapping[str, Any]) -> tuple[str, ...]:
    """One buyer nobody could read, and the authorization would look wider or narrower than it is."""
    accounts = _mapping(term.get("PositiveTargeting")).get("BuyerAccounts")
    named = len(accounts) if isinstance(accounts, list) else -1
    return () if accounts is None or len(_buyers(term)) == named else ("buyers",)


def _terms_digest(doc: Mapping[str, Any]) -> str:
    """Over terms, rules and dimensions without ids and links: links carry signatures that change."""
    material = [_without_links(doc.get(key)) for key in ("Terms", "Rules", "Dimensions")]
    return hashlib.sha256(json.dumps(material, sort_keys=True).encode()).hexdigest()


_DIGESTED = json.JSONEncoder(sort_keys=True).encode


def _without_links(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_links(item) for key, item in value.items() if key not in ("Url", "Id")}
    if isinstance(value, list):
        plain = [_without_links(item) for item in value]
        return sorted(plain, key=_DIGESTED) if len(plain) > 1 else plain
    return value


def _by_type(value: Any) -> dict[str, Mapping[str, Any]]:
    return {_text(item, "Type"): item for item in _mappings(value) if _text(item, "Type")}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _text(source: Mapping[str, Any], key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
