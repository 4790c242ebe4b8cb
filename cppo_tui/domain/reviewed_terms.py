"""The terms read back out of a change set made here: the plan is the record of what was reviewed."""

from datetime import date
from decimal import Decimal
from typing import Any

from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.legal import EulaDocument
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant
from cppo_tui.domain.validity import Validity

Json = dict[str, Any]


def reviewed_terms(plan: Plan) -> OfferTerms:
    """What the plan's offer is made of; of a release, what its draft was made with.

    Raises KeyError or ValueError for a change set of another make.
    """
    by_type = _documents(plan)
    information = by_type["UpdateInformation"]
    create: Json = next((doc for kind, doc in by_type.items() if kind.startswith("Create")), {})
    targeting = by_type.get("UpdateTargeting", {}).get("PositiveTargeting", {})
    schedule = _term(by_type, "UpdatePaymentScheduleTerms")
    pricing = _term(by_type, "UpdatePricingTerms")
    earlier = information.get("PreExistingAgreement")
    return OfferTerms(
        authorization_id=create.get("ResaleAuthorizationId", ""),
        agreement_id=create.get("AgreementId", ""),
        name=information["Name"],
        description=information["Description"],
        markup=by_type.get("UpdateMarkup", {}).get("Percentage", ""),
        buyers=tuple(targeting.get("BuyerAccounts", plan.buyers)),
        countries=tuple(targeting.get("CountryCodes", ())),
        expires=reviewed_expiry(plan),
        validity=_validity(_term(by_type, "UpdateValidityTerms")),
        currency=(schedule or pricing).get("CurrencyCode", ""),
        charges=tuple(_charge(line) for line in schedule.get("Schedule", ())),
        fixed=_fixed(pricing) if pricing else None,
        eula=_eula(_term(by_type, "UpdateLegalTerms")),
        net_payment=_term(by_type, "UpdateNetPaymentTerms").get("PaymentDuePeriod", ""),
        purpose=(earlier["AcquisitionChannel"], earlier["PricingModel"]) if earlier else None,
    )


def reviewed_expiry(plan: Plan) -> date:
    """The offer's last day as the plan sets it; the one fact that every kind of plan has."""
    return date.fromisoformat(_documents(plan)["UpdateAvailability"]["AvailabilityEndDate"])


def _documents(plan: Plan) -> Json:
    return {change["ChangeType"]: change["DetailsDocument"] for change in plan.reviewed_changes}


def _term(by_type: Json, change_type: str) -> Json:
    """The one term of a change, empty when the change or the term is not there."""
    terms = by_type.get(change_type, {}).get("Terms", [])
    term: Json = terms[0] if terms else {}
    return term


def _validity(term: Json) -> Validity:
    start, end = term.get("AgreementStartDate"), term.get("AgreementEndDate")
    return Validity(
        duration=term.get("AgreementDuration", ""),
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )


def _charge(line: Json) -> Charge:
    return Charge(day=date.fromisoformat(line["ChargeDate"]), amount=Decimal(line["ChargeAmount"]))


def _fixed(term: Json) -> FixedUpfront:
    grants = tuple(
        Grant(dimension_key=one["DimensionKey"], quantity=one["MaxQuantity"]) for one in term["Grants"]
    )
    return FixedUpfront(price=Decimal(term["Price"]), duration=term["Duration"], grants=grants)


def _eula(term: Json) -> EulaDocument | None:
    documents = term.get("Documents")
    if not documents:
        return None
    return EulaDocument(version=documents[0].get("Version", ""), url=documents[0].get("Url", ""))
