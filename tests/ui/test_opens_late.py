"""Keys for a draft that opens once AWS has answered are held; where AWS does not answer, they do nothing to
what is there instead, and nobody is held."""

import threading
from collections.abc import Iterator

import pytest
from textual.widgets import OptionList

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui import keys_in_turn
from cppo_tui.ui.keys_in_turn import LATE_TITLE, LEFT_OUT
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.catalogs import Before
from tests.ui.looks import shown, toasts, words
from tests.ui.stage import BUYER, AppPilot, Stage, settle, type_text
from tests.ui.test_fast_hands import LateList, burst

AWAY = ("authorizations", "ask")


@pytest.fixture
def late(stage: Stage) -> Iterator[LateList]:
    """AWS does not answer before the gate is open; a draft that could be opened by mistake is there."""
    made = LateList(stage.catalog)
    stage.wrap = lambda _: made
    stage.store.save_draft(stage.draft(title="Another one"), revision=0)
    yield made
    made.gate.set()


async def chosen(stage: Stage, pilot: AppPilot, *typed: str) -> None:
    """Archera's template, then what one goes on to type."""
    burst(stage, "f", "enter", *typed)
    await settle(pilot, but=AWAY)


async def given_up(stage: Stage, pilot: AppPilot) -> None:
    while LATE_TITLE not in [one.title for one in stage.app._notifications]:
        await pilot.pause()
    await settle(pilot, but=AWAY)


async def test_where_aws_does_not_answer_no_key_acts_on_the_list_that_is_still_there(
    stage: Stage, late: LateList, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter would open another draft, and the next figures would be typed into that one."""
    monkeypatch.setattr(keys_in_turn, "PATIENCE", 0.3)
    async with stage.running(but=AWAY) as pilot:
        await chosen(stage, pilot, BUYER, "enter", "ctrl+n")
        await given_up(stage, pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert LEFT_OUT in toasts(stage.app)
        late.gate.set()
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert (stage.app.drafting.draft.buyers, stage.app.drafting.draft.buyer_entry) == ((), "")


async def test_while_aws_is_read_the_first_line_says_so_at_every_width(stage: Stage, late: LateList) -> None:
    async with stage.running(but=AWAY, size=(60, 18)) as pilot:
        assert "reading AWS" not in words(stage.app, "TopBar")
        await chosen(stage, pilot)
        for size in ((60, 18), (80, 24), (160, 50)):
            await pilot.resize_terminal(*size)
            await settle(pilot, but=AWAY)
            assert "reading AWS …" in shown(stage.app).splitlines()[0]
        late.gate.set()
        await settle(pilot)
        assert "reading AWS" not in words(stage.app, "TopBar")


async def test_after_that_keys_act_at_once_and_the_late_answer_leads_nobody_away(
    stage: Stage, late: LateList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_in_turn, "PATIENCE", 0.3)
    async with stage.running(but=AWAY) as pilot:
        await chosen(stage, pilot)
        await given_up(stage, pilot)
        assert LEFT_OUT not in toasts(stage.app), "nothing was typed"
        monkeypatch.setattr(keys_in_turn, "PATIENCE", 3600.0)
        burst(stage, "enter", "t")
        await settle(pilot, but=AWAY)
        assert isinstance(stage.app.screen, ReviewScreen)
        late.gate.set()
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert stage.app.drafting.draft.title == "Another one"


@pytest.mark.parametrize("way", ["ctrl+q", "ctrl+c"])
async def test_a_way_out_waits_for_nothing_and_drops_what_was_held(
    stage: Stage, late: LateList, way: str
) -> None:
    async with stage.running(but=AWAY) as pilot:
        await chosen(stage, pilot)
        burst(stage, "enter", way)
        await settle(pilot, but=AWAY)
        assert isinstance(stage.app.screen, HomeScreen), "Enter has opened no other draft"
        assert stage.app._exit is (way == "ctrl+q")


async def test_keys_are_held_also_where_the_template_was_chosen_with_the_mouse(
    stage: Stage, late: LateList
) -> None:
    async with stage.running(but=AWAY) as pilot:
        burst(stage, "f")
        await settle(pilot, but=AWAY)
        assert await pilot.click(stage.app.screen.query_one(OptionList), offset=(4, 0))
        await settle(pilot, but=AWAY)
        assert isinstance(stage.app.screen, HomeScreen)
        burst(stage, "enter", "enter", BUYER)
        await settle(pilot, but=AWAY)
        assert isinstance(stage.app.screen, HomeScreen), "Enter has opened no other draft"
        late.gate.set()
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.buyer_entry == BUYER


class LateReading(Before):
    """The authorization waits for the gate."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.gate = threading.Event()

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        assert self.gate.wait(10)
        return self._behind.authorization(authorization_id)


async def test_keys_are_held_while_what_an_offer_file_names_is_read(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="Another one"), revision=0)
    (stage.folder / "offer.yaml").write_text(f"authorization: {BRONZE}\nmarkup: 25\n", encoding="utf-8")
    late = LateReading(stage.catalog)
    stage.wrap = lambda _: late
    async with stage.running() as pilot:
        burst(stage, "i")
        await settle(pilot)
        await type_text(pilot, "offer.yaml")
        burst(stage, "enter", "enter", BUYER)
        await settle(pilot, but=AWAY)
        assert isinstance(stage.app.screen, HomeScreen), "Enter has opened no other draft"
        late.gate.set()
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.authorization is not None
        assert stage.app.drafting.draft.buyer_entry == BUYER
