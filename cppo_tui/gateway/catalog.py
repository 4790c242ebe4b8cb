"""The AWS Marketplace Catalog as a reseller uses it: the domain's ``Catalog``, over boto3."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_reading import split_identifier
from cppo_tui.domain.catalog import (
    AgreementSummary,
    AuthorizationListing,
    Caller,
    ChangeSetStatus,
    ChangeSetSummary,
    ChangeSetView,
    OfferSummary,
    OfferView,
)
from cppo_tui.domain.errors import (
    BrokenAnswer,
    CatalogError,
    LoginExpired,
    NotFound,
    NotSignedIn,
    ServiceFault,
    Unreachable,
)
from cppo_tui.gateway import reading
from cppo_tui.gateway.agreements import active_agreements, agreements_from, all_agreements
from cppo_tui.gateway.documents import AwsDocuments
from cppo_tui.gateway.errors import catalog_errors
from cppo_tui.gateway.sender import AwsSender
from cppo_tui.gateway.session import CATALOG, STS, AwsSession

MARKETPLACE = "AWSMarketplace"
ENTITY_PAGE = 50
CHANGE_SET_PAGE = 20
BATCH = 20
"""Most entities one BatchDescribeEntities takes (fact sheet 7.2)."""


class AwsCatalog:
    """Implements ``domain.ports.Catalog``. Safe to call from several threads; every call blocks."""

    def __init__(self, session: AwsSession) -> None:
        self._session = session

    def warm(self) -> None:
        """Build the clients in a thread of their own, so that the first real call finds them ready.

        Returns at once. Whatever goes wrong is met again, and told, by the first real call.
        """

        def build() -> None:
            with suppress(CatalogError):
                self._session.client(CATALOG)
                self._session.client(STS)

        threading.Thread(target=build, name="warm-aws-clients", daemon=True).start()

    def documents(self) -> AwsDocuments:
        """The person's own S3, for end-user agreements."""
        return AwsDocuments(self._session)

    def agreements(self, product_id: str) -> tuple[AgreementSummary, ...]:
        """The active agreements buyers have with us on a product."""
        with self._asking():
            return active_agreements(self._session, product_id)

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """All agreements made from one offer, ended ones too. A broken page raises."""
        with self._asking():
            return agreements_from(self._session, offer_id)

    def every_agreement(self) -> tuple[AgreementSummary, ...]:
        """All agreements buyers have or had with us, on all products. A broken page raises."""
        with self._asking():
            return all_agreements(self._session)

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """Every authorization shared with this account, page by page (fact sheet 7.1: SHARED)."""
        pages = self._pages(
            "list_entities",
            "EntitySummaryList",
            ENTITY_PAGE,
            EntityType="ResaleAuthorization",
            OwnershipType="SHARED",
        )
        for page in pages:
            with self._asking():
                ids = [reading.required_id(item, "EntityId") for item in page]
                described = self._described(ids)
                rows = [
                    reading.listing_from(item, *described[own]) for own, item in zip(ids, page, strict=True)
                ]
            yield tuple(rows)

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """One authorization, read now."""
        bare = _bare(authorization_id)
        with self._asking():
            return reading.authorization_from(self._entity(bare), bare)

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """All offers of this account, or those made from one authorization. A broken page raises."""
        chosen: dict[str, Any] = {}
        if authorization_id:
            by_authorization = {"ResaleAuthorizationId": {"ValueList": [authorization_id]}}
            chosen = {"EntityTypeFilters": {"OfferFilters": by_authorization}}
        pages = self._pages(
            "list_entities",
            "EntitySummaryList",
            ENTITY_PAGE,
            EntityType="Offer",
            OwnershipType="SELF",
            **chosen,
        )
        with self._asking():
            read = reading.whole_offer_summary_from if authorization_id else reading.offer_summary_from
            offers = [read(item) for page in pages for item in page]
        return tuple(o for o in offers if not authorization_id or o.authorization_id == authorization_id)

    def offer(self, offer_id: str) -> OfferView:
        """One offer with AWS's own prices, read now."""
        bare = _bare(offer_id)
        with self._asking():
            return reading.offer_view_from(self._entity(bare), bare)

    def change_set(self, change_set_id: str) -> ChangeSetView:
        """Where a change set stands."""
        asked_for = _bare(change_set_id)
        with self._asking():
            answer = self._call("describe_change_set", Catalog=MARKETPLACE, ChangeSetId=asked_for)
            return reading.change_set_from(answer, asked_for)

    def change_sets(self, name: str = "") -> tuple[ChangeSetSummary, ...]:
        """All change sets AWS remembers, or those with exactly this name.

        AWS's filter is not trusted to mean equality, so the name is compared again.
        """
        chosen = {"FilterList": [{"Name": "ChangeSetName", "ValueList": [name]}]} if name else {}
        pages = self._pages("list_change_sets", "ChangeSetSummaryList", CHANGE_SET_PAGE, **chosen)
        with self._asking():
            found = [reading.change_set_summary_from(item) for page in pages for item in page]
        return tuple(summary for summary in found if not name or summary.name == name)

    def open_change_sets(self) -> tuple[ChangeSetSummary, ...]:
        """Those AWS has not ended yet, whoever of this account sent them. A broken page raises."""
        wanted = [one.value for one in ChangeSetStatus if not one.final]
        filters = [{"Name": "Status", "ValueList": wanted}]
        pages = self._pages("list_change_sets", "ChangeSetSummaryList", CHANGE_SET_PAGE, FilterList=filters)
        with self._asking():
            found = [reading.change_set_summary_from(item) for page in pages for item in page]
        return tuple(summary for summary in found if not summary.status.final)

    def cancel(self, change_set_id: str) -> None:
        """Ask AWS to cancel; only possible while PREPARING (fact sheet 6.9).

        Raises ServiceFault when no believable answer came: then the change set's status tells.
        """
        asked_for = _bare(change_set_id)
        try:
            answer = self._call("cancel_change_set", Catalog=MARKETPLACE, ChangeSetId=asked_for)
            reading.required_id(answer, "ChangeSetId")
        except (ServiceFault, BrokenAnswer) as error:
            raise ServiceFault(
                error.what,
                meaning="It is not known whether AWS took the cancellation.",
                next_step="Look at the change set's status; it tells.",
                code=error.code,
                request_id=error.request_id,
            ) from error

    def caller(self) -> Caller:
        """Who AWS says we are."""
        with self._asking():
            return reading.caller_from(self._session.client(STS).get_caller_identity())

    def sender(self) -> AwsSender:
        """Freeze the credentials and make ready for one send."""
        with self._asking():
            return AwsSender(self._session.frozen_clients(), on_signed_out=self._session.forget)

    def _described(self, ids: list[str]) -> Mapping[str, tuple[ResaleAuthorization | None, str]]:
        """For each id its authorization, or None and why not."""
        found: dict[str, tuple[ResaleAuthorization | None, str]] = {}
        for start in range(0, len(ids), BATCH):
            found.update(self._described_batch(ids[start : start + BATCH]))
        return found

    def _described_batch(self, ids: list[str]) -> dict[str, tuple[ResaleAuthorization | None, str]]:
        """A batch AWS won't describe keeps its summaries; being signed out or offline still raises."""
        try:
            wanted = [{"Catalog": MARKETPLACE, "EntityId": entity_id} for entity_id in ids]
            answer = self._call("batch_describe_entities", EntityRequestList=wanted)
            details, problems = answer.get("EntityDetails"), answer.get("Errors")
            if not isinstance(details, Mapping) and not isinstance(problems, Mapping):
                raise BrokenAnswer("The answer has no EntityDetails.")
        except (NotSignedIn, LoginExpired, Unreachable):
            raise
        except CatalogError as error:
            return dict.fromkeys(ids, (None, f"{error.title}. {error.what}"))
        return {entity_id: _described_one(entity_id, details or {}, problems or {}) for entity_id in ids}

    def _entity(self, bare_id: str) -> reading.Json:
        return self._call("describe_entity", Catalog=MARKETPLACE, EntityId=bare_id)

    def _call(self, operation: str, **arguments: Any) -> reading.Json:
        with self._asking():
            return reading.clean_answer(getattr(self._session.client(CATALOG), operation)(**arguments))

    def _pages(self, operation: str, key: str, size: int, **arguments: Any) -> Iterator[list[reading.Json]]:
        """The lists of all pages. A page without its list raises: a truncated answer is not the end."""
        with self._asking():
            paginator = self._session.client(CATALOG).get_paginator(operation)
            pages = iter(
                paginator.paginate(Catalog=MARKETPLACE, PaginationConfig={"PageSize": size}, **arguments)
            )
        while True:
            with self._asking():
                page = next(pages, _END)
            if page is _END:
                return
            yield reading.required_list(reading.clean_answer(page), key)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Whatever goes wrong inside leaves as a CatalogError; who is signed out starts afresh next time."""
        try:
            with catalog_errors():
                yield
        except (NotSignedIn, LoginExpired):
            self._session.forget()
            raise


_END = object()


def _bare(identifier: str) -> str:
    """The id without revision: AWS's requests take no ``@`` (fact sheet 5). NotFound when it is none."""
    try:
        return split_identifier(identifier)[0]
    except ValueError as error:
        raise NotFound(f"{identifier!r} is not an id.") from error


def _described_one(
    entity_id: str, details: Mapping[str, Any], problems: Mapping[str, Any]
) -> tuple[ResaleAuthorization | None, str]:
    entity, problem = details.get(entity_id), problems.get(entity_id)
    if isinstance(entity, Mapping):
        try:
            return reading.authorization_from(entity, entity_id), ""
        except BrokenAnswer as error:
            return None, error.what
    if isinstance(problem, Mapping):
        return None, f"AWS says: {problem.get('ErrorMessage') or problem.get('ErrorCode') or 'no reason'}"
    return None, "AWS listed it but did not describe it."
