"""Other keys by the settings: what would do harm is refused with a sentence, the rest is had."""

import pytest

from cppo_tui.ui.commands import COMMANDS
from cppo_tui.ui.key_names import spelled
from cppo_tui.ui.keymap import _clash, keymap

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
    ("step.nex", "f6"): "No action is called “step.nex”. “step.next” is one.",
}


@pytest.mark.parametrize(("name", "keys"), REFUSED)
def test_what_would_do_harm_is_refused_with_a_sentence(name: str, keys: str) -> None:
    chosen, problems = keymap({name: keys})
    assert chosen == {}
    assert len(problems) == 1
    assert REFUSED[name, keys] in problems[0]


def test_two_actions_on_one_new_key_are_refused_until_none_clash() -> None:
    chosen, problems = keymap({"home.new": "b", "home.delete": "b"})
    assert len(chosen) == 1
    assert len(problems) == 1


def test_keys_can_be_swapped() -> None:
    wanted = {"home.new": "x", "home.delete": "n"}
    assert keymap(wanted) == (wanted, ())


def test_the_same_key_on_different_screens_is_no_clash() -> None:
    assert keymap({"home.new": "s"}) == ({"home.new": "s"}, ())


def test_the_usual_keys_do_not_clash() -> None:
    assert not [
        text for command in COMMANDS if (text := _clash(command.id, {command.id: command.keys + ","}))
    ]


def test_keys_are_spelled_as_people_write_them() -> None:
    assert spelled("ctrl+n,f1,escape,G,comma") == "Ctrl+N, F1, Esc, G, Comma"
