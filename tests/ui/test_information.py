"""Step 2: name and description, suggested until somebody types."""

import pytest

from cppo_tui.domain.steps import Step
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_pricing import PricingScreen
from tests.ui.looks import fill, message, paste, rows, shown, value
from tests.ui.stage import Stage, settle, type_text

SUGGESTED = "Archera - Subscription for 1234 5678 9012"
BADGE = "suggested"


async def test_both_texts_are_suggested_and_marked_so(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        assert value(stage.app, "name") == SUGGESTED
        assert "From Archera-Meridian-Subscription-2024" in value(stage.app, "description")
        assert shown(stage.app).count(BADGE) == 2
        await fill(pilot, "#field-name Input", "Mine")
        assert shown(stage.app).count(BADGE) == 1
        assert stage.app.drafting.draft.name == "Mine"


async def test_what_is_typed_takes_a_suggestion_s_place_and_is_added_to_one_s_own_text(stage: Stage) -> None:
    """Nobody should have to find out how to empty the field."""
    async with stage.at(Step.INFORMATION) as pilot:
        await type_text(pilot, "Bronze")
        assert value(stage.app, "name") == "Bronze"
        await pilot.press("enter")
        await settle(pilot)
        await type_text(pilot, "Q1")
        assert value(stage.app, "description") == "Q1"
        await pilot.press("shift+tab")
        await type_text(pilot, "!")
        assert value(stage.app, "name") == "Bronze!"


async def test_without_an_authorization_nothing_is_called_suggested(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft("")):
        assert BADGE not in shown(stage.app)


async def test_the_suggestion_follows_the_buyers_until_it_is_changed(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        stage.app.change(buyers=("433344445555",))
        stage.app.go_to(Step.INFORMATION)
        await settle(pilot)
        assert value(stage.app, "name").endswith("for 4333 4444 5555")


async def test_typing_the_suggestion_again_makes_it_a_suggestion_again(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="Mine")) as pilot:
        await fill(pilot, "#field-name Input", SUGGESTED)
        assert stage.app.drafting.draft.name is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("name", "", "Name is empty"),
        ("name", "   ", "Name is empty"),
        ("name", " Harrow", "begins with a space"),
        ("name", "a<b", "AWS does not take < in a name."),
        ("name", "a\\b>", "AWS does not take > \\ in a name."),
        ("name", "x" * 151, "151 characters; AWS takes at most 150. Shorten it by 1."),
        ("description", "", "Description is empty"),
        ("description", "x" * 256, "256 characters; AWS takes at most 255."),
        ("description", "<>", "AWS does not take < > in a description."),
    ],
)
async def test_a_bad_text_is_said_beside_its_field_and_next_leads_to_it(
    stage: Stage, name: str, text: str, said: str
) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await fill(pilot, f"#field-{name} Input", text)
        assert "To fix:" in message(stage.app, name)
        assert said in message(stage.app, name)
        stage.app.screen.query_one("#back").focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)
        assert stage.app.focused is stage.app.screen.query_one(f"#field-{name} Input")
        assert getattr(stage.app.drafting.draft, name) == text


async def test_an_e_mail_address_is_pointed_out_and_allowed(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await fill(pilot, "#field-name Input", "For jo@example.com")
        assert "Check:" in message(stage.app, "name")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)


async def test_the_counter_counts_what_is_typed(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await fill(pilot, "#field-name Input", "four")
        assert "4 of 150" in shown(stage.app)


async def test_a_pasted_line_end_becomes_a_space(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="")) as pilot:
        await paste(pilot, "Harrow\nand Finch\x1b]52;c;aGk=\x07")
        assert stage.app.drafting.draft.name == "Harrow and Finch<U+001B>]52;c;aGk=<U+0007>"


async def test_enter_goes_from_name_to_description_to_the_next_step(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await pilot.press("enter")
        assert stage.app.focused is stage.app.screen.query_one("#field-description Input")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, PricingScreen)


async def test_step_one_is_echoed(stage: Stage) -> None:
    buyers = tuple(f"50000000000{number}" for number in range(5))
    async with stage.at(Step.INFORMATION, stage.draft(buyers=buyers)):
        text = shown(stage.app)
        assert "5000 0000 0000, 5000 0000 0001, 5000 0000 0002 and 2 more" in text
        assert "Archera - Subscription" in text


@pytest.mark.parametrize("key", ["escape", "ctrl+g", "ctrl+n", "ctrl+q"])
async def test_what_is_typed_survives_leaving(stage: Stage, key: str) -> None:
    draft = stage.draft()
    async with stage.at(Step.INFORMATION, draft) as pilot:
        await pilot.press("end", "x", key)
        await pilot.pause()
        if key != "ctrl+q":
            await settle(pilot)
    stage.app = stage.new_app()
    assert stage.store.load_draft(draft.id)[0].name == SUGGESTED + "x"


async def test_what_is_suggested_is_there_whole_at_80_columns(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await settle(pilot)
        told = "\n".join(rows(stage.app))
        assert " Archera - Subscription for 1234 5678 9012 " in told
        assert " From Archera-Meridian-Subscription-2024 (resaleauthz-archbronze2qx) " in told
