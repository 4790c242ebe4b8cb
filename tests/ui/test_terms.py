"""Step 4: a length or a date, and what it means in dates."""

import pytest

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import ENDS_SOON, EURO
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from tests.ui.looks import click, fill, message, shown, value, words
from tests.ui.stage import Stage, settle


async def test_archera_gets_ten_years_and_everybody_sixty_days(stage: Stage) -> None:
    async with stage.at(Step.TERMS):
        assert (value(stage.app, "agreement"), value(stage.app, "expiry")) == ("10 years", "+60 days")
        assert shown(stage.app).count("suggested") == 2


async def test_typing_on_arrival_takes_the_place_of_what_is_suggested(stage: Stage) -> None:
    """What nobody typed is selected; what somebody typed is gone on with."""
    async with stage.at(Step.PRICING) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press(*"400")
        await settle(pilot)
        assert value(stage.app, "agreement") == "400"
        await pilot.press("tab", "shift+tab", "7")
        await settle(pilot)
        assert value(stage.app, "agreement") == "4007"


async def test_other_isvs_get_no_suggested_length(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(EURO)) as pilot:
        assert value(stage.app, "agreement") == ""
        assert "To fix" not in message(stage.app, "agreement")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TermsScreen)
        assert "No agreement length is given." in message(stage.app, "agreement")


@pytest.mark.parametrize(
    ("text", "length", "today", "last"),
    [
        ("10 years", "3,653 days from acceptance, sent as P3653D", "23 November 2036", "22 January 2037"),
        ("18 months", "547 days from acceptance, sent as P547D", "23 May 2028", "22 July 2028"),
        ("400 days", "400 days from acceptance, sent as P400D", "28 December 2027", "26 February 2028"),
        ("2027-11-23", "365 days from acceptance, sent as P365D", "23 November 2027", "22 January 2028"),
        ("P1Y", "365 days from acceptance, sent as P365D", "23 November 2027", "22 January 2028"),
    ],
)
async def test_a_length_shows_both_possible_ends(
    stage: Stage, text: str, length: str, today: str, last: str
) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await fill(pilot, "#field-agreement Input", text)
        meaning = words(stage.app, "#agreement-meaning")
        assert length in meaning
        assert f"If accepted today 23 November 2026 to {today}" in meaning
        assert f"If on the last day 22 January 2027 to {last}" in meaning


async def test_the_expiry_names_its_last_moment_in_both_times_and_the_days_left(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(EURO)):
        meaning = words(stage.app, "#expiry-meaning")
        assert "2027-01-22 23:59:59 UTC" in meaning
        assert "Fri 2027-01-22 23:59:59 UTC" in meaning
        assert "60 from today, 23 November 2026" in meaning
        assert "Authorization ends 23 November 2027" in meaning


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("agreement", "", "No agreement length is given."),
        ("agreement", "12/31/2027", "Only year-month-day is read"),
        ("agreement", "31.12.2027", "Only year-month-day is read"),
        ("agreement", "2027-02-29", "February 2027 has 28 days, not 29."),
        ("agreement", "24", "The number needs a unit."),
        ("agreement", "forever", "This is neither a date nor a length."),
        ("agreement", "2020-01-01", "would end before it starts"),
        ("agreement", "9999 years", "further away than a calendar can tell"),
        ("agreement", "2026-12-31", "when the offer can still be accepted"),
        ("expiry", "", "No expiry is given."),
        ("expiry", "2026-11-22", "is past; a past date would expire the offer at once"),
        ("expiry", "2026-11-23", "AWS asks for a future date, and this is today."),
        ("expiry", "１0 days", "only look like digits"),
    ],
)
async def test_a_bad_date_is_said_beside_its_field_and_next_leads_to_it(
    stage: Stage, name: str, text: str, said: str
) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await fill(pilot, f"#field-{name} Input", text)
        assert "To fix:" in message(stage.app, name)
        assert said in message(stage.app, name)
        stage.app.screen.query_one("#back").focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TermsScreen)
        assert stage.app.focused is stage.app.screen.query_one(f"#field-{name} Input")
        assert value(stage.app, name) == text


@pytest.mark.parametrize(
    ("authorization", "text", "said"),
    [
        (EURO, "+3 days", "The buyer has 3 days to accept."),
        (EURO, "+400 days", "Check:"),
        (ENDS_SOON, "+60 days", "The authorization ends before that, on 28 November 2026."),
    ],
)
async def test_an_odd_expiry_is_pointed_out_and_allowed(
    stage: Stage, authorization: str, text: str, said: str
) -> None:
    async with stage.at(Step.TERMS, stage.draft(authorization, agreement="3 years")) as pilot:
        await fill(pilot, "#field-expiry Input", text)
        assert said in message(stage.app, "expiry")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_an_offer_that_ends_tomorrow_is_asked_about(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(expiry="+1 day")) as pilot:
        assert "Sure?" in message(stage.app, "expiry")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_a_draft_from_last_month_is_read_anew_today(stage: Stage) -> None:
    """A length counts from today; a date that has passed meanwhile is said."""
    draft = stage.draft(expiry="2026-12-01")
    stage.clock.move(days=30)
    async with stage.at(Step.TERMS, draft):
        assert "is past" in message(stage.app, "expiry")
        assert "23 December 2026 to 23 December 2036" in words(stage.app, "#agreement-meaning")


async def test_enter_goes_from_length_to_expiry_to_review(stage: Stage) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await pilot.press("enter")
        assert stage.app.focused is stage.app.screen.query_one("#field-expiry Input")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
