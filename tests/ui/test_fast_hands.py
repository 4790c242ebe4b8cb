"""Hands faster than the program: what comes in one burst all lands, in its order."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.widgets import Button, Input

from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.keys_in_turn import KeysInTurn
from cppo_tui.ui.plain import plain
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.buyers_field import BuyersField
from cppo_tui.ui.widgets.contract_box import ContractBox
from cppo_tui.ui.widgets.plain_area import PlainArea
from tests.ui.catalogs import Before
from tests.ui.looks import click, rows, toasts
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle

OTHER, THIRD = "433344445555", "500000000001"


def burst(stage: Stage, *keys: str) -> None:
    """Keys that are all there before the program has looked at the first."""
    for key in keys:
        for name in [key] if len(key) > 1 and not key.isdigit() else [*key]:
            character = {"slash": "/"}.get(name, name if len(name) == 1 else None)
            stage.app.post_message(events.Key({",": "comma"}.get(name, name), character))


def chips(stage: Stage) -> list[str]:
    return [chip.text for chip in stage.app.screen.query(Chip).results()]


async def test_every_paste_of_a_burst_lands(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        for text in (BUYER, OTHER, THIRD):
            stage.app.post_message(events.Paste(text))
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (BUYER, OTHER, THIRD)
        assert chips(stage) == [BUYER, OTHER, THIRD]


async def test_two_lines_each_with_enter_are_two_chips(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        burst(stage, BUYER, "enter", OTHER, "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (BUYER, OTHER)
        assert chips(stage) == [BUYER, OTHER]
        assert stage.app.drafting.draft.buyer_entry == ""


async def test_what_is_typed_after_a_separator_is_neither_lost_nor_doubled(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        burst(stage, BUYER, ",", OTHER, ",", "43")
        await settle(pilot)
        buyers, entry = stage.app.screen.query_one(BuyersField).pending()
        assert "".join((*buyers, entry)).replace(",", "") == BUYER + OTHER + "43"
        assert (stage.app.drafting.draft.buyers, stage.app.drafting.draft.buyer_entry) == (buyers, entry)


async def test_a_paste_enter_and_next_in_one_burst_go_on_with_both_buyers(stage: Stage) -> None:
    consent = frozenset({f"buyers-several:{BUYER},{OTHER}"})
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(), consents=consent)) as pilot:
        stage.app.post_message(events.Paste(BUYER))
        burst(stage, OTHER, "ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)
        assert stage.app.drafting.draft.buyers == (BUYER, OTHER)


CORRECTIONS = [
    (("25", "backspace", "3"), "23"),
    (("5", "home", "2"), "25"),
    (("2", "left", "3", "end", "5"), "325"),
    (("3", "3", "ctrl+u", "25"), "25"),
    (("2", "5", "left", "delete", "8"), "28"),
]


@pytest.mark.parametrize(("keys", "meant"), CORRECTIONS)
async def test_a_correction_in_a_burst_acts_where_it_was_made(
    stage: Stage, keys: tuple[str, ...], meant: str
) -> None:
    async with stage.at(Step.PRICING, stage.draft(pricing=PricingChoice())) as pilot:
        burst(stage, *keys)
        await settle(pilot)
        assert stage.app.drafting.draft.pricing.text == meant


async def test_what_is_typed_after_tab_in_one_burst_belongs_to_the_next_field(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="", description="")) as pilot:
        burst(stage, "A", "tab", "B", "shift+tab", "C")
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert (draft.name, draft.description) == ("AC", "B")


async def test_corrections_in_several_lines_act_where_they_were_made(stage: Stage) -> None:
    async with stage.running() as pilot:
        area = PlainArea()
        await stage.app.screen.mount(area)
        area.focus()
        await settle(pilot)
        burst(stage, "25", "backspace", "3", "enter", "1", "home", "4")
        await settle(pilot)
        assert area.text == "23\n41"


async def test_control_textual_s_own_input_corrects_too_late(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeysInTurn, "on_event", App.on_event)
    async with stage.running() as pilot:
        own = Input()
        await stage.app.screen.mount(own)
        own.focus()
        await settle(pilot)
        burst(stage, "25", "backspace", "3")
        await settle(pilot)
        assert own.value == "25"


async def test_a_new_offer_is_typed_ahead_from_the_first_screen_on(stage: Stage) -> None:
    """New screen, search, account, next step: each key finds what the one before it led to."""
    async with stage.running() as pilot:
        burst(stage, "n", "slash", *"bronze", "enter", BUYER, "enter", "ctrl+n", *"Mine")
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert isinstance(stage.app.screen, InformationScreen)
        assert draft.authorization is not None
        assert (draft.authorization.id, draft.buyers) == (BRONZE, (BUYER,))
        assert draft.name is not None
        assert draft.name.endswith("Mine")


class LateList(Before):
    """The list of authorizations waits for the gate."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.gate = threading.Event()

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """Late."""
        assert self.gate.wait(10)
        yield from self._behind.authorizations()


async def test_enter_typed_ahead_of_the_list_waits_for_it(stage: Stage) -> None:
    late = LateList(stage.catalog)
    stage.wrap = lambda _: late
    async with stage.running() as pilot:
        burst(stage, "n", "slash", *"bronze", "enter", BUYER, "enter")
        await settle(pilot, but=("authorizations", "entered"))
        assert stage.app.drafting.draft.authorization is None
        assert stage.app.screen.query_one("#search", Input).value == "bronze", (
            "the account is for another field"
        )
        late.gate.set()
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert draft.authorization is not None
        assert (draft.authorization.id, draft.buyers) == (BRONZE, (BUYER,))


async def test_what_is_typed_after_choosing_a_template_waits_for_the_draft_it_begins(stage: Stage) -> None:
    """Archera's authorizations are read meanwhile."""
    late = LateList(stage.catalog)
    stage.wrap = lambda _: late
    async with stage.running() as pilot:
        burst(stage, "f", "enter", *"bronze", "enter", BUYER, "enter", "ctrl+n", *"Mine")
        await settle(pilot, but=("authorizations", "ask"))
        assert isinstance(stage.app.screen, HomeScreen)
        late.gate.set()
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert isinstance(stage.app.screen, InformationScreen)
        assert draft.authorization is not None
        assert (draft.authorization.id, draft.buyers) == (BRONZE, (BUYER,))
        assert (draft.name or "").endswith("Mine")


async def test_who_goes_on_elsewhere_is_not_called_back_by_the_list(stage: Stage) -> None:
    late = LateList(stage.catalog)
    stage.wrap = lambda _: late
    async with stage.running() as pilot:
        burst(stage, "n", "slash", *"bronze", "enter")
        await settle(pilot, but=("authorizations", "entered"))
        stage.app.screen.query_one(BuyersField).input.focus()
        late.gate.set()
        await settle(pilot)
        assert stage.app.drafting.draft.authorization is None
        assert stage.app.focused is stage.app.screen.query_one(BuyersField).input


async def test_a_letter_typed_after_the_focus_was_asked_for_lands_there(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        stage.app.screen.query_one("#authorizations").focus()
        await settle(pilot)
        burst(stage, "slash", *"gold")
        await settle(pilot)
        assert stage.app.screen.query_one("#search", Input).value == "gold"


async def test_keys_typed_ahead_wait_for_the_list_of_drafts(stage: Stage) -> None:
    """Leaving a draft saves it first, in a thread."""
    async with stage.at(Step.INFORMATION, stage.draft(title="One")) as pilot:
        burst(stage, "ctrl+g", "n")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.title != "One"


async def test_a_step_opened_again_by_the_burst_that_left_it_has_its_draft(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C lets what waits go before long, so Enter may come while the draft is still being left."""
    app, later = stage.app, stage.app.set_timer

    def at_once(delay: float, callback: Any) -> Any:
        return app.call_next(callback) if callback == app._hurry else later(delay, callback)

    monkeypatch.setattr(app, "set_timer", at_once)
    async with stage.at(Step.REVIEW) as pilot:
        burst(stage, "ctrl+g", "f1", "enter", "ctrl+c")
        await settle(pilot)
        assert isinstance(stage.app.screen, StepScreen)
        assert stage.app.drafting.is_open


async def test_a_draft_opened_while_the_one_before_is_being_saved_can_be_published(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        app, save = stage.app, stage.app.drafting.save
        draft = app.drafting.draft

        async def slowly() -> bool:
            if isinstance(app.screen, HomeScreen):
                app.open_draft(draft.id)
            return await save()

        monkeypatch.setattr(app.drafting, "save", slowly)
        app.go_home()
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(app.screen, TypeIn)


async def test_next_pressed_on_a_step_that_is_going_does_nothing(stage: Stage) -> None:
    for step in (Step.INFORMATION, Step.REVIEW):
        stage.app = stage.new_app()
        async with stage.at(step) as pilot:
            gone = stage.app.screen
            assert isinstance(gone, StepScreen)
            stage.app.go_home()
            await settle(pilot)
            gone.action_next()
            await settle(pilot)
            assert isinstance(stage.app.screen, HomeScreen)


async def test_control_without_turns_the_letters_are_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeysInTurn, "on_event", App.on_event)
    async with stage.running() as pilot:
        burst(stage, "n", "slash", *"bronze", "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.authorization is None


async def test_what_the_field_holds_is_known_before_its_message_arrives(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER,))) as pilot:
        field = stage.app.screen.query_one(BuyersField)
        field.input.value = OTHER
        field.take_entry()
        assert field.pending() == ((BUYER, OTHER), "")
        assert stage.app.drafting.draft.buyers == (BUYER,)
        await settle(pilot)
        assert [*stage.app.drafting.draft.buyers] == [BUYER, OTHER]


@pytest.mark.parametrize("leave", ["ctrl+q", "ctrl+g"])
async def test_a_paste_and_leaving_in_one_burst_store_the_buyer(stage: Stage, leave: str) -> None:
    draft = stage.draft(buyers=())
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        stage.app.post_message(events.Paste(BUYER))
        burst(stage, "43", leave)
        await pilot.pause()
        await settle(pilot)
    stored = stage.store.load_draft(draft.id)[0]
    assert (stored.buyers, stored.buyer_entry) == ((BUYER,), "43")


async def test_before_it_is_drawn_the_field_holds_the_draft_s_buyers(stage: Stage) -> None:
    async with stage.running():
        assert BuyersField((BUYER,), "43").pending() == ((BUYER,), "43")


async def test_news_from_aws_do_not_undo_what_was_just_pasted(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        field = stage.app.screen.query_one(BuyersField)
        field.input.value = BUYER
        field.take_entry()
        field.show((), BUYER, (), touched=False)  # the draft as it still is
        assert field.pending() == ((BUYER,), "")
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (BUYER,)
        assert stage.app.screen.query_one("#account", Input).value == ""


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 0)])
async def test_chips_removed_in_one_burst_are_those_that_were_meant(
    stage: Stage, order: tuple[int, int]
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, OTHER, THIRD))) as pilot:
        drawn = [*stage.app.screen.query(Chip).results()]
        meant = {drawn[index].text for index in order}
        for index in order:
            drawn[index].action_remove()
        await settle(pilot)
        assert {*stage.app.drafting.draft.buyers} == {BUYER, OTHER, THIRD} - meant


async def test_a_look_at_aws_leaves_the_focus_where_it_is(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="One"), revision=0)
    async with stage.running() as pilot:
        assert stage.app.focused is stage.app.screen.query_one("#rows")
        stage.app.screen.query_one("#duplicate").focus()
        stage.app.tracking_changed.publish("some submission")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#duplicate")
        stage.app.screen.query_one("#rows").focus()
        await pilot.press("x")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#new")
        await pilot.press("u")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#rows")


async def test_only_drafts_are_renamed_and_deleted(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="One"), revision=0)
    stage.submission(SubmissionState.SUCCEEDED, stage.draft(title="Done"), offer_id="offer-stagedone")
    async with stage.running(size=LARGE) as pilot:
        screen = stage.app.screen
        for down, possible in (("home", True), ("down", False)):
            await pilot.press(down)
            await settle(pilot)
            assert [not screen.query_one(f"#{name}", Button).disabled for name in ("rename", "delete")] == [
                possible
            ] * 2
            assert screen.check_action("rename", ()) == possible
            assert screen.check_action("delete", ()), "where nothing can be deleted the key says so"
            assert ("x Delete" in " ".join(rows(stage.app)[-1].split())) is possible
            if not possible:
                await pilot.press("x")
                await settle(pilot)
                assert "An offer that was sent is ended under Offers, key o." in toasts(stage.app)
            assert screen.check_action("duplicate", ())
            assert not screen.query_one("#duplicate", Button).disabled


@pytest.mark.parametrize("by_key", [True, False])
@pytest.mark.parametrize(
    ("state", "said"),
    [
        (SubmissionState.FAILED, "failed: see why"),
        (SubmissionState.REFUSED, "refused: see why"),
        (SubmissionState.CANCELLED, "cancelled: why?"),
    ],
)
async def test_a_failed_draft_says_so_whole_and_leads_to_why(
    stage: Stage, state: SubmissionState, said: str, by_key: bool
) -> None:
    draft = stage.draft(title="Tried")
    stage.store.save_draft(draft, revision=0)
    stage.submission(state, draft)
    async with stage.running(size=SMALL) as pilot:
        assert isinstance(stage.app.screen, HomeScreen)
        assert any(said in row for row in rows(stage.app))
        await (pilot.press("w") if by_key else click(pilot, "#why"))
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_why_is_not_offered_where_nothing_failed(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="One"), revision=0)
    async with stage.running():
        assert not stage.app.screen.query_one("#why").display
        assert not stage.app.screen.check_action("why", ())


async def test_a_dialog_closed_twice_at_once_takes_nothing_else_away(stage: Stage) -> None:
    """By a click and a key: each of them would close what is on top."""
    async with stage.at(Step.REVIEW) as pilot:
        answers: list[bool | None] = []
        lower, upper = (Ask(title, plain("?"), yes="Yes") for title in ("Lower", "Upper"))
        stage.app.push_screen(lower, answers.append)
        stage.app.push_screen(upper, answers.append)
        await settle(pilot)
        lower.dismiss(result=True)  # a click that was under way when the other one opened
        upper.dismiss(result=None)
        upper.dismiss(result=True)
        await settle(pilot)
        assert stage.app.screen is lower
        assert answers == [None]


async def test_the_contract_asked_for_twice_at_once_opens_once(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        burst(stage, "l", "l", "l")
        stage.app.screen.query_one(ContractBox).read()
        await settle(pilot)
        assert isinstance(stage.app.screen, ToCopy)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
