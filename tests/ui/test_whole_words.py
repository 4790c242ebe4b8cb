"""Nothing is cut where there is room, and nothing is left out of the help because it is not its turn."""

from decimal import Decimal

import pytest

from cppo_tui.domain.money import percent
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui import offers_view, status_view
from cppo_tui.ui.key_help import key_rows
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, Stage
from tests.ui.test_amended import plan_to_extend, sent


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_heading_of_a_moved_expiry_uses_the_line_it_has(width: int) -> None:
    plan = plan_to_extend().model_copy(update={"title": "Archera - Subscription for Harrow & Sons"})
    told = status_view.page_heading(sent(plan, SubmissionState.SUCCEEDED), width).plain
    assert len(told) <= max(width, 62)
    assert (plan.title in told) is (width >= 80), "the name comes before the day, which is told below, too"
    assert ("31 March 2027" in told) is (width >= 100)


@pytest.mark.parametrize(
    ("markup", "shown"), [("25", "25 %"), ("33.3", "33.3 %"), ("42.857142857", "≈42.86%")]
)
def test_a_markup_is_never_cut_in_its_column(markup: str, shown: str) -> None:
    """“42.857…” could be anything from there on."""
    told = offers_view.short_markup(markup)
    assert told == shown
    assert len(told) <= offers_view.MARKUP_WIDTH
    assert percent(Decimal(markup)).replace(" ", "").strip("≈%") in told


async def test_the_help_lists_also_what_cannot_be_done_yet(stage: Stage) -> None:
    """On Many offers nothing can be sent before the preview; that there is such a key must be found."""
    async with stage.running(size=LARGE) as pilot:
        await visiting("m")(stage, pilot)
        keys = {row.id: row.keys for row in key_rows(stage.app.screen, {})}
        assert keys["bulk.send"] == "Ctrl+N"
        assert "bulk.stop" not in keys, "what is hidden stays so"
