"""What the services need from outside, as Protocols. The real things are handed in by ``cli.wiring``.

No pydantic at run time: the first screen is painted with these names alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from cppo_tui.domain.address_book import KnownAccount
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.catalog import (
        AgreementSummary,
        AuthorizationListing,
        Caller,
        ChangeSetSummary,
        ChangeSetView,
        OfferSummary,
        OfferView,
    )
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.legal import SignedLink
    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.domain.offer_file_reading import Path as Place
    from cppo_tui.domain.submission import Submission
    from cppo_tui.domain.templates import Template

Clock = Callable[[], datetime]
"""Gives the current instant, in UTC."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits that many seconds without blocking the screen."""

Still = Callable[[], bool]
"""Whether what was about to be done may still be done."""


def always() -> bool:
    """Nothing else may come in between."""
    return True


NewId = Callable[[], str]
"""Gives a fresh id: 32 lower-case hexadecimal digits, never the same twice."""


IN_FLIGHT = ("sending", "accepted", "unknown")
"""The submission states in which AWS may still be at work. Equal to ``SubmissionState.in_flight``."""


class Sender(Protocol):
    """One try at sending. Both calls are signed with the same credentials, frozen when it was made, so
    that the account that was checked is the account that pays (reliability: account guard)."""

    def caller(self) -> Caller:
        """Who AWS says these credentials are. Raises CatalogError."""
        ...

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        """Send StartChangeSet once, without any retry, with exactly these bytes as its ``ChangeSet``.

        ``still`` is asked at the last moment, with everything signed: when it says no, nothing is sent; a
        StoreError it raises is raised. Returns a well-formed ChangeSetId. Raises UnknownOutcome when AWS may
        have accepted it; every other CatalogError means that nothing was created.
        """
        ...


class Documents(Protocol):
    """Where an own end-user agreement is put for AWS to read. Calls block; each raises CatalogError."""

    def upload(self, path: str, bucket: str, key: str, now: datetime) -> SignedLink:
        """Put the PDF at ``path`` into the bucket under ``key`` and give a link to it that lasts."""
        ...


class Catalog(Protocol):
    """The AWS Marketplace Catalog as a reseller uses it. Calls block; each raises CatalogError."""

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """Every authorization shared with this account, page by page, with details where readable."""
        ...

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """One authorization, read now."""
        ...

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """All offers of this account, or those made from one authorization. A broken page raises."""
        ...

    def offer(self, offer_id: str) -> OfferView:
        """One offer with AWS's own prices, read now."""
        ...

    def change_set(self, change_set_id: str) -> ChangeSetView:
        """Where a change set stands."""
        ...

    def change_sets(self, name: str = "") -> tuple[ChangeSetSummary, ...]:
        """All change sets still remembered by AWS, or those with exactly this ChangeSetName."""
        ...

    def open_change_sets(self) -> tuple[ChangeSetSummary, ...]:
        """Those AWS is still working on, whoever of this account sent them."""
        ...

    def cancel(self, change_set_id: str) -> None:
        """Ask AWS to cancel a change set; only possible while it is PREPARING."""
        ...

    def caller(self) -> Caller:
        """Who AWS says we are."""
        ...

    def sender(self) -> Sender:
        """Freeze the credentials and make ready for one send."""
        ...


class SellerAccount(Catalog, Protocol):
    """Everything of AWS's the screens use: the Catalog, and the person's own S3."""

    def documents(self) -> Documents:
        """The person's own S3, for end-user agreements."""
        ...

    def agreements(self, product_id: str) -> tuple[AgreementSummary, ...]:
        """The active agreements buyers have with us on a product."""
        ...

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """All agreements made from one offer, ended ones too. A broken page raises."""
        ...

    def every_agreement(self) -> tuple[AgreementSummary, ...]:
        """All agreements buyers have or had with us, on all products. A broken page raises."""
        ...


class DraftRow(NamedTuple):
    """A draft as the home screen lists it."""

    id: str
    title: str
    product: str
    buyers: str
    step: int
    revision: int
    updated: datetime


class SubmissionRow(NamedTuple):
    """A submission as the home screen lists it. ``state`` is a SubmissionState value, ``kind`` a PlanKind
    value, ``buyers`` readable text, ``digest`` its plan's."""

    id: str
    draft_id: str
    title: str
    buyers: str
    kind: str
    state: str
    change_set_id: str
    offer_id: str
    updated: datetime
    digest: str = ""


class DraftStore(Protocol):
    """Where drafts are kept, per mode ("sandbox" or "aws"). Raises StoreError."""

    def drafts(self) -> list[DraftRow]:
        """All drafts of this mode, the most recently changed first."""
        ...

    def completing(self) -> dict[str, str]:
        """Of the drafts that complete a draft offer AWS has, that offer's id by the draft's own, the last
        changed first."""
        ...

    def load_draft(self, draft_id: str) -> tuple[OfferDraft, int]:
        """The draft and its revision. Raises StoreError when it is gone or unreadable."""
        ...

    def save_draft(self, draft: OfferDraft, *, revision: int) -> int:
        """Save over ``revision`` (0: a new draft) and return the new one. Raises StaleDraft when another
        window saved in between; then nothing is overwritten."""
        ...

    def delete_draft(self, draft_id: str) -> None:
        """Put the draft in the bin, from where it can be restored."""
        ...

    def restore_draft(self, draft_id: str) -> None:
        """Take a draft back out of the bin."""
        ...


class TemplateRow(NamedTuple):
    """A saved template as the dialog lists it."""

    name: str
    updated: datetime


class TemplateStore(Protocol):
    """Where templates are kept, per mode like drafts. Raises StoreError."""

    def templates(self) -> list[TemplateRow]:
        """All saved templates of this mode, by name."""
        ...

    def load_template(self, name: str) -> Template:
        """The template of this name. Raises StoreError when it is gone or unreadable."""
        ...

    def save_template(self, template: Template, *, replace: bool = False) -> None:
        """Save it. Raises StoreError when there is one of its name already, unless ``replace`` is meant."""
        ...

    def delete_template(self, name: str) -> None:
        """Remove it for good."""
        ...


class SubmissionStore(Protocol):
    """Where submissions are kept. Every write is durable before it returns. Raises StoreError."""

    def submissions(self) -> list[SubmissionRow]:
        """All submissions of this mode: those in flight first, then the most recent first."""
        ...

    def load_submission(self, submission_id: str) -> Submission:
        """One submission whole. Raises StoreError when it is gone or unreadable."""
        ...

    def add_submission(self, submission: Submission) -> None:
        """Store a new submission, before its first byte is sent. Raises StoreError if the draft has
        another submission whose outcome is still open (sending, accepted, unknown): one at a time."""
        ...

    def update_submission(
        self, submission: Submission, *, expected: str, since: datetime | None = None
    ) -> None:
        """Replace a submission whose stored state is ``expected``, and has been ``since`` that instant;
        StoreError if it is another."""
        ...


class AddressBookStore(Protocol):
    """Where the address book is kept, per mode like drafts. Raises StoreError."""

    def known_accounts(self) -> tuple[KnownAccount, ...]:
        """All accounts of this mode that can be read; a damaged entry counts as not there."""
        ...

    def learn_accounts(self, learned: Iterable[KnownAccount]) -> None:
        """Add what is learned of these accounts to what is kept. Names given by hand stay."""
        ...

    def name_account(self, account: str, customer: str) -> None:
        """Keep the customer's name of an account, "" for none."""
        ...


class Written(NamedTuple):
    """What stands in an offer file: a tree of mappings, lists and texts; and each thing's line, from 1."""

    values: Any
    lines: dict[Place, int]


class OfferFiles(Protocol):
    """Offer files, and the tables of a batch, on this computer. Raises FileTrouble."""

    def read(self, path: str) -> Written:
        """What stands in this file, with its lines."""
        ...

    def write(self, path: str, file: OfferFile) -> None:
        """Write a new file, every key explained; never over an existing one."""
        ...

    def customers(self, path: str) -> bytes:
        """A table of customers, as it stands there."""
        ...

    def create(self, path: str, text: str) -> None:
        """Write a new file that only its owner can read; never over an existing one."""
        ...


class Store(DraftStore, TemplateStore, SubmissionStore, AddressBookStore, Protocol):
    """The one database, seen by the services."""
