"""The last key before leaving counts, on every step with something to type."""

from typing import Any

import pytest
from textual import events

from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.field import Field
from tests.ui.stage import Stage, settle


def typed(draft: OfferDraft, field: str) -> str:
    """What the draft holds of a field."""
    return draft.pricing.text if field == "markup" else str(getattr(draft, field))


@pytest.mark.parametrize("leave", ["ctrl+q", "ctrl+g"])
@pytest.mark.parametrize(
    ("step", "field", "empty"),
    [
        (Step.INFORMATION, "name", {"name": ""}),
        (Step.INFORMATION, "description", {"description": ""}),
        (Step.PRICING, "markup", {"pricing": PricingChoice()}),
        (Step.TERMS, "agreement", {"agreement": ""}),
        (Step.TERMS, "expiry", {"expiry": ""}),
    ],
)
async def test_keys_in_one_burst_with_the_leaving_key_are_saved(
    stage: Stage, step: Step, field: str, empty: dict[str, Any], leave: str
) -> None:
    draft = stage.draft(**empty)
    async with stage.at(step, draft) as pilot:
        stage.app.screen.query_one(f"#field-{field}", Field).focus_input()
        await settle(pilot)
        for key in ("2", "5", leave):
            stage.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        stored, _ = stage.store.load_draft(draft.id)
        assert typed(stored, field) == "25"
