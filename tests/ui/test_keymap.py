"""Other keys by the settings: what would do harm is refused with a sentence, the rest is had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys

from cppo_tui.ui.commands import BY_ID, COMMANDS, Command
from cppo_tui.ui.key_names import read_keys, spelled
from cppo_tui.ui.keymap import for_textual, keymap, keys_of, problem_with_keys

REFUSED = {
    ("step.next", "ctrl+c"): "it copies, and people press it to leave",
    ("step.next", "ctrl+b"): "tmux takes it",
    ("step.next", "ctrl+q"): "“app.quit” has it",
    ("step.next", "ctrl+g"): "“step.home” has it",
    ("opportunity.again", "ctrl+n"): "“step.next” has it",
    ("home.new", "x"): "“home.delete” has it",
    ("home.new", "j"): "“table.down” has it",
    ("step.next", "x"): "must also work while typing",
    ("step.next", "enter"): "it presses what has the focus",
    ("step.next", "alt+n"): "many terminals do not send it",
    ("step.next", "nonsense"): "“nonsense” is no key",
    ("step.next", ""): "“” is no key",
    ("app.quit", "hello+q"): "“app.quit”: “hello+q” is no key.",
    ("home.new", "Nctrl+F"): "“home.new”: “Nctrl+F” is no key.",
    ("step.next", "ctrl+ctrl+l"): "is no key",
    ("step.next", "<any>"): "is no key",
    ("step.next", "Ctrl+F"): "Ctrl+F cannot be given to “step.next”: it edits the text of a field.",
    ("step.next", "^f"): "it edits the text of a field",
    ("step.next", "Control+["): "terminals send it for Esc",
    ("step.next", "F8, ALT+N"): "Alt+N cannot be given to “step.next”: many terminals do not send it.",
    ("step.next", "ctrl+5"): "many terminals do not send it",
    ("step.next", "f6,"): "The comma’s own key is written comma",
    ("home.new", "left"): "Left cannot be given to “home.new”: “button.before” has it.",
    ("home.new", "end"): "End cannot be given to “home.new”: “Tables” use it there.",
    ("status.extend", "pageup"): "“Texts that scroll” use it there",
    ("settings.save", "Del"): "“Fields” use it there",
    ("step.next", "shift+up"): "“Fields of several rows” use it there",
    ("choice.choose", "left"): "“Choices” use it there",
    ("search.leave", "ctrl+left"): "“Fields” use it there",
    ("offers.clone", "pageup"): "“Tables” use it there",
    ("desk.home", "b"): "must also work while typing",
    (
        "review.publish",
        "a",
    ): "give it Ctrl with a letter, or a function key, alone or beside a. It keeps Ctrl+N",
    ("extending.page-up", "x"): "must also work while typing",
    ("review.page-on", "x"): "must also work while typing",
    ("settings.save", "x, PgDn"): "must also work while typing",
    (
        "desk.details",
        "enter",
    ): "“desk.details” needs a key beside Enter, which “Buttons” use. It keeps Enter, d",
    ("app.quit", "Shift+PgUp"): "many terminals keep it for themselves",
    ("step.next", "shift+insert"): "many terminals keep it for themselves",
    ("step.next", "ctrl+pageup"): "many terminals keep it for themselves",
    ("step.next", "ctrl+shift+c"): "many terminals do not send it",
    ("step.next", "f13"): "F13 cannot be given to “step.next”: few keyboards have it",
    ("step.next", "ctrl+f24"): "few keyboards have it",
    ("details.copy", "Esc"): "it leaves, and closes windows",
    ("details.copy", "F1"): "“dialog.help” has it",
    ("copying.link", "ctrl+q"): "“dialog.quit” has it",
    ("step.nex", "f6"): "No action is called “step.nex”. “step.next” is one.",
}


@pytest.mark.parametrize(("name", "keys"), REFUSED)
def test_what_would_do_harm_is_refused_with_a_sentence(name: str, keys: str) -> None:
    chosen, problems = keymap({name: keys})
    assert chosen == {}
    assert len(problems) == 1
    assert REFUSED[name, keys] in problems[0]


def test_what_is_refused_is_told_with_what_holds_and_what_to_do() -> None:
    _, [told] = keymap({"step.next": "Ctrl+F"})
    assert told.endswith("it edits the text of a field. It keeps Ctrl+N; free is, for example, F5.")
    _, [told] = keymap({"step.nex": "f6"})
    assert told.endswith("Correct it in the settings file.")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+L", "ctrl+l"),
        ("ctrl + L", "ctrl+l"),
        ("Control-L", "ctrl+l"),
        ("^L", "ctrl+l"),
        ("N", "N"),
        ("Shift+N", "N"),
        ("n", "n"),
        ("F6", "f6"),
        ("PgDn", "pagedown"),
        ("Page Down", "pagedown"),
        ("Full stop", "full_stop"),
        (".", "full_stop"),
        ("+", "plus"),
        (",", "comma"),
        ("Ctrl+Shift+Left", "ctrl+shift+left"),
        ("shift+CTRL+left", "ctrl+shift+left"),
    ],
)
def test_keys_are_read_as_people_spell_them(written: str, key: str) -> None:
    assert read_keys(written) == (key,)


@given(st.text(max_size=12) | st.sampled_from([key.value for key in Keys]))
def test_a_key_has_one_form_and_is_read_as_it_is_told(text: str) -> None:
    for key in filter(None, read_keys(text)):
        assert read_keys(key) == (key,)
        assert read_keys(spelled(key)) == (key,)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_usual_keys_stand_in_that_form(command: Command) -> None:
    assert ",".join(read_keys(command.keys)) == command.keys
    assert keymap({command.id: spelled(command.keys)}) == ({command.id: command.keys}, ())


def test_two_actions_on_one_new_key_are_refused_until_none_clash() -> None:
    chosen, problems = keymap({"home.new": "b", "home.delete": "b"})
    assert len(chosen) == 1
    assert len(problems) == 1


@pytest.mark.parametrize("order", [("home.new", "home.rename"), ("home.rename", "home.new")])
def test_who_took_a_usual_key_gives_it_back_when_the_file_says_both(order: tuple[str, str]) -> None:
    chosen, [problem] = keymap(dict.fromkeys(order, "n"))
    assert chosen == {"home.new": "n"}
    assert problem.startswith("n cannot be given to “home.rename”: “home.new” has it. It keeps r;")


def test_keys_can_be_swapped() -> None:
    wanted = {"home.new": "x", "home.delete": "n"}
    assert keymap(wanted) == (wanted, ())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("step.next", "f6"),
        ("step.next", "f6,ctrl+n"),
        ("step.next", "shift+up,ctrl+n"),
        ("review.publish", "a,ctrl+n"),
        ("offers.expire", "delete"),
        ("offers.clone", "ctrl+left"),
        ("prices.copy", "left"),
        ("desk.details", "enter,f2"),
    ],
)
def test_what_takes_nothing_away_is_had(name: str, keys: str) -> None:
    """Fields of several rows let go of F6; where another key does it, one that something uses does no harm;
    what a field uses is free for an action that no usual key of its own reaches from there."""
    assert keymap({name: keys}) == ({name: keys}, ())


@pytest.mark.parametrize(
    ("person", "newer", "has"),
    [
        ({"offers.clone": "S"}, "desk.turn", "A"),
        ({"table.copy": "S", "offers.clone": "A"}, "desk.turn", "B"),
        ({"desk.again": "ctrl+g"}, "desk.drafts", "f2"),
        ({"settings.save": "ctrl+g"}, "settings.drafts", "f2"),
        ({"bulk.send": "ctrl+g"}, "bulk.home", "escape"),
        ({"home.new": "S"}, "desk.turn", "S"),
    ],
)
def test_an_action_newer_than_a_settings_file_gives_way_to_what_stands_there(
    person: dict[str, str], newer: str, has: str
) -> None:
    assert keymap(person) == (person, ())
    assert keys_of(BY_ID[newer], person) == has
    assert for_textual(person)[newer] == has


def test_a_newer_action_that_is_given_a_key_itself_keeps_it() -> None:
    chosen, [problem] = keymap({"desk.turn": "S,b", "offers.clone": "S"})
    assert chosen == {"desk.turn": "S,b"}
    assert problem.startswith("S cannot be given to “offers.clone”: “desk.turn” has it.")


def test_the_same_key_on_different_screens_is_no_clash() -> None:
    assert keymap({"home.new": "s"}) == ({"home.new": "s"}, ())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_action_can_have_its_usual_keys_while_nobody_else_was_given_them(command: Command) -> None:
    assert problem_with_keys(command.id, command.keys, {}) == ""
    assert problem_with_keys(command.id, command.keys, {command.id: "f12"}) == ""


def test_keys_are_spelled_as_people_write_them() -> None:
    assert spelled("ctrl+n,f1,escape,G,comma") == "Ctrl+N, F1, Esc, G, Comma"
