"""The offers at AWS: what is told of each, what is found, and what each action does, once and when meant."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Button, Input

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_offers import DRAFT, EXPIRED, OPEN
from cppo_tui.services.amending import extension
from cppo_tui.ui import handing_over
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.dialog import room_in
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.export import told_folder
from cppo_tui.ui.offers_view import COLUMNS
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.catalogs import Counted
from tests.ui.looks import click, fill, rows, shown, toasts, words
from tests.ui.scenes_desks import later, visiting
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text


class Sent:
    """A stage whose calls to AWS are counted."""

    def __init__(self, make_stage: Callable[..., Stage]) -> None:
        self.stage = make_stage(wrap=self._counted)

    def _counted(self, catalog: Any) -> Counted:
        self.catalog = Counted(catalog)
        return self.catalog

    @property
    def change_sets(self) -> list[Any]:
        """Everything AWS was asked to change."""
        return [json.loads(payload) for payload, _ in self.catalog.sent]


@pytest.fixture
def sent(make_stage: Callable[..., Stage]) -> Sent:
    return Sent(make_stage)


async def at_offer(stage: Stage, pilot: AppPilot, search: str = "delmar archera") -> None:
    """The desk with the cursor on one offer, the list in focus."""
    await visiting("o")(stage, pilot)
    await fill(pilot, "#search", search)
    await pilot.press("enter")
    await settle(pilot)


def marked(stage: Stage) -> str:
    screen = stage.app.screen
    assert isinstance(screen, OffersScreen)
    return screen.marked


def _allowed(stage: Stage) -> set[str | None]:
    return {one.id for one in stage.app.screen.query("#acts Button").results(Button) if not one.disabled}


async def test_each_row_says_whose_it_is_where_it_stands_and_for_how_long(stage: Stage) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await later(visiting("o"))(stage, pilot)
        seen = "\n".join(rows(stage.app))
        for buyer, state in (
            ("Delmar Freight", "expiring   10 days  25 %"),
            ("4111 2222 3333", "on its way"),
            ("Ostrava Glass", "draft               12.5 %"),
        ):
            assert any(buyer in row and state in row for row in seen.splitlines()), (buyer, state, seen)
        assert "6 of 6" in seen
        await fill(pilot, "#search", "harrow renewal")
        assert not _allowed(stage), "what is on its way comes before any other change"
        assert "the list of drafts has its status" in shown(stage.app)


async def test_search_filter_and_sort_find_an_offer(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        await pilot.press("slash")
        await type_text(pilot, "4333 4444")
        await settle(pilot)
        assert "2 of 5" in shown(stage.app)
        await pilot.press("escape")
        await settle(pilot)
        assert "5 of 5" in shown(stage.app)
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(stage.app.screen, Choose)
        assert "accepted (2)" in shown(stage.app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "1 of 5" in shown(stage.app)
        assert words(stage.app, "#filter") == "Show: open"
        await pilot.press("f")
        await settle(pilot)
        await pilot.press("home", "enter")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert "sorted by offer" in shown(stage.app)
        assert marked(stage) == OPEN, "the cursor stays on its offer"
        screen = stage.app.screen
        assert isinstance(screen, OffersScreen)
        assert screen.shown[0] == OPEN
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


@pytest.mark.parametrize(
    "typed", ["433344445555", "4333 4444 5555", "4333-4444-5555", "4444-5555", "4333-", "4333-4444"]
)
async def test_an_account_is_found_however_it_is_written(stage: Stage, typed: str) -> None:
    """As step 1 takes it. Who does not find an offer makes a second one."""
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        await fill(pilot, "#search", typed)
        assert "2 of 5" in shown(stage.app)
        await fill(pilot, "#search", "4333-4444-5556")
        assert "Nothing matches. Empty the search to see all." in shown(stage.app)


async def test_the_filter_also_tells_what_ends_within_14_30_and_90_days(stage: Stage) -> None:
    """The one open offer ends in 41 days; what is accepted or expired waits for nobody."""
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        await click(pilot, "#filter")
        assert "ends within 90 days (1)" in shown(stage.app)
        assert "ends within 30 days (0)" in shown(stage.app), "that none does is an answer"
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "Show: ends within 90 days" in shown(stage.app)
        assert "1 of 5" in shown(stage.app)
        assert marked(stage) == OPEN
        stage.clock.move(days=30)
        await pilot.press("f")
        await settle(pilot)
        for said in ("ends within 14 days (1)", "ends within 30 days (1)", "ends within 90 days (1)"):
            assert said in shown(stage.app)


async def test_a_wide_window_has_the_offers_ids_and_the_narrow_ones_the_room(stage: Stage) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await visiting("o")(stage, pilot)
        assert any("41 days" in row and f" {OPEN} " in row for row in rows(stage.app))
    assert "Offer id" not in [one.label for one in COLUMNS if not one.from_width]


async def test_the_detail_has_aws_s_own_terms_and_the_agreement(stage: Stage) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await at_offer(stage, pilot, "ostrava archera")
        assert marked(stage) == EXPIRED
        seen = shown(stage.app)
        for part in ("As AWS has it", "33.3 %", "Agreement", "agmt-ostravaarchera6v5jd2yrb7q", "active"):
            assert part in seen


async def test_extending_shows_what_a_date_means_and_sends_it_once(sent: Sent) -> None:
    stage = sent.stage
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot)
        await pilot.press("s", "e")
        await settle(pilot)
        before = stage.app.screen_stack[-2]
        assert isinstance(before, OffersScreen)
        seen = before.seen
        assert seen.search
        assert seen.by
        dialog = stage.app.screen
        assert isinstance(dialog, Extend)
        for text, says in (
            ("2026-11-01", "to fix"),
            ("tomorow", "to fix"),
            ("2027-02-28", "56 days later"),
            ("56 Days later", "28 february 2027"),
        ):
            await fill(pilot, "#answer", text)
            assert says in shown(stage.app).lower(), text
            assert dialog.query_one("#yes", Button).disabled is (says == "to fix")
        await fill(pilot, "#answer", "tomorow")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert stage.app.screen is dialog
        await fill(pilot, "#answer", "2027-02-28")
        await pilot.press("enter")
        await settle(pilot)
        assert sent.change_sets == [], "Enter goes to the button first"
        assert "Enter sends it." in shown(stage.app)
        assert "goes to the button" not in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert "its last day is now 28 February 2027" in shown(stage.app)
        assert "step 6 of 6" not in shown(stage.app), "it was begun at the offers and is no step of a draft"
        await pilot.press("escape")
        await settle(pilot)
        assert "Offers at AWS" in shown(stage.app), "back to where it was begun"
        assert marked(stage) == OPEN, "and to the offer it was about"
        after = stage.app.screen_stack[-1]
        assert isinstance(after, OffersScreen)
        assert after.seen == seen, "looked at as before"
        await fill(pilot, "#search", "")
        stage.app.screen.query_one(FittedTable).focus()
        await pilot.press("down")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert marked(stage) != OPEN, "until the cursor is moved"
    [changes] = sent.change_sets
    [change] = changes
    assert change["ChangeType"] == "UpdateAvailability"
    assert change["DetailsDocument"] == {"AvailabilityEndDate": "2027-02-28"}
    assert stage.catalog.offer(OPEN).expires.date().isoformat() == "2027-02-28"  # type: ignore[union-attr]


async def test_a_question_about_an_earlier_day_leads_back_to_what_was_typed(sent: Sent) -> None:
    """With 41 days left, “20 days” takes time away from the buyer, and says how to add it."""
    stage = sent.stage
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot)
        await pilot.press("e")
        await settle(pilot)
        await fill(pilot, "#answer", "20")
        assert "“20 days later” to count from the present last day" in words(stage.app, ".preview")
        await fill(pilot, "#answer", "20 days")
        assert "“20 days” is from today, “20 days later” from then" in words(stage.app, ".preview")
        assert "a question follows" in words(stage.app, ".hint")
        assert "sends it" not in words(stage.app, ".hint")
        for back in ("escape", "enter"):
            await pilot.press("enter", "enter")
            await settle(pilot)
            assert isinstance(stage.app.screen, Ask)
            assert "New last day: 13 December 2026." in words(stage.app, ".content Static")
            await pilot.press(back)
            await settle(pilot)
            assert isinstance(stage.app.screen, Extend)
            assert stage.app.screen.query_one("#answer", Input).value == "20 days"
            assert not stage.app.screen.query_one("#yes", Button).disabled
    assert sent.change_sets == []


async def test_expiring_wants_the_buyer_s_digits_and_sends_once(sent: Sent) -> None:
    stage = sent.stage
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        said = "AWS takes only a whole day: its last day becomes yesterday, 22 November 2026."
        assert said in words(stage.app, ".head Static")
        for wrong in ("", "4443", "yes", "422233334444"):
            await fill(pilot, "#answer", wrong)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(stage.app.screen, TypeIn)
        assert sent.change_sets == []
        await pilot.press("escape")
        await settle(pilot)
        assert sent.change_sets == []
        assert isinstance(stage.app.screen, OffersScreen)
        await pilot.press("x")
        await settle(pilot)
        await fill(pilot, "#answer", "4444")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        await pilot.press("escape")
        await settle(pilot)
        await fill(pilot, "#search", "delmar archera")
        await pilot.press("enter")
        await settle(pilot)
        assert "expired" in shown(stage.app)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(stage.app.screen, OffersScreen), "what has expired cannot be expired"
        assert "It expired on" in toasts(stage.app)
        await pilot.press("h")
        await settle(pilot)
        assert f"«cppo extend {OPEN} DATE --sandbox» opens it again. Here e does." in toasts(stage.app)
        await pilot.press("e")
        await settle(pilot)
        assert "nobody can accept it now. Another day opens it again." in words(stage.app, ".head Static")
    assert [change["ChangeType"] for changes in sent.change_sets for change in changes] == [
        "UpdateAvailability"
    ]


async def test_the_words_for_buyer_and_isv_can_be_read_and_copied(stage: Stage) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await at_offer(stage, pilot)
        await pilot.press("h")
        await settle(pilot)
        assert isinstance(stage.app.screen, ToCopy)
        assert "To the buyer" in shown(stage.app)
        folder = stage.app.desk.save_folder
        told = words(stage.app, ".content Static")
        assert f"«cppo handover {OPEN} --sandbox»" in told
        assert (
            f"{handing_over.SAVES}{told_folder(folder, room_in(stage.app) - len(handing_over.SAVES))}" in told
        ), "before it is pressed"
        await click(pilot, "#save")
        mail, note = sorted(folder.glob(f"cppo-handover-{OPEN}-*.txt"))
        assert mail.read_text().startswith("Subject: ")
        assert "We made a channel partner private offer" not in mail.read_text(), "that is not for the buyer"
        assert "We made a channel partner private offer" in note.read_text()
        assert all(name in shown(stage.app) for name in (mail.name, note.name)), "whole"
        await click(pilot, "#path")
        assert stage.app.clipboard == str(folder)
        await pilot.press("escape")
        await click(pilot, "#mail")
        assert stage.app.clipboard.startswith("Subject: ")
        assert "4222 3333 4444" in stage.app.clipboard
        await pilot.press("escape", "i")
        await settle(pilot)
        assert stage.app.clipboard == OPEN
        await pilot.press("l")
        await settle(pilot)
        assert stage.app.clipboard.endswith(f"offerId={OPEN}")


async def test_a_draft_at_aws_is_completed_and_not_made_again(sent: Sent) -> None:
    stage = sent.stage
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot, "quillon")
        assert marked(stage) == DRAFT
        assert _allowed(stage) == {"clone", "release"}
        await pilot.press("x", "e", "p", "h")
        await settle(pilot)
        assert isinstance(stage.app.screen, OffersScreen), "nothing else is done to it"
        for why in ("nobody can accept yet", "No agreement made from it runs", "no buyer can see it"):
            assert why in toasts(stage.app)
        await pilot.press("o")
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert (draft.reuse_offer_id, draft.buyers) == (DRAFT, ("433344445555",))
        assert "no second offer is made" in toasts(stage.app)
    assert sent.change_sets == []


async def test_a_clone_is_a_draft_like_it_and_what_was_open_is_saved(sent: Sent) -> None:
    stage = sent.stage
    draft = stage.draft(name="Mine")
    async with stage.at(Step.INFORMATION, draft) as pilot:
        await pilot.press("ctrl+g")
        await settle(pilot)
        await at_offer(stage, pilot)
        await click(pilot, "#clone")
        assert isinstance(stage.app.screen, Choose)
        await pilot.press("enter")
        await settle(pilot)
        made = stage.app.drafting.draft
        assert (made.buyers, made.pricing.text) == ((), "25")
        assert made.id != draft.id
    assert stage.store.load_draft(draft.id)[0].name == "Mine"
    assert sent.change_sets == []


async def test_what_is_being_sent_is_said_at_the_list(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot)
        assert "Sending" not in shown(stage.app)
        stage.app.tracking.sending = extension(
            stage.catalog.offer(OPEN), "56 days later", None, stage.app.context(), world="sandbox"
        ).plan
        stage.app.tracking_changed.publish("")
        await settle(pilot)
        assert "Sending the new expiry of" in shown(stage.app)
        stage.app.tracking.sending = None
