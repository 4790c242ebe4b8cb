"""The terms of a described offer (fact sheet 5.1), strictly: a price left out would look as if it had been
compared."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cppo_tui.domain.catalog import OfferPrice
from cppo_tui.domain.errors import BrokenAnswer
from cppo_tui.domain.instants import parse_instant
from cppo_tui.domain.pricing_reading import UnreadablePrice, charges, fixed_upfront, rate_cards, unit_prices
from cppo_tui.domain.pricing_terms import wholesale_prices
from cppo_tui.domain.validity import Validity

Json = Mapping[str, Any]


def offer_terms_from(terms: Mapping[str, Json]) -> dict[str, Any]:
    """Prices, quantities, validity, net payment and end-user agreement, as members of an OfferView.

    ``terms`` by their type. Raises BrokenAnswer for a price that can't be read.
    """
    usage, upfront = terms.get("UsageBasedPricingTerm"), terms.get("ConfigurableUpfrontPricingTerm")
    once, schedule = terms.get("FixedUpfrontPricingTerm"), terms.get("PaymentScheduleTerm")
    try:
        fixed = fixed_upfront(once) if once else None
        prices = wholesale_prices(
            unit_prices(usage) if usage else (),
            rate_cards(upfront) if upfront else (),
            fixed,
            charges(schedule) if schedule else (),
        )
    except UnreadablePrice as error:
        raise BrokenAnswer(f"AWS named a price that can't be read: {error}.") from error
    return {
        "prices": tuple(OfferPrice(key=price.key, price=price.amount) for price in prices),
        "grants": fixed.grants if fixed else (),
        "validity": _validity(terms.get("ValidityTerm", {})),
        "net_payment": _text(terms.get("NetPaymentTerm", {}), "PaymentDuePeriod"),
        "eula": _eula(terms.get("LegalTerm", {})),
    }


def _validity(term: Json) -> Validity:
    return Validity(
        duration=_text(term, "AgreementDuration"),
        start=_day(term, "AgreementStartDate"),
        end=_day(term, "AgreementEndDate"),
    )


def _day(term: Json, key: str) -> date | None:
    instant = parse_instant(term.get(key))
    return instant.date() if instant else None


def _eula(term: Json) -> str:
    documents = term.get("Documents")
    first = documents[0] if isinstance(documents, list) and documents else {}
    return _text(first, "Type") if isinstance(first, Mapping) else ""


def _text(source: Json, key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""
