"""What a buyer takes of contract prices, and what the agreement is worth (SDK model, EstimatedCharges)."""

from decimal import Decimal

from cppo_tui.sandbox.amounts import unpadded
from cppo_tui.sandbox.records import Json

_UNITS = 1


def chosen_card(term: Json) -> Json:
    """The rate card the buyer takes. ASSUMPTION: the first."""
    card: Json = term["RateCards"][0]
    return card


def configuration(term: Json) -> Json:
    """The buyer's selection. ASSUMPTION: one unit of everything on the card that may be taken together."""
    card = chosen_card(term)
    several = card.get("Constraints", {}).get("MultipleDimensionSelection") != "Disallowed"
    rates = card["RateCard"] if several else card["RateCard"][:1]
    dimensions = [{"DimensionKey": rate["DimensionKey"], "DimensionValue": _UNITS} for rate in rates]
    return {"SelectorValue": card["Selector"]["Value"], "Dimensions": dimensions}


def estimated_charges(terms: list[Json]) -> Json | None:
    """The sum of the schedule, or the contract's price, or 0 for use alone; None without any price."""
    by_type = {term["Type"]: term for term in terms}
    schedule = by_type.get("PaymentScheduleTerm")
    if schedule:
        amounts = [Decimal(charge["ChargeAmount"]) for charge in schedule["Schedule"]]
        return _charges(schedule, amounts)
    contract = [
        (by_type[kind], price)
        for kind, price in (
            ("ConfigurableUpfrontPricingTerm", _configured),
            ("FixedUpfrontPricingTerm", lambda term: Decimal(term["Price"])),
        )
        if kind in by_type
    ]
    if contract:
        return _charges(contract[0][0], [price(term) for term, price in contract])
    usage = by_type.get("UsageBasedPricingTerm")
    return _charges(usage, []) if usage else None


def _configured(term: Json) -> Decimal:
    prices = {rate["DimensionKey"]: Decimal(rate["Price"]) for rate in chosen_card(term)["RateCard"]}
    taken = configuration(term)["Dimensions"]
    return sum((prices[one["DimensionKey"]] * one["DimensionValue"] for one in taken), Decimal(0))


def _charges(term: Json, amounts: list[Decimal]) -> Json:
    """Printed as other amounts are: without trailing zeros (fact sheet 3, obs)."""
    value = unpadded(format(sum(amounts, Decimal(0)), "f"))
    return {"currencyCode": term["CurrencyCode"], "agreementValue": value}
