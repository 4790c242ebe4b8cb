"""What the settings say while an action is given other keys: in the words of the screen, never its ids."""

import pytest

from cppo_tui.ui.commands import BY_ID, COMMANDS
from cppo_tui.ui.keymap import free_key, keymap, keys_question, problem_with_keys


def test_an_action_that_has_the_key_is_called_by_its_word() -> None:
    assert problem_with_keys("home.new", "x", {}) == "x cannot be given to “New”: “Delete” has it here."
    assert problem_with_keys("home.new", "j", {}) == "j cannot be given to “New”: “Down” has it in “Tables”."
    assert problem_with_keys("step.next", "ctrl+c", {}).startswith(
        "Ctrl+C cannot be given to “Next”: it copies"
    )


@pytest.mark.parametrize("keys", ["x", "j", "ctrl+c", "alt+x", "enter", "nonsense", "n,f1"])
def test_no_id_is_ever_said_while_typing(keys: str) -> None:
    for command in COMMANDS:
        said = problem_with_keys(command.id, keys, {})
        assert not any(f"“{one.id}”" in said for one in COMMANDS), said


def test_usual_keys_that_another_action_was_given_meanwhile_are_told_as_taken() -> None:
    chosen = {"home.new": "b", "home.rename": "n"}
    assert problem_with_keys("home.new", "n", chosen) == (
        "n cannot be given to “New”: “Rename” has it here. Give that one other keys first."
    )
    assert problem_with_keys("home.rename", "r", chosen) == ""
    assert problem_with_keys("home.new", "n", {"home.new": "b"}) == ""
    swapped = {"home.new": "x", "home.delete": "n"}
    assert "“Delete” has it here. Give that one" in problem_with_keys("home.new", "n", swapped)
    assert "“New” has it here. Give that one" in problem_with_keys("home.delete", "x", swapped)
    assert problem_with_keys("home.new", "n", {"home.new": "x", "home.delete": "b"}) == ""


def test_a_usual_key_that_both_have_usually_is_no_clash() -> None:
    assert problem_with_keys("review.take-back", "t", {"review.take-back": "b"}) == ""


def test_of_the_settings_file_the_ids_are_said_because_they_stand_in_it() -> None:
    _, [problem] = keymap({"home.new": "x"})
    assert problem == (
        "x cannot be given to “home.new”: “home.delete” has it. It keeps n; free is, for example, e."
    )


@pytest.mark.parametrize("name", BY_ID)
def test_the_example_can_be_followed(name: str) -> None:
    free = free_key(name, {})
    assert free, name
    assert free not in BY_ID[name].keys.split(",")
    assert problem_with_keys(name, free, {}) == ""
    assert f"Free, for example: {free}." in keys_question(name, {})


def test_what_was_chosen_just_now_is_no_example() -> None:
    free = free_key("home.new", {})
    assert free_key("home.new", {"home.delete": free}) != free
