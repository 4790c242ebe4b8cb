"""The mouse alone is enough, and nothing moves away from under it."""

import pytest
from textual.widgets import Button, DataTable

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import MANY_DIMENSIONS
from cppo_tui.ui.plain import say
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_pricing import PricingScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.looks import click, fill, regions, rows
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, settle, type_text

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


async def click_row(pilot: AppPilot, text: str) -> None:
    """Click the row of the table in which ``text`` stands."""
    table = pilot.app.screen.query_one(FittedTable)
    inside = range(table.region.y + 1, table.region.bottom)
    y = next(y for y in inside if text in rows(pilot.app)[y])
    await click(pilot, table, (3, y - table.region.y))


@SIZES
async def test_mouse_alone_makes_an_offer(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.running(size=size) as pilot:
        await click(pilot, "#new")
        await click(pilot, "#search")
        await type_text(pilot, "reserved")
        await click_row(pilot, "-Gold")
        await click(pilot, "#use")
        await click(pilot, "#account")
        await type_text(pilot, f"{BUYER} 411122223333 ")
        await settle(pilot)
        second = [*pilot.app.screen.query(Chip).results()][1]
        await click(pilot, second, (second.region.width - 2, 0))
        await click(pilot, "#next")
        await click(pilot, "#next")
        await click(pilot, "#preset-exact")
        await click(pilot, "#next")
        await click(pilot, "#next")
        await click(pilot, "#accept-contract")
        await click(pilot, "#publish")
        await click(pilot, "#answer")
        await type_text(pilot, BUYER[-4:])
        await settle(pilot)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, StatusScreen)
        row = stage.store.submissions()[0]
        offer = stage.catalog.offer(row.offer_id)
        assert (offer.state, offer.buyers, str(offer.prices[0].price)) == ("Released", (BUYER,), "0.01")


async def test_a_click_on_the_marked_row_chooses_it(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#search", "gold")
        await click_row(pilot, "-Gold")
        chosen = stage.app.drafting.draft.authorization
        assert chosen is not None
        assert chosen.name.endswith("Gold")


@pytest.mark.parametrize("x", [3, 30, 60])
async def test_whatever_cell_of_the_marked_row_is_clicked(stage: Stage, x: int) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#search", "gold")
        await click(pilot, pilot.app.screen.query_one(FittedTable), (x, 1))
        assert stage.app.drafting.draft.authorization is not None


async def test_a_click_on_a_greyed_row_shows_why_and_offers_no_button(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY), size=LARGE) as pilot:
        await click(pilot, "#search")
        await type_text(pilot, "2023")
        await click_row(pilot, "2023")
        assert stage.app.screen.query_one("#use", Button).disabled
        assert "It ended on" in " ".join(" ".join(rows(stage.app)).split())


async def test_a_click_on_a_step_of_the_rail_goes_there(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await click(pilot, "#rail-3")
        assert isinstance(stage.app.screen, PricingScreen)


async def test_a_click_on_a_step_not_reached_yet_does_nothing(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(reached=Step.INFORMATION)) as pilot:
        await click(pilot, "#rail-4")
        assert isinstance(stage.app.screen, InformationScreen)


async def test_back_by_mouse_leads_to_the_drafts(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await click(pilot, "#back")
        await click(pilot, "#back")
        assert stage.app.screen.query_one("#rows", DataTable).row_count == 1


BAD = [
    (Step.INFORMATION, "name", ""),
    (Step.PRICING, "markup", "5,0"),
    (Step.TERMS, "agreement", "12/31/2027"),
    (Step.TERMS, "expiry", "2020-01-01"),
]


@SIZES
@pytest.mark.parametrize(("step", "name", "text"), BAD)
async def test_next_is_pressed_from_an_invalid_focused_field_and_leads_back_into_it(
    stage: Stage, size: tuple[int, int], step: Step, name: str, text: str
) -> None:
    async with stage.at(step, size=size) as pilot:
        field = stage.app.screen.query_one(f"#field-{name}", Field)
        await click(pilot, field.input)
        await pilot.press("end", "ctrl+u", *text)
        pressed: list[str] = []
        button = stage.app.screen.query_one("#next", Button)
        before = type(stage.app.screen)
        _count_presses(button, pressed)
        await click(pilot, "#next")
        assert pressed
        assert type(stage.app.screen) is before
        assert stage.app.focused is field.input
        assert "To fix:" in " ".join(rows(stage.app))


def _count_presses(button: Button, pressed: list[str]) -> None:
    press = button.press

    def counted() -> Button:
        pressed.append("press")
        return press()

    button.press = counted  # type: ignore[method-assign]


@SIZES
@pytest.mark.parametrize(
    ("step", "name", "texts"),
    [
        (Step.OPPORTUNITY, "", ["123", "abc", "999988887777 "]),
        (Step.INFORMATION, "name", ["", "<", "fine", " ", "mail me@example.com"]),
        (Step.INFORMATION, "description", ["", "x" * 260, "fine"]),
        (Step.PRICING, "markup", ["5,0", "", "25", "500", "-1", "33.3"]),
        (Step.PRICING, "margin", ["20", "100", "", "5"]),
        (Step.PRICING, "price", ["0.01", "0.001", "", "5"]),
        (Step.TERMS, "agreement", ["", "10 years", "2/3/24", "1 day", "9999 years"]),
        (Step.TERMS, "expiry", ["", "+60 days", "2020-01-01", "2/3/24", "900 days", "+1 day"]),
    ],
)
async def test_nothing_moves_when_a_finding_comes_or_goes(
    stage: Stage, size: tuple[int, int], step: Step, name: str, texts: list[str]
) -> None:
    async with stage.at(step, size=size) as pilot:
        selector = f"#field-{name} Input" if name else "#account"
        stage.app.screen.query_one(selector).focus()
        await settle(pilot)
        still = frame(stage)
        for text in texts:
            await fill(pilot, selector, text)
            assert frame(stage) == still, f"after typing {text!r}"


def frame(stage: Stage) -> dict[str, object]:
    """Where everything lies but the chips, which come and go, and labels that only hold words."""
    return {
        name: region
        for name, region in regions(stage.app).items()
        if not any(part in name for part in ("Chip", "/badge", "ToastRack", "Toast", "Label"))
    }


async def test_a_slow_click_on_next_survives_the_finding_that_blur_brings(stage: Stage) -> None:
    """Pressing moves the focus away before the button is released."""
    async with stage.at(Step.TERMS) as pilot:
        field = stage.app.screen.query_one("#field-agreement", Field)
        field.focus_input()
        await pilot.press("ctrl+u", "x")
        await pilot.mouse_down("#next", offset=(2, 0))
        await settle(pilot)
        await pilot.mouse_up("#next", offset=(2, 0))
        await settle(pilot)
        await click(pilot, "#next")
        assert isinstance(stage.app.screen, TermsScreen)
        assert stage.app.focused is field.input


@SIZES
async def test_a_click_puts_the_price_table_s_cursor_on_its_row(stage: Stage, size: tuple[int, int]) -> None:
    draft = stage.draft(MANY_DIMENSIONS, pricing=PricingChoice(text="25"))
    async with stage.at(Step.PRICING, draft, size=size) as pilot:
        await click(pilot, "#prices", (3, 3))
        table = stage.app.screen.query_one("#prices")
        assert table.cursor == 2  # type: ignore[attr-defined]
        assert stage.app.screen.query_one("#field-price", Field).input.value == "0.00375"


@pytest.mark.parametrize("step", [*Step][:5])
async def test_a_notification_hides_no_button(stage: Stage, step: Step) -> None:
    draft = stage.draft()
    stage.store.save_draft(draft, revision=0)
    async with stage.running(toasts=True) as pilot:
        stage.app.open_draft(draft.id)
        stage.app.go_to(step)
        await settle(pilot)
        say(stage.app, "Something went wrong in a long sentence. " * 4, title="Not yet", problem=True)
        await settle(pilot)
        bar = stage.app.screen.query_one("#bar")
        for button in bar.query(Button):
            x, y = button.region.center
            if button.region.area:
                assert stage.app.get_widget_at(int(x), int(y))[0] is button
