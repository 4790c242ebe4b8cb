"""Step 3, own installments where the ISV set none: a length, quantities, dates and amounts of one's own."""

from typing import Any

import pytest

from cppo_tui.domain.draft import InstallmentRow
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import CONSUMPTION, CONTRACT
from cppo_tui.ui.screens.step_pricing import PricingScreen
from tests.ui.looks import fill, paste, shown, words
from tests.ui.own import GOOD, HALVES, OWN, area, said, sent, write
from tests.ui.stage import LARGE, Stage, publish, settle, type_text


async def test_keys_alone_write_dates_amounts_and_quantities_and_publish(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT)) as pilot:
        await pilot.press("shift+tab", "right", "enter")
        await settle(pilot)
        await pilot.press("tab", "enter", "tab")
        await type_text(pilot, "2026-12-01 40000")
        await pilot.press("enter")
        await type_text(pilot, "2027-06-01 40000")
        await pilot.press("tab", "end")
        await type_text(pilot, "40")
        await pilot.press("down", "end")
        await type_text(pilot, "200")
        await settle(pilot)
        assert "Together $80,000.00, the ISV gets $74,500.00, you keep $5,500.00" in said(stage)
        assert "The buyer gets 40 × Analyst seat, 200 × Viewer seat." in said(stage)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert words(stage.app, "#agreement-words").endswith("As chosen with the installments: 12 months.")
        await fill(pilot, "#field-expiry Input", "+30 days")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "40 × Analyst seat, 200 × Viewer seat" in shown(stage.app)
        stage.app.change(consents=frozenset())
        await publish(pilot)
        assert stage.store.submissions()[0].state == "succeeded"
        upfront = sent(stage)["UpdatePricingTerms"]["Terms"][0]
        assert (upfront["Price"], upfront["Duration"]) == ("0.0", "P12M")
        assert upfront["Grants"] == [
            {"DimensionKey": "analyst", "MaxQuantity": 40},
            {"DimensionKey": "viewer", "MaxQuantity": 200},
        ]
        assert sent(stage)["UpdateValidityTerms"]["Terms"][0]["AgreementDuration"] == "P12M"
        assert "UpdateMarkup" not in sent(stage)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"duration": ""}, "Choose one of: 12 months, 24 months, 36 months."),
        ({"rows": ()}, "No installment is entered."),
        ({"quantities": ()}, "It is not said how much the buyer gets."),
        ({"quantities": (("analyst", "many"),)}, "What is typed for Analyst seat is not a quantity."),
        ({"quantities": (("analyst", "0"),)}, "Type a number from 1 to"),
        ({"duration": "P36M"}, "Raise the installments by at least"),
        ({"rows": (HALVES[0], HALVES[0])}, "Line 2: This date stands there twice."),
        ({"rows": (*HALVES, InstallmentRow(due="2026-11-22", amount="1"))}, "Line 3: This date is past."),
        ({"rows": (*HALVES, InstallmentRow(due="1/2/27", amount="1"))}, "Line 3: "),
        ({"rows": (HALVES[0], InstallmentRow(due="2027-06-01"))}, "Line 2: This installment has no amount."),
        ({"rows": (HALVES[0], InstallmentRow(), InstallmentRow(due="x", amount="1"))}, "Line 3: "),
        (
            {"rows": (*HALVES, InstallmentRow(due="2027-11-23", amount="1"))},
            "after the agreement may have ended",
        ),
        ({"rows": tuple(InstallmentRow(due=f"+{n} days", amount="9") for n in range(61))}, "at most 60"),
    ],
)
async def test_what_is_wrong_is_said_with_its_line_and_next_stays(
    stage: Stage, changed: dict[str, Any], why: str
) -> None:
    draft = stage.draft(CONTRACT, installments=GOOD.model_copy(update=changed))
    async with stage.at(Step.PRICING, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)
        assert said(stage).count("To fix: ") == 1
        assert why in said(stage)


async def test_the_line_a_finding_names_is_the_line_one_sees(stage: Stage) -> None:
    """Lines are numbered, and an empty one between others counts."""
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD), size=LARGE) as pilot:
        await write(pilot, "rows", "2026-12-01 40000\n\n2027-06-31 40000")
        assert "To fix: Line 3: " in said(stage)
        assert "3 2027-06-31 40000" in shown(stage.app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert stage.app.focused is area(stage, "rows")
        assert area(stage, "rows").cursor_location[0] == 2


async def test_a_dimension_that_does_not_exist_is_not_granted_and_one_sees_it(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD)) as pilot:
        await write(pilot, "quantities", "analyst 40\nveiwer 200")
        assert "The buyer gets 40 × Analyst seat." in said(stage)


async def test_metered_use_that_would_be_dropped_is_pointed_out(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONSUMPTION, installments=GOOD)):
        assert "Check: Own installments replace all prices" in said(stage)


async def test_wholesale_prices_are_in_sight_while_quantities_are_typed(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD)):
        assert "Analyst seat, 12 months" in shown(stage.app)
        assert "$960.00" in shown(stage.app)


SHEET = "".join(f"2026-12-{day:02}\t2500.00\r\n" for day in range(1, 31))


async def test_a_paste_from_a_spreadsheet_is_taken_as_it_is(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=OWN)) as pilot:
        area(stage, "rows").focus()
        await paste(pilot, SHEET)
        rows = stage.app.drafting.draft.installments.rows
        assert (rows[0].due, rows[0].amount) == ("2026-12-01", "2500.00")
        assert (len(rows), rows[-1].due) == (30, "2026-12-30")
        assert "\t" not in area(stage, "rows").text
        area(stage, "quantities").clear()
        area(stage, "quantities").focus()
        await paste(pilot, "analyst\t40\nviewer\t1\n")
        assert stage.app.drafting.draft.installments.quantities == (("analyst", "40"), ("viewer", "1"))


async def test_sixty_installments_are_taken_and_sent(stage: Stage) -> None:
    lines = "\n".join(f"+{day} days 1300" for day in range(60, 120))
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=GOOD, expiry="+30 days")) as pilot:
        await write(pilot, "rows", lines)
        assert "Together $78,000.00" in said(stage)
        assert "59 +118 days 1300" not in shown(stage.app)
        area(stage, "rows").focus()
        area(stage, "rows").move_cursor(area(stage, "rows").document.end)
        await settle(pilot)
        assert "60 +119 days 1300" in shown(stage.app)
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        stage.app.change(consents=frozenset())
        await publish(pilot)
        assert stage.store.submissions()[0].state == "succeeded"
        assert len(sent(stage)["UpdatePaymentScheduleTerms"]["Terms"][0]["Schedule"]) == 60
