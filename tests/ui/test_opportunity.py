"""Step 1: from which authorization, for which buyers."""

from collections.abc import Callable

import pytest
from textual.widgets import Button, Input

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD
from cppo_tui.sandbox.seed_vendors import BUYERS, NAMED_BUYERS
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.looks import fill, shown, toasts, words
from tests.ui.stage import LARGE, Stage, choose_authorization, settle, type_text

UNUSABLE = [
    ("2023", "expired", "It ended on 24 October 2026."),
    ("Peakflow OneDeal", "used up", "It allows one offer, and that one has been made."),
    ("Withdrawn", "deactivated", "The ISV has deactivated it"),
    ("Distribution", "distributor", "You hold it as distributor, to authorize other resellers"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("archera", 3),
        ("GOLD", 1),
        ("gold reserved", 1),
        ("archera bronze", 1),
        ("0.0075", 1),
        ("resaleauthz-archsilver3km", 1),
        ("no such thing", 0),
        ("", 19),
    ],
)
async def test_search_narrows_by_isv_product_name_and_id(stage: Stage, text: str, found: int) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#search", text)
        assert stage.app.screen.query_one(FittedTable).row_count == found
        assert f"{found} of 19 authorizations" in shown(stage.app)


@pytest.mark.parametrize(("search", "word", "reason"), UNUSABLE)
async def test_an_unusable_authorization_is_greyed_says_why_and_is_refused(
    stage: Stage, search: str, word: str, reason: str
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=LARGE) as pilot:
        await fill(pilot, "#search", search)
        table = stage.app.screen.query_one(FittedTable)
        assert table.row_count == 1
        assert word in table.get_row_at(0)[4].plain
        assert stage.app.theme_variables["text-muted"] in str(table.get_row_at(0)[0].style)
        assert f"Not usable: {reason}" in words(stage.app, "#detail")
        assert stage.app.screen.query_one("#use", Button).disabled
        table.focus()
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.authorization is None
        assert reason in toasts(stage.app)


@pytest.mark.parametrize(
    "search", ["bronze", "gold", "Loomwatch OneDeal", "Q4", "HarrowDelmar", "EU", "Net60", "AllMeters"]
)
async def test_a_usable_authorization_is_chosen_with_enter(stage: Stage, search: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#search", search)
        await pilot.press("enter", "enter")
        await settle(pilot)
        chosen = stage.app.drafting.draft.authorization
        assert chosen is not None
        assert search.split()[-1].lower() in chosen.name.lower() or search == "bronze"
        assert stage.app.focused is stage.app.screen.query_one("#account")
        row = stage.app.screen.query_one(FittedTable).get_row_at(0)
        assert row[4].plain == "chosen"


async def test_usable_authorizations_come_first(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)):
        table = stage.app.screen.query_one(FittedTable)
        grey = stage.app.theme_variables["text-muted"]
        usable = [grey not in str(table.get_row_at(row)[0].style) for row in range(table.row_count)]
        assert usable == sorted(usable, reverse=True)
        assert sum(usable) == 15


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("empty", "No authorization is shared with this account."),
        ("everything-expired", "3 of 3 authorizations"),
    ],
)
async def test_a_list_without_use_says_so(make_stage: Callable[..., Stage], scenario: str, said: str) -> None:
    stage = make_stage(scenario=scenario)
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        assert said in shown(stage.app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)


async def test_next_without_an_authorization_leads_to_the_table(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#account", "")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#authorizations")
        assert "No authorization is chosen." in shown(stage.app)


async def test_another_authorization_keeps_the_buyers_and_judges_them_anew(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft()) as pilot:
        await fill(pilot, "#search", "HarrowDelmar")
        await pilot.press("enter", "enter")
        await settle(pilot)
        authorization = stage.app.drafting.draft.authorization
        assert authorization is not None
        assert authorization.id == NAMED_BUYERS
        said = words(stage.app, "#field-buyers .message")
        assert "The authorization is limited to 4111 2222 3333, 4222 3333 4444." in said


async def test_a_named_buyer_is_taken(stage: Stage) -> None:
    draft = stage.draft(NAMED_BUYERS, buyers=(BUYERS[0][0],))
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)


async def test_nothing_typed_is_lost_on_next_back_home_and_restart(stage: Stage) -> None:
    draft = stage.draft(buyers=("12345", "abc1"), buyer_entry="4111")
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        entry = stage.app.screen.query_one("#account", Input)
        assert entry.value == "4111"
        entry.focus()
        await pilot.press("end")
        await type_text(pilot, "22")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
    stage.app = stage.new_app()
    async with stage.running() as pilot:
        await pilot.press("enter")
        await settle(pilot)
        stage.app.go_to(Step.OPPORTUNITY)
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == ("12345", "abc1")
        assert stage.app.screen.query_one("#account", Input).value == "411122"


async def test_quit_saves_what_was_typed_a_moment_ago(stage: Stage) -> None:
    draft = stage.draft(buyers=())
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        stage.app.screen.query_one("#account").focus()
        await pilot.press("4", "2", "ctrl+q")
        await pilot.pause()
    assert stage.store.load_draft(draft.id)[0].buyer_entry == "42"


async def test_the_chosen_authorization_is_under_the_cursor_when_a_draft_is_opened(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft()) as pilot:
        table = stage.app.screen.query_one(FittedTable)
        assert table.cursor_key == BRONZE
        assert "Chosen for this offer." in words(stage.app, "#detail")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert table.cursor_key == BRONZE


async def test_the_cursor_stays_on_its_row_when_the_window_changes(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await pilot.press("down", *["down"] * 3)
        table = stage.app.screen.query_one(FittedTable)
        here = table.cursor_key
        assert table.cursor_row == 3
        for size in [(120, 40), (60, 20), (80, 24)]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert table.cursor_key == here


@pytest.mark.parametrize("size", [(80, 24), LARGE])
async def test_archera_s_tier_is_told_where_the_authorization_is_chosen(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=size) as pilot:
        await fill(pilot, "#search", "Archera")
        said = shown(stage.app)
        assert "Archera-Meridian-Subscription-2024 resaleauthz-archbronze2qx" in said
        assert "Product Archera - Subscription" in said
        assert "Archera tier Bronze, by its wholesale price 0.008" in said


@pytest.mark.parametrize(
    ("searched", "told"),
    [
        ("Quillon-Meridian-Seats ", "Length 12 months or 24 months or 36 months"),
        ("Quillon-Meridian-Installments", "Buyer gets 40 × Analyst seat, 200 × Viewer seat"),
        ("Net60", "Payment due 60 days after the invoice"),
        ("resaleauthz-contract5jpr2", "Latest start 2027-10-19"),
    ],
)
async def test_what_only_some_authorizations_say_is_told_where_they_are_chosen(
    stage: Stage, searched: str, told: str
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=LARGE) as pilot:
        await fill(pilot, "#search", searched)
        assert told in words(stage.app, "#facts")


@pytest.mark.parametrize("size", [LARGE, (160, 50), (190, 50)])
async def test_a_wide_window_cuts_no_name(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=size) as pilot:
        await fill(pilot, "#search", "Archera")
        table = stage.app.screen.query_one(FittedTable)
        cells = [cell.plain for row in range(table.row_count) for cell in table.get_row_at(row)]
        assert "…" not in "".join(cells)
        assert "Archera-Meridian-Subscription-2024-Silver" in cells


async def test_one_begins_in_the_search_and_enter_chooses_what_is_left(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        assert "; Enter to the list" in shown(stage.app)
        await type_text(pilot, "gold")
        await settle(pilot)
        assert "; Enter chooses it" in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        chosen = stage.app.drafting.draft.authorization
        assert chosen is not None
        assert chosen.id == GOLD
        assert stage.app.focused is stage.app.screen.query_one("#account")


async def test_enter_chooses_none_of_several(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await type_text(pilot, "archera")
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#authorizations")
        assert stage.app.drafting.draft.authorization is None


async def test_a_slash_goes_to_the_search_and_down_to_what_it_found(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await pilot.press("slash")  # where one is already
        await pilot.press("down")
        await settle(pilot)
        assert "/ Search" in shown(stage.app)
        await pilot.press("slash")
        await type_text(pilot, "gold")
        await pilot.press("down", "enter")
        await settle(pilot)
        chosen = stage.app.drafting.draft.authorization
        assert chosen is not None
        assert chosen.id == GOLD


@pytest.mark.parametrize("size", [(60, 18), (80, 24), LARGE])
async def test_what_keeps_from_going_on_is_told_whole_until_it_is_put_right(
    stage: Stage, size: tuple[int, int]
) -> None:
    draft = stage.draft("", reached=Step.OPPORTUNITY, buyers=())
    async with stage.at(Step.OPPORTUNITY, draft, size=size) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "To fix: No authorization is chosen." in shown(stage.app)
        assert stage.app.focused is stage.app.screen.query_one("#authorizations")
        await choose_authorization(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "Not yet: No buyer is named" in shown(stage.app)
        await type_text(pilot, "433344445555")
        await pilot.press("enter")
        await settle(pilot)
        assert "Not yet" not in shown(stage.app)


async def test_the_detail_says_what_chooses_the_row_from_where_the_focus_is(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=LARGE) as pilot:
        await fill(pilot, "#search", "archera")
        assert "Enter goes to the list, and Enter there chooses it." in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Press Enter to choose it." in shown(stage.app)
        await fill(pilot, "#search", "bronze")
        assert "Press Enter to choose it." in shown(stage.app), "the only one is chosen from the search"
        stage.app.screen.query_one("#account").focus()
        await settle(pilot)
        assert "“Use this one” chooses it." in shown(stage.app)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_after_choosing_the_tier_is_in_view_and_the_detail_has_the_room_a_short_list_leaves(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=size) as pilot:
        pane, table = stage.app.screen.query_one("#detail-pane"), stage.app.screen.query_one(FittedTable)
        await fill(pilot, "#search", "bronze")
        before = pane.region
        assert table.size.height > 4, "while one searches the list keeps its room"
        await pilot.press("enter")
        await settle(pilot)
        told = shown(stage.app)
        for line in (
            "Archera tier Bronze, by its wholesale price 0.008",
            "ISV",
        ):
            assert line in told
        assert pane.region.height > before.height
        assert pane.scroll_y == 0
