"""What the buyer is expected to pay for everything in the offer. AWS says its own figures later."""

from decimal import Decimal

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.complete import Reading
from cppo_tui.domain.installments import OwnSchedule
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.pricing_terms import WholesalePrice, charge_key, wholesale_prices


class ExpectedPrice(Frozen):
    """One price of the offer: the wholesale price behind it, where there is one, and what the buyer pays."""

    key: str
    wholesale: WholesalePrice | None
    buyer: Decimal


def expected_prices(reading: Reading) -> tuple[ExpectedPrice, ...]:
    """Every price of the offer in the order of the authorization; empty while there is no markup."""
    if reading.authorization is None:
        return ()
    if reading.schedule is not None:
        return _own(reading.authorization, reading.schedule)
    if reading.markup is None:
        return ()
    markup = reading.markup
    return tuple(
        ExpectedPrice(key=price.key, wholesale=price, buyer=markup.buyer_price(price.amount, price.places))
        for price in reading.authorization.wholesale
    )


def _own(authorization: ResaleAuthorization, schedule: OwnSchedule) -> tuple[ExpectedPrice, ...]:
    """Own installments. With quantities of our own they replace every other price (fact sheet 2.10); on the
    ISV's dates what is metered beside them stays at wholesale."""
    theirs = {price.key: price for price in authorization.wholesale}
    own = [
        ExpectedPrice(
            key=charge_key(charge.day), wholesale=theirs.get(charge_key(charge.day)), buyer=charge.amount
        )
        for charge in schedule.charges
    ]
    metered = authorization.usage_prices if schedule.fixed is None else ()
    rest = wholesale_prices(metered, (), None, ())
    return (*own, *(ExpectedPrice(key=price.key, wholesale=price, buyer=price.amount) for price in rest))
