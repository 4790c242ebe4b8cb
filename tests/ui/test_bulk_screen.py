"""Many offers at once: every row looked at before, confirmed by their number, each sent once."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Button

from cppo_tui.domain.errors import UnknownOutcome
from cppo_tui.domain.ports import Sender
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.ask_of_rows import AskOfRows
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.find_one import FindOne
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.bulk import BulkScreen
from cppo_tui.ui.screens.home import HomeScreen
from tests.ui.catalogs import Counted
from tests.ui.looks import click, fill, shown, toasts, words
from tests.ui.scenes_desks import TABLE, bulk_filled, table, visiting
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text

FIVE = ("422233334444", "466655554444", "735201948862", "190476358210", "604918273355")
NOBODY = "999999999999"
"""An account AWS does not know: an offer to it fails there."""


class Calls(Counted):
    """Counts what is sent; before the ``at``-th change set ``then`` is done."""

    at = 0

    def __init__(self, catalog: Any, then: Callable[[], None]) -> None:
        super().__init__(catalog)
        self._then = then

    def sender(self) -> Sender:
        """Where each change set passes."""
        if len(self.sent) + 1 == self.at:
            self._then()
        return super().sender()


class Batch:
    """A stage, what was sent from it, and something done in the middle of it."""

    def __init__(self, make_stage: Callable[..., Stage]) -> None:
        self.catalogs: list[Calls] = []
        self.at = 0
        self.then: Callable[[], None] = lambda: None
        self.stage = make_stage(wrap=self._calls)

    def _calls(self, catalog: Any) -> Calls:
        self.catalogs.append(Calls(catalog, lambda: self.then()))
        self.catalogs[-1].at = self.at
        return self.catalogs[-1]

    @property
    def sent(self) -> int:
        """StartChangeSet calls, of every run of the program."""
        return sum(len(catalog.sent) for catalog in self.catalogs)

    def offers(self) -> Counter[str]:
        """How many offers each of the five buyers has from it at AWS, beside what was there before."""
        listed = self.stage.catalog.offers(BRONZE)
        return Counter(buyer for one in listed for buyer in one.buyers if buyer in FIVE[1:])


@pytest.fixture
def batch(make_stage: Callable[..., Stage]) -> Batch:
    return Batch(make_stage)


async def previewed(stage: Stage, pilot: AppPilot, count: int = 5) -> None:
    """Filled in, checked, and every question answered with yes."""
    await visiting("m", bulk_filled)(stage, pilot)
    await pilot.press("f6")
    await settle(pilot)
    while isinstance(stage.app.screen, Ask):
        await click(pilot, "#yes")
    assert f"{count} to be sent" in shown(stage.app), shown(stage.app)


async def sending(stage: Stage, pilot: AppPilot) -> None:
    """Confirmed with the number of offers."""
    await previewed(stage, pilot)
    await confirmed(pilot, "5")


async def confirmed(pilot: AppPilot, count: str) -> None:
    """The number of offers typed."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, count)
    await pilot.press("enter")


def result_rows(path: str) -> list[dict[str, str]]:
    """The result table, as a spreadsheet reads it."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(io.StringIO(file.read())))


async def test_six_customers_one_without_an_account_get_five_offers(batch: Batch) -> None:
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        await visiting("m", bulk_filled)(stage, pilot)
        assert "12345 is no account id" in shown(stage.app)
        assert "2 questions to answer first: press F6." in shown(stage.app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, BulkScreen), "not while a question is open"
        await pilot.press("f6")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "Delmar Freight (line 2)" in shown(stage.app)
        await click(pilot, "#yes")
        assert "Delmar Freight (line 2), Acme (line 3)" in shown(stage.app)
        await click(pilot, "#read")
        await pilot.press("c", "escape")
        await settle(pilot)
        assert stage.app.clipboard.startswith("https://"), "the contract can be read before it is accepted"
        await click(pilot, "#yes")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        for wrong in ("", "6", "yes", "15"):
            await fill(pilot, "#answer", wrong)
            await pilot.press("enter")
            await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert batch.sent == 0
        await fill(pilot, "#answer", "5")
        await pilot.press("enter")
        await settle(pilot)
        assert "6 customers: 5 made, 1 not sent" in shown(stage.app)
        result = stage.app.sender.bulk.result
        await click(pilot, "#copy-path")
        assert stage.app.clipboard == result
        assert batch.sent == 5
        await pilot.press("f5")
        await settle(pilot)
        assert "5 made, 1 not sent" in shown(stage.app), "the same table has nothing to send any more"
        assert stage.app.screen.query_one("#send", Button).disabled
    assert batch.offers() == Counter(dict.fromkeys(FIVE[1:], 1))
    told = result_rows(result)
    assert [row["state"] for row in told] == ["made", "made", "not sent", "made", "made", "made"]
    assert all(row["link"].endswith(row["offer id"]) for row in told)


async def test_rows_in_question_are_left_out_and_the_others_are_sent(batch: Batch) -> None:
    """A question is about its rows alone: the others need not wait, and the next question is asked too."""
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        await visiting("m", bulk_filled)(stage, pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert isinstance(stage.app.screen, AskOfRows)
        assert "already has an open offer" in shown(stage.app)
        await click(pilot, "#leave-out")
        assert words(stage.app, "#yes") == "I accept it", "the next question, all the same"
        await click(pilot, "#yes")
        told = "4 ready, 1 left out unless answered (F6). 1 has an open offer already."
        assert told in shown(stage.app)
        await confirmed(pilot, "4")
        await settle(pilot)
        assert "4 of 4" in shown(stage.app), "all that was to be sent"
        assert "4 of 6 rows were sent, 2 left out." in toasts(stage.app)
    assert FIVE[0] not in batch.offers()
    assert batch.sent == 4


async def test_going_back_keeps_what_was_answered_and_asks_the_rest_again(batch: Batch) -> None:
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        await visiting("m", bulk_filled)(stage, pilot)
        await pilot.press("f6")
        await settle(pilot)
        await click(pilot, "#yes")
        await click(pilot, "#no")
        assert isinstance(stage.app.screen, BulkScreen)
        assert "1 question to answer first: press F6." in shown(stage.app)
        await pilot.press("f6")
        await settle(pilot)
        assert words(stage.app, "#yes") == "I accept it"
        await pilot.press("escape")
    assert batch.sent == 0


async def test_left_in_the_middle_and_taken_up_again_no_customer_gets_two(batch: Batch) -> None:
    stage, batch.at = batch.stage, 3
    batch.then = lambda: stage.app.sender.bulk.stop("left")
    async with stage.running(size=LARGE) as pilot:
        await sending(stage, pilot)
        await settle(pilot)
        assert "Stopped: left" in shown(stage.app)
        assert batch.sent == 3
        await pilot.press("ctrl+q")
    batch.at = 0
    stage.app = stage.new_app()
    async with stage.running(size=LARGE) as pilot:
        await previewed(stage, pilot, 2)
        assert "2 to be sent, 3 made, 1 not sent" in shown(stage.app)
        await confirmed(pilot, "2")
        await settle(pilot)
        assert batch.sent == 5
    assert set(batch.offers().values()) == {1}


async def test_a_pause_sends_nothing_and_leaving_meanwhile_loses_nothing(batch: Batch) -> None:
    stage, batch.at = batch.stage, 2
    batch.then = lambda: stage.app.sender.bulk.pause()
    async with stage.running(size=LARGE) as pilot:
        await sending(stage, pilot)
        await _until(pilot, lambda: stage.app.sender.bulk.over == 2)
        stage.app.tracking_changed.publish("")
        await settle(pilot, but=("batch",))
        assert "Paused." in shown(stage.app)
        await pilot.press("escape")
        await settle(pilot, but=("batch",))
        assert isinstance(stage.app.screen, Choose), "it says what happens"
        await pilot.press("enter")
        await settle(pilot, but=("batch",))
        assert isinstance(stage.app.screen, HomeScreen)
        await pilot.press("m")
        await settle(pilot, but=("batch",))
        assert "2 of 5" in shown(stage.app), "it is shown as it stands, of the rows that are sent"
        assert words(stage.app, "#pause") == "Resume"
        assert batch.sent == 2
        await pilot.press("f7")
        await settle(pilot)
        assert "5 made" in shown(stage.app)
    assert set(batch.offers().values()) == {1}


async def test_quitting_lets_what_is_on_its_way_come_back_first(batch: Batch) -> None:
    stage, batch.at = batch.stage, 2
    batch.then = lambda: stage.app.sender.bulk.pause()
    async with stage.running(size=LARGE) as pilot:
        await sending(stage, pilot)
        await _until(pilot, lambda: stage.app.sender.bulk.over == 2)
        await pilot.press("ctrl+q")
        await _until(pilot, lambda: not stage.app.is_running)
        assert "no customer gets a second offer" in toasts(stage.app)
    assert batch.sent == 2


class FirstIsLost(Counted):
    """The first answer is lost on its way back."""

    def sender(self) -> Sender:
        """Loses one."""
        self.lost = UnknownOutcome("The connection broke.") if not self.sent else None
        return super().sender()


async def test_an_answer_that_is_lost_is_looked_up_and_not_sent_again(
    make_stage: Callable[..., Stage],
) -> None:
    catalogs: list[FirstIsLost] = []

    def wrap(catalog: Any) -> FirstIsLost:
        catalogs.append(FirstIsLost(catalog))
        return catalogs[-1]

    stage = make_stage(wrap=wrap)
    async with stage.running(size=LARGE) as pilot:
        await sending(stage, pilot)
        await settle(pilot)
        assert "5 made" in shown(stage.app)
    assert [len(catalog.sent) for catalog in catalogs if catalog.sent] == [5]


async def test_the_first_failure_stops_the_others_when_that_is_wished(batch: Batch) -> None:
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        table(stage, TABLE.replace("422233334444", NOBODY))
        await previewed(stage, pilot)
        await click(pilot, "#stop-on-error")
        await confirmed(pilot, "5")
        await settle(pilot)
        assert "Stopped: Line 2 did not succeed" in shown(stage.app)
        assert "1 failed" in shown(stage.app)
        assert batch.sent < 5


async def test_another_table_is_looked_at_anew_before_anything_can_be_sent(batch: Batch) -> None:
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        await previewed(stage, pilot)
        await fill(pilot, "#customers", "others.csv")
        assert stage.app.screen.query_one("#send", Button).disabled
        await pilot.press("f5")
        await settle(pilot)
        assert "To fix: " in shown(stage.app)
        assert "others.csv" in shown(stage.app)
        await fill(pilot, "#customers", "~nobody/others.csv")
        await pilot.press("f5", "escape")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert stage.app.screen.query_one("#customers").value == "~nobody/others.csv", "nothing typed is lost"  # type: ignore[attr-defined]
    assert batch.sent == 0


async def test_template_and_authorization_can_be_chosen_by_searching(batch: Batch) -> None:
    stage = batch.stage
    async with stage.running(size=LARGE) as pilot:
        table(stage)
        await visiting("m")(stage, pilot)
        for field, search, chosen in (
            ("template", "archera", "Archera - Subscription"),
            ("authorization", "archera bronze", BRONZE),
        ):
            await click(pilot, f"#choose-{field}")
            assert isinstance(stage.app.screen, FindOne)
            await type_text(pilot, search)
            await pilot.press("enter")
            await settle(pilot)
            assert stage.app.screen.query_one(f"#{field}").value == chosen  # type: ignore[attr-defined]


async def _until(pilot: AppPilot, what: Callable[[], bool]) -> None:
    """Wait for the batch's own thread."""
    for _ in range(2000):
        if what():
            return
        await pilot.pause()
    raise AssertionError("it did not come to that")
