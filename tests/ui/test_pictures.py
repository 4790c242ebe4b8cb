"""The pictures beside the words: true to dates and prices, within their width, readable without colour.
And the pictures the README shows: all there, and their command able to make them."""

import asyncio
import re
from datetime import date, timedelta
from decimal import Decimal
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cppo_tui.domain.steps import Step
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import Validity
from cppo_tui.domain.verify import Line
from cppo_tui.ui.bench_view import Bench, bars
from cppo_tui.ui.calendar_view import ROWS, picture, spans
from cppo_tui.ui.comparison_view import SIDE_BY_SIDE, comparison
from screenshots import make
from screenshots.drawing import filled
from tests.reliability.scale import LONG
from tests.ui.looks import is_whole, shown
from tests.ui.stage import Stage, settle
from tests.ui.test_snapshots import TEXTUAL

TODAY = date(2026, 11, 23)
ENDS = tuple("├┤╞╡│▶")
VALIDITIES = (
    Validity(duration="P3653D"),
    Validity(duration="P12M"),
    Validity(),
    Validity(end=date(2030, 1, 1)),
    Validity(start=date(2031, 3, 1), end=date(2032, 2, 29)),
)


@given(st.sampled_from(VALIDITIES), st.integers(0, 400), st.integers(1, 300))
def test_every_bar_begins_and_ends_at_the_mark_of_its_day(validity: Validity, days: int, width: int) -> None:
    made = spans(validity, Expiry(day=TODAY + timedelta(days=days)), TODAY)
    rows = picture(made, width).plain.splitlines()
    assert all(len(row) <= width for row in rows)
    if not rows:
        assert width < 80, "from 80 columns on there is always room"
        return
    assert len(rows) == len(made) + 1 <= ROWS
    head = rows[0]
    for span, row in zip(made, rows[1:], strict=True):
        begin, end = (next(at for at in order if row[at] in ENDS) for order in _both_ways(row))
        if span.last != span.first:
            assert _date_at(head, begin) == span.first.isoformat()
            assert _date_at(head, end) == (span.last.isoformat() if span.last else "later")


def _both_ways(row: str) -> tuple[range, range]:
    return range(len(row)), range(len(row) - 1, -1, -1)


def _date_at(head: str, column: int) -> str:
    """The word of the first row that stands over a column."""
    begin = head.rfind(" ", 0, column + 1) + 1
    return head[begin:].partition(" ")[0]


def test_the_dates_are_in_words_beside_the_bars() -> None:
    made = spans(Validity(duration="P3653D"), Expiry(day=date(2027, 1, 22)), TODAY)
    head, offer, today, last = picture(made, 100).plain.splitlines()
    assert head.split() == ["Not", "to", "scale", "2026-11-23", "2027-01-22", "2036-11-23", "2037-01-22"]
    assert offer.startswith("Offer open")
    assert "─ 60 days ─" in offer
    assert today.startswith("If accepted today")
    assert last.startswith("If on the last day")
    assert "═ 3,653 days ═" in last


def test_a_replacement_has_one_end_and_one_bar() -> None:
    made = spans(Validity(end=date(2028, 6, 30)), Expiry(day=date(2027, 1, 22)), TODAY)
    head, offer, agreement = picture(made, 100).plain.splitlines()
    assert head.split() == ["Not", "to", "scale", "2026-11-23", "2027-01-22", "2028-06-30"]
    assert offer.startswith("Offer open")
    assert agreement.startswith("Agreement ")
    assert "═ from acceptance to one end ═" in agreement


def test_an_offer_that_is_over_has_no_picture() -> None:
    assert spans(Validity(duration="P1D"), Expiry(day=TODAY - timedelta(days=1)), TODAY) == ()
    assert spans(Validity(duration="P1D"), None, TODAY) == ()


PRICES = st.decimals("0", "99999999", places=8)


@given(PRICES, PRICES, st.integers(20, 200))
def test_the_bars_add_up(wholesale: Decimal, kept: Decimal, width: int) -> None:
    rows = bars(Bench("x", "USD", wholesale, wholesale + kept), width).plain.splitlines()[1:]
    isv, partner, buyer = (row.count("█") + row.count("▒") for row in rows)
    assert isv + partner == buyer
    assert rows[0].count("▒") == rows[1].count("█") == 0
    if buyer:
        assert (isv > 0, partner > 0) == (wholesale > 0, kept > 0)
        assert all(len(row) <= width for row in rows)
        assert rows[2][:-20].startswith("Buyer pays  █" if wholesale else "Buyer pays  ▒")


def test_a_share_is_said_in_figures_too() -> None:
    told = bars(Bench("Premiums", "USD", Decimal("0.008"), Decimal("0.01")), 76).plain
    ends = [row.split()[-3:] for row in told.splitlines()[1:]]
    assert ends == [["$0.008", "80", "%"], ["$0.002", "20", "%"], ["$0.01", "100", "%"]]
    waiting = bars(Bench("Premiums", "USD", Decimal("0.008"), None), 76).plain.splitlines()
    assert [row.split()[-1] for row in waiting[1:]] == ["$0.008", "–", "–"]


def printed(table: Table, width: int) -> str:
    """The table as a terminal without colours shows it."""
    console = Console(width=width, no_color=True, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


FACTS = (Line(label="Name", ours="A", theirs="A"), Line(label="Price of x", ours="0.01", theirs="0.03"))


def test_what_differs_comes_first_and_stands_side_by_side_where_there_is_room() -> None:
    wide = printed(comparison(FACTS, SIDE_BY_SIDE), SIDE_BY_SIDE).splitlines()
    assert [row.split() for row in wide] == [
        ["You", "reviewed", "AWS", "has"],
        ["DIFFERS", "Price", "of", "x", "0.01", "0.03"],
        ["as", "reviewed", "Name", "A", "A"],
    ]
    narrow = printed(comparison(FACTS, 60), 60).splitlines()
    assert [row.split() for row in narrow] == [
        ["AWS", "has"],
        ["DIFFERS", "Price", "of", "x", "0.03"],
        ["you", "reviewed", "0.01"],
        ["as", "reviewed", "Name", "A"],
    ]


def test_in_a_long_text_the_part_that_differs_is_underlined() -> None:
    line = Line(label="Name", ours="Archera for 1234", theirs="Archera  for 1234")
    cells = [cell for column in comparison((line,), 120).columns for cell in column.cells]
    told = [
        [text.plain[span.start : span.end] for span in text.spans if span.style == "underline"]
        for text in cells
        if isinstance(text, Text) and text.plain in (line.ours, line.theirs)
    ]
    assert told == [[], [" "]]


@pytest.mark.parametrize("size", [(80, 38), (160, 50)])
@pytest.mark.parametrize(("step", "name"), [(Step.TERMS, "calendar"), (Step.PRICING, "bench")])
async def test_a_picture_is_whole_or_not_there(
    stage: Stage, step: Step, name: str, size: tuple[int, int]
) -> None:
    async with stage.at(step, size=size) as pilot:
        picture = stage.app.screen.query_one(f"#{name}")
        assert not picture.display or is_whole(picture)
        assert picture.display or size[1] < 40
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert not picture.display
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert is_whole(picture)
        assert {"calendar": "Not to scale", "bench": "Who gets what"}[name] in shown(stage.app)


def drawn_now(name: str) -> str:
    (picture,) = (one for one in make.PICTURES if one.name == name)
    return asyncio.run(make.draw(picture))


WALKED = ("home", "help", "step-")
"""How the names of those begin that take a walk through the steps: a minute together, for the long run."""


@pytest.mark.parametrize(
    "name", [one.name for one in make.PICTURES if LONG or not one.name.startswith(WALKED)]
)
@pytest.mark.skipif(version("textual") != TEXTUAL, reason=f"the pictures belong to Textual {TEXTUAL}")
def test_a_kept_picture_is_what_the_screen_looks_like_now(name: str) -> None:
    kept = (make.HERE / f"{name}.svg").read_text(encoding="utf-8")
    assert kept == drawn_now(name), f"python screenshots/make.py {name}, and look at it"


def test_a_picture_asks_for_nothing_from_elsewhere() -> None:
    svg = drawn_now("settings")
    assert "AWS&#160;profile" in svg
    assert "url(http" not in svg


def test_every_picture_is_kept_as_svg_and_png_and_the_readme_shows_only_those() -> None:
    kept = {one.name for one in make.HERE.iterdir()}
    made = {f"{one.name}.{kind}" for one in make.PICTURES for kind in ("svg", "png")} | {"walk.gif"}
    assert made == {name for name in kept if name.endswith((".svg", ".png", ".gif"))}
    readme = (make.HERE.parent / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"screenshots/([\w-]+\.(?:png|svg|gif))", readme)) <= made


def test_an_edge_is_drawn_as_high_as_its_row_and_words_are_left_alone() -> None:
    word, edge = (f'<text class="a" x="1" y="20" clip-path="url(#b)">{text}</text>' for text in ("word", "▊"))
    assert filled(word) == word
    assert 'scale(1 1.06)">▊</text>' in filled(edge)
