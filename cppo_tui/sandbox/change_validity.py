"""UpdateValidityTerms: how long an agreement runs (fact sheet 2.9 and 4)."""

from dataclasses import replace

from cppo_tui.sandbox import durations
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, day, one_of, record, text
from cppo_tui.sandbox.validity_dates import date_objections
from cppo_tui.sandbox.validity_duration import duration_objections

# Which of these may go together is decided later, with a code of its own (INVALID_AGREEMENT_TIME_INTERVAL).
_TERM = record(
    {
        "Type": one_of("ValidityTerm"),
        "AgreementDuration": text(2, 64, durations.PATTERN, "an ISO 8601 duration such as P12M or P365D"),
        "AgreementStartDate": day,
        "AgreementEndDate": day,
    },
    required=["Type"],
    low=2,
)

DETAILS = record({"Terms": array(_TERM, 0, 1)}, required=["Terms"])


def apply(offer: Offer, details: Json) -> Offer:
    """The term is replaced, or removed by an empty list."""
    return replace(offer, validity=details["Terms"][0] if details["Terms"] else None)


def check(case: Case) -> list[Complaint]:
    """Every documented objection to the new term."""
    term = case.details["Terms"][0] if case.details["Terms"] else {}
    found = _release_objections(case, term)
    sent = frozenset(term) - {"Type"}
    if not sent:
        return found
    found += _combination_objections(case, sent)
    if "AgreementStartDate" in sent or "AgreementEndDate" in sent:
        found += date_objections(case, term)
    elif "AgreementDuration" in sent:
        found += duration_objections(case, term["AgreementDuration"])
    return found


def _release_objections(case: Case, term: Json) -> list[Complaint]:
    """A released offer keeps its dates; only the duration may change, and not after expiry (fact sheet 4)."""
    if not case.was_released:
        return []
    found = []
    if case.after.is_expired(case.now):
        found.append(Complaint("INCOMPATIBLE_TERMS", "Validity terms can't be changed on an expired offer."))
    had = case.before.validity or {}
    for key, code in (
        ("AgreementStartDate", "INCOMPATIBLE_AGREEMENT_START_DATE"),
        ("AgreementEndDate", "INCOMPATIBLE_AGREEMENT_END_DATE"),
    ):
        if term.get(key) != had.get(key):
            found.append(Complaint(code, f"{key} can't be changed after the offer was released."))
    return found


def _combination_objections(case: Case, sent: frozenset[str]) -> list[Complaint]:
    """Duration alone, or start and end together; on replacement offers a lone end, and never a start."""
    if case.is_replacement and "AgreementStartDate" in sent:
        text_ = "AgreementStartDate isn't supported: a replacement offer starts when it is accepted."
        return [Complaint("INCOMPATIBLE_AGREEMENT", text_)]
    if sent in ({"AgreementDuration"}, {"AgreementStartDate", "AgreementEndDate"}):
        return []
    if case.is_replacement and sent == {"AgreementEndDate"}:
        return []
    how = "together" if len(sent) > 1 else "alone"
    text_ = f"{' and '.join(sorted(sent))} can't be used {how} on this offer."
    return [Complaint("INVALID_AGREEMENT_TIME_INTERVAL", text_)]
