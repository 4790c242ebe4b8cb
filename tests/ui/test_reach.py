"""Whatever the settings file says of keys, what the usual keys reach can be reached: judged by Textual's own
maps of keys, not by the rules that refuse some."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.binding import Binding, BindingsMap
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from cppo_tui.ui.commands import BY_ID, COMMANDS, PLACES, Command
from cppo_tui.ui.dialogs.choose import Choose, Entries
from cppo_tui.ui.dialogs.choose_template import ChooseTemplate
from cppo_tui.ui.dialogs.details import Details
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.dialogs.find_one import FindOne
from cppo_tui.ui.dialogs.further import Further
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.key_names import is_typed, read_key, spelled, why_not_sent
from cppo_tui.ui.key_places import TAKES, TOGETHER
from cppo_tui.ui.keymap import TAKEN, for_textual, keymap
from cppo_tui.ui.personal import Personal
from cppo_tui.ui.screens.authorizations import AuthorizationsScreen
from cppo_tui.ui.screens.bulk import BulkScreen
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.settings import SettingsScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_pricing import PricingScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.change_set import Find
from cppo_tui.ui.widgets.finding_list import FindingRow
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.json_view import JsonView
from cppo_tui.ui.widgets.plain_area import PlainArea
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.price_table import PriceTable
from cppo_tui.ui.widgets.search_input import SearchInput
from cppo_tui.ui.widgets.toggles import Choice, Tick

Nodes = tuple[type[DOMNode], ...]
DESK: Nodes = (FittedTable, SearchInput, Button, VerticalScroll)
SCREENS: dict[type[DOMNode], Nodes] = {
    HomeScreen: (FittedTable, Button),
    OpportunityScreen: (FittedTable, SearchInput, PlainInput, Button, Chip, VerticalScroll),
    PricingScreen: (PlainInput, PlainArea, Choice, PriceTable, Button, VerticalScroll),
    ReviewScreen: (Find, JsonView, Choice, Tick, FindingRow, Button, VerticalScroll),
    StatusScreen: (Button, VerticalScroll),
    OffersScreen: DESK,
    AuthorizationsScreen: DESK,
    BulkScreen: (PlainInput, FittedTable, Tick, Button, VerticalScroll),
    SettingsScreen: (PlainInput, Choice, FittedTable, Button, VerticalScroll),
    TypeIn: (PlainInput, Button),
    Details: (VerticalScroll, Button),
    ToCopy: (Button,),
    Extend: (PlainInput, Button, VerticalScroll),
    Further: (PlainInput, Choice, Button),
    Choose: (Entries, Button),
    ChooseTemplate: (Entries, Button),
    FindOne: (PlainInput, Entries, Button),
}
"""The screens and windows, and what can have the focus there, or in a text that scrolls there."""
LETS_THROUGH: dict[type[DOMNode], frozenset[str]] = {
    PlainInput: frozenset({"up", "down", "pageup", "pagedown"}),
    PlainArea: frozenset({"f6", "f7"}),
    FittedTable: frozenset({"enter", "left", "right"}),
    Entries: frozenset({"left", "right"}),
    PriceTable: frozenset({"left", "right"}),
    Choice: frozenset({"home", "end", "pageup", "pagedown"}),
    VerticalScroll: frozenset({"left", "right"}),
}
"""Keys in Textual's map of such a widget that go on to the screen; test_let_through presses them."""


@cache
def _merged(node: type[DOMNode]) -> BindingsMap:
    return node._merge_bindings()


def _map(node: type[DOMNode], chosen: Mapping[str, str]) -> BindingsMap:
    """As Textual makes it for each key that is pressed."""
    keys = BindingsMap.from_keys({key: [*some] for key, some in _merged(node).key_to_bindings.items()})
    keys.apply_keymap(Personal._normalize_keymap(dict(chosen)))
    for key in let_through(node) & set(keys.key_to_bindings):
        if not any(one.id for one in keys.key_to_bindings[key]):
            del keys.key_to_bindings[key]
    return keys


def let_through(node: type[DOMNode]) -> frozenset[str]:
    return next((LETS_THROUGH[one] for one in node.__mro__ if one in LETS_THROUGH), frozenset())


def _pressed(key: str) -> bool:
    """False for what no keyboard sends, though Textual would wait for it."""
    return read_key(key) == key


def _certain(node: type[DOMNode], some: list[Binding]) -> list[str]:
    """The actions of a key, of which one is valid at a time: others that came together say nothing sure."""
    ids = {one.id for one in some if one.id}
    usual = [{one.id for one in each} for each in _merged(node).key_to_bindings.values()]
    return [*ids] if len(ids) < 2 or any(ids <= each for each in usual) else []


def reached(chosen: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each screen, what has the focus there, and an action that some key does then."""
    nodes: set[type[DOMNode]] = {Personal, *SCREENS, *(one for row in SCREENS.values() for one in row)}
    maps = {node: _map(node, chosen) for node in nodes}
    for screen, widgets in SCREENS.items():
        above = (screen,) if issubclass(screen, Dialog) else (screen, Personal)
        inside = (VerticalScroll,) if VerticalScroll in widgets else ()
        for focus, around in product(widgets, {(), inside}):
            where = " in ".join(node.__name__ for node in (focus, *around))
            met: set[str] = set()
            for node in (focus, *around, *above):
                for key, some in maps[node].key_to_bindings.items():
                    typed = issubclass(focus, Input | TextArea) and is_typed(key)
                    if key in met or typed or not _pressed(key):
                        continue
                    for one in _certain(node, some):
                        yield screen.__name__, where, one
                met |= set(maps[node].key_to_bindings)


USUALLY = frozenset(reached({}))
LIKELY = sorted(
    {key for command in COMMANDS for key in command.keys.split(",")} | {*TAKEN} | set().union(*TAKES.values())
)
keys_written = st.one_of(
    st.sampled_from(LIKELY),
    st.sampled_from(LIKELY).map(spelled),
    st.sampled_from(["f6", "f7", "f8", "f12", "b", "z", "ctrl+l", "ctrl+o", "^f", "hello+q", "Nctrl+F", "+"]),
    st.text(max_size=8),
)
wanted_keys = st.dictionaries(
    st.sampled_from([*BY_ID]), st.lists(keys_written, min_size=1, max_size=2).map(",".join), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(wanted_keys)
@example({"app.quit": "hello+q"})
@example({"home.new": "Nctrl+F"})
@example({"step.next": "Ctrl+F"})
@example({"details.copy": "escape"})
@example({"home.new": "left"})
@example({"status.home": "b"})
@example({"review.publish": "f6"})
@example({"desk.home": "b"})
@example({"step.next": "f6"})
@example({"extending.page-up": "x"})
@example({"review.page-on": "x"})
@example({"desk.details": "enter"})
@example({"settings.save": "x,pagedown"})
@example({"offers.clone": "S"})
@example({"offers.clone": "S", "offers.release": "A", "desk.again": "ctrl+g", "offers.extend": "f2"})
@example({"bulk.send": "ctrl+g"})
def test_whatever_is_in_the_file_what_the_usual_keys_reach_is_reached(wanted: dict[str, str]) -> None:
    chosen, _ = keymap(wanted)
    assert not USUALLY - set(reached(for_textual(chosen)))
    assert all(read_key(key) == key for keys in chosen.values() for key in keys.split(","))


@pytest.mark.parametrize(
    "harmful",
    [
        {"app.quit": "hello+q"},
        {"home.new": "left"},
        {"details.copy": "escape"},
        {"extending.page-up": "x"},
        {"review.page-on": "x"},
        {"desk.details": "enter"},
        {"step.next": "shift+up"},
    ],
    ids=str,
)
def test_unjudged_such_keys_lose_something(harmful: dict[str, str]) -> None:
    """The control: this is what the test above would see."""
    lost = USUALLY - set(reached(for_textual(harmful)))
    assert {one[2] for one in lost} & {*harmful, "dialog.leave"}


def test_the_screens_here_are_those_the_rules_know() -> None:
    """A place that is new is forgotten neither there nor here."""
    assert {command.place for command in COMMANDS} == {*PLACES}
    assert {*PLACES} <= set().union(*TOGETHER)
    assert {BY_ID[one].place for _, _, one in USUALLY if one in BY_ID} == {*PLACES}
    for screen in SCREENS:
        places = {BY_ID[one].place for name, _, one in USUALLY if name == screen.__name__ and one in BY_ID}
        assert any(places <= {*together, "step"} for together in TOGETHER), screen


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_action_takes_the_key_that_leaves(command: Command) -> None:
    if "escape" not in command.keys.split(","):
        chosen, [problem] = keymap({command.id: "Esc"})
        assert not chosen
        assert problem.startswith(f"Esc cannot be given to “{command.id}”: it leaves, and closes windows.")


@pytest.mark.parametrize(
    ("place", "widget"),
    [
        ("field", PlainInput),
        ("area", PlainArea),
        ("table", FittedTable),
        ("list", Entries),
        ("prices", PriceTable),
        ("choice", Choice),
        ("choice", Tick),
        ("body", VerticalScroll),
        ("button", Button),
    ],
)
def test_what_textual_itself_does_with_keys_is_known(place: str, widget: type[DOMNode]) -> None:
    unnamed = {
        key for key, some in _merged(widget).key_to_bindings.items() if not all(one.id for one in some)
    }
    ours = {key for command in COMMANDS for key in command.keys.split(",")}
    taken = unnamed - ours - {*TAKEN} - let_through(widget)
    assert {key for key in taken if not why_not_sent(key)} <= TAKES.get(place, frozenset())
