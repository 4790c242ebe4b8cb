"""UpdateAvailability: the last day the offer can be accepted (fact sheet 2.8)."""

from dataclasses import replace

from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.charges import too_many_before_expiry
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import day, null_or, record
from cppo_tui.sandbox.validity_duration import ends_before_a_year_bought_last

DETAILS = record({"AvailabilityEndDate": null_or(day)}, required=["AvailabilityEndDate"])


def apply(offer: Offer, details: Json) -> Offer:
    """Allowed before and after release; a past date expires a released offer, a later one re-activates it."""
    return replace(offer, end_date=details["AvailabilityEndDate"])


def check(case: Case) -> list[Complaint]:
    """A draft needs a future date, and the agreement and the charges must still fit."""
    end = case.after.end_date
    if end is None:
        return [Complaint("MISSING_AVAILABILITY_END_DATE", "Provide an availability end date.")]
    found = []
    if case.after.authorization_id is None and not case.after.buyers:
        found.append("The availability end date of a public offer can't be set.")
    if not case.was_released and end < case.today.isoformat():
        found.append("Provide a future availability end date.")
    agreement_end = (case.after.validity or {}).get("AgreementEndDate")
    if agreement_end and end >= agreement_end:
        found.append("The availability end date must be before the agreement end date.")
    if "UpdateValidityTerms" not in case.siblings:
        found += _validity_objections(case)
    if too_many_before_expiry(case):
        found.append("At most one charge date may be on or before the availability end date.")
    return [Complaint("INVALID_AVAILABILITY_END_DATE", text) for text in found]


def _validity_objections(case: Case) -> list[str]:
    """A later end date must leave the validity term that is there right (fact sheet 4).

    A term that comes in the same set has objections of its own.
    """
    end, start = case.after.end_date, (case.after.validity or {}).get("AgreementStartDate")
    found = []
    if end and start and end >= start:
        found.append("The availability end date must be before the agreement start date.")
    if ends_before_a_year_bought_last(case):
        found.append("The availability end date leaves too little of the agreement duration.")
    return found
