"""The main job, whole: from an empty list to a published offer."""

import json

from cppo_tui.domain.plan import canonical
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from tests.ui.stage import BUYER, Stage, settle, to_review, to_status

SEVEN = [
    "CreateOfferUsingResaleAuthorization",
    "UpdateInformation",
    "UpdateMarkup",
    "UpdateTargeting",
    "UpdateAvailability",
    "UpdateValidityTerms",
    "ReleaseOffer",
]


async def test_keyboard_alone_walks_from_an_empty_list_to_an_offer_at_one_cent(stage: Stage) -> None:
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to_status(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        row = stage.store.submissions()[0]
        assert row.state == "succeeded"
        assert row.offer_id.startswith("offer-")
        assert stage.app.connection.catalog is not None
        offer = stage.app.connection.catalog.offer(row.offer_id)
        assert [str(price.price) for price in offer.prices] == ["0.01"]
        assert offer.buyers == (BUYER,)
        assert offer.state == "Released"


async def test_the_seven_changes_shown_at_review_are_the_ones_sent(stage: Stage) -> None:
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await to_review(pilot)
        await pilot.press("t")
        await settle(pilot)
        shown = str(stage.app.screen.query_one("#json").content)  # type: ignore[attr-defined]
        digest = str(stage.app.screen.query_one("#digest").content)  # type: ignore[attr-defined]
        assert [change["ChangeType"] for change in json.loads(shown)] == SEVEN
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press(*BUYER[-4:], "enter")
        await settle(pilot)
        submission = stage.store.load_submission(stage.store.submissions()[0].id)
        assert submission.plan.payload == canonical(json.loads(shown))
        assert submission.plan.digest in digest


async def test_leaving_and_coming_back_keeps_the_draft(stage: Stage) -> None:
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert [row.buyers for row in stage.store.drafts()] == ["1234 5678 9012"]
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.pricing.text == "25"


async def test_archera_s_template_leads_to_a_published_offer_in_twelve_key_presses(stage: Stage) -> None:
    """Not counted: the account's twelve digits and the four that confirm."""
    pressed = 0
    async with stage.running(size=(120, 40)) as pilot:
        for keys, typed in (
            (
                "f enter enter enter",
                BUYER,
            ),  # the template, Archera's; to its authorizations; the first, Bronze
            ("enter ctrl+n ctrl+n ctrl+n ctrl+n t ctrl+n", BUYER[-4:]),
            ("enter", ""),
        ):
            for key in keys.split():
                await pilot.press(key)
                await settle(pilot)
                pressed += 1
            await pilot.press(*typed)
        await settle(pilot)
        assert pressed == 12
        offer_id = stage.store.submissions()[0].offer_id
        assert stage.app.connection.catalog is not None
        offer = stage.app.connection.catalog.offer(offer_id)
        assert (offer.state, offer.buyers) == ("Released", (BUYER,))
        assert [str(price.price) for price in offer.prices] == ["0.01"]
