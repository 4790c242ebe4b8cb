"""Step 5: everything once more; nothing is sent that was not read, or that something speaks against."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button, Static

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.pricing_terms import UnitPrice
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_awkward import STALE_DRAFT
from cppo_tui.sandbox.seed_vendors import EURO, USED_UP
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.finding_list import FindingRow
from tests.ui.catalogs import Changed, NoOffers
from tests.ui.looks import click, is_whole, shown, toasts, words
from tests.ui.stage import BUYER, LARGE, AppPilot, Stage, settle, type_text

HAS_AN_OFFER = "422233334444"
"""This buyer holds an open offer from the bronze authorization."""


def publish(stage: Stage) -> Button:
    return stage.app.screen.query_one("#publish", Button)


async def confirm(pilot: AppPilot, stage: Stage, text: str = BUYER[-4:]) -> None:
    await pilot.press("ctrl+n")
    await settle(pilot)
    assert isinstance(stage.app.screen, TypeIn)
    await type_text(pilot, text)
    await pilot.press("enter")
    await settle(pilot)


async def test_a_good_draft_can_be_published_and_says_so(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE):
        assert not publish(stage).disabled
        text = shown(stage.app)
        for fact in ("1234 5678 9012", "25 %", "$0.01", "3,653 days", "2027-01-22 23:59:59 UTC", "SANDBOX"):
            assert fact in text


@pytest.mark.parametrize(
    ("fields", "code", "focus"),
    [
        ({"buyers": ()}, "BUYERS_MISSING", "#account"),
        ({"buyers": ("12345",)}, "BUYER_LENGTH", "#account"),
        ({"name": ""}, "NAME_MISSING", "#field-name Input"),
        ({"description": "<"}, "DESCRIPTION_CHARACTERS", "#field-description Input"),
        ({"pricing": PricingChoice(text="5,0")}, "FIGURE_COMMA", "#field-markup Input"),
        ({"agreement": ""}, "AGREEMENT_MISSING", "#field-agreement Input"),
        ({"expiry": "2020-01-01"}, "EXPIRY_PAST", "#field-expiry Input"),
    ],
)
async def test_a_finding_stops_publishing_and_leads_to_its_field(
    stage: Stage, fields: dict[str, Any], code: str, focus: str
) -> None:
    async with stage.at(Step.REVIEW, stage.draft(**fields), size=LARGE) as pilot:
        assert publish(stage).disabled
        assert "before publishing" in words(stage.app, "#notice")
        row = next(row for row in stage.app.screen.query(FindingRow).results() if row.finding.code == code)
        row.focus()
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one(focus)
        assert "To fix:" in shown(stage.app)


async def test_an_unusable_authorization_leads_to_the_table(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(USED_UP), size=LARGE) as pilot:
        row = next(iter(stage.app.screen.query(FindingRow).results()))
        await click(pilot, row)
        assert stage.app.focused is stage.app.screen.query_one("#authorizations")


async def test_ctrl_n_with_findings_says_what_is_missing_and_sends_nothing(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(name="")) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert not toasts(stage.app), "it would cover the ways to publish"
        focused = stage.app.focused
        assert isinstance(focused, FindingRow)
        assert focused.finding.code == "NAME_MISSING"
        assert is_whole(focused)
        assert not stage.store.submissions()


async def test_an_empty_draft_is_reviewed_without_a_crash(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, OfferDraft(id="e" * 32), size=LARGE):
        assert "still missing" in shown(stage.app)
        assert publish(stage).disabled
        assert "before publishing" in words(stage.app, "#notice")


async def test_a_past_expiry_is_called_past(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(expiry="2020-01-01"), size=LARGE):
        assert "2020-01-01 23:59:59 UTC, past" in shown(stage.app)


@pytest.mark.parametrize("typed", ["", "0000", "123", BUYER])
async def test_only_the_right_digits_confirm(stage: Stage, typed: str) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await confirm(pilot, stage, typed)
        assert isinstance(stage.app.screen, TypeIn)
        assert stage.app.screen.query_one("#yes", Button).disabled
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert not stage.store.submissions()


async def test_several_buyers_are_confirmed_by_their_number(stage: Stage) -> None:
    two = (BUYER, "433344445555")
    draft = stage.agreed(f"buyers-several:{BUYER},433344445555", buyers=two)
    async with stage.at(Step.REVIEW, draft) as pilot:
        await confirm(pilot, stage, "2")
        assert isinstance(stage.app.screen, StatusScreen)


async def test_the_confirmation_repeats_what_cannot_be_changed(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        text = shown(stage.app)
        for fact in (
            "SANDBOX",
            "1234 5678 9012",
            "Markup 25 %",
            "you keep 20 %",
            "(3,653",
            "2027-01-22",
            "7777 8888 9999",
        ):
            assert fact in text


async def test_two_quick_publishes_send_once(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n", "ctrl+n")
        await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter", "enter", "ctrl+n")
        await settle(pilot)
        assert len(stage.store.submissions()) == 1
        assert len(stage.catalog.change_sets()) == 1


async def test_a_twin_offer_is_asked_about_and_the_answer_is_remembered(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(buyers=(HAS_AN_OFFER,))) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "already has an open offer" in shown(stage.app)
        assert "offer-openbronze2kqw" in shown(stage.app)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, TypeIn)
        await type_text(pilot, HAS_AN_OFFER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_without_the_list_of_offers_nothing_is_sent_and_reading_it_again_helps(
    make_stage: Callable[..., Stage],
) -> None:
    spoiled: list[NoOffers] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(NoOffers(catalog))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        assert publish(stage).disabled
        row = next(r for r in stage.app.screen.query(FindingRow).results() if r.finding.stops)
        assert row.finding.code == "OFFERS_NOT_CHECKED"
        spoiled[0].well = True
        await click(pilot, row)
        assert not publish(stage).disabled


async def test_what_changed_at_aws_since_the_review_is_shown_and_reviewed_again(
    make_stage: Callable[..., Stage],
) -> None:
    spoiled: list[Changed] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Changed(catalog))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        spoiled[0].to = _dearer(draft.authorization)
        await confirm(pilot, stage)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "0.008 → 0.009" in toasts(stage.app)
        assert not stage.store.submissions()
        assert "$0.009" in shown(stage.app)
        assert stage.app.drafting.draft.authorization == spoiled[0].to


def _dearer(authorization: ResaleAuthorization | None) -> ResaleAuthorization:
    assert authorization is not None
    price = UnitPrice(dimension_key=authorization.usage_prices[0].dimension_key, wholesale=Decimal("0.009"))
    return authorization.model_copy(update={"usage_prices": (price,), "terms_digest": "other"})


async def test_verify_first_makes_a_draft_compares_it_and_releases_it(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        stage.app.screen.query_one("#mode").focus()
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Create draft" in words(stage.app, "#publish")
        assert [c["ChangeType"] for c in json.loads(_payload(stage))][-1] != "ReleaseOffer"
        await confirm(pilot, stage)
        offer_id = stage.store.submissions()[0].offer_id
        assert stage.catalog.offer(offer_id).state == "Draft"
        assert "DIFFERS" not in shown(stage.app)
        assert "as reviewed" in shown(stage.app)
        await click(pilot, "#release")
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        assert stage.catalog.offer(offer_id).state == "Released"
        assert "Published:" in shown(stage.app)
        assert len(stage.store.submissions()) == 2


def _payload(stage: Stage) -> str:
    return str(stage.app.screen.query_one("#json", Static).content)


async def test_another_authorization_forgets_the_draft_to_be_completed(stage: Stage) -> None:
    draft = stage.draft(reuse_offer_id=STALE_DRAFT, reuse_offer_revision=1)
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        stage.app.screen.query_one("#search").focus()
        await type_text(pilot, "gold")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.reuse_offer_id == ""


async def test_copy_and_save_give_what_is_shown(stage: Stage, tmp_path: Path) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await pilot.press("c", "s")
        await settle(pilot)
        assert json.loads(stage.app.clipboard) == json.loads(_payload(stage))
        saved = [*tmp_path.glob("*.json")]
        assert [json.loads(path.read_text()) for path in saved] == [json.loads(_payload(stage))]
        assert oct(saved[0].stat().st_mode)[-3:] == "600"
        await pilot.press("s")
        await settle(pilot)
        assert len([*tmp_path.glob("*.json")]) == 1


async def test_the_whole_change_set_can_be_scrolled_through_with_the_keyboard(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        assert "ReleaseOffer" not in shown(stage.app)
        for _ in range(12):
            await pilot.press("pagedown")
        await settle(pilot)
        assert "ReleaseOffer" in shown(stage.app)


async def test_a_warning_does_not_stop(stage: Stage) -> None:
    draft = stage.draft(EURO, agreement="1 year", expiry="+3 days")
    async with stage.at(Step.REVIEW, draft, size=LARGE):
        assert "Check:" in shown(stage.app)
        assert not publish(stage).disabled
