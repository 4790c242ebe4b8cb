"""The lists in order, by each column and both ways: also where most of what is sorted by is not read yet."""

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from textual.widgets import DataTable

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.ui import authorizations_view, offers_view
from cppo_tui.ui.authorization_view import TIER
from cppo_tui.ui.list_screen import ListScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.catalogs import Before
from tests.ui.looks import fill, rows, shown
from tests.ui.scenes_desks import HARROW, later, visiting
from tests.ui.stage import SMALL, AppPilot, Stage, settle

COUNT = 60
GONE = f"offer-{COUNT - 1:03}"


def markup(number: int) -> str:
    """Of an offer: none is where its id would put it."""
    return str(number * 37 % 101)


class ManyOffers(Before):
    """Sixty offers, each with a markup of its own; the last of them cannot be read."""

    def __init__(self, catalog: Any) -> None:
        super().__init__(catalog)
        self.read: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """The open one, over and over."""
        one = next(one for one in self._behind.offers(authorization_id) if one.id == OPEN)
        ids = [f"offer-{number:03}" for number in range(COUNT)]
        return tuple(one.model_copy(update={"id": each, "name": f"Name {each}"}) for each in ids)

    def offer(self, offer_id: str) -> OfferView:
        """As it is there, when it is let go."""
        self.gate.wait(10)
        self.read.append(offer_id)
        if offer_id == GONE:
            raise NotFound(f"{offer_id} is not known.")
        view: OfferView = self._behind.offer(OPEN)
        return view.model_copy(update={"id": offer_id, "markup": markup(int(offer_id[-3:]))})


@pytest.fixture
def many(make_stage: Callable[..., Stage]) -> tuple[Stage, list[ManyOffers]]:
    made: list[ManyOffers] = []

    def wrap(catalog: Any) -> ManyOffers:
        made.append(ManyOffers(catalog))
        return made[-1]

    return make_stage(wrap=wrap), made


def listed(stage: Stage) -> ListScreen:
    screen = stage.app.screen
    assert isinstance(screen, ListScreen)
    return screen


async def by(stage: Stage, pilot: AppPilot, label: str, times: int = 1) -> None:
    """A click on a heading, so many times."""
    table = listed(stage).query_one(FittedTable)
    column = next(one for one in table.ordered_columns if one.label.plain == label)
    for _ in range(times):
        at = table.ordered_columns.index(column)
        table.post_message(DataTable.HeaderSelected(table, column.key, at, column.label))
        await settle(pilot)


async def test_only_what_is_in_sight_is_read_until_it_is_sorted_by_markup(
    many: tuple[Stage, list[ManyOffers]],
) -> None:
    stage, catalogs = many
    async with stage.running(size=SMALL) as pilot:
        await visiting("o")(stage, pilot)
        assert 0 < len(catalogs[-1].read) < COUNT / 2
        await by(stage, pilot, offers_view.MARKUP)
        assert sorted(catalogs[-1].read) == [f"offer-{number:03}" for number in range(COUNT)], "each once"
        wanted = sorted(range(COUNT - 1), key=lambda number: Decimal(markup(number)))
        assert listed(stage).shown == (*(f"offer-{number:03}" for number in wanted), GONE)
        assert "1 could not be read" in shown(stage.app)
        await by(stage, pilot, offers_view.MARKUP)
        assert "sorted by markup, backwards" in shown(stage.app)
        assert listed(stage).shown == (*(f"offer-{number:03}" for number in reversed(wanted)), GONE)


async def test_while_markups_are_read_the_list_says_how_many_are_missing(
    many: tuple[Stage, list[ManyOffers]],
) -> None:
    stage, catalogs = many
    async with stage.running(size=SMALL) as pilot:
        await visiting("o")(stage, pilot)
        read = len(catalogs[-1].read)
        catalogs[-1].gate.clear()
        table = listed(stage).query_one(FittedTable)
        column = next(one for one in table.ordered_columns if one.label.plain == offers_view.MARKUP)
        table.post_message(DataTable.HeaderSelected(table, column.key, 4, column.label))
        await settle(pilot, but=("terms",))
        assert f"{COUNT - read} still to be read" in shown(stage.app)
        catalogs[-1].gate.set()
        await settle(pilot)
        assert "still to be read" not in shown(stage.app)


@pytest.mark.parametrize("moved", ["scrolled", "searched", "sorted", "enlarged"])
async def test_whatever_brings_rows_into_sight_their_markups_are_read(
    many: tuple[Stage, list[ManyOffers]], moved: str
) -> None:
    """Also when the marked row is read already."""
    stage, _ = many
    async with stage.running(size=SMALL) as pilot:
        await visiting("o")(stage, pilot)
        if moved == "scrolled":
            listed(stage).query_one(FittedTable).scroll_to(y=25, animate=False)
        elif moved == "searched":
            await fill(pilot, "#search", "name offer-04")
        elif moved == "sorted":
            await by(stage, pilot, offers_view.OFFER, times=2)
        else:
            await pilot.resize_terminal(80, 50)
        await settle(pilot)
        seen = [row for row in rows(stage.app) if "Name offer-" in row]
        assert len(seen) > 5
        assert not [row for row in seen if offers_view.UNREAD in row], seen


OFFER_ORDER: dict[str, Callable[[str], Any]] = {
    offers_view.OFFER: str.lower,
    offers_view.BUYER: str.lower,
    offers_view.LEFT: lambda text: int(text.split()[0]),
    offers_view.MARKUP: lambda text: Decimal(text.removesuffix(" %")),
    offers_view.FROM: str.lower,
    offers_view.ID: str.lower,
}
AUTHORIZATION_ORDER: dict[str, Callable[[str], Any]] = {
    authorizations_view.NAME: str.lower,
    authorizations_view.PRODUCT: str.lower,
    TIER.label: str.lower,
    authorizations_view.STATE: str.lower,
    authorizations_view.USES: int,
    authorizations_view.ENDS: lambda text: int(text.split()[0]) if text != "over" else -1,
    authorizations_view.OPEN: int,
}
NOTHING = ("", "any", "no end", "none", "?")
"""What stands in a column that has nothing to sort by."""


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize(
    ("place", "label"),
    [*(("o", label) for label in OFFER_ORDER), *(("a", label) for label in AUTHORIZATION_ORDER)],
)
async def test_by_each_column_and_backwards_what_it_does_not_have_comes_last(
    stage: Stage, place: str, label: str, backward: bool
) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await (later(visiting("o")) if place == "o" else visiting("a"))(stage, pilot)
        await by(stage, pilot, label, times=2 if backward else 1)
        assert f"sorted by {label.lower()}{', backwards' if backward else ''}" in shown(stage.app)
        labels = [column.label for column in listed(stage).columns]
        texts = [texts[labels.index(label)] for _, texts, _ in listed(stage).rows()]
        has = [text for text in texts if text not in NOTHING]
        order = (OFFER_ORDER if place == "o" else AUTHORIZATION_ORDER)[label]
        assert has == sorted(has, key=order, reverse=backward)
        assert texts == has + [text for text in texts if text in NOTHING]
        assert has


async def test_s_goes_through_the_columns_and_back_to_the_order_it_was_read_in(stage: Stage) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await visiting("o")(stage, pilot)
        before = listed(stage).shown
        for column in offers_view.COLUMNS:
            await pilot.press("s")
            await settle(pilot)
            assert f"sorted by {column.label.lower()}" in shown(stage.app)
        await pilot.press("s")
        await settle(pilot)
        assert "sorted" not in shown(stage.app)
        assert listed(stage).shown == before


@pytest.mark.parametrize("place", ["o", "a"])
async def test_a_key_turns_the_order_round_by_a_column_and_as_it_was_read(stage: Stage, place: str) -> None:
    async with stage.running(size=(160, 50)) as pilot:
        await visiting(place)(stage, pilot)
        as_read = listed(stage).shown
        await pilot.press("S")
        await settle(pilot)
        assert listed(stage).shown == as_read[::-1] != as_read
        assert ", backwards" in shown(stage.app)
        await pilot.press("s")
        await settle(pilot)
        forward = listed(stage).shown
        assert ", backwards" not in shown(stage.app), "another column begins forward"
        await pilot.press("S")
        await settle(pilot)
        assert listed(stage).shown == forward[::-1]
        await pilot.press("S")
        await settle(pilot)
        assert listed(stage).shown == forward


async def test_what_is_being_made_or_changed_is_on_its_way_in_one_word(stage: Stage) -> None:
    """The row, the filter and the README say the same of both; and the day it is to end is told."""
    async with stage.running(size=(160, 50)) as pilot:
        stage.submission(SubmissionState.ACCEPTED, stage.draft(title="Just being made", buyers=(HARROW,)))
        await visiting("o")(stage, pilot)
        await fill(pilot, "#search", "just being made")
        assert "Expires 2027-01-22 23:59 UTC" in " ".join(shown(stage.app).split())
        assert "no date is set" not in shown(stage.app)
        await fill(pilot, "#search", "")
        await pilot.press("enter", "f")
        await settle(pilot)
        assert shown(stage.app).count("on its way (1)") == 1
        assert "in flight" not in shown(stage.app)
