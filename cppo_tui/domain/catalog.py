"""What AWS answers, as values: listings, offers and change sets. Read from cleaned JSON by the gateway."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.offer_summary import OfferSummary as OfferSummary
from cppo_tui.domain.pricing_terms import Grant
from cppo_tui.domain.validity import Validity


class Caller(Frozen):
    """Who AWS says we are (STS GetCallerIdentity).

    ``answered`` is when it said so by its own clock, None when the answer was not dated.
    """

    account: str
    arn: str = ""
    answered: datetime | None = None


class AuthorizationListing(Frozen):
    """One row of the list of shared authorizations.

    ``detail`` is None when AWS listed it but would not describe it; ``problem`` then says why and only
    the summary fields are known.
    """

    id: str
    name: str = ""
    product_name: str = ""
    manufacturer_name: str = ""
    status: str = ""
    ends: datetime | None = None
    detail: ResaleAuthorization | None = None
    problem: str = ""


class OfferPrice(Frozen):
    """One price in an offer as AWS computed it; ``key`` as its wholesale price has it."""

    key: str
    price: Decimal


class OfferView(Frozen):
    """An offer as DescribeEntity shows it: AWS's own figures, the ones that count (fact sheet 5.1).

    ``eula`` is the type of its end-user agreement, ``purpose`` PreExistingAgreement's channel and pricing.
    """

    id: str
    revision: int
    name: str = ""
    description: str = ""
    state: str = ""
    product_id: str = ""
    authorization_id: str = ""
    markup: str = ""
    currency: str = ""
    prices: tuple[OfferPrice, ...] = ()
    buyers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    validity: Validity = Validity()
    grants: tuple[Grant, ...] = ()
    net_payment: str = ""
    eula: str = ""
    purpose: tuple[str, str] | None = None
    expires: datetime | None = None
    term_types: tuple[str, ...] = ()


class AgreementSummary(Frozen):
    """An agreement a buyer has with us, as SearchAgreements lists it (fact sheet 8.13).

    ``status`` is ACTIVE while it runs; every other one (EXPIRED, CANCELLED, REPLACED …) means it has ended.
    """

    id: str
    status: str = "ACTIVE"
    acceptor: str = ""
    product_id: str = ""
    offer_id: str = ""
    starts: datetime | None = None
    ends: datetime | None = None


class ChangeSetStatus(StrEnum):
    """The states of a change set (fact sheet 6.5)."""

    PREPARING = "PREPARING"
    APPLYING = "APPLYING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def final(self) -> bool:
        """True when nothing will happen any more."""
        return self in (ChangeSetStatus.SUCCEEDED, ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED)


class ChangeError(Frozen):
    """Why AWS refused one change: its ErrorDetailList entry."""

    code: str
    message: str


class ChangeView(Frozen):
    """One change of a change set. ``entity_id`` is bare (no revision), "" while not resolved."""

    change_type: str
    change_name: str = ""
    entity_id: str = ""
    errors: tuple[ChangeError, ...] = ()


class ChangeSetView(Frozen):
    """A change set as DescribeChangeSet shows it."""

    id: str
    name: str = ""
    status: ChangeSetStatus
    started: datetime | None = None
    ended: datetime | None = None
    failure_code: str = ""
    failure_description: str = ""
    changes: tuple[ChangeView, ...] = ()

    @property
    def on_the_whole(self) -> tuple[str, ...]:
        """Why it failed where no change of it is to blame: then ``changes`` carry no error at all."""
        fault = "AWS failed on its own side (SERVER_FAULT). Try again."
        said = (fault if self.failure_code == "SERVER_FAULT" else "", self.failure_description)
        return tuple(text for text in said if text)

    @property
    def failures(self) -> tuple[str, ...]:
        """Why it failed, each reason as a sentence with AWS's own code: change by change, then as a whole."""
        of_changes = (
            f"{change.change_type}: {error.message} ({error.code})"
            for change in self.changes
            for error in change.errors
        )
        return (*of_changes, *self.on_the_whole)

    @property
    def offer_id(self) -> str:
        """The offer the set worked on, known once it succeeded. Never the change set's own id."""
        if self.status is not ChangeSetStatus.SUCCEEDED:
            return ""
        created = [change.entity_id for change in self.changes if change.change_type.startswith("Create")]
        touched = [change.entity_id for change in self.changes]
        return next((entity_id for entity_id in created + touched if entity_id), "")


class ChangeSetSummary(Frozen):
    """One line of ListChangeSets."""

    id: str
    name: str = ""
    status: ChangeSetStatus
    started: datetime | None = None
    ended: datetime | None = None
    entity_ids: tuple[str, ...] = ()
