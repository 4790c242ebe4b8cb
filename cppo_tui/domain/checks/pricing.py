"""Step 3: is the markup one that AWS takes, and is it the one that is meant? (fact sheet 2.5 and 3)"""

from decimal import Decimal

from cppo_tui.domain.archera import TARGET_PRICE, TIERS, exact_markup, is_archera, tier_of, wholesale_of
from cppo_tui.domain.checks.charges import check_charge_dates, check_installments
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.markup import Markup, resolve, typed_price
from cppo_tui.domain.money import percent, plain_number, shown_number

UNUSUAL_ABOVE = Decimal(100)
UNUSUAL_BELOW = Decimal(2)


def check_pricing(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the markup, or the own installments, as they stand."""
    if draft.installments.own:
        return check_installments(draft, context) + check_charge_dates(draft, context)
    markup = resolve(draft.pricing, draft.authorization)
    if isinstance(markup, Finding):
        return (markup,)
    found = [*_unusual(markup), *_unreached(markup, draft), *_archera(markup, draft)]
    settled = tuple(finding.settled_by(draft.consents) for finding in found)
    return settled + check_charge_dates(draft, context)


def _unusual(markup: Markup) -> list[Finding]:
    """Figures that AWS takes and that are nearly always a slip: asked again."""
    value = markup.percentage
    if value == 0:
        message = "With 0 % you sell at the ISV's wholesale price and keep nothing."
    elif value < UNUSUAL_BELOW:
        message = f"{markup.text} % is very little. The figure is a percentage: 25 means a quarter more."
    elif value > UNUSUAL_ABOVE:
        times = shown_number((1 + value / 100).quantize(Decimal("0.01")))
        message = f"{markup.text} % makes the buyer pay {times} times the wholesale price."
    else:
        return []
    return [
        Finding(
            code="MARKUP_UNUSUAL",
            field="pricing",
            message=message,
            fix="Correct it, or confirm that it is meant.",
            severity=Severity.ASK,
            consent=f"markup-unusual:{markup.text}",
        )
    ]


def _unreached(markup: Markup, draft: OfferDraft) -> list[Finding]:
    """A target price that no markup of nine decimals comes out at."""
    target, wholesale = typed_price(draft.pricing, draft.authorization)
    if target is None or wholesale is None:
        return []
    nearest = markup.buyer_price(wholesale.amount, wholesale.places)
    if nearest == target:
        return []
    return [
        Finding(
            code="PRICE_NOT_REACHED",
            field="pricing",
            message=f"The nearest markup makes the buyer pay {shown_number(nearest)}, "
            f"not {shown_number(target)}.",
            fix=f"Such prices have at most {wholesale.places} decimals, markups at most 9; take this price, "
            "or another.",
            severity=Severity.WARNING,
        )
    ]


def _archera(markup: Markup, draft: OfferDraft) -> list[Finding]:
    authorization = draft.authorization
    if authorization is None or not is_archera(authorization):
        return []
    wholesale = wholesale_of(authorization)
    exact = exact_markup(authorization)
    if wholesale is None or exact is None or markup.buyer_price(wholesale) == TARGET_PRICE:
        return []
    price = plain_number(markup.buyer_price(wholesale))
    tier = next((tier for tier in TIERS if tier.printed == markup.percentage), None)
    own = tier_of(authorization)
    belongs = f" {markup.text} % is {tier.name}'s figure" if tier and tier != own else ""
    whose = f"wholesale {plain_number(wholesale)} is {own.name if own else 'no tier'}'s."
    slip = f"{belongs}, {whose}" if belongs else ""
    against, anyway = ("", "") if slip else (", not Archera's 0.01,", "; you may go on with this one")
    return [
        Finding(
            code="MARKUP_MISSES_CENT",
            field="pricing",
            message=f"At {price} a unit{against} every bill is {_off(markup, wholesale)}.{slip}",
            fix=f"For exactly 0.01 use {exact.text} %{anyway}.",
            severity=Severity.WARNING,
        )
    ]


def _off(markup: Markup, wholesale: Decimal) -> str:
    """How far the bills of a month are from the premiums they are for."""
    ratio = markup.buyer_price(wholesale) / TARGET_PRICE
    return f"{percent(abs(ratio - 1) * 100)} too {'high' if ratio > 1 else 'low'}"
