"""A long conversation with AWS Marketplace, and every answer of it as it arrived.

Nothing in it depends on what an answer says, so that a spoilt answer changes one line and no other.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from cppo_tui.sandbox import seed_offers
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.acceptance import AcceptanceRefused
from cppo_tui.sandbox.pace import REAL
from tests.contracts.conftest import World
from tests.contracts.transports import AGREEMENTS, Transport
from tests.sandbox.changes import (
    buyers,
    change,
    create,
    information,
    lasting,
    markup,
    release,
    until,
    whole_cppo,
)

CATALOG = "AWSMarketplace"
REFUSED = (ClientError, BotoCoreError, ValueError)
"""What boto3 raises when the answer is a no, or no answer at all (ValueError: not even text)."""

BEGIN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OFFER = "offer-test000000001"
OF_THE_LINE = {"connection", "content-length", "server", "access-control-allow-origin"}
"""Headers about the way an answer took; all others are the sandbox's own."""

DATE_LENGTH = len("Mon, 23 Nov 2026 10:00:00 GMT")
"""moto's server writes a date of its own before the sandbox's."""


class Answer(NamedTuple):
    """One answer as botocore got it, before it made anything of it."""

    operation: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def counted_ids() -> Callable[[str], str]:
    """Identifiers in the right forms, counted per kind."""
    counts: Counter[str] = Counter()

    def new_id(kind: str) -> str:
        counts[kind] += 1
        forms = {
            "offer": "offer-test{:09d}",
            "change_set": "changeset{:016d}",
            "agreement": "agmt-test{:020d}",
        }
        return forms.get(kind, "request-{}").format(counts[kind])

    return new_id


def tell(
    transport: Transport,
    *,
    scenario: str = "archera",
    faults: Iterable[str] = (),
    entities: int | None = None,
) -> list[Answer]:
    """Have the conversation by this transport, about the first so many entities; the answers in order."""
    with ExitStack() as stack:
        world = World(stack, transport, REAL, scenario, faults=tuple(faults), new_id=counted_ids(), now=BEGIN)
        telling = _Telling(world, entities)
        for chapter in (telling.looking, telling.publishing, telling.changing, telling.refusals):
            chapter()
        telling.tagging()
        telling.agreeing()
        return telling.answers


class _Telling:
    def __init__(self, world: World, entities: int | None) -> None:
        self.world = world
        self.entities = entities
        self.answers: list[Answer] = []
        self.tokens = itertools.count(1)
        self.catalog = self._listened_to("marketplace-catalog")
        self.agreements = self._listened_to(AGREEMENTS)

    def _listened_to(self, service: str) -> Any:
        client = self.world.session.client(service)

        def keep(operation_model: Any, response_dict: Any, **_: Any) -> None:
            headers = {name.lower(): value for name, value in response_dict["headers"].items()}
            headers["date"] = headers.get("date", "")[-DATE_LENGTH:]
            own = tuple(sorted((name, value) for name, value in headers.items() if name not in OF_THE_LINE))
            self.answers.append(
                Answer(operation_model.name, response_dict["status_code"], own, response_dict["body"])
            )

        client.meta.events.register(f"before-parse.{service}", keep)
        return client

    def ask(self, operation: str, **members: Any) -> None:
        with suppress(*REFUSED):
            getattr(self.catalog, operation)(Catalog=CATALOG, **members)

    def start(self, *changes: Any, token: str = "", **members: Any) -> None:
        token = token or f"token-{next(self.tokens)}"
        self.ask("start_change_set", ChangeSet=list(changes), ClientRequestToken=token, **members)

    def describe(self, number: int) -> None:
        self.ask("describe_change_set", ChangeSetId=f"changeset{number:016d}")

    def looking(self) -> None:
        """Every authorization and offer, in pages, one by one and many at once."""
        ids: list[str] = []
        paging = {"PageSize": 4, "MaxItems": self.entities}
        for kind, owner in (("ResaleAuthorization", "SHARED"), ("Offer", "SELF")):
            with self.world.sandbox._world.transaction():
                ids += [one.id for one in self.world.sandbox._world.entities(kind)[: self.entities]]
            with suppress(*REFUSED, KeyError):
                pages = self.catalog.get_paginator("list_entities").paginate(
                    Catalog=CATALOG, EntityType=kind, OwnershipType=owner, PaginationConfig=paging
                )
                for _ in pages:
                    pass
        for key in ids:
            self.ask("describe_entity", EntityId=key)
        requests = [{"Catalog": CATALOG, "EntityId": key} for key in [*ids[:15], "offer-nobody"]]
        with suppress(*REFUSED):
            self.catalog.batch_describe_entities(EntityRequestList=requests)
        self.ask(
            "list_entities",
            EntityType="Offer",
            EntityTypeFilters={"OfferFilters": {"State": {"ValueList": ["Released"]}}},
            EntityTypeSort={"OfferSort": {"SortBy": "Name", "SortOrder": "ASCENDING"}},
        )

    def publishing(self) -> None:
        """Seven changes from PREPARING to SUCCEEDED, and the same request again."""
        seven = whole_cppo("2027-01-31")
        tags = [{"Key": "team", "Value": "Größe 漢字: a+b=c"}]
        self.start(*seven, token="seven", ChangeSetName="cppo d1 1", ChangeSetTags=tags)
        self.describe(1)
        for seconds in (10, 200):
            self.world.wait(seconds)
            self.describe(1)
            self.ask("cancel_change_set", ChangeSetId="changeset0000000000000001")
        self.start(*seven, token="seven", ChangeSetName="cppo d1 1", ChangeSetTags=tags)
        self.start(*seven, token="seven", ChangeSetName="cppo d1 2")
        self.ask("describe_entity", EntityId=OFFER)
        self.ask("list_change_sets", FilterList=[{"Name": "ChangeSetName", "ValueList": ["cppo d1 1"]}])

    def changing(self) -> None:
        """One that is cancelled, one that is locked, one that fails, one that moves the expiry."""
        self.start(until("2027-03-31", OFFER))
        self.start(information(OFFER))
        self.ask("cancel_change_set", ChangeSetId="changeset0000000000000002")
        self.start(create(), buyers("000000000000"), markup("0"))
        self.start(until("2027-02-28", f"{OFFER}@1"))
        self.world.wait(600)
        for number in (2, 3, 4):
            self.describe(number)
        self.ask("describe_entity", EntityId=OFFER)
        self.ask("list_change_sets", Sort={"SortBy": "StartTime", "SortOrder": "ASCENDING"}, MaxResults=2)

    def refusals(self) -> None:
        """Every kind of no."""
        self.start(markup("-5", OFFER))
        self.start(markup("5", OFFER), markup("6", OFFER))
        self.start(create(vendors.EXPIRED))
        self.start(create(), Intent="VALIDATE")
        self.start(release("offer-nobody"))
        self.start(information(f"{OFFER}@7"))
        self.start(change("UpdateInformation", OFFER, "not an object"))
        self.start(create(Name="x" * 20_000))
        self.ask("describe_entity", EntityId="offer-nobody")
        self.ask("describe_change_set", ChangeSetId="nobody")
        self.ask("list_entities", EntityType="Offer", NextToken="bogus")
        self.ask("list_entities", EntityType="Castle")
        for number in range(22):
            self.start(create(name=f"Create{number}"), lasting(offer=f"$Create{number}.Entity.Identifier"))

    def tagging(self) -> None:
        """Tags of an offer."""
        arn = f"arn:aws:aws-marketplace:us-east-1:777788889999:AWSMarketplace/Offer/{OFFER}"
        for operation, members in (
            ("tag_resource", {"Tags": [{"Key": "deal", "Value": "FY27 @ Größe"}]}),
            ("list_tags_for_resource", {}),
            ("untag_resource", {"TagKeys": ["deal"]}),
            ("list_tags_for_resource", {}),
            ("get_resource_policy", {}),
        ):
            with suppress(*REFUSED):
                getattr(self.catalog, operation)(ResourceArn=arn, **members)

    def agreeing(self) -> None:
        """A buyer accepts; the agreement is searched for, described, and its terms are read."""
        with suppress(AcceptanceRefused):
            self.world.sandbox.accept(seed_offers.OPEN)
        with self.world.sandbox._world.transaction():
            ids = [*self.world.sandbox._world.agreements(), "agmt-nobody"]
        by_seller = [
            {"name": "PartyType", "values": ["Proposer"]},
            {"name": "AgreementType", "values": ["PurchaseAgreement"]},
        ]
        asked: list[tuple[str, Any]] = [
            ("search_agreements", {"catalog": CATALOG, "filters": by_seller, "maxResults": 2}),
            ("search_agreements", {"catalog": "Castle"}),
            *(("describe_agreement", {"agreementId": one}) for one in ids),
            *(("get_agreement_terms", {"agreementId": one}) for one in ids),
        ]
        for operation, members in asked:
            with suppress(*REFUSED):
                getattr(self.agreements, operation)(**members)
