"""What is different between two readings of an authorization, in words: before and after."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import shown_number
from cppo_tui.domain.pricing_terms import WholesalePrice
from cppo_tui.domain.validity import length_words


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
        *_by_key("Wholesale", _prices(before), _prices(after)),
        ("Upfront length", _length(before), _length(after)),
        *_by_key("Quantity of", _grants(before), _grants(after)),
        ("Payment due", _payment(before), _payment(after)),
        ("Latest start", _latest(before), _latest(after)),
        ("End-user agreement", before.eula or "none", after.eula or "none"),
        ("Reseller contract", before.reseller_contract or "none", after.reseller_contract or "none"),
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


def _by_key(label: str, old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, str]]:
    """One pair for each key that either reading has."""
    return [(f"{label} {key}", old.get(key, "none"), new.get(key, "none")) for key in {**old, **new}]


def _prices(authorization: ResaleAuthorization) -> dict[str, str]:
    """Every wholesale price under the words it is known by."""
    return {_whose(price): shown_number(price.amount) for price in authorization.wholesale}


def _whose(price: WholesalePrice) -> str:
    if price.day is not None:
        return f"due {long_date(price.day)}"
    if not price.dimension_key:
        return "fixed upfront"
    length = f" for {length_words(price.duration)}" if price.duration else ""
    return f"of {price.dimension_key}{length}"


def _grants(authorization: ResaleAuthorization) -> dict[str, str]:
    grants = authorization.fixed.grants if authorization.fixed else ()
    return {grant.dimension_key: str(grant.quantity) for grant in grants}


def _length(authorization: ResaleAuthorization) -> str:
    """The one length of a fixed upfront price; that of other prices stands with each of them."""
    return length_words(authorization.fixed.duration) if authorization.fixed else "none"


def _payment(authorization: ResaleAuthorization) -> str:
    return length_words(authorization.net_payment) or "as AWS invoices"


def _latest(authorization: ResaleAuthorization) -> str:
    return long_date(authorization.latest_start) if authorization.latest_start else "any"
