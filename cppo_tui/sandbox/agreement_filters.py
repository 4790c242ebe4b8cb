"""The filters of SearchAgreements: which there are, which go together, what matches (SDK model)."""

from collections.abc import Callable, Mapping
from typing import Any

from cppo_tui.sandbox import times
from cppo_tui.sandbox.agreement_answers import end_time_behaviour, initial_id
from cppo_tui.sandbox.agreement_errors import validation
from cppo_tui.sandbox.agreement_requests import AGREEMENT_ID
from cppo_tui.sandbox.assumptions import NO_AGREEMENT_END
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import Shape, anything, array, moment, one_of, record, text

_ANY = text(1, 256, r"[A-Za-z0-9.,+:/_-]+")
_STATUS = one_of(
    *("ACTIVE", "ARCHIVED", "CANCELLED", "EXPIRED", "RENEWED", "REPLACED", "ROLLED_BACK"),
    *("SUPERSEDED", "TERMINATED"),
)
_PRODUCT = one_of(
    *("AmiProduct", "ContainerProduct", "SaaSProduct", "ProfessionalServicesProduct"),
    "MachineLearningProduct",
)
_REASON = one_of(
    *("PROPOSER_RENEW_OPTED_OUT", "ACCEPTOR_RENEW_OPTED_OUT", "NO_RENEWAL_TERM"),
    "RENEWAL_LIMIT_EXHAUSTED",
)
_TIMES = [f"{side}{what}Time" for side in ("Before", "After") for what in ("End", "Start", "LastUpdate")]

_VALUES: Mapping[str, Shape] = {
    "PartyType": one_of("Proposer", "Acceptor"),
    "AgreementType": one_of("PurchaseAgreement"),
    "ResourceIdentifier": AGREEMENT_ID,
    "ResourceType": _PRODUCT,
    "AcceptorAccountId": text(12, 12, r"[0-9]+"),
    "OfferId": text(1, 64, r"\S+"),
    "OfferSetId": text(1, 50, r"\S+"),
    "Status": _STATUS,
    "InitialAgreementId": AGREEMENT_ID,
    "EndTimeBehaviorType": one_of("RENEW", "REPLACE", "EXPIRE"),
    "EndTimeBehaviorReasonCode": _REASON,
    "LicenseArn": _ANY,
    "IncludesContactOfType": one_of("ACCEPTOR"),
    **dict.fromkeys(_TIMES, moment),
}
_FILTERS = array(record({"name": anything, "values": anything}), 1, 10)
_ONE_VALUE = array(_ANY, 1, 1)

# Beside PartyType and AgreementType; BeforeEndTime and AfterEndTime go with each of them.
_ACCEPTOR_MAY = [
    {kind, *status}
    for kind in ("ResourceIdentifier", "OfferId", "OfferSetId")
    for status in ((), ("Status",))
] + [set(), {"Status"}, {"ResourceType"}]


def matcher(given: Any) -> tuple[str, Callable[[str, Json], bool]]:
    """The PartyType that was asked for, and a test of one agreement against the other filters."""
    wanted = _read(given if given is not None else [])
    party = wanted.pop("PartyType", None)
    if party is None:
        raise validation("MISSING_PARTY_TYPE", "The filter PartyType is required.")
    _refuse_unsupported(party, set(wanted))
    return party, lambda key, doc: all(_matches(key, doc, name, value) for name, value in wanted.items())


def _read(given: Any) -> dict[str, str]:
    """Each filter's one value by the filter's name."""
    problems = _FILTERS(given, "filters") if given != [] else []
    if problems:
        raise validation("INVALID_FILTERS", " ".join(one.message for one in problems), problems)
    wanted: dict[str, str] = {}
    for one in given:
        name, value = _name_and_value(one)
        if name in wanted:
            raise validation("INVALID_FILTERS", f"The filter {name} is given twice.")
        wanted[name] = value
    return wanted


def _name_and_value(one: Json) -> tuple[str, str]:
    name, values = one.get("name"), one.get("values")
    if name is None:
        raise validation("MISSING_FILTER_NAME", "A filter has no name.")
    if not isinstance(name, str) or name not in _VALUES:
        raise validation("INVALID_FILTER_NAME", f"There is no filter {name!r:.40}.")
    if values is None:
        raise validation("MISSING_FILTER_VALUES", f"The filter {name} has no values.")
    problems = _ONE_VALUE(values, name) or _VALUES[name](values[0], name)
    if problems:
        reason = "INVALID_PARTY_TYPE" if name == "PartyType" else "INVALID_FILTER_VALUES"
        raise validation(reason, " ".join(problem.message for problem in problems), problems)
    return name, values[0]


def _refuse_unsupported(party: str, names: set[str]) -> None:
    """A proposer may combine everything with AgreementType; an acceptor has a list (SDK model)."""
    if "AgreementType" not in names:
        raise validation("UNSUPPORTED_FILTERS", "The filter AgreementType is required.")
    rest = names - {"AgreementType", "BeforeEndTime", "AfterEndTime"}
    if party == "Acceptor" and rest not in _ACCEPTOR_MAY:
        message = f"These filters do not go together when PartyType is Acceptor: {', '.join(sorted(names))}."
        raise validation("UNSUPPORTED_FILTERS", message)


def _matches(key: str, doc: Json, name: str, wanted: str) -> bool:
    if name in _TIMES:
        member = name.removeprefix("Before").removeprefix("After")
        value = times.load(doc[member[:1].lower() + member[1:]] or NO_AGREEMENT_END)
        limit = times.load(wanted)
        return value < limit if name.startswith("Before") else value > limit
    return _attributes(key, doc).get(name) == wanted


def _attributes(key: str, doc: Json) -> dict[str, Any]:
    """What is compared as it stands. No agreement here has a licence or a contact on file."""
    behaviour = end_time_behaviour(doc)
    return {
        "AgreementType": doc["agreementType"],
        "ResourceIdentifier": doc["resourceId"],
        "ResourceType": doc["resourceType"],
        "AcceptorAccountId": doc["acceptor"]["accountId"],
        "OfferId": doc["offerId"],
        "OfferSetId": doc.get("offerSetId"),
        "Status": doc["status"],
        "InitialAgreementId": initial_id(key, doc),
        "EndTimeBehaviorType": behaviour.get("type"),
        "EndTimeBehaviorReasonCode": behaviour.get("reasonCode"),
    }
