"""Step 3, own installments: amounts of one's own on the ISV's dates, and switching between the ways."""

from datetime import timedelta

import pytest
from textual.widgets import RadioButton

from cppo_tui.domain.draft import InstallmentRow, Installments
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS
from cppo_tui.ui.screens.step_pricing import PricingScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.clocks import NOON
from tests.ui.looks import click, fill, shown, tab_round, value, words
from tests.ui.own import GOOD, OWN, amounts, said, sent, write
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, publish, settle, type_text

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, (60, 18)])


async def test_keys_alone_set_own_amounts_on_the_isv_s_dates_and_publish(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(INSTALLMENTS)) as pilot:
        await pilot.press("shift+tab", "right", "enter")
        await settle(pilot)
        for text in ("15000", "15000.5", "12500", "20000"):
            await pilot.press("tab")
            await type_text(pilot, text)
        await settle(pilot)
        assert "Together $62,500.50, the ISV gets $50,000.00, you keep $12,500.50" in said(stage)
        assert "The buyer gets 40 × Analyst seat, 200 × Viewer seat." in said(stage)
        for screen in (TermsScreen, None):
            await pilot.press("ctrl+n")
            await settle(pilot)
            assert screen is None or isinstance(stage.app.screen, screen)
        assert "Installments $62,500.50 in 4" in shown(stage.app)
        stage.app.change(consents=frozenset())
        await publish(pilot)
        assert stage.store.submissions()[0].state == "succeeded"
        schedule = sent(stage)["UpdatePaymentScheduleTerms"]["Terms"][0]["Schedule"]
        first = (NOON + timedelta(days=45)).date().isoformat()
        assert schedule[0] == {"ChargeDate": first, "ChargeAmount": "15000"}
        assert [line["ChargeAmount"] for line in schedule] == ["15000", "15000.5", "12500", "20000"]
        assert "UpdateMarkup" not in sent(stage)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "This installment has no amount."),
        ("12499.99", "the ISV gets 12,500; never less. Type at least 12500."),
        ("-15000", "Type it such as 12500.00."),
        ("15,000", "Type it such as 12500.00."),
        ("15000.001", "at most two decimals"),
        ("1e5", "Type it such as 12500.00."),
        ("$15000", "Type it such as 12500.00."),
        ("100000000.01", "an amount up to 100000000"),
    ],
)
async def test_a_bad_amount_is_marked_in_its_line_said_below_and_gone_to(
    stage: Stage, text: str, why: str
) -> None:
    async with stage.at(
        Step.PRICING, stage.draft(INSTALLMENTS, installments=amounts(*["15000"] * 4))
    ) as pilot:
        await fill(pilot, "#amount-2", text)
        assert said(stage).startswith("To fix: Line 3: ")
        assert why in said(stage)
        kept = "$2,500.00 ≈ 16.67 %"
        beside = [words(stage.app, f"#said-{line}") for line in range(4)]
        assert beside == [kept, kept, "to fix", kept]
        stage.app.screen.query_one("#back").focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)
        assert stage.app.focused is stage.app.screen.query_one("#amount-2")


async def test_nothing_is_called_missing_before_anything_was_typed(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(INSTALLMENTS)) as pilot:
        await click(pilot, "#by-installments")
        assert "To fix" not in shown(stage.app)
        assert "cannot go back to a markup" in said(stage)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "To fix: Line 1: This installment has no amount." in said(stage)


async def test_an_isv_date_that_has_passed_ends_own_installments(stage: Stage) -> None:
    draft = stage.draft(INSTALLMENTS, installments=amounts(*["15000"] * 4))
    stage.clock.move(days=46)
    async with stage.at(Step.PRICING, draft):
        assert "The ISV's first installment was due on" in said(stage)
        assert "Use a markup, or ask the ISV" in said(stage)


@pytest.mark.parametrize(
    ("source", "own"), [(CONTRACT, GOOD), (INSTALLMENTS, amounts("15000", "16000", "17000", ""))]
)
@pytest.mark.parametrize("by", ["keys", "mouse"])
async def test_switching_back_and_forth_loses_nothing(
    stage: Stage, source: str, own: Installments, by: str
) -> None:
    async def switch(pilot: AppPilot, way: str) -> None:
        if by == "mouse":
            await click(pilot, f"#by-{way}")
        else:
            stage.app.screen.query_one("#way").focus()
            await pilot.press("right", "space")
            await settle(pilot)

    draft = stage.draft(source, installments=own)
    async with stage.at(Step.PRICING, draft) as pilot:
        before = shown(stage.app)
        await switch(pilot, "markup")
        assert value(stage.app, "markup") == "25"
        assert not stage.app.drafting.draft.installments.own
        await fill(pilot, "#field-markup Input", "30")
        await switch(pilot, "installments")
        assert shown(stage.app) == before
        assert stage.app.drafting.draft.installments == own
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        stage.app.go_to(Step.PRICING)
        await settle(pilot)
        assert shown(stage.app) == before
        await switch(pilot, "markup")
        assert value(stage.app, "markup") == "30"


async def test_the_cursor_in_a_choice_begins_at_what_is_chosen(stage: Stage) -> None:
    """So that Enter on the way past changes nothing."""
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD)) as pilot:
        stage.app.screen.query_one("#way").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.installments == GOOD
        assert stage.app.screen.query_one("#by-installments", RadioButton).value


async def test_a_length_is_chosen_by_mouse(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=OWN)) as pilot:
        options = [*stage.app.screen.query("#length RadioButton")]
        await click(pilot, options[1])
        assert stage.app.drafting.draft.installments.duration == "P24M"


@SIZES
@pytest.mark.parametrize(("source", "own"), [(CONTRACT, GOOD), (INSTALLMENTS, amounts(*["15000"] * 4))])
async def test_everything_can_be_reached_and_seen_at_every_size(
    stage: Stage, source: str, own: Installments, size: tuple[int, int]
) -> None:
    async with stage.at(Step.PRICING, stage.draft(source, installments=own), size=size) as pilot:
        assert not await tab_round(pilot)
        typed = [row.amount for row in own.rows]
        assert all(shown(stage.app).count(amount) >= typed.count(amount) for amount in typed)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_nothing_above_moves_when_a_finding_comes_or_goes(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD), size=size) as pilot:
        still = [widget.region for widget in stage.app.screen.query("#own, #rows, #prices, #next")]
        for text in ("", "x", "2026-12-01 40000\n2027-06-01 40000", "2026-12-01 1"):
            await write(pilot, "rows", text)
            now = [widget.region for widget in stage.app.screen.query("#own, #rows, #prices, #next")]
            assert now == still, f"after typing {text!r}"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_each_line_says_what_is_kept_of_it_and_the_last_one_what_is_kept_of_all(
    stage: Stage, size: tuple[int, int]
) -> None:
    draft = stage.draft(INSTALLMENTS, installments=amounts("15000", "12500", "20000", ""))
    async with stage.at(Step.PRICING, draft, size=size) as pilot:
        assert words(stage.app, "#said-0") == "$2,500.00 ≈ 16.67 %"
        assert words(stage.app, "#said-1") == "$0.00 0 %"
        assert words(stage.app, "#said-3") == "to fix"
        assert (words(stage.app, "#paid"), words(stage.app, "#kept")) == ("–", "")
        await fill(pilot, "#amount-3", "12500.5")
        assert words(stage.app, "#paid") == "$60,000.50"
        assert words(stage.app, "#kept") == "$10,000.50 ≈ 16.67 %"


async def test_quantities_are_typed_beside_what_one_unit_costs_for_the_length_chosen(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=OWN), size=LARGE) as pilot:
        table = stage.app.screen.query_one(PriceTable)
        assert table.found == (9, 9)
        assert "analyst: Analyst seat, 36 months" in shown(stage.app)
        stage.app.screen.query_one("#length").focus()
        await pilot.press("right", "space")
        await settle(pilot)
        assert table.found == (3, 3)
        assert "analyst: Analyst seat, 24 months $1,728.00" in shown(stage.app)
        assert not stage.app.screen.query_one("#bench").display


async def test_the_bars_are_a_markups_and_step_aside_for_own_installments(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT), size=LARGE) as pilot:
        bench = stage.app.screen.query_one("#bench")
        assert bench.display
        stage.app.screen.query_one("#way").focus()
        for key, shows in (("right", False), ("left", True)):
            await pilot.press(key, "enter")
            await settle(pilot)
            assert bench.display is shows


async def test_rows_left_over_from_another_authorization_are_not_dropped_by_looking(stage: Stage) -> None:
    """Its dates are four; what was typed for six stays until something is typed here."""
    left = tuple(InstallmentRow(due="2027-02-01", amount=f"{number}000") for number in range(1, 7))
    draft = stage.draft(INSTALLMENTS, installments=Installments(own=True, rows=left))
    async with stage.at(Step.PRICING, draft) as pilot:
        await settle(pilot)
        assert stage.app.drafting.draft.installments.rows == left
