"""Step 3: one figure, its two other faces, and what it makes of every price."""

from decimal import Decimal
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Button

from cppo_tui.domain.draft import PriceBasis, PricingChoice
from cppo_tui.domain.pricing_terms import UnitPrice
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import GOLD, SILVER
from cppo_tui.sandbox.seed_vendors import EURO, MANY_DIMENSIONS
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.screens.step_pricing import PricingScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.looks import click, fill, shown, value, words
from tests.ui.stage import LARGE, Stage, settle, type_text

UNPRICED = PricingChoice()


def said(stage: Stage) -> str:
    return words(stage.app, "#pricing-message")


@pytest.mark.parametrize(
    ("typed", "text", "follows"),
    [
        ("markup", "25", {"margin": "20", "price": "0.01"}),
        ("margin", "20", {"markup": "25", "price": "0.01"}),
        ("price", "0.01", {"markup": "25", "margin": "20"}),
        ("price", "0.012", {"markup": "50", "margin": "33.3333"}),
    ],
)
async def test_each_figure_drives_the_other_two(
    stage: Stage, typed: str, text: str, follows: dict[str, str]
) -> None:
    async with stage.at(Step.PRICING, stage.draft(pricing=UNPRICED)) as pilot:
        await fill(pilot, f"#field-{typed} Input", text)
        assert value(stage.app, typed) == text
        assert {name: value(stage.app, name) for name in follows} == follows
        assert "typed" in words(stage.app, f"#field-{typed} .badge")
        badges = {words(stage.app, f"#field-{name} .badge") for name in follows}
        assert badges <= {"follows", "rounded"}
        choice = stage.app.drafting.draft.pricing
        assert (choice.basis, choice.text) == (PriceBasis(typed), text)


@pytest.mark.parametrize(
    ("authorization", "exact", "sample"),
    [
        ("resaleauthz-archbronze2qx", "25", "the buyer pays $1,000.00, you keep $200.00 "),
        (SILVER, "33.333333333", "you keep $250.00 "),
        (GOLD, "42.857142857", "you keep $300.00 "),
    ],
)
async def test_the_preset_for_one_cent_comes_out_at_one_cent(
    stage: Stage, authorization: str, exact: str, sample: str
) -> None:
    async with stage.at(Step.PRICING, stage.draft(authorization, pricing=UNPRICED), size=LARGE) as pilot:
        await click(pilot, "#preset-exact")
        assert (value(stage.app, "markup"), value(stage.app, "price")) == (exact, "0.01")
        assert sample in words(stage.app, "#sample")
        assert "Check:" not in said(stage)


@pytest.mark.parametrize("text", ["25", "33.3", "42.8"])
async def test_a_printed_figure_is_taken_as_typed_and_said_to_miss_the_cent(stage: Stage, text: str) -> None:
    async with stage.at(Step.PRICING, stage.draft(SILVER, pricing=UNPRICED), size=LARGE) as pilot:
        await type_text(pilot, text)
        await settle(pilot)
        assert "For exactly 0.01 use 33.333333333 %" in said(stage)


async def test_of_a_known_tier_only_the_right_figure_is_offered_and_said_to_be_right(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(SILVER, pricing=UNPRICED), size=(60, 18)) as pilot:
        told = shown(stage.app)
        assert "Archera Silver" in told
        assert "Use 33.333333333 %: exactly 0.01" in told
        assert not stage.app.screen.query_one("#preset-gold").display
        await click(pilot, "#preset-exact")
        assert "Silver: 33.333333333 % on 0.0075 is exactly 0.01." in said(stage)
        assert "33.333333333 % set: exactly 0.01" in shown(stage.app), "nobody need press it again"
        await fill(pilot, "#field-markup Input", "33")
        assert "Use 33.333333333 %: exactly 0.01" in shown(stage.app)


@pytest.mark.parametrize(("preset", "text"), [("bronze", "25"), ("silver", "33.3"), ("gold", "42.8")])
async def test_where_the_tier_is_not_known_the_printed_figures_can_be_taken(
    stage: Stage, preset: str, text: str
) -> None:
    price = UnitPrice(dimension_key="d", wholesale=Decimal("0.0079"))
    source = stage.authorization().model_copy(update={"usage_prices": (price,)})
    draft = stage.draft(pricing=UNPRICED).model_copy(update={"authorization": source})
    async with stage.at(Step.PRICING, draft, size=LARGE) as pilot:
        await click(pilot, f"#preset-{preset}")
        assert value(stage.app, "markup") == text


async def test_presets_are_for_archera_only(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(EURO)):
        assert not stage.app.screen.query_one("#preset-exact", Button).region.area


@pytest.mark.parametrize(
    ("typed", "text", "why"),
    [
        ("markup", "", "No markup is given."),
        ("markup", "5,0", "A comma could mean a decimal or a thousand"),
        ("markup", "5%", "The percent sign is already understood."),
        ("markup", "1e2", "AWS does not take numbers with an exponent."),
        ("markup", "-1", "The markup cannot be negative."),
        ("markup", "−1", "The markup cannot be negative."),
        ("markup", "0.1234567891", "AWS takes at most nine decimals."),
        ("markup", "25.", "A digit is missing after the point."),
        ("markup", "２５", "Some characters only look like digits."),
        ("markup", "abc", "This is not a number."),
        ("margin", "100", "it stays below 100 %"),
        ("price", "0.007", "The buyer would pay less than the wholesale price 0.008"),
    ],
)
async def test_a_bad_figure_is_said_and_next_leads_back_to_it(
    stage: Stage, typed: str, text: str, why: str
) -> None:
    async with stage.at(Step.PRICING, stage.draft(pricing=UNPRICED)) as pilot:
        await fill(pilot, f"#field-{typed} Input", text or "1")
        await fill(pilot, f"#field-{typed} Input", text)
        assert "To fix:" in said(stage)
        assert why in said(stage)
        stage.app.screen.query_one("#back").focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)
        assert stage.app.focused is stage.app.screen.query_one(f"#field-{typed} Input")
        assert value(stage.app, typed) == text


@pytest.mark.parametrize("text", ["0", "500", "0.25"])
async def test_an_unusual_markup_is_asked_about_once(stage: Stage, text: str) -> None:
    async with stage.at(Step.PRICING, stage.draft(EURO, pricing=UNPRICED)) as pilot:
        await fill(pilot, "#field-markup Input", text)
        assert "Sure?" in said(stage)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, TermsScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TermsScreen)


async def test_declining_leads_back_to_the_figure(stage: Stage) -> None:
    draft = stage.draft(pricing=PricingChoice(text="500"))
    async with stage.at(Step.PRICING, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)
        assert stage.app.focused is stage.app.screen.query_one("#field-markup Input")
        assert stage.app.drafting.draft.consents == draft.consents


async def test_two_hundred_prices_scroll_and_the_cursor_s_price_is_shown(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        table = stage.app.screen.query_one(PriceTable)
        table.focus()
        assert "Meter 200" not in shown(stage.app)
        await pilot.press("end")
        await settle(pilot)
        assert table.cursor == 199
        assert "Meter 200" in shown(stage.app)
        assert "Wholesale" in shown(stage.app)
        assert value(stage.app, "price") == "0.25"
        await pilot.press("home", "down", "pagedown", "up")
        await settle(pilot)
        assert table.cursor == 10
        assert "Meter 011" in shown(stage.app)


async def test_a_target_price_belongs_to_its_dimension_and_survives_the_cursor(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS, pricing=UNPRICED)) as pilot:
        table = stage.app.screen.query_one(PriceTable)
        table.focus()
        await pilot.press("end")
        await settle(pilot)
        await fill(pilot, "#field-price Input", "0.3")
        table.focus()
        await pilot.press("home")
        await settle(pilot)
        assert (value(stage.app, "markup"), value(stage.app, "price")) == ("50", "0.3")
        assert stage.app.drafting.draft.pricing.dimension_key == "meter_200"


async def test_a_target_price_says_whose_price_it_is(stage: Stage) -> None:
    choice = PricingChoice(basis=PriceBasis.PRICE, text="0.3", dimension_key="meter_200")
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS, pricing=choice)):
        assert stage.app.screen.query_one(PriceTable).cursor == 199
        assert "Meter 200" in shown(stage.app)


async def test_a_rounded_figure_can_be_typed_on(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(pricing=PricingChoice(text="50"))) as pilot:
        assert value(stage.app, "margin") == "33.3333"
        assert words(stage.app, "#field-margin .badge") == "rounded"
        stage.app.screen.query_one("#field-margin Input").focus()
        await pilot.press("end", "5")
        await settle(pilot)
        assert "To fix" not in said(stage)
        assert stage.app.drafting.draft.pricing.text == "33.33335"


async def test_the_cursor_begins_in_the_figure_that_was_typed(stage: Stage) -> None:
    choice = PricingChoice(basis=PriceBasis.MARGIN, text="20")
    async with stage.at(Step.PRICING, stage.draft(pricing=choice)):
        assert stage.app.focused is stage.app.screen.query_one("#field-margin Input")


async def test_typing_stays_where_the_cursor_is(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(pricing=UNPRICED)) as pilot:
        await type_text(pilot, "33.3")
        await settle(pilot)
        await pilot.press("home", "delete")
        await settle(pilot)
        assert value(stage.app, "markup") == "3.3"
        assert stage.app.focused is stage.app.screen.query_one("#field-markup Input")


async def test_prices_are_in_the_authorization_s_currency(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(EURO), size=LARGE):
        text = shown(stage.app)
        assert "€0.042" in text
        assert "€0.0525" in text
        assert "$" not in text


async def test_without_an_authorization_the_step_still_stands(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft("")) as pilot:
        await fill(pilot, "#field-price Input", "0.01")
        assert "There is no wholesale price" in said(stage)


async def test_a_key_in_a_figure_never_lays_the_screen_out_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[Screen[object]] = []
    lay_out = Screen._refresh_layout

    def counted(screen: Screen[object], *arguments: Any, **named: Any) -> None:
        layouts.append(screen)
        lay_out(screen, *arguments, **named)

    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS, pricing=UNPRICED), size=LARGE) as pilot:
        await type_text(pilot, "2")
        await settle(pilot)
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        for key in "5.321":
            await type_text(pilot, key)
            await settle(pilot)
        assert (value(stage.app, "markup"), layouts) == ("25.321", [])
        stage.app.screen.refresh(layout=True)  # the control: a layout is counted
        await settle(pilot)
        assert layouts


@pytest.mark.parametrize("way", ["tab", "click"])
async def test_typing_into_a_figure_that_follows_begins_a_new_one(stage: Stage, way: str) -> None:
    async with stage.at(Step.PRICING) as pilot:
        price = stage.app.screen.query_one("#field-price", Field).input
        markup = stage.app.screen.query_one("#field-markup", Field).input
        assert price.value == "0.01"
        if way == "tab":
            await pilot.press("tab", "tab")
        else:
            await click(pilot, price)
        await type_text(pilot, "0.012")
        assert price.value == "0.012"
        assert markup.value == "50"
        await click(pilot, price)
        assert price.selection.is_empty, "the one that leads is edited where one clicks"
