"""What the harnesses of terminals share: homes with a draft, and what a terminal must be given back."""

from dataclasses import dataclass
from pathlib import Path

from cppo_tui.cli.accounts import now, sandbox_account
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore
from tests.e2e.terminal import Terminal

BUYER = "123456789012"
TITLE = "An offer to be sent"
SANDBOX = ("--sandbox", "--pace", "instant")
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h")
"""The alternate screen, the mouse (twice), marked pastes, the cursor."""


def missing(raw: bytes) -> list[bytes]:
    """What was switched on and never given back: each must come after the screen's last beginning."""
    began = raw.rfind(b"\x1b[?1049h")
    return [sequence for sequence in GIVEN_BACK if raw.find(sequence, began) < 0]


@dataclass(frozen=True)
class Home:
    """A home folder with the program's data in it."""

    path: Path

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.path / "cppo"

    def store(self) -> SqliteStore:
        """Its store, opened anew. To be closed."""
        return SqliteStore(self.folder / DATABASE_NAME, "sandbox", now)

    def aws(self) -> SellerAccount:
        """The simulated AWS behind it."""
        return sandbox_account(self.folder / SANDBOX_NAME, pace="instant")

    def titles(self) -> list[str]:
        """What each stored draft is called."""
        store = self.store()
        try:
            return [row.title for row in store.drafts()]
        finally:
            store.close()

    def names(self) -> list[str | None]:
        """What each stored draft has as the offer's name."""
        store = self.store()
        try:
            return [store.load_draft(row.id)[0].name for row in store.drafts()]
        finally:
            store.close()

    def with_begun_draft(self) -> None:
        """Put a draft here that is at step 2."""
        self._keep(OfferDraft(id="0" * 31 + "2", title=TITLE, reached=Step.INFORMATION))

    def with_reviewed_draft(self) -> OfferDraft:
        """Put a draft here against which nothing speaks."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        authorization = self.aws().authorization(BRONZE)
        draft = OfferDraft(
            id="0" * 31 + "1",
            title=TITLE,
            authorization=authorization,
            consents=frozenset({contract_consent(authorization)}),
            buyers=(BUYER,),
            pricing=PricingChoice(text="25"),
            reached=Step.REVIEW,
        )
        self._keep(draft)
        return draft

    def _keep(self, draft: OfferDraft) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        store = self.store()
        store.save_draft(draft, revision=0)
        store.close()


def to_typing(terminal: Terminal) -> None:
    """From the first frame, with the begun draft in the list, into the offer's name; AWS is not needed."""
    terminal.wait_for(TITLE)
    terminal.press("enter")
    terminal.wait_for("step 2 of 6")
    terminal.settle()


def to_confirmation(terminal: Terminal) -> None:
    """From the first frame, with the reviewed draft in the list, to the last question."""
    terminal.wait_for("seller 7777")
    terminal.wait_for(TITLE)
    terminal.press("enter")
    terminal.wait_for("step 5 of 6")
    terminal.settle()
    terminal.wait_gone("Reading offers …")
    terminal.press("ctrl+n")
    terminal.wait_for("Publish this offer?")
