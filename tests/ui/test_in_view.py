"""What a small window cannot show at once is said to be there, and comes into view when it is meant."""

import pytest

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.finding_list import FindingRow
from cppo_tui.ui.widgets.json_view import JsonView
from tests.ui.looks import is_whole, rows, shown
from tests.ui.scenes import BAD, FIVE_BUYERS, HAS_AN_OFFER, SCENES
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, SMALL, Stage, settle

UNTICKED = BAD | {"consents": frozenset()}


async def test_a_review_that_goes_on_below_says_so_until_its_end_is_reached(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(**UNTICKED)) as pilot:
        assert "PgDn: more" in shown(stage.app)
        await pilot.press("end")
        await settle(pilot)
        assert "PgDn: more" not in shown(stage.app)
        await pilot.press("home")
        await settle(pilot)
        assert "PgDn: more" in shown(stage.app)


@pytest.mark.parametrize("size", [SMALL, (100, 30)])
async def test_what_must_be_settled_is_counted_in_sight_and_a_key_leads_to_each(
    stage: Stage, size: tuple[int, int]
) -> None:
    """Also a question, which keeps no button from being pressed and may stand below the fold."""
    draft = stage.draft(buyers=(HAS_AN_OFFER,), consents=frozenset())
    async with stage.at(Step.REVIEW, draft, size=size) as pilot:
        assert "2 things before publishing: w shows each." in shown(stage.app)
        assert "l Read t Accept" in shown(stage.app)
        assert f"Sure? {grouped(HAS_AN_OFFER)} already has an open offer" in shown(stage.app), (
            "before any key"
        )
        for code in ("OFFER_EXISTS", "RESELLER_CONTRACT", "OFFER_EXISTS"):
            await pilot.press("w")
            await settle(pilot)
            row = stage.app.focused
            assert isinstance(row, FindingRow)
            assert row.finding.code == code
            assert is_whole(row)
        await pilot.press("t")
        await settle(pilot)
        assert "1 thing before publishing: w shows it." in shown(stage.app)


@pytest.mark.parametrize("size", [SMALL, (100, 30)])
async def test_the_change_set_has_a_page_of_its_own_and_a_key_leads_there_and_back(
    stage: Stage, size: tuple[int, int]
) -> None:
    """Not two rows of it at the end of the words."""
    async with stage.at(Step.REVIEW, size=size) as pilot:
        assert "ChangeType" not in shown(stage.app)
        await pilot.press("v")
        await settle(pilot)
        assert isinstance(stage.app.focused, JsonView)
        assert shown(stage.app).count('"') > 12
        await pilot.press("v")
        await settle(pilot)
        assert "Offer name" in shown(stage.app)
        assert "ChangeType" not in shown(stage.app)


async def test_a_change_set_that_cannot_be_sent_is_not_offered_for_copying(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(consents=frozenset()), size=LARGE) as pilot:
        copy = stage.app.screen.query_one("#copy", Button)
        assert (copy.disabled, "c Copy change set" in shown(stage.app)) == (True, False)
        await pilot.press("c", "t")
        await settle(pilot)
        assert not stage.app.clipboard
        assert (copy.disabled, "c Copy change set" in shown(stage.app)) == (False, True)
        await pilot.press("c")
        assert stage.app.clipboard.startswith("[")


async def test_a_review_that_is_there_whole_says_nothing(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=(160, 110)):
        assert "PgDn: more" not in shown(stage.app)


@pytest.mark.parametrize("size", [SMALL, (60, 18), LARGE])
async def test_whoever_comes_to_the_tick_sees_the_contract_s_link_too(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.REVIEW, stage.draft(**UNTICKED), size=size) as pilot:
        for come in (lambda: stage.app.screen.query_one("#accept-contract").focus(), None):
            if come is None:
                await pilot.press("end", "t")
            else:
                come()
            await settle(pilot)
            for part in ("#accept-contract", "#read-contract", "#contract-link"):
                assert is_whole(stage.app.screen.query_one(part)), part


async def test_the_whole_finding_about_a_buyer_is_in_view_below_the_field(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=FIVE_BUYERS), size=SMALL):
        assert "This account is in the list already. Remove one of the two." in shown(stage.app)


@pytest.mark.parametrize("width", range(60, 84, 4))
async def test_a_word_beside_a_label_is_whole_or_not_there(stage: Stage, width: int) -> None:
    async with stage.at(Step.PRICING, size=(width, 24)):
        heads = next(row for row in rows(stage.app) if "Markup %" in row)
        words = heads.replace("Markup %", "").replace("Your margin %", "").replace("Buyer price", "").split()
        assert set(words) <= {"typed", "follows"}


@pytest.mark.parametrize("height", range(34, 42))
async def test_an_empty_line_is_not_called_more(stage: Stage, height: int) -> None:
    """Whoever scrolls for it finds nothing, and what stood at the top is gone."""
    async with stage.running(size=(120, height), but=("follow",)) as pilot:
        await SCENES["status-published"](stage, pilot)
        end_in_sight = "Release to the buyers" in shown(stage.app)
        assert ("PgDn: more" in shown(stage.app)) is not end_in_sight


@pytest.mark.parametrize("height", range(34, 42))
async def test_nor_beside_the_list_of_offers(stage: Stage, height: int) -> None:
    async with stage.running(size=(120, height)) as pilot:
        await visiting("o")(stage, pilot)
        end_in_sight = "Revision" in shown(stage.app)
        assert ("more below" in shown(stage.app)) is not end_in_sight
