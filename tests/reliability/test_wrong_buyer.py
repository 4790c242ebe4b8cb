"""Scenario 11: a wrong buyer account is said, not trimmed, and nothing is made ready for it without a yes.

Every slip of one account is tried: through the reading of pasted text, the checks and the planner, and a
sample of each kind through the screen. The naive readings beside it take what must not be taken.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets import Input

from cppo_tui.domain.accounts import is_account
from cppo_tui.domain.address_book import AddressBook, KnownAccount
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.steps import Step
from cppo_tui.services.planner import NotReady, make_plan
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from tests.domain.given import ISV, OTHER_BUYER, SELLER, a_book, a_context, a_draft
from tests.reliability.scale import times
from tests.ui.looks import message, paste
from tests.ui.stage import Stage, settle

MEANT = "012345678905"
BOOK = a_book(Acme=(MEANT,))
PLACES = range(12)
ALIKE = {
    "0": "O٠０",
    "1": "lI١１",
    "2": "Z٢２",
    "3": "З٣３",
    "4": "٤４",
    "5": "S٥５",
    "6": "б٦６",
    "7": "٧７",
}
ALIKE |= {"8": "B٨８", "9": "g٩９"}


def changed(place: int, digits: str) -> str:
    """The account with something else in one place."""
    return MEANT[:place] + digits + MEANT[place + 1 :]


def near() -> list[str]:
    """One digit other, or two swapped."""
    others = [changed(place, digit) for place in PLACES for digit in "0123456789" if digit != MEANT[place]]
    swaps = []
    for one in PLACES:
        for two in range(one + 1, 12):
            digits = [*MEANT]
            digits[one], digits[two] = digits[two], digits[one]
            swaps.append("".join(digits))
    return sorted({*others, *swaps} - {MEANT})


SLIPS: dict[str, list[str]] = {
    "a digit lost": sorted({changed(place, "") for place in PLACES}),
    "a digit doubled": sorted({changed(place, MEANT[place] * 2) for place in PLACES}),
    "the leading zero lost": [str(int(MEANT)), f"{int(MEANT):e}", f"{int(MEANT):,}", f"{int(MEANT)}.0"],
    "hyphens in the wrong places": ["012-345-678-905", "01234-5678905", "0123-4567-89", "0123-4567-8905-"],
    "a digit that only looks like one": [
        changed(place, alike) for place in PLACES for alike in ALIKE[MEANT[place]]
    ],
    "two pasted into one": [MEANT + OTHER_BUYER, f"{MEANT}.{OTHER_BUYER}", f"{MEANT}0{OTHER_BUYER}"],
    "the own account": [SELLER],
    "the ISV's account": [ISV],
    "no account at all": ["000000000000", "Acme1", "-012345678905", "+12345678905"],
    "one digit or one swap off": near(),
}
GOOD = [MEANT, "0123-4567-8905", "0123 4567 8905", f"{MEANT}\n", f"Acme: {MEANT}.", "0123–4567–8905"]
KINDS = pytest.mark.parametrize("kind", SLIPS)


def pasted(text: str, **fields: object) -> OfferDraft:
    """The draft after this text was given for the buyers."""
    return a_draft(buyers=find_accounts(text).entries, **fields)


def found(draft: OfferDraft, book: AddressBook) -> tuple[Finding, ...]:
    return check_all(draft, a_context(book=book))


def sendable(draft: OfferDraft, book: AddressBook) -> bool:
    """Whether anything would be made ready for sending."""
    try:
        make_plan(draft, a_context(book=book), world="sandbox")
    except NotReady:
        return False
    return True


@KINDS
def test_every_slip_is_said_as_it_was_typed_and_nothing_is_made_ready(kind: str) -> None:
    """Scenario 11: eleven and thirteen digits, hyphens, look-alikes, two at once, the wrong parties."""
    for text in SLIPS[kind]:
        draft = pasted(text)
        assert "".join(draft.buyers) in text.replace(",", ""), "what stands in the list is what was typed"
        stops = stopping(found(draft, BOOK))
        assert stops, text
        assert all(one.field.startswith("buyers") and one.message and one.fix for one in stops), text
        assert not sendable(draft, BOOK), text


@pytest.mark.parametrize("text", GOOD)
def test_the_account_itself_is_taken_however_it_is_grouped(text: str) -> None:
    """A check that refuses everything would be worth nothing."""
    draft = pasted(text)
    assert draft.buyers == (MEANT,)
    assert sendable(draft, BOOK)


def test_two_accounts_pasted_are_two_and_their_being_two_is_asked_about() -> None:
    """Scenario 11: the second of two pasted lines is not dropped."""
    draft = pasted(f"{MEANT}\n{OTHER_BUYER}")
    assert draft.buyers == (MEANT, OTHER_BUYER)
    assert [one.code for one in stopping(found(draft, BOOK))] == ["BUYERS_SEVERAL"]


def test_a_yes_to_a_near_miss_is_a_yes_to_that_one_alone() -> None:
    """Scenario 11: consented to, it can be sent; the next slip of the same account asks again."""
    slips = near()
    for slip, following in pairwise(slips):
        (asked,) = stopping(found(pasted(slip), BOOK))
        assert asked.severity is Severity.ASK
        consents = frozenset({asked.consent})
        assert sendable(pasted(slip, consents=consents), BOOK)
        assert not sendable(pasted(following, consents=consents), BOOK)


def loosely_matched(text: str) -> bool:
    """Control: the pattern everybody writes. It takes other scripts' digits, and a line end."""
    return re.match(r"^\d{12}$", text) is not None


def trimmed(text: str) -> str:
    """Control: keep the digits, cut or fill what is left. It always ends in an account id."""
    return "".join(char for char in text if char.isascii() and char.isdigit())[:12].zfill(12)


def test_the_figure_and_the_controls(figure: Callable[[str], None]) -> None:
    """Scenario 11: all slips counted; each naive reading must take some, or these slips prove nothing."""
    slips = [text for texts in SLIPS.values() for text in texts]
    taken = [text for text in slips if sendable(pasted(text), BOOK)]
    matched = [text for text in slips if loosely_matched(text) and not is_account(text)]
    cut = [
        text for kind, texts in SLIPS.items() if kind not in ("one digit or one swap off",) for text in texts
    ]
    other = [
        text for text in cut if is_account(trimmed(text)) and trimmed(text) != MEANT and text != trimmed(text)
    ]
    forgetful = [text for text in near() if sendable(pasted(text), AddressBook())]
    assert taken == []
    assert matched
    assert other
    assert len(forgetful) == len(near())
    figure(
        f"wrong buyer: {len(slips)} slips of one account in {len(SLIPS)} kinds, {len(near())} of them one "
        f"digit or one swap off: 0 made ready for sending without a yes (controls: \\d{{12}} "
        f"takes {len(matched)}, cutting to 12 digits turns {len(other)} into somebody else's id, without the "
        f"address book all {len(forgetful)} near misses go through)"
    )


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The wizard on the sandbox."""
    return Stage(tmp_path)


async def test_on_the_screen_next_leads_nowhere_and_nothing_is_sent(stage: Stage) -> None:
    """Scenario 11, by hand: pasted, Next and Enter pressed as by somebody who does not read."""
    stage.store.learn_accounts([KnownAccount(account=MEANT, offers=("offer-1",))])
    own = {SELLER: "777788889999", ISV: "600020003000"}  # the sandbox's parties
    async with stage.running() as pilot:
        for texts in SLIPS.values():
            for text in texts[: times(1, 12)]:
                await stage.open_at(pilot, Step.OPPORTUNITY, stage.draft(buyers=()))
                await paste(pilot, own.get(text, text))
                assert message(stage.app, "buyers").startswith(("To fix:", "Sure?")), text
                states = [str(chip.content).split()[-2] for chip in stage.app.screen.query(Chip).results()]
                left = stage.app.screen.query_one("#account", Input).value
                assert {"fix", "sure?"} & {*states} or left, text
                await pilot.press("ctrl+n", "enter")
                await settle(pilot)
                assert isinstance(stage.app.screen, OpportunityScreen)
                stage.app.go_to(Step.REVIEW)
                await settle(pilot)
                await pilot.press("ctrl+n", "enter")
                await settle(pilot)
                assert not isinstance(stage.app.screen, TypeIn)
                assert stage.store.submissions() == []
