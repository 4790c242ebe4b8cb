"""AWS's answers, as cleaned JSON, read into domain values. What is not an answer raises BrokenAnswer.

Strict about what decisions hang on (lists, ids, states, prices, buyers), lenient about everything else:
unknown keys are passed over and unreadable details left empty (fact sheet 5).
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_reading import authorization_from_entity, split_identifier
from cppo_tui.domain.catalog import (
    AuthorizationListing,
    Caller,
    ChangeError,
    ChangeSetStatus,
    ChangeSetSummary,
    ChangeSetView,
    ChangeView,
    OfferSummary,
    OfferView,
)
from cppo_tui.domain.errors import BrokenAnswer, OtherKind
from cppo_tui.domain.instants import parse_end, parse_instant
from cppo_tui.domain.text import clean_tree
from cppo_tui.gateway.offer_terms import offer_terms_from

Json = Mapping[str, Any]

_ACCOUNT = re.compile(r"\d{12}", re.ASCII)


def clean_answer(answer: Any) -> Json:
    """The one door for answers: every string cleaned, botocore's own metadata left outside.

    The older spelling of an entity's document, a JSON string, is unfolded first, so that nothing escaped
    inside it gets past the cleaning. Raises BrokenAnswer when there is no answer at all.
    """
    if not isinstance(answer, Mapping):
        raise BrokenAnswer("AWS sent a page without content.")
    plain = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
    if isinstance(plain.get("Details"), str) and not isinstance(plain.get("DetailsDocument"), Mapping):
        try:
            plain["DetailsDocument"] = json.loads(plain["Details"])
        except ValueError as error:
            raise BrokenAnswer("The entity's document can't be read.") from error
    cleaned: Json = clean_tree(plain)
    return cleaned


def required_list(answer: Json, key: str) -> list[Json]:
    """The list AWS always sends; its absence is a broken answer, never an empty list."""
    items = answer.get(key)
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise BrokenAnswer(f"The answer has no {key}.")
    return items


def required_id(answer: Json, key: str) -> str:
    """The bare id under ``key``, without its revision."""
    return _identifier(answer.get(key), key)[0]


def caller_from(answer: Any) -> Caller:
    """Who STS says we are. Takes the answer as botocore gives it: its Date header counts too."""
    said = clean_answer(answer)
    account = _text(said, "Account")
    if not _ACCOUNT.fullmatch(account):
        raise BrokenAnswer("AWS did not say which account this is.")
    return Caller(account=account, arn=_text(said, "Arn"), answered=answered_at(answer))


def answered_at(answer: Json) -> datetime | None:
    """When AWS gave an answer by its own clock, from the Date header; None when it does not say."""
    headers = _mapping(_mapping(answer.get("ResponseMetadata")).get("HTTPHeaders"))
    try:
        said = parsedate_to_datetime(_text(headers, "date"))
    except ValueError:
        return None
    return said.astimezone(UTC) if said.tzinfo else None


def listing_from(summary: Json, detail: ResaleAuthorization | None, problem: str) -> AuthorizationListing:
    """One row of ListEntities, with what BatchDescribeEntities said about it."""
    own = _mapping(summary.get("ResaleAuthorizationSummary"))
    return AuthorizationListing(
        id=required_id(summary, "EntityId"),
        name=_text(own, "Name") or _text(summary, "Name"),
        product_name=_text(own, "ProductName"),
        manufacturer_name=_text(own, "ManufacturerLegalName"),
        status=_text(own, "Status"),
        ends=parse_end(own.get("AvailabilityEndDate")),
        detail=detail,
        problem=problem,
    )


def authorization_from(entity: Json, asked_for: str) -> ResaleAuthorization:
    """A described authorization; BrokenAnswer when it is another entity than ``asked_for``."""
    _document(entity, asked_for, "ResaleAuthorization")
    try:
        return authorization_from_entity(entity)
    except ValueError as error:
        raise BrokenAnswer("AWS described something that is not a resale authorization.") from error


def offer_summary_from(summary: Json) -> OfferSummary:
    """One offer of ListEntities. Its name may stand at either level (fact sheet 7.1)."""
    own = _mapping(summary.get("OfferSummary"))
    return OfferSummary(
        id=required_id(summary, "EntityId"),
        name=_text(own, "Name") or _text(summary, "Name"),
        state=_text(own, "State"),
        product_id=_text(own, "ProductId"),
        authorization_id=_text(own, "ResaleAuthorizationId"),
        buyers=_buyers(own),
        expires=parse_end(own.get("AvailabilityEndDate")),
        released=parse_instant(own.get("ReleaseDate")),
    )


def whole_offer_summary_from(summary: Json) -> OfferSummary:
    """The same where it is asked whether such an offer exists: one that does not say of what authorization
    it is, or whether buyers see it, must not pass for another's."""
    offer = offer_summary_from(summary)
    if not offer.authorization_id or not offer.state:
        lacking = "state" if offer.authorization_id else "authorization"
        raise BrokenAnswer(
            f"AWS listed offer {offer.id} without its {lacking}, so it can't be told whether it is open.",
            next_step=f"Look at {offer.id} in the AWS console; nothing is sent until AWS says it.",
        )
    return offer


def offer_view_from(entity: Json, asked_for: str) -> OfferView:
    """A described offer (fact sheet 5.1)."""
    document = _document(entity, asked_for, "Offer")
    offer_id, revision = _identifier(entity.get("EntityIdentifier"), "EntityIdentifier")
    terms = _by_type(document.get("Terms"))
    rules = _by_type(document.get("Rules"))
    targeting = _mapping(rules.get("TargetingRule", {}).get("PositiveTargeting"))
    return OfferView(
        id=offer_id,
        revision=revision,
        name=_text(document, "Name"),
        description=_text(document, "Description"),
        state=_text(document, "State"),
        product_id=_text(document, "ProductId"),
        authorization_id=_text(document, "ResaleAuthorizationId"),
        markup=_text(document, "MarkupPercentage"),
        currency=next((_text(term, "CurrencyCode") for term in terms.values() if "CurrencyCode" in term), ""),
        buyers=_buyers(targeting),
        countries=_strings(targeting.get("CountryCodes")),
        purpose=_purpose(document),
        **offer_terms_from(terms),
        expires=parse_end(rules.get("AvailabilityRule", {}).get("AvailabilityEndDate")),
        term_types=tuple(sorted(terms)),
    )


def change_set_from(answer: Json, asked_for: str) -> ChangeSetView:
    """A described change set (fact sheet 6.5). A status nobody has told us of is a broken answer."""
    change_set_id = required_id(answer, "ChangeSetId")
    if change_set_id != asked_for:
        raise BrokenAnswer(f"AWS answered about change set {change_set_id}, not {asked_for}.")
    return ChangeSetView(
        id=change_set_id,
        name=_text(answer, "ChangeSetName"),
        status=_status(answer),
        started=parse_instant(answer.get("StartTime")),
        ended=parse_instant(answer.get("EndTime")),
        failure_code=_text(answer, "FailureCode"),
        failure_description=_text(answer, "FailureDescription"),
        changes=tuple(_change(change) for change in required_list(answer, "ChangeSet")),
    )


def change_set_summary_from(summary: Json) -> ChangeSetSummary:
    """One line of ListChangeSets (fact sheet 7.3)."""
    entity_ids = (_entity_id(identifier) for identifier in _strings(summary.get("EntityIdList")))
    return ChangeSetSummary(
        id=required_id(summary, "ChangeSetId"),
        name=_text(summary, "ChangeSetName"),
        status=_status(summary),
        started=parse_instant(summary.get("StartTime")),
        ended=parse_instant(summary.get("EndTime")),
        entity_ids=tuple(entity_id for entity_id in entity_ids if entity_id),
    )


def _document(entity: Json, asked_for: str, kind: str) -> Json:
    found = required_id(entity, "EntityIdentifier")
    described = _text(entity, "EntityType").partition("@")[0]
    if found != asked_for:
        raise BrokenAnswer(f"AWS answered about {described or 'entity'} {found}, not {kind} {asked_for}.")
    if described not in ("", kind):
        raise OtherKind(f"At AWS {found} is of the kind {described}, not {kind}.")
    document = entity.get("DetailsDocument")
    if not isinstance(document, Mapping) or not document:
        raise BrokenAnswer(f"AWS described {asked_for} without any content.")
    return document


def _change(change: Json) -> ChangeView:
    return ChangeView(
        change_type=_text(change, "ChangeType"),
        change_name=_text(change, "ChangeName"),
        entity_id=_entity_id(_text(_mapping(change.get("Entity")), "Identifier")),
        errors=tuple(
            ChangeError(code=_text(item, "ErrorCode"), message=_text(item, "ErrorMessage"))
            for item in _mappings(change.get("ErrorDetailList"))
        ),
    )


def _entity_id(identifier: str) -> str:
    """Bare id; "" while it is still a reference to a change not carried out (fact sheet 6.5)."""
    if not identifier or identifier.startswith("$"):
        return ""
    return _identifier(identifier, "Identifier")[0]


def _identifier(value: object, key: str) -> tuple[str, int]:
    try:
        return split_identifier(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BrokenAnswer(f"The answer's {key} is not an id.") from error


def _status(answer: Json) -> ChangeSetStatus:
    try:
        return ChangeSetStatus(_text(answer, "Status"))
    except ValueError as error:
        raise BrokenAnswer(f"AWS named an unknown status: {_text(answer, 'Status')!r}.") from error


def _purpose(document: Json) -> tuple[str, str] | None:
    earlier = _mapping(document.get("PreExistingAgreement"))
    return (_text(earlier, "AcquisitionChannel"), _text(earlier, "PricingModel")) if earlier else None


def _buyers(source: Json) -> tuple[str, ...]:
    """All of them or a broken answer: a buyer left out would hide an offer already made to them."""
    accounts = source.get("BuyerAccounts") or []
    if not isinstance(accounts, list) or not all(isinstance(account, str) for account in accounts):
        raise BrokenAnswer("AWS named buyers that can't be read.")
    return tuple(accounts)


def _by_type(value: Any) -> dict[str, Json]:
    return {_text(item, "Type"): item for item in _mappings(value) if _text(item, "Type")}


def _mapping(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Json]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _text(source: Json, key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""
