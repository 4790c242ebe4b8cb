"""Around the dialog of the further terms: opening it, choosing, sending what was chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.further import Further
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.clocks import NOON
from tests.ui.stage import SMALL, AppPilot, Stage, publish, settle

PLAIN = "https://contracts.s3.amazonaws.com/eula.pdf"
SECRET = "5ecre7516na7ure"


def presigned(*, hours: float = 168, at: datetime = NOON) -> str:
    """An address as the console's "share with a presigned URL" gives it."""
    begun = at.strftime("%Y%m%dT%H%M%SZ")
    rest = f"X-Amz-Date={begun}&X-Amz-Expires={int(hours * 3600)}&X-Amz-Signature={SECRET}"
    return f"{PLAIN}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F2026&{rest}"


@asynccontextmanager
async def opened(
    stage: Stage, draft: OfferDraft | None = None, *, size: tuple[int, int] = SMALL
) -> AsyncIterator[AppPilot]:
    """The dialog over step 4."""
    async with stage.at(Step.TERMS, draft or stage.draft(), size=size) as pilot:
        await reopen(pilot)
        yield pilot


async def reopen(pilot: AppPilot) -> None:
    """From step 4 into the dialog."""
    pilot.app.screen.query_one("#more").focus()
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, Further)


async def choose(pilot: AppPilot, group: str, times: int) -> None:
    """Go down so often in a choice, and choose."""
    pilot.app.screen.query_one(f"#{group}").focus()
    await pilot.press(*["down"] * times, "space")
    await settle(pilot)


async def send(pilot: AppPilot, stage: Stage) -> dict[str, Any]:
    """Close the dialog, go on, publish; the documents that went to AWS, by change type."""
    await pilot.press("escape", "ctrl+n")
    await settle(pilot)
    assert isinstance(stage.app.screen, ReviewScreen)
    stage.app.change(consents=frozenset())
    await publish(pilot)
    row = stage.store.submissions()[0]
    assert row.state == "succeeded"
    return {
        one["ChangeType"]: one["DetailsDocument"] for one in stage.store.load_submission(row.id).plan.changes
    }
