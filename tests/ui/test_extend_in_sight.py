"""Another last day: all that is said of it can be read in every window, and nothing moves while one types."""

from datetime import UTC

import pytest

from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.services.amending import Amendment, extension
from cppo_tui.services.planner import NotReady
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.plain import lines, plain
from tests.domain.given import a_context, a_released_offer
from tests.ui.looks import is_whole, shown
from tests.ui.stage import AppPilot, Stage, settle, type_text

CHECKS = tuple(
    Finding(
        code=f"MADE_UP_{number}",
        field="expiry",
        message=f"Something number {number} is to be looked at before that day is sent to AWS.",
        fix=f"This is what number {number} advises.",
        severity=Severity.WARNING,
    )
    for number in range(3)
)
ABOUT = lines(
    plain("SANDBOX: nothing reaches AWS."),
    plain("Delmar Freight - Archera - Subscription, for 4222 3333 4444 (Delmar Freight)"),
    plain("offer-abcdefghij234"),
    plain("It can be accepted until 2026-12-31 23:59 UTC."),
)
SIZES = pytest.mark.parametrize("size", [(60, 18), (60, 24), (80, 24), (100, 30), (120, 40), (160, 50)])


def judge(text: str) -> Amendment | tuple[Finding, ...]:
    """That day, with three things to be looked at; what stops it while it is half typed."""
    try:
        made = extension(a_released_offer(), text, None, a_context(), world="sandbox")
    except NotReady as stopped:
        return stopped.findings
    return made.model_copy(update={"findings": CHECKS})


async def asked(stage: Stage, pilot: AppPilot) -> Extend:
    """The dialog, a day typed in."""
    dialog = Extend(ABOUT, a_released_offer().expires, judge, UTC)
    stage.app.push_screen(dialog)
    await settle(pilot)
    return dialog


@SIZES
@pytest.mark.parametrize("leave_the_field", [False, True], ids=["in the field", "on the button"])
async def test_every_check_can_be_read_with_the_key_that_is_named(
    stage: Stage, size: tuple[int, int], *, leave_the_field: bool
) -> None:
    async with stage.running(size=size) as pilot:
        dialog = await asked(stage, pilot)
        await type_text(pilot, "2027-12-31")
        if leave_the_field:
            await pilot.press("enter")
        await settle(pilot)
        read = " ".join(shown(stage.app).split())
        while "PgDn: more" in shown(stage.app):
            before = dialog.query_one(".shown").scroll_y
            await pilot.press("pagedown")
            await settle(pilot)
            assert dialog.query_one(".shown").scroll_y > before
            read += " ".join(shown(stage.app).split())
        for number in range(3):
            assert f"number {number} advises." in read.replace("│ │ ", "")
        await pilot.press("pageup")
        assert dialog.is_current


@SIZES
async def test_what_is_typed_and_the_buttons_are_in_sight_and_stay_where_they_are(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.running(size=size) as pilot:
        dialog = await asked(stage, pilot)
        names = ("#answer", "#no", "#yes", ".hint", ".shown")
        before = [dialog.query_one(name).region for name in names]
        await type_text(pilot, "2027-12-31")
        await settle(pilot)
        assert [dialog.query_one(name).region for name in names] == before
        assert all(is_whole(dialog.query_one(name)) for name in names)
