"""The last key before leaving counts, on every step with something to type."""

from typing import Any

import pytest
from textual import events
from textual.app import App

from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.ui.keys_in_turn import KeysInTurn
from cppo_tui.ui.widgets.field import Field
from tests.ui.stage import BUYER, Stage, settle
from tests.ui.test_fast_hands import burst


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


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("d",), {"mode": PublishMode.VERIFY}),
        (("d", "d"), {"mode": PublishMode.DIRECT}),
        (("t",), {"consents": frozenset()}),
    ],
)
async def test_what_a_key_chooses_in_the_review_is_saved_too(
    stage: Stage, keys: tuple[str, ...], found: dict[str, Any]
) -> None:
    """Textual takes such a key up to the app before it acts; leaving came first."""
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft) as pilot:
        burst(stage, *keys, "ctrl+q")
        await settle(pilot)
    stored, _ = stage.store.load_draft(draft.id)
    assert {name: getattr(stored, name) for name in found} == found


@pytest.mark.parametrize("key", ["right", "left", "down", "up"])
async def test_an_arrow_between_the_two_ways_is_saved_too(stage: Stage, key: str) -> None:
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft) as pilot:
        stage.app.screen.query_one("#mode").focus()
        await settle(pilot)
        burst(stage, key, "ctrl+q")
        await settle(pilot)
    assert stage.store.load_draft(draft.id)[0].mode is PublishMode.VERIFY


async def test_an_account_taken_out_by_a_key_is_not_in_the_draft(stage: Stage) -> None:
    draft = stage.draft(buyers=(BUYER, "433344445555"))
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        [*stage.app.screen.query("Chip")][1].focus()
        await settle(pilot)
        burst(stage, "delete", "ctrl+q")
        await settle(pilot)
    assert stage.store.load_draft(draft.id)[0].buyers == (BUYER,)


async def test_control_leaving_at_once_loses_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeysInTurn, "on_event", App.on_event)
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft) as pilot:
        burst(stage, "d", "ctrl+q")
        await settle(pilot)
    assert stage.store.load_draft(draft.id)[0].mode is PublishMode.DIRECT
