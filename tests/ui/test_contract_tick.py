"""Step 5: the ISV's contract with us is ticked, or nothing is published."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.widgets import Button, Checkbox

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD
from cppo_tui.sandbox.seed_vendors import CUSTOM_LEGAL
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.contract_box import ContractBox
from cppo_tui.ui.widgets.finding_list import FindingRow
from tests.ui.catalogs import Before
from tests.ui.looks import click, is_whole, rows, shown, tab_round, toasts, words
from tests.ui.stage import (
    LARGE,
    SMALL,
    AppPilot,
    Stage,
    choose_authorization,
    publish,
    settle,
    to_review,
    type_text,
)

SIZES = pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])


def unticked(stage: Stage, source: str = BRONZE, **fields: object) -> OfferDraft:
    """A draft nothing is wrong with but the missing tick."""
    return stage.draft(source, consents=frozenset(), **fields)


def tick(stage: Stage) -> Checkbox:
    return stage.app.screen.query_one("#accept-contract", Checkbox)


def can_publish(stage: Stage) -> bool:
    return not stage.app.screen.query_one("#publish", Button).disabled


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_without_the_tick_nothing_can_be_published(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.REVIEW, unticked(stage), size=size) as pilot:
        assert not can_publish(stage)
        assert "1 thing before publishing: t accepts it." in words(stage.app, "#notice")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "Not published: t accepts the contract." in words(stage.app, "#notice")
        told = " ".join(str(row.render()) for row in stage.app.screen.query("#findings FindingRow"))
        assert not toasts(stage.app), "it would cover the ways to publish; the finding says it"
        assert "The ISV's contract is not accepted yet; each offer asks for it." in told
        assert not stage.store.submissions()


async def test_ctrl_n_leads_to_the_tick_and_the_space_bar_sets_it(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, unticked(stage)) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert stage.app.focused is tick(stage)
        assert is_whole(tick(stage))
        await pilot.press("space")
        await settle(pilot)
        assert can_publish(stage)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)


async def test_no_yes_to_a_question_stands_for_the_tick(stage: Stage) -> None:
    draft = unticked(stage, buyers=("422233334444",))  # who has an offer already: a question of its own
    async with stage.at(Step.REVIEW, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert not isinstance(stage.app.screen, Ask)
        await pilot.press("t", "ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "already has an open offer" in shown(stage.app)


async def test_key_t_ticks_and_unticks(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, unticked(stage)) as pilot:
        for ticked in (True, False, True):
            await pilot.press("t")
            await settle(pilot)
            assert (tick(stage).value, can_publish(stage)) == (ticked, ticked)
            assert bool(stage.app.drafting.draft.consents) is ticked
            assert f"[{'x' if ticked else ' '}] I accept the ISV's contract" in shown(stage.app)


@pytest.mark.parametrize("size", [(60, 18), SMALL, (100, 30), LARGE])
async def test_nobody_accepts_what_they_cannot_see_and_nothing_moves_when_they_do(
    stage: Stage, size: tuple[int, int]
) -> None:
    """The tick and its link stand below the review whatever of that is in view: offer name and buyer stay."""
    async with stage.at(Step.REVIEW, unticked(stage), size=size) as pilot:
        before = rows(stage.app)
        for part in ("#accept-contract", "#read-contract", "#contract-link"):
            assert is_whole(stage.app.screen.query_one(part)), part
        assert "Offer name" in shown(stage.app)
        await pilot.press("t")
        await settle(pilot)
        after = rows(stage.app)
        place = tick(stage).region.y
        assert "[ ] I accept" in before[place]
        assert "[x] I accept" in after[place]
        words = [[row.rstrip(" ▁▂▃▄▅▆▇█") for row in seen[2:6]] for seen in (before, after)]
        assert words[0] == words[1], "nothing is scrolled"


@SIZES
async def test_mouse_alone_finds_ticks_and_unticks_it(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.REVIEW, unticked(stage), size=size) as pilot:
        stage.app.screen.query_one("#body").scroll_to_widget(next(iter(stage.app.screen.query(FindingRow))))
        await settle(pilot)
        await click(pilot, next(iter(stage.app.screen.query(FindingRow))))
        assert stage.app.focused is tick(stage)
        assert is_whole(tick(stage))
        await click(pilot, "#accept-contract")
        assert can_publish(stage)
        await click(pilot, "#accept-contract")
        assert not can_publish(stage)


async def test_the_state_is_a_sign_not_only_a_colour(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, unticked(stage), size=LARGE) as pilot:
        assert "[ ] I accept the ISV's contract" in shown(stage.app)
        await pilot.press("t")
        await settle(pilot)
        assert "[x] I accept the ISV's contract" in shown(stage.app)


async def test_a_tick_survives_leaving_and_restarting(stage: Stage) -> None:
    draft = unticked(stage)
    async with stage.at(Step.REVIEW, draft) as pilot:
        await pilot.press("t", "ctrl+g")
        await settle(pilot)
    stage.app = stage.new_app()
    async with stage.running() as pilot:
        stage.app.drafting.load(draft.id)
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert tick(stage).value
        assert can_publish(stage)


async def test_another_authorization_needs_a_tick_of_its_own(stage: Stage) -> None:
    draft = stage.draft(BRONZE, pricing=PricingChoice(text="42.857142857"))
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        await choose_authorization(pilot, "gold")
        chosen = stage.app.drafting.draft.authorization
        assert chosen is not None
        assert chosen.id == GOLD
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert not tick(stage).value
        assert not can_publish(stage)
        await pilot.press("t")
        await settle(pilot)
        assert can_publish(stage)


async def test_another_document_of_the_same_authorization_needs_a_new_tick(stage: Stage) -> None:
    draft = stage.draft()
    assert draft.authorization is not None
    other = draft.authorization.model_copy(update={"reseller_contract": "CustomResellerContract"})
    async with stage.at(Step.REVIEW, draft.model_copy(update={"authorization": other})):
        assert not tick(stage).value
        assert not can_publish(stage)


@pytest.mark.parametrize(
    ("kind", "url", "there"),
    [
        ("", "", False),
        ("CustomResellerContract", "", True),
        ("", "https://contracts.s3.amazonaws.com/x.pdf?X-Amz-Signature=abc", True),
    ],
)
async def test_what_needs_a_tick_has_one_and_nothing_else(
    stage: Stage, kind: str, url: str, there: bool
) -> None:
    draft = unticked(stage)
    assert draft.authorization is not None
    changed = {"reseller_contract": kind, "reseller_contract_url": url}
    authorization = draft.authorization.model_copy(update=changed)
    async with stage.at(Step.REVIEW, draft.model_copy(update={"authorization": authorization})) as pilot:
        assert stage.app.screen.query_one(ContractBox).display is there
        assert can_publish(stage) is not there
        await pilot.press("t")
        await settle(pilot)
        assert can_publish(stage)
        consents = {contract_consent(authorization)} if there else set()
        assert stage.app.drafting.draft.consents == consents


@pytest.mark.parametrize(
    ("source", "document"), [(BRONZE, "AWS standard reseller contract"), (CUSTOM_LEGAL, "the ISV's own")]
)
async def test_the_contract_s_kind_and_address_are_shown_without_the_signature(
    stage: Stage, source: str, document: str
) -> None:
    async with stage.at(Step.REVIEW, unticked(stage, source, agreement="1 year"), size=LARGE):
        link = words(stage.app, "#contract-link")
        assert link.startswith(f"{document}: https://")
        assert "X-Amz" not in link


@pytest.mark.parametrize("by", ["key", "button", "mouse"])
async def test_the_link_is_shown_and_copied_whole_and_newly_signed(stage: Stage, by: str) -> None:
    """AWS's links end after an hour; this draft is older."""
    draft = unticked(stage)
    stage.clock.move(days=2)
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await read_it(stage, pilot, by)
        link = stage.catalog.authorization(BRONZE).reseller_contract_url
        assert link in words(stage.app, ".content Static").replace(" ", ""), "it goes on in the next rows"
        await pilot.press("c")
        assert stage.app.clipboard == link
        assert "X-Amz-Date=20261125T" in link
        assert "X-Amz-Signature=" in link
        assert "was handed to your terminal's clipboard" in shown(stage.app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert not tick(stage).value, "reading it is not accepting it"


async def read_it(stage: Stage, pilot: AppPilot, by: str = "key") -> None:
    if by == "key":
        await pilot.press("l")
    elif by == "mouse":
        await click(pilot, "#read-contract")
    else:
        stage.app.screen.query_one("#read-contract").focus()
        await settle(pilot)
        await pilot.press("enter")
    await settle(pilot)
    assert isinstance(stage.app.screen, ToCopy)


@pytest.mark.parametrize("opened", [True, False])
async def test_where_a_browser_can_be_opened_the_contract_is_read_there(stage: Stage, opened: bool) -> None:
    links: list[str] = []

    def opens(link: str) -> bool:
        links.append(link)
        return opened

    stage.app.desk = replace(stage.app.desk, world="aws", open_link=opens)
    async with stage.at(Step.REVIEW, unticked(stage), size=SMALL) as pilot:
        await read_it(stage, pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert len(links) == 1
        assert links[0].startswith("https://")
        assert "Opening it in your browser" in shown(stage.app)
        assert ("No browser could be opened: copy the link." in toasts(stage.app)) is not opened


async def test_the_sandbox_opens_no_browser_and_says_that_its_link_leads_nowhere(stage: Stage) -> None:
    stage.app.desk = replace(stage.app.desk, open_link=lambda _: True)
    async with stage.at(Step.REVIEW, unticked(stage), size=SMALL) as pilot:
        await read_it(stage, pilot)
        assert not stage.app.screen.query("#open")
        await pilot.press("o")
        await settle(pilot)
        assert "no contract stands behind this link" in words(stage.app, ".content Static")


async def test_once_ticked_the_last_line_no_longer_offers_to_accept(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, unticked(stage), size=LARGE) as pilot:
        assert "t Accept" in rows(stage.app)[-1]
        await pilot.press("t")
        await settle(pilot)
        assert "t Accept" not in rows(stage.app)[-1]


def address(authorization: ResaleAuthorization | None) -> str:
    assert authorization is not None
    return authorization.reseller_contract_url


class Silent(Before):
    """An authorization cannot be read just now."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """A fault of AWS's own."""
        raise ServiceFault("AWS answered with status 500.")


async def test_while_aws_is_silent_the_kept_link_is_copied_and_it_says_so(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=Silent)
    draft = unticked(stage)
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await read_it(stage, pilot)
        assert "The link kept may have ended." in toasts(stage.app)
        await pilot.press("c")
        assert stage.app.clipboard == address(draft.authorization)
        assert "The link kept may have ended." in toasts(stage.app)


@SIZES
async def test_everything_can_be_reached_and_seen_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.REVIEW, unticked(stage), size=size) as pilot:
        assert not await tab_round(pilot)


async def test_keys_alone_from_home_to_the_tick_and_beyond(stage: Stage) -> None:
    async with stage.running() as pilot:
        await to_review(pilot)
        assert not tick(stage).value
        await publish(pilot)
        assert stage.store.submissions()[0].state == "succeeded"
        assert stage.store.drafts()


async def test_a_key_typed_elsewhere_ticks_nothing(stage: Stage) -> None:
    """T is a key of the review alone."""
    async with stage.at(Step.INFORMATION, unticked(stage)) as pilot:
        await type_text(pilot, "t")
        await settle(pilot)
        assert not stage.app.drafting.draft.consents
