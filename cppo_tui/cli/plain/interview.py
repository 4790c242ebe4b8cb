"""The draft that is being asked about, saved after every answer, and what is known around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cppo_tui.cli.plain.talk import say
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import StaleDraft
from cppo_tui.domain.steps import Step
from cppo_tui.services.drafts import OpenDraft, duplicate

if TYPE_CHECKING:
    from cppo_tui.cli.headless import Headless
    from cppo_tui.domain.catalog import AgreementSummary, AuthorizationListing
    from cppo_tui.domain.legal import SignedLink


class Interview:
    """``link`` is an end-user agreement's address with its signature: kept here only. ``further`` tells that
    the rarely changed terms are wanted, ``notes`` is what must be said of the last answer."""

    def __init__(
        self, headless: Headless, draft: OfferDraft, revision: int = 0, *, scripted: bool = False
    ) -> None:
        self.headless = headless
        self.draft = draft
        self.scripted = scripted
        self.link: SignedLink | None = None
        self.further = False
        self.notes: list[str] = []
        self._open = OpenDraft(headless.store, draft, revision)
        self._known: tuple[tuple[str, str], CheckContext] | None = None
        self._listings: list[AuthorizationListing] | None = None
        self._agreements: dict[str, tuple[AgreementSummary, ...]] = {}

    def change(self, **updates: Any) -> None:
        """Make the next draft and save it. Raises StoreError."""
        self.draft = self.draft.model_copy(update=updates)
        try:
            self._open.save(self.draft)
        except StaleDraft:
            self.draft = duplicate(self.draft, self.headless.new_id)
            self._open = OpenDraft(self.headless.store, self.draft, 0)
            self._open.save(self.draft)
            self.notes.append("The draft was changed in another window: this goes on as a copy of its own.")

    @property
    def saved(self) -> bool:
        """True when there is something to come back to."""
        return self._open.revision > 0

    def reach(self, step: Step) -> None:
        """Note that this step was come to: the wizard continues there, too."""
        if step > self.draft.reached:
            self.change(reached=step)

    def context(self) -> CheckContext:
        """The circumstances now; AWS and the address book are asked once for each authorization and each
        draft offer to complete.

        Raises CatalogError, StoreError.
        """
        from cppo_tui.cli.offer_files import context_for
        from cppo_tui.services.offer_files import FromFile

        named = (self.draft.authorization.id if self.draft.authorization else "", self.draft.reuse_offer_id)
        if self._known is None or self._known[0] != named:
            self._known = (named, context_for(self.headless, FromFile(self.draft)))
        return self._known[1].model_copy(update={"now": self.headless.clock(), "signed_eula": self.link})

    def forget(self) -> None:
        """Ask again when the circumstances are wanted next."""
        self._known = None

    def listings(self) -> list[AuthorizationListing]:
        """What is shared with this account, the usable ones first. Raises CatalogError."""
        from cppo_tui.domain.authorization_words import in_order

        if self._listings is None:
            say("Reading what is shared with you …")
            pages = self.headless.account.authorizations()
            self._listings = in_order(tuple(one for page in pages for one in page), self.context())
        return self._listings

    def agreements(self) -> tuple[AgreementSummary, ...]:
        """The active agreements on the chosen product. Raises CatalogError."""
        product = self.draft.authorization.product_id if self.draft.authorization else ""
        if product not in self._agreements:
            self._agreements[product] = self.headless.account.agreements(product) if product else ()
        return self._agreements[product]
