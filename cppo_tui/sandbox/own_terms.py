"""Rules common to the terms a reseller sets in place of the authorization's (fact sheet 2.15)."""

from collections.abc import Sequence

from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.records import Json

CURRENCIES = ("USD", "EUR", "GBP", "AUD", "JPY", "CAD")


def too_late(case: Case, what: str) -> list[Complaint]:
    """A released offer keeps its terms, all the more after it expired (fact sheet 8.8)."""
    if not case.was_released:
        return []
    state = "expired" if case.before.is_expired(case.now) else "released"
    return [Complaint("INCOMPATIBLE_TERMS", f"{what} can't be changed on {_an(state)} offer.")]


def money_objections(case: Case, terms: Sequence[Json]) -> list[Complaint]:
    """Objections to the currencies of the terms sent, and to a seller who can't be paid in them."""
    sent = sorted({term["CurrencyCode"] for term in terms})
    known = [one for one in sent if one in CURRENCIES]
    found = []
    if known != sent:
        text = f"Provide a valid CurrencyCode: one of {', '.join(CURRENCIES)}."
        found.append(Complaint("INVALID_CURRENCY_CODE", text))
    others = {term["CurrencyCode"] for term in case.after.terms() if "CurrencyCode" in term}
    if len(others.union(known)) > 1:
        text = "Provide the same CurrencyCode in all terms of the offer."
        found.append(Complaint("INCOMPATIBLE_CURRENCY_CODE", text))
    if _foreign(case, known):
        text = "Provide the same CurrencyCode as in the ResaleAuthorization."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text))
    return [*found, *_payment_objections(case, known)]


def _foreign(case: Case, currencies: list[str]) -> bool:
    if case.authorization is None:
        return False
    allowed = {term["CurrencyCode"] for term in case.authorization["Terms"] if "CurrencyCode" in term}
    return not allowed.issuperset(currencies)


def _payment_objections(case: Case, currencies: list[str]) -> list[Complaint]:
    found = []
    unpaid = [one for one in currencies if one not in case.facts.seller.disbursement_currencies]
    if unpaid:
        text = f"Update your payment settings: add a disbursement method for {', '.join(unpaid)}."
        found.append(Complaint("INCOMPATIBLE_PAYMENT_SETTINGS", text))
    if not case.facts.seller.verified:
        text = "Complete all required seller verification processes."
        found.append(Complaint("INCOMPATIBLE_SELLER_VERIFICATION", text))
    return found


def _an(state: str) -> str:
    return f"{'an' if state[0] in 'aeiou' else 'a'} {state}"
