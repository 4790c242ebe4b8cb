"""Agreements buyers have with us: what they accepted, what a replacement replaces (fact sheet 2.3, 8.13)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cppo_tui.domain.catalog import AgreementSummary
from cppo_tui.gateway.reading import clean_answer, required_id, required_list
from cppo_tui.gateway.session import AGREEMENTS, AwsSession

PAGE = 50
_OURS = {"PartyType": "Proposer", "AgreementType": "PurchaseAgreement"}


def active_agreements(session: AwsSession, product_id: str) -> tuple[AgreementSummary, ...]:
    """Our active agreements on a product, or on all of them. Called under the gateway's error mapping."""
    on_product = {"ResourceIdentifier": product_id} if product_id else {}
    return _found(session, {**_OURS, "Status": "ACTIVE", **on_product})


def agreements_from(session: AwsSession, offer_id: str) -> tuple[AgreementSummary, ...]:
    """Those made from one offer, ended ones too. Called under the gateway's error mapping."""
    return _found(session, {**_OURS, "OfferId": offer_id})


def all_agreements(session: AwsSession) -> tuple[AgreementSummary, ...]:
    """Every agreement of ours, ended ones too. Called under the gateway's error mapping."""
    return _found(session, _OURS)


def _found(session: AwsSession, wanted: Mapping[str, str]) -> tuple[AgreementSummary, ...]:
    filters = [{"name": name, "values": [value]} for name, value in wanted.items()]
    pages = session.client(AGREEMENTS).get_paginator("search_agreements")
    answers = pages.paginate(catalog="AWSMarketplace", filters=filters, PaginationConfig={"PageSize": PAGE})
    return tuple(
        _summary(item)
        for answer in answers
        for item in required_list(clean_answer(answer), "agreementViewSummaries")
    )


def _summary(item: Mapping[str, Any]) -> AgreementSummary:
    acceptor, proposal = item.get("acceptor"), item.get("proposalSummary")
    resources = proposal.get("resources") if isinstance(proposal, Mapping) else None
    first = resources[0] if isinstance(resources, list) and resources else {}
    return AgreementSummary(
        id=required_id(item, "agreementId"),
        status=_text(item, "status") or "ACTIVE",
        acceptor=_text(acceptor, "accountId"),
        product_id=_text(first, "id"),
        offer_id=_text(proposal, "offerId"),
        starts=_instant(item.get("startTime")),
        ends=_instant(item.get("endTime")),
    )


def _text(source: Any, key: str) -> str:
    value = source.get(key) if isinstance(source, Mapping) else None
    return value if isinstance(value, str) else ""


def _instant(value: Any) -> datetime | None:
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else None
