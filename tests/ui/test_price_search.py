"""Step 3 with hundreds of prices: found by name, sorted, and the cursor stays on its price."""

import pytest

from cppo_tui.domain.draft import PriceBasis, PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import CONTRACT, MANY_DIMENSIONS
from cppo_tui.ui.screens.step_terms import TermsScreen
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.looks import click, fill, paste, rows, shown, tab_round, value
from tests.ui.stage import LARGE, SMALL, Stage, settle, type_text


def table(stage: Stage) -> PriceTable:
    return stage.app.screen.query_one(PriceTable)


def lines(stage: Stage) -> list[str]:
    """What the table shows: its heading, then the prices in sight."""
    region = table(stage).region
    return [row[region.x : region.right].rstrip() for row in rows(stage.app)[region.y : region.bottom]]


def names(stage: Stage) -> list[str]:
    """The names of the prices in sight."""
    return [line.split("  ")[0] for line in lines(stage)[1:] if line]


@pytest.mark.parametrize(("source", "offered"), [(BRONZE, False), (CONTRACT, False), (MANY_DIMENSIONS, True)])
async def test_a_search_is_offered_where_there_are_more_than_twelve_prices(
    stage: Stage, source: str, offered: bool
) -> None:
    async with stage.at(Step.PRICING, stage.draft(source)):
        assert bool(stage.app.screen.query_one("#find").region.area) is offered


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("meter 19", ["Meter 019", *[f"Meter 19{digit}" for digit in range(10)], "Meter 119"]),
        ("METER_007", ["Meter 007"]),
        ("42 meter", ["Meter 042", "Meter 142"]),
        ("  ", [f"Meter {number:03}" for number in range(1, 201)]),
        ("nothing of this name", []),
        ("[/b]", []),
    ],
)
async def test_words_of_a_name_or_key_find_its_price(stage: Stage, text: str, found: list[str]) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS), size=LARGE) as pilot:
        await fill(pilot, "#find", text)
        assert sorted(names(stage)) == sorted(found)[: len(names(stage))]
        assert table(stage).found == (len(found), 200)
        left = f"({len(found)} of 200)"
        assert (left in lines(stage)[0]) is (len(found) < 200)


async def test_keys_alone_find_a_price_and_give_it_the_figure(stage: Stage) -> None:
    draft = stage.draft(MANY_DIMENSIONS, pricing=PricingChoice())
    async with stage.at(Step.PRICING, draft) as pilot:
        await pilot.press("tab", "tab", "tab")
        assert stage.app.focused is stage.app.screen.query_one("#find")
        await type_text(pilot, "meter 2")
        await pilot.press("enter", "end")
        await settle(pilot)
        assert stage.app.focused is table(stage)
        assert table(stage).key == "meter_200"
        await pilot.press("shift+tab", "shift+tab")
        await type_text(pilot, "0.3")
        await settle(pilot)
        choice = stage.app.drafting.draft.pricing
        assert choice == PricingChoice(basis=PriceBasis.PRICE, text="0.3", dimension_key="meter_200")
        assert value(stage.app, "markup") == "50"
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TermsScreen)


async def test_the_figures_follow_the_price_a_search_brings_under_the_cursor(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        assert value(stage.app, "price") == "0.00125"
        await fill(pilot, "#find", "meter_100")
        assert value(stage.app, "price") == "0.125"
        await fill(pilot, "#find", "no such meter")
        assert value(stage.app, "price") == "0.125"
        await fill(pilot, "#field-price Input", "0.2")
        assert stage.app.drafting.draft.pricing.dimension_key == "meter_100"
        assert value(stage.app, "markup") == "100"


async def test_the_cursor_stays_on_its_price_while_a_search_still_shows_it(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        table(stage).focus()
        await pilot.press("end", "up")
        for text in ("1", "19", "199", ""):
            await fill(pilot, "#find", text)
            assert table(stage).key == "meter_199"
            assert "Meter 199" in names(stage)


async def test_a_search_from_the_end_of_the_list_shows_what_it_finds(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        table(stage).focus()
        await pilot.press("end")
        await fill(pilot, "#find", "meter_01")
        assert names(stage)[0] == "Meter 010"
        assert table(stage).key == "meter_010"


ORDERS = [
    ("Dimension", "Admin seat, 12 months", "Admin seat, 36 months"),
    ("Dimension, by name", "Admin seat, 12 months", "Viewer seat, 36 months"),
    ("Dimension, highest first", "Admin seat, 36 months", "Viewer seat, 12 months"),
]


@pytest.mark.parametrize("by", ["key", "mouse"])
async def test_prices_are_sorted_as_listed_by_name_and_by_price(stage: Stage, by: str) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT), size=LARGE) as pilot:
        for heading, first, last in [*ORDERS[1:], ORDERS[0]]:
            if by == "key":
                table(stage).focus()
                await pilot.press("s")
                await settle(pilot)
            else:
                await click(pilot, "#prices", (2, 0))
            assert lines(stage)[0].split("  ")[0] == heading
            listed = names(stage)
            assert (listed[0] if heading != "Dimension" else "Admin seat, 12 months") == first
            assert listed[-1] == last
            assert len(listed) == 9


async def test_the_cursor_stays_on_its_price_when_the_order_changes(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        table(stage).focus()
        await pilot.press("down", "down")
        for _ in range(3):
            await pilot.press("s")
            await settle(pilot)
            assert table(stage).key == "meter_003"
            assert "Meter 003" in names(stage), "the row under the cursor is out of sight"
            assert value(stage.app, "price") == "0.00375"


async def test_a_click_after_sorting_means_the_row_that_is_there(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS), size=LARGE) as pilot:
        await click(pilot, "#prices", (2, 0))
        await click(pilot, "#prices", (2, 0))
        await pilot.press("home")
        await click(pilot, "#prices", (3, 2))
        assert table(stage).key == "meter_199"
        assert value(stage.app, "price") == "0.24875"


async def test_an_o_in_the_search_is_a_letter(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        stage.app.screen.query_one("#find").focus()
        await type_text(pilot, "o")
        await settle(pilot)
        assert stage.app.screen.query_one("#find").value == "o"  # type: ignore[attr-defined]
        assert lines(stage)[0].startswith("Dimension (")


async def test_a_search_harms_no_draft_and_forgets_nothing(stage: Stage) -> None:
    draft = stage.draft(MANY_DIMENSIONS)
    async with stage.at(Step.PRICING, draft) as pilot:
        stage.app.screen.query_one("#find").focus()
        for text in ("\x1b]0;owned\x07", "[/b]", "x" * 9000, "株式会社", "a\tb\nc"):
            await paste(pilot, text)
        assert stage.app.drafting.draft == draft
        assert "\x1b" not in shown(stage.app)


@pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])
async def test_everything_can_be_reached_and_seen_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS), size=size) as pilot:
        assert not await tab_round(pilot)
        await fill(pilot, "#find", "meter")
        assert "meter" in shown(stage.app)
        table(stage).focus()
        await pilot.press("end")
        await settle(pilot)
        assert "Meter 200" in names(stage)
