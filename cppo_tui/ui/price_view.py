"""Prices in words: what each one is for, and the few that fit into a review."""

from decimal import Decimal

from textual.content import Content

from cppo_tui.domain.archera import TARGET_PRICE, is_archera, month, wholesale_of
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import price_label
from cppo_tui.domain.complete import Reading
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.expected import ExpectedPrice, expected_prices
from cppo_tui.domain.installments import OwnSchedule
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import amount, percent, unit_price
from cppo_tui.domain.pricing_terms import FIXED_KEY
from cppo_tui.domain.text import shorten
from cppo_tui.domain.validity import length_words
from cppo_tui.ui.plain import plain

MISSING = "still missing"
_SHOWN = 3
_LONGEST_NAME = 40
SAMPLE = Decimal(1000)


def price_rows(reading: Reading) -> list[tuple[str, str]]:
    """Markup or installments, and the first prices, for the review."""
    authorization = reading.authorization
    if authorization is None or (reading.markup is None and reading.schedule is None):
        return [("Price", MISSING)]
    rows = [_how(reading, authorization)]
    granted = granted_words(authorization, reading.schedule)
    rows += [("Buyer gets", granted)] if granted else []
    prices = expected_prices(reading)
    rows += [("Buyer pays", _pays(price, authorization)) for price in prices[:_SHOWN]]
    more = len(prices) - _SHOWN
    if more > 0:
        rows.append(("", f"and {more} more price{'s' if more > 1 else ''}, as listed in step 3"))
    return rows


def granted_words(authorization: ResaleAuthorization, schedule: OwnSchedule | None) -> str:
    """How much of each dimension a fixed upfront price is for; "" where the buyer chooses."""
    own = schedule.fixed if schedule else None
    grants = own.grants if own else authorization.fixed.grants if authorization.fixed else ()
    shown = [
        f"{one.quantity:,} × {shorten(authorization.dimension(one.dimension_key).name, _LONGEST_NAME)}"
        for one in grants[:_SHOWN]
    ]
    more = len(grants) - _SHOWN
    return ", ".join([*shown, *([f"{more} more"] if more > 0 else [])])


def _how(reading: Reading, authorization: ResaleAuthorization) -> tuple[str, str]:
    if reading.markup is not None:
        margin = percent(reading.markup.margin)
        return ("Markup", f"{reading.markup.text} % on wholesale; you keep {margin} of the buyer's price")
    schedule = reading.schedule
    if schedule is None:
        return ("Price", MISSING)
    total, kept = schedule.total, schedule.total - schedule.wholesale
    currency = authorization.currency
    return (
        "Installments",
        f"{amount(total, currency)} in {len(schedule.charges)}; you keep {amount(kept, currency)}, "
        f"{percent(margin_of(total, schedule.wholesale))} of it",
    )


def margin_of(total: Decimal, wholesale: Decimal) -> Decimal:
    """The partner's share of what the buyer pays, in percent; 0 when nothing is paid."""
    return (total - wholesale) * 100 / total if total else Decimal(0)


def _pays(price: ExpectedPrice, authorization: ResaleAuthorization) -> str:
    buyer = unit_price(price.buyer, authorization.currency)
    if price.wholesale is None:
        return f"{buyer}, {price.key}"
    label = price_label(price.wholesale, authorization)
    wholesale = unit_price(price.wholesale.amount, authorization.currency)
    if price.wholesale.day is not None:
        return f"{buyer} on {long_date(price.wholesale.day)} (our figure; wholesale {wholesale})"
    if price.key == FIXED_KEY:
        length = length_words(price.wholesale.duration)
        return f"{buyer} upfront{f' for {length}' if length else ''} (our figure; wholesale {wholesale})"
    return f"{buyer} per unit of {label} (our figure; wholesale {wholesale})"


def installments_content(schedule: OwnSchedule, authorization: ResaleAuthorization) -> Content:
    """Totals, difference to wholesale and margin of own installments; then what the buyer gets."""
    kept, currency = schedule.total - schedule.wholesale, authorization.currency
    granted = granted_words(authorization, schedule)
    return plain(
        "Together ",
        (amount(schedule.total, currency), "bold"),
        f", the ISV gets {amount(schedule.wholesale, currency)}, you keep ",
        (amount(kept, currency), "bold"),
        f" ({percent(margin_of(schedule.total, schedule.wholesale))}).",
        f" The buyer gets {granted}." if granted else "",
    )


def kept_words(paid: Decimal, wholesale: Decimal, currency: str) -> str:
    """What is left of one charge, in money and as a share of it."""
    return f"{unit_price(paid - wholesale, currency)}  {percent(margin_of(paid, wholesale))}"


def sample_content(authorization: ResaleAuthorization | None, markup: Markup | None) -> Content:
    """What the markup means in money: everything there is to pay where that is known, else a sample."""
    if authorization is None or markup is None:
        return plain(("A sample appears here once there is a markup.", "$text-muted"))
    what, buyer, vendor = _sample(authorization, markup)
    return plain(
        (what, "$text-muted"),
        "the buyer pays ",
        (amount(buyer, authorization.currency), "bold"),
        ", you keep ",
        (amount(buyer - vendor, authorization.currency), "bold"),
        f" ({percent(markup.margin)}), the ISV gets {amount(vendor, authorization.currency)}.",
        (" Our figures; AWS may differ.", "$text-muted"),
    )


def _sample(authorization: ResaleAuthorization, markup: Markup) -> tuple[str, Decimal, Decimal]:
    """What is paid for, by the buyer, to the ISV. Archera reports one unit per cent of premium."""
    wholesale = wholesale_of(authorization)
    if is_archera(authorization) and wholesale is not None:
        buyer, _, vendor = month(markup, wholesale, SAMPLE)
        units = f"{SAMPLE / TARGET_PRICE:,.0f}"
        premiums = amount(SAMPLE, authorization.currency)
        return f"A month with {premiums} of premiums ({units} units): ", buyer, vendor
    set_by_isv = [price for price in authorization.wholesale if price.day or price.key == FIXED_KEY]
    if set_by_isv:
        buyer = sum((markup.buyer_price(one.amount, one.places) for one in set_by_isv), Decimal(0))
        count = len(authorization.schedule)
        what = f"{count} installments together: " if count > 1 else "In all: "
        return what, buyer, sum((one.amount for one in set_by_isv), Decimal(0))
    buyer = SAMPLE * (100 + markup.percentage) / 100
    return f"For {amount(SAMPLE, authorization.currency)} at wholesale: ", buyer, SAMPLE
