"""What is unusual stops nothing: it is counted where one looks, led to, and told again before sending."""

from typing import Any

import pytest

from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.findings import CONFIRMED, Finding, Severity
from cppo_tui.domain.steps import Step
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.dialogs.type_in import TypeIn
from tests.ui.looks import is_whole, shown, words
from tests.ui.stage import LARGE, Stage, settle, type_text

FAR = "2028-01-29"
CHEAP = PricingChoice(text="20")
PRICE, DAYS = "every bill is 4 %", "432 days"


def draft(stage: Stage, **fields: Any) -> OfferDraft:
    return stage.draft(expiry=FAR, pricing=CHEAP, **fields)


@pytest.mark.parametrize(
    ("size", "before", "after"),
    [
        ((60, 18), "1 to settle, 2 to check: w", "2 to check: w"),
        ((80, 24), "1 to settle, 2 to check: w shows each.", "2 to check: w shows each."),
    ],
)
async def test_it_is_counted_beside_the_button_also_once_nothing_stops_the_offer(
    stage: Stage, size: tuple[int, int], before: str, after: str
) -> None:
    """A wrong price lay below what is in view, while one thing was left to do: the contract."""
    async with stage.at(Step.REVIEW, draft(stage, consents=frozenset()), size=size) as pilot:
        assert words(stage.app, "#notice") == before
        await pilot.press("t")
        await settle(pilot)
        assert words(stage.app, "#notice") == after


async def test_the_key_leads_to_each_of_them_in_turn(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, draft(stage)) as pilot:
        told = []
        for _ in range(3):
            await pilot.press("w")
            await settle(pilot)
            told.append(str(stage.app.focused.render()))  # type: ignore[union-attr]
        assert PRICE in told[0]
        assert DAYS in told[1]
        assert told[2] == told[0], "after the last comes the first"


@pytest.mark.parametrize(
    ("size", "repeated"), [((80, 24), (PRICE, DAYS)), ((60, 18), ("2 to check in the review.",))]
)
async def test_it_is_told_once_more_before_sending(
    stage: Stage, size: tuple[int, int], repeated: tuple[str, ...]
) -> None:
    async with stage.at(Step.REVIEW, draft(stage), size=size) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        told = " ".join(shown(stage.app).replace("│", " ").split())
        for one in repeated:
            assert one in told


WARNINGS = tuple(
    Finding(code=f"MADE_UP_{n}", field="expiry", message="w " * 60, fix="", severity=Severity.WARNING)
    for n in range(3)
)


@pytest.mark.parametrize("buyers", [1, 2, 8, 25])
@pytest.mark.parametrize(
    "size", [(60, 18), (60, 22), (60, 24), (70, 24), (80, 22), (80, 24), (120, 24), (120, 31), (120, 40)]
)
async def test_however_much_is_told_what_is_typed_and_the_buttons_are_in_sight(
    stage: Stage, size: tuple[int, int], buyers: int
) -> None:
    """Else Enter would send what nobody sees."""
    accounts = tuple(f"1234567890{n:02}" for n in range(buyers))
    made = stage.agreed("many-buyers", buyers=accounts)
    plan = stage.plan(stage.draft()).model_copy(update={"buyers": accounts})
    async with stage.running(size=size) as pilot:
        stage.app.push_screen(confirmation(plan, None, draft=made, findings=WARNINGS))
        await settle(pilot)
        await type_text(pilot, "1")
        for name in ("#answer", "#no", "#yes", ".question"):
            assert is_whole(stage.app.screen.query_one(name)), name
        told = " ".join(shown(stage.app).replace("│", " ").split())
        assert "And 1 more to check in the review." in told or "3 to check in the review." in told


async def test_a_window_that_is_made_tiny_while_the_question_is_open_ends_nothing(stage: Stage) -> None:
    """Found by 500 window sizes: in seven cells there is no room for a word, and its rows were counted."""
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        for size in ((8, 7), (1, 1), (5, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert is_whole(stage.app.screen.query_one("#answer"))


async def test_what_was_confirmed_is_not_asked_about_again(stage: Stage) -> None:
    two = ("123456789012", "433344445555")
    confirmed = stage.agreed(f"buyers-several:{','.join(two)}", buyers=two)
    async with stage.at(Step.REVIEW, confirmed, size=LARGE) as pilot:
        assert CONFIRMED in str(stage.app.screen.query_one("FindingList > *").render())
        assert words(stage.app, "#notice") == ""
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "to check" not in shown(stage.app)
        assert "SHA-256" in shown(stage.app)
