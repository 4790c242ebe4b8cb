"""What is different between two readings of an authorization, in words: before and after."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number


class Difference(Frozen):
    """One fact that changed."""

    label: str
    before: str
    after: str


def differences(before: ResaleAuthorization, after: ResaleAuthorization) -> tuple[Difference, ...]:
    """Every material difference; when only something unnamed changed, one line says so."""
    pairs = [
        ("Status", before.status, after.status),
        ("Use", _use(before), _use(after)),
        ("End", _end(before), _end(after)),
        ("Currency", before.currency, after.currency),
        ("Pricing", before.kind.value, after.kind.value),
        ("Buyers", _buyers(before), _buyers(after)),
        *_prices(before, after),
    ]
    found = tuple(Difference(label=label, before=old, after=new) for label, old, new in pairs if old != new)
    if not found and before.fingerprint != after.fingerprint:
        return (Difference(label="Terms", before="as you read them", after="changed in the ISV's details"),)
    return found


def _use(authorization: ResaleAuthorization) -> str:
    return "used up" if authorization.used_up else "usable"


def _end(authorization: ResaleAuthorization) -> str:
    return long_date(authorization.ends.date()) if authorization.ends else "open"


def _buyers(authorization: ResaleAuthorization) -> str:
    return ", ".join(sorted(buyer.account for buyer in authorization.buyers)) or "any"


def _prices(before: ResaleAuthorization, after: ResaleAuthorization) -> list[tuple[str, str, str]]:
    old = {price.dimension_key: plain_number(price.wholesale) for price in before.usage_prices}
    new = {price.dimension_key: plain_number(price.wholesale) for price in after.usage_prices}
    keys = [*old, *(key for key in new if key not in old)]
    return [(f"Wholesale of {key}", old.get(key, "none"), new.get(key, "none")) for key in keys]
