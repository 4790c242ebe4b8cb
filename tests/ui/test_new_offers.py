"""What a new draft begins with, by the settings."""

import itertools

import pytest

from cppo_tui.domain.settings import STANDARD, Settings
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import AMI_ANNUAL, CONTRACT, ENDS_SOON
from cppo_tui.services.drafts import new_draft
from cppo_tui.services.new_offers import begun, usual_agreement
from tests.ui.stage import Stage, choose_authorization, settle, to_opportunity

OURS = Settings(markup="12.5", agreement="1 year", days_to_accept=30)
numbers = itertools.count(1)


def new_id() -> str:
    return f"{next(numbers):032x}"


def test_without_settings_a_new_draft_is_empty() -> None:
    draft = begun(new_id, STANDARD)
    assert draft == new_draft(lambda: draft.id)


def test_markup_and_days_to_accept_are_filled_in() -> None:
    draft = begun(new_id, OURS)
    assert (draft.pricing.text, draft.expiry) == ("12.5", "+30 days")


@pytest.mark.parametrize(
    ("authorization", "length"),
    [(ENDS_SOON, "1 year"), (AMI_ANNUAL, "1 year"), (CONTRACT, None), (BRONZE, None)],
)
def test_the_usual_length_is_filled_in_where_a_length_is_typed(
    stage: Stage, authorization: str, length: str | None
) -> None:
    chosen = stage.authorization(authorization)
    assert usual_agreement(begun(new_id, OURS), chosen, OURS) == length


def test_a_length_that_was_typed_stays(stage: Stage) -> None:
    draft = begun(new_id, OURS).model_copy(update={"agreement": "3 years"})
    assert usual_agreement(draft, stage.authorization(CONTRACT), OURS) == "3 years"


async def test_a_new_draft_nobody_touched_leaves_no_row_and_one_in_use_keeps_what_was_filled_in(
    stage: Stage,
) -> None:
    async with stage.running() as pilot:
        stage.app.keep_settings(OURS)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert not stage.store.drafts()
        await to_opportunity(pilot)
        await choose_authorization(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        stored, _ = stage.store.load_draft(stage.store.drafts()[0].id)
        assert (stored.pricing.text, stored.expiry) == ("12.5", "+30 days")
