"""What the reseller owes the manufacturer for a fixed deal, and whether the buyer's price covers it."""

from decimal import Decimal

from cppo_tui.sandbox import authorization, durations
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.records import Json


def authorized_durations(doc: Json) -> list[durations.Duration]:
    """How long a contract the authorization allows may run; empty when it has no contract prices."""
    fixed = authorization.term(doc, authorization.FIXED)
    if fixed is not None:
        return [durations.parse(fixed["Duration"])]
    cards = (authorization.term(doc, authorization.CONFIGURABLE) or {}).get("RateCards", [])
    return [durations.parse(card["Selector"]["Value"]) for card in cards]


def rates_for(doc: Json, duration: str) -> dict[str, Decimal] | None:
    """The authorization's contract price of each dimension for this long, if it sells by dimension."""
    cards = (authorization.term(doc, authorization.CONFIGURABLE) or {}).get("RateCards", [])
    wanted = durations.parse(duration)
    for card in cards:
        if durations.parse(card["Selector"]["Value"]) == wanted:
            return {rate["DimensionKey"]: Decimal(rate["Price"]) for rate in card["RateCard"]}
    return None


def wholesale_cost(doc: Json, fixed: Json) -> Decimal | None:
    """What these grants cost at wholesale; None if they are paid charge by charge, or not for sale."""
    if authorization.term(doc, authorization.SCHEDULE) is not None:
        return None
    inherited = authorization.term(doc, authorization.FIXED)
    if inherited is not None:
        return Decimal(inherited["Price"])
    rates = rates_for(doc, fixed["Duration"]) if "Duration" in fixed else None
    keys = {grant["DimensionKey"] for grant in fixed["Grants"]}
    if rates is None or not keys <= set(rates):
        return None
    return sum((rates[grant["DimensionKey"]] * grant["MaxQuantity"] for grant in fixed["Grants"]), Decimal(0))


def lacks_installments(case: Case) -> bool:
    """Whether a CPPO's fixed price is zero and nothing else is charged: the schedule is still to come."""
    fixed = case.after.term("FixedUpfrontPricingTerm")
    if case.authorization is None or fixed is None or case.after.has("PaymentScheduleTerm"):
        return False
    return Decimal(fixed["Price"]) == 0


def shortfalls(case: Case) -> list[Complaint]:
    """The buyer's price is at least the wholesale cost: the total of the charges, or the upfront price."""
    fixed = case.after.term("FixedUpfrontPricingTerm")
    cost = wholesale_cost(case.authorization, fixed) if case.authorization and fixed else None
    if cost is None or fixed is None or lacks_installments(case):
        return []
    schedule = case.after.term("PaymentScheduleTerm")
    if schedule is not None:
        total = sum(Decimal(charge["ChargeAmount"]) for charge in schedule["Schedule"])
        text = "Ensure the total charge amount is compatible with the cost in the ResaleAuthorization."
        return [Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text)] if total < cost else []
    text = "Provide a price that isn't below the price in the ResaleAuthorization."
    return [Complaint("INVALID_PRICE_CHANGE", text)] if Decimal(fixed["Price"]) < cost else []
