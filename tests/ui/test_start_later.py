"""Step 4: an agreement that starts later, for the contracts AWS allows it for."""

from typing import Any

import pytest

from cppo_tui.domain.draft import Installments, ProductType
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import AMI_ANNUAL, CONSUMPTION, CONTRACT, EURO, INSTALLMENTS, SERVICES
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from tests.ui.looks import click, fill, message, shown, tab_round, words
from tests.ui.own import GOOD
from tests.ui.stage import LARGE, SMALL, Stage, publish, settle, type_text
from tests.ui.test_kinds import validity_sent


@pytest.mark.parametrize(
    ("source", "fields", "asked"),
    [
        (CONTRACT, {}, True),
        (CONSUMPTION, {}, True),
        (INSTALLMENTS, {}, True),
        (CONTRACT, {"installments": GOOD}, True),
        (BRONZE, {}, False),
        (EURO, {}, False),
        (AMI_ANNUAL, {}, False),
        (CONSUMPTION, {"product_type": ProductType.MACHINE}, False),
        (SERVICES, {"product_type": ProductType.SERVICES}, False),
    ],
)
async def test_a_start_is_asked_for_contracts_of_saas_only(
    stage: Stage, source: str, fields: dict[str, Any], asked: bool
) -> None:
    async with stage.at(Step.TERMS, stage.draft(source, **fields)):
        assert bool(stage.app.screen.query_one("#field-start").region.area) is asked
        assert not stage.app.screen.query_one("#field-start Input").has_focus


async def test_keys_alone_start_an_agreement_later_and_publish_it(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT)) as pilot:
        await pilot.press("shift+tab")
        await type_text(pilot, "2027-02-01")
        await pilot.press("enter")
        await type_text(pilot, "24 months")
        await settle(pilot)
        assert "1 February 2027 to 31 January 2029" in words(stage.app, "#agreement-meaning")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "1 February 2027 to 31 January 2029" in shown(stage.app)
        stage.app.change(consents=frozenset())
        await publish(pilot)
        assert stage.store.submissions()[0].state == "succeeded"
        assert validity_sent(stage) == [
            {"AgreementStartDate": "2027-02-01", "AgreementEndDate": "2029-01-31"}
        ]


@pytest.mark.parametrize(
    ("source", "fields", "end"),
    [
        (CONSUMPTION, {}, "31 January 2028"),
        (INSTALLMENTS, {}, "31 January 2028"),
        (CONTRACT, {"installments": GOOD}, "31 January 2028"),
    ],
)
async def test_the_only_length_there_is_needs_no_typing(
    stage: Stage, source: str, fields: dict[str, Any], end: str
) -> None:
    async with stage.at(Step.TERMS, stage.draft(source, start="2027-02-01", **fields)):
        assert not stage.app.screen.query_one("#field-agreement").display
        assert f"1 February 2027 to {end}" in words(stage.app, "#agreement-meaning")


@pytest.mark.parametrize(
    ("source", "start", "why"),
    [
        (CONSUMPTION, "2027-01-22", "Type 2027-01-23 or later, or an earlier expiry."),
        (CONSUMPTION, "2029-11-24", "the latest start is 23 November 2029."),
        (CONTRACT, "2027-12-24", "the latest start is 19 October 2027."),
        (CONSUMPTION, "soon", "This is neither a date nor a length."),
        (CONSUMPTION, "2/3/27", "Only year-month-day is read"),
        (CONSUMPTION, "9999 years", "No calendar reaches that far."),
    ],
)
async def test_a_bad_start_is_said_beside_its_field_and_next_leads_to_it(
    stage: Stage, source: str, start: str, why: str
) -> None:
    async with stage.at(Step.TERMS, stage.draft(source, agreement="12 months")) as pilot:
        await fill(pilot, "#field-start Input", start)
        assert "To fix:" in message(stage.app, "start")
        assert why in message(stage.app, "start")
        stage.app.screen.query_one("#back").focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TermsScreen)
        assert stage.app.focused is stage.app.screen.query_one("#field-start Input")


async def test_a_length_the_authorization_does_not_have_is_said_with_those_it_has(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT, start="2027-02-01")) as pilot:
        await fill(pilot, "#field-agreement Input", "25 months")
        assert "Type 12 months or 24 months or 36 months." in message(stage.app, "agreement")
        await fill(pilot, "#field-agreement Input", "3 years")
        assert "31 January 2030" in words(stage.app, "#agreement-meaning")


async def test_without_a_start_it_is_the_buyer_s_choice_again_and_the_length_is_kept(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT)) as pilot:
        await fill(pilot, "#field-start Input", "2027-02-01")
        assert not stage.app.screen.query_one("#agreement-words").display
        await fill(pilot, "#field-agreement Input", "24 months")
        await fill(pilot, "#field-start Input", "")
        assert "The buyer chooses" in words(stage.app, "#agreement-words")
        assert not stage.app.screen.query_one("#field-agreement").display
        await fill(pilot, "#field-start Input", "2027-02-01")
        assert "31 January 2029" in words(stage.app, "#agreement-meaning")


async def test_enter_goes_from_the_start_past_what_is_not_asked(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT)) as pilot:
        stage.app.screen.query_one("#field-start Input").focus()
        await pilot.press("enter")
        assert stage.app.focused is stage.app.screen.query_one("#field-expiry Input")


async def test_a_start_another_authorization_forbids_is_shown_until_it_is_cleared(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(BRONZE, start="2027-02-01")) as pilot:
        assert "Only SaaS contracts can start later" in message(stage.app, "start")
        await click(pilot, "#field-start Input")
        await pilot.press("end", "ctrl+u")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        assert not stage.app.screen.query_one("#field-start").display


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_start_stays_where_it_is_while_it_is_typed(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT), size=size) as pilot:
        entry = stage.app.screen.query_one("#field-start Input")
        entry.focus()
        await settle(pilot)
        still = (entry.region, stage.app.screen.query_one("#next").region)
        for key in "2027-02-01":
            await type_text(pilot, key)
            await settle(pilot)
            assert (entry.region, stage.app.screen.query_one("#next").region) == still
            assert stage.app.focused is entry


@pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])
@pytest.mark.parametrize("own", [Installments(), GOOD], ids=["markup", "own"])
async def test_everything_can_be_reached_and_seen_at_every_size(
    stage: Stage, own: Installments, size: tuple[int, int]
) -> None:
    draft = stage.draft(CONTRACT, start="2027-02-01", agreement="12 months", installments=own)
    async with stage.at(Step.TERMS, draft, size=size) as pilot:
        assert not await tab_round(pilot)
