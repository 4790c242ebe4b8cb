"""The README's tables of keys name the keys there are, where they are, and leave none out."""

import re
from collections.abc import Iterator
from pathlib import Path

from cppo_tui.ui.commands import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
NAMED = {"Esc": "escape", "Enter": "enter", "/": "slash", ",": "comma"}
ROWS = {
    "everywhere": ("app", "table"),
    "a question": ("dialog",),
    "first screen": ("home",),
    "a step": ("step", "opportunity", "field", "prices"),
    "review": ("review", "json", "search"),
    "status": ("status",),
    "**Offers**": ("offers",),
    "**Authorizations**": ("authorizations",),
    "**Many offers**": ("bulk",),
}
"""The places each row of the tables is about, by how it begins."""
AWAY = ("step", "status", "desk", "bulk", "settings")
"""Every screen but the first one: what holds everywhere may be theirs."""
ALSO = {"review": ("a step",)}
"""A row whose keys also hold here."""
THREE = "Three screens beside the drafts."


def keys_in(text: str) -> set[str]:
    """What is written as a key there; not what is typed, nor names of files."""
    found = re.findall(r"`(Esc|Enter|Ctrl\+\w|F\d+|[^`\s])`", text)
    return {NAMED.get(one, one.lower() if len(one) > 1 else one) for one in found}


def bound(*places: str) -> set[str]:
    return {key for one in COMMANDS if one.place in places for key in one.keys.split(",")}


def told(readme: str) -> dict[str, set[str]]:
    """The keys in the README, by the row they stand in; a row that names no place goes on with the last."""
    found: dict[str, set[str]] = {}
    where = ""
    for line in readme.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        where = next((name for name in ROWS if cells[0].startswith(name)), where if not cells[0] else "")
        if line.startswith("|") and where:
            found.setdefault(where, set()).update(keys_in(" ".join(cells[1:])))
        if line.startswith(THREE):
            found[THREE] = keys_in(line)
    return found


def wrong(readme: str) -> Iterator[str]:
    """What the README says of keys that is not so, and what it does not say."""
    named = told(readme)
    for where, keys in named.items():
        there = bound(*ROWS.get(where, ("desk",)))
        if where == "everywhere":
            there |= {"enter"} | set.intersection(*(bound(place) for place in AWAY))
        yield from (f"{where}: {key} does nothing there" for key in sorted(keys - there))
    for where, places in {**ROWS, THREE: ("desk",)}.items():
        known = named.get(where, set()) | named.get("everywhere", set())
        known |= {key for other in (*ALSO.get(where, ()), THREE) for key in named.get(other, set())}
        for command in COMMANDS:
            if command.place in places and not command.moves and not known & {*command.keys.split(",")}:
                yield f"{where}: {command.id} is not told"


def test_the_readme_names_the_keys_there_are() -> None:
    assert len(told(README)) == len(ROWS) + 1
    assert not [*wrong(README)]


def test_a_readme_that_is_wrong_is_found_out() -> None:
    """The control: another key everywhere, one for the wrong screen, one left out."""
    for was, instead in (
        ("| `Ctrl+G` |", "| `Ctrl+L` |"),
        ("`F8` (or `x`)", "`F9`"),
        ("`u` | continue", "| continue"),
    ):
        assert was in README
        assert [*wrong(README.replace(was, instead))]


def test_what_works_in_the_lists_never_stops_a_batch() -> None:
    """“In the lists s sorts”: who presses it while offers are sent must not end that."""
    (stop,) = (command for command in COMMANDS if command.id == "bulk.stop")
    assert not {*stop.keys.split(",")} & (bound("desk", "table") | keys_in(README.partition(THREE)[2][:500]))
