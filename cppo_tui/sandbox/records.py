"""What the simulated Catalog keeps: entities, change sets, and facts about the seller and the products."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from cppo_tui.sandbox.assumptions import WRITING
from cppo_tui.sandbox.pace import Stage, stage_of_open

Json = dict[str, Any]

OFFER = "Offer"
AUTHORIZATION = "ResaleAuthorization"

CLIENT_ERROR = "CLIENT_ERROR"
SERVER_FAULT = "SERVER_FAULT"

DOOM = "Doom"
"""On a change that is to be refused, to order: the code."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One catalog entity at its latest revision; ``owner`` is the account in its ARN."""

    id: str
    type: str
    owner: str
    revision: int
    modified: str
    doc: Json

    @property
    def arn(self) -> str:
        """The entity's ARN (fact sheet 1.3)."""
        return f"arn:aws:aws-marketplace:us-east-1:{self.owner}:AWSMarketplace/{self.type}/{self.id}"

    def revised(self, doc: Json, modified: str) -> "Entity":
        """The next revision. One per succeeded change set, not per change (fact sheet 5.1, obs)."""
        return replace(self, doc=doc, revision=self.revision + 1, modified=modified)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One submitted change set. ``outcome`` is None until its end time has been settled.

    ``failure_code`` may be there before: that of a set whose failure on AWS's own side is decided already.
    """

    id: str
    account: str
    name: str
    started: datetime
    preparing_until: datetime
    ends: datetime
    changes: list[Json]
    entity_ids: list[str]
    outcome: Stage | None = None
    failure_code: str | None = None
    token: str | None = None
    request_hash: str = ""

    @property
    def arn(self) -> str:
        """The change set's ARN (fact sheet 1.3)."""
        return f"arn:aws:aws-marketplace:us-east-1:{self.account}:AWSMarketplace/ChangeSet/{self.id}"

    @property
    def modifies_at(self) -> datetime:
        """The LastModifiedDate of what it writes, long before its end when AWS takes its time (obs)."""
        return min(self.preparing_until + WRITING, self.ends)

    @property
    def failure(self) -> str | None:
        """Why it failed, once it has."""
        return self.failure_code if self.outcome is Stage.FAILED else None

    def status(self, now: datetime) -> Stage:
        """The status a caller sees now."""
        return self.outcome or stage_of_open(self.preparing_until, now)


@dataclass(frozen=True, slots=True)
class Seller:
    """What AWS knows about the account the sandbox plays."""

    paid: bool = True
    verified: bool = True
    tax_form_on_file: bool = True
    disbursement_currencies: tuple[str, ...] = ("USD", "EUR")
    max_released_offers: int = 10_000


@dataclass(frozen=True, slots=True)
class Product:
    """What AWS knows about a product that an offer's rules depend on."""

    kind: str = "SaaS"
    public_offer: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """The parts of the world no entity document shows. ``garnish`` ends every message of a hostile world."""

    seller: Seller = Seller()
    products: dict[str, Product] = field(default_factory=dict)
    missing_accounts: tuple[str, ...] = ("000000000000",)
    garnish: str = ""

    def product(self, product_id: str) -> Product:
        """The product's facts; an ordinary SaaS product when nothing special is known."""
        return self.products.get(product_id, Product())

    def to_json(self) -> Json:
        """For the meta row."""
        return asdict(self)

    @classmethod
    def from_json(cls, doc: Json) -> "Facts":
        """Read back what ``to_json`` wrote."""
        seller = dict(doc["seller"])
        seller["disbursement_currencies"] = tuple(seller["disbursement_currencies"])
        products = {key: Product(**value) for key, value in doc["products"].items()}
        return cls(Seller(**seller), products, tuple(doc["missing_accounts"]), doc["garnish"])
