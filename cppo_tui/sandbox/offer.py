"""An offer as the Catalog keeps it, and the document DescribeEntity shows of it (fact sheet 5.1)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.behaviour import Rounding
from cppo_tui.sandbox.legal_urls import with_signed_documents
from cppo_tui.sandbox.prices import priced
from cppo_tui.sandbox.records import Json

DRAFT = "Draft"
RELEASED = "Released"

PRICING_TERMS = ("FixedUpfrontPricingTerm", "ConfigurableUpfrontPricingTerm", "UsageBasedPricingTerm")

# Not the order sent (obs): legal terms first, then prices, validity, schedule.
_TERM_ORDER = (
    "LegalTerm",
    *PRICING_TERMS,
    "ValidityTerm",
    "PaymentScheduleTerm",
    "NetPaymentTerm",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer's own facts. Prices are kept at wholesale and marked up when shown, never compounded.

    ``own_terms`` are terms the reseller set in place of the authorization's; a markup does not touch them.
    ``replaces`` is the agreement that ends when this offer is accepted; no source shows it in the document.
    """

    id: str
    product_id: str
    state: str = DRAFT
    authorization_id: str | None = None
    offer_set_id: str | None = None
    name: str | None = None
    description: str | None = None
    pre_existing: Json | None = None
    markup: str | None = None
    wholesale_terms: list[Json] = field(default_factory=list)
    own_terms: list[Json] = field(default_factory=list)
    targeting: Json = field(default_factory=dict)
    end_date: str | None = None
    validity: Json | None = None
    released: str | None = None
    replaces: str | None = None

    @classmethod
    def from_json(cls, doc: Json) -> "Offer":
        """Read back what ``to_json`` wrote."""
        return cls(**doc)

    def to_json(self) -> Json:
        """For the entity row."""
        return asdict(self)

    @property
    def buyers(self) -> list[str]:
        """The targeted accounts."""
        return list(self.targeting.get("PositiveTargeting", {}).get("BuyerAccounts", []))

    def terms(self) -> list[Json]:
        """Every term at wholesale; the reseller's own replace the authorization's of the same type."""
        own = {term["Type"] for term in self.own_terms}
        inherited = [term for term in self.wholesale_terms if term["Type"] not in own]
        return inherited + self.own_terms + ([self.validity] if self.validity else [])

    def term(self, kind: str) -> Json | None:
        """The term of this type, if there is one."""
        return next((term for term in self.terms() if term["Type"] == kind), None)

    def has(self, kind: str) -> bool:
        """Whether there is a term of this type."""
        return self.term(kind) is not None

    def with_own(self, terms: Collection[Json], instead_of: Collection[str]) -> "Offer":
        """The offer with the reseller's terms in place of all terms of these types, inherited or not."""
        return replace(
            self,
            wholesale_terms=[term for term in self.wholesale_terms if term["Type"] not in instead_of],
            own_terms=[*(term for term in self.own_terms if term["Type"] not in instead_of), *terms],
        )

    def is_expired(self, now: datetime) -> bool:
        """Released and past its last day. There is no Expired state (fact sheet 5.1)."""
        return self.state == RELEASED and self.end_date is not None and times.end_of_day(self.end_date) < now

    def document(self, now: datetime, rounding: Rounding = Rounding.HALF_UP) -> Json:
        """The DetailsDocument; keys that are not set are absent."""
        document: Json = {
            "Id": self.id,
            "Name": self.name,
            "Description": self.description,
            "ProductId": self.product_id,
            "MarkupPercentage": self.markup,
            "OfferSetId": self.offer_set_id,
            "PreExistingAgreement": self.pre_existing,
            "Terms": [with_signed_documents(term, now) for term in self._priced_terms(rounding)],
            "Rules": self._rules(),
            "State": self.state,
            "ResaleAuthorizationId": self.authorization_id,
        }
        return {key: value for key, value in document.items() if value is not None}

    def _priced_terms(self, rounding: Rounding) -> list[Json]:
        own = {term["Type"] for term in self.own_terms}
        shown = [
            _shown(term) if term["Type"] in own else priced(_shown(term), self.markup or "0", rounding)
            for term in self.terms()
        ]
        return sorted(shown, key=lambda term: _TERM_ORDER.index(term["Type"]))

    def _rules(self) -> list[Json]:
        rules: list[Json] = []
        if self.end_date is not None:
            rules.append(
                {"Type": "AvailabilityRule", "AvailabilityEndDate": self.end_date + times.END_OF_DAY}
            )
        if self.targeting:
            rules.append({"Type": "TargetingRule", **self.targeting})
        return rules


def _shown(term: Json) -> Json:
    """Dates in full, and no Duration on a fixed upfront price (obs)."""
    match term["Type"]:
        case "FixedUpfrontPricingTerm":
            return {key: value for key, value in term.items() if key != "Duration"}
        case "PaymentScheduleTerm":
            charges = [
                {**one, "ChargeDate": one["ChargeDate"][:10] + times.START_OF_DAY} for one in term["Schedule"]
            ]
            return {**term, "Schedule": charges}
        case "ValidityTerm":
            suffix = {"AgreementStartDate": times.START_OF_DAY, "AgreementEndDate": times.END_OF_DAY}
            return {key: value + suffix.get(key, "") for key, value in term.items()}
        case _:
            return term
