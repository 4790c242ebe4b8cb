"""Change documents as a client would write them."""

from collections.abc import Mapping
from typing import Any

from cppo_tui.sandbox.seed_archera import BRONZE

Json = dict[str, Any]
BUYER = "111122223333"
NEW = "$CreateCPPO.Entity.Identifier"


def change(kind: str, identifier: str | None, details: Any, **members: Any) -> Json:
    entity = {"Type": "Offer@1.0"} if identifier is None else {"Type": "Offer@1.0", "Identifier": identifier}
    return {"ChangeType": kind, "Entity": entity, "DetailsDocument": details, **members}


def create(authorization: str = BRONZE, name: str = "CreateCPPO", **details: Any) -> Json:
    document = {"ResaleAuthorizationId": authorization, **details}
    return change("CreateOfferUsingResaleAuthorization", None, document, ChangeName=name)


def information(offer: str = NEW, **details: Any) -> Json:
    return change("UpdateInformation", offer, details or {"Name": "Spring deal", "Description": "Ref 1"})


def markup(percentage: Any = "25.0", offer: str = NEW) -> Json:
    return change("UpdateMarkup", offer, {"Percentage": percentage})


def buyers(*accounts: str, offer: str = NEW) -> Json:
    return targeting({"PositiveTargeting": {"BuyerAccounts": list(accounts or [BUYER])}}, offer)


def targeting(details: Json, offer: str = NEW) -> Json:
    return change("UpdateTargeting", offer, details)


def until(date: str | None, offer: str = NEW) -> Json:
    return change("UpdateAvailability", offer, {"AvailabilityEndDate": date})


def validity(offer: str = NEW, **term: str) -> Json:
    return change("UpdateValidityTerms", offer, {"Terms": [{"Type": "ValidityTerm", **term}] if term else []})


def lasting(duration: str = "P365D", offer: str = NEW) -> Json:
    return validity(offer, AgreementDuration=duration)


def release(offer: str = NEW) -> Json:
    return change("ReleaseOffer", offer, {})


def replacement(agreement: str, authorization: str, **details: Any) -> Json:
    document = {"ResaleAuthorizationId": authorization, "AgreementId": agreement, **details}
    kind = "CreateReplacementOfferUsingResaleAuthorization"
    return change(kind, None, document, ChangeName="CreateCPPO")


def legal(document: Json, offer: str = NEW) -> Json:
    return change("UpdateLegalTerms", offer, {"Terms": [{"Type": "LegalTerm", "Documents": [document]}]})


def eula(url: str, offer: str = NEW) -> Json:
    return legal({"Type": "CustomEula", "Url": url}, offer)


def standard_eula(version: str = "2022-07-14", offer: str = NEW) -> Json:
    return legal({"Type": "StandardEula", "Version": version}, offer)


def prices(*terms: Json, offer: str = NEW, model: str = "Contract") -> Json:
    return change("UpdatePricingTerms", offer, {"PricingModel": model, "Terms": list(terms)})


def upfront(
    grants: Mapping[str, int] | None = None,
    price: str = "0.0",
    duration: str | None = "P12M",
    currency: str = "USD",
) -> Json:
    """A FixedUpfrontPricingTerm; without a duration if that is None."""
    granted = [
        {"DimensionKey": key, "MaxQuantity": quantity}
        for key, quantity in (grants or {"analyst": 10}).items()
    ]
    term = {
        "Type": "FixedUpfrontPricingTerm",
        "CurrencyCode": currency,
        "Price": price,
        "Grants": granted,
    }
    return term if duration is None else {**term, "Duration": duration}


def installments(charges: Mapping[str, str], offer: str = NEW, currency: str = "USD") -> Json:
    """UpdatePaymentScheduleTerms with an amount for each date."""
    lines = [{"ChargeDate": date, "ChargeAmount": amount} for date, amount in charges.items()]
    return schedule(lines, offer, currency)


def schedule(lines: list[Json], offer: str = NEW, currency: str = "USD") -> Json:
    term = {"Type": "PaymentScheduleTerm", "CurrencyCode": currency, "Schedule": lines}
    return change("UpdatePaymentScheduleTerms", offer, {"Terms": [term]})


def net_payment(*periods: str, offer: str = NEW) -> Json:
    terms = [{"Type": "NetPaymentTerm", "PaymentDuePeriod": period} for period in periods]
    return change("UpdateNetPaymentTerms", offer, {"Terms": terms})


def whole_cppo(end: str, authorization: str = BRONZE) -> list[Json]:
    """The seven changes of AWS's own sample (fact sheet 6.2)."""
    return [
        create(authorization),
        information(),
        markup(),
        buyers(),
        until(end),
        lasting(),
        release(),
    ]
