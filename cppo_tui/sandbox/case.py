"""What a rule gets to see of one change when its change set is decided, and what it may say."""

from dataclasses import dataclass
from datetime import date, datetime

from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import Facts, Json, Product


@dataclass(frozen=True, slots=True)
class Complaint:
    """One entry of ErrorDetailList. Codes are AWS's; the texts are invented."""

    code: str
    message: str

    def to_wire(self, garnish: str) -> Json:
        """As DescribeChangeSet shows it."""
        return {"ErrorCode": self.code, "ErrorMessage": f"{self.message}{garnish}"[-2048:]}


@dataclass(frozen=True, slots=True)
class Case:
    """One change in its surroundings, as of the moment its change set ends.

    ``before`` is the offer before the set (the fresh draft, if the set creates it), ``after`` the offer
    with every change of the set applied: rules about dates must see all of them together.
    """

    details: Json
    before: Offer
    after: Offer
    now: datetime
    facts: Facts
    authorization: Json | None
    siblings: frozenset[str]
    live_offers: int

    @property
    def today(self) -> date:
        """The UTC day on which the change set ends."""
        return self.now.date()

    @property
    def product(self) -> Product:
        """Facts about the offer's product."""
        return self.facts.product(self.after.product_id)

    @property
    def was_released(self) -> bool:
        """Whether the offer had been released before this change set."""
        return self.before.state == RELEASED

    @property
    def is_replacement(self) -> bool:
        """Whether accepting the offer ends an agreement (fact sheet 2.3)."""
        return self.after.replaces is not None
