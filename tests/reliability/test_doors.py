"""Every door by which a text comes in, and that it is clean behind it (reliability T1; scenarios 18 and 24).

The doors: AWS's answers and refusals, files, the clipboard, the keyboard, the environment, the command line,
the database. Each is tried with every payload; the control is the text as it came.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli import arguments
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.text import clean, clean_tree
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import hermetic_session
from cppo_tui.sandbox.delivery import in_process
from cppo_tui.sandbox.faults import Faulty
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.store import SqliteStore
from cppo_tui.store.bodies import read_body
from cppo_tui.store.columns import digest_column
from cppo_tui.ui.widgets.plain_area import PlainArea
from cppo_tui.ui.widgets.plain_input import PlainInput
from tests.domain.given import a_draft
from tests.reliability.payloads import CONTROLS, MARK, PAYLOADS
from tests.reliability.scale import times
from tests.reliability.spoiling import Spoiling, strings_in
from tests.sandbox.changes import whole_cppo

MANY_MARKS = CONTROLS["combining marks"]
ALL = "".join(text[:60] for text in PAYLOADS.values())
EVERY = pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_cleaning_once_is_enough_and_never_too_much() -> None:
    for text in PAYLOADS.values():
        assert clean(clean(text)) == clean(text)
        assert MARK in clean(text)
    assert all(clean(text) != text for text in CONTROLS.values()), "the control: they do come in dirty"


class Asked:
    """Everything the program asks AWS, with one of its strings spoiled."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(scenario="archera", pace=INSTANT, clock=lambda: NOW)
        self.line = Spoiling(in_process(Faulty(self.sandbox, ()).exchange), ALL)
        self.catalog = AwsCatalog(hermetic_session(self.line))
        changes = json.dumps(whole_cppo("2026-12-31")).encode()
        self.change_set = self.catalog.sender().start(changes, name="cppo test 1", token="t" * 32)
        self.needed: dict[int, set[str]] = {}
        self.offer = self.catalog.change_set(self.change_set).offer_id

    def everything(self, operation: str = "") -> Iterator[Any]:
        """Each answer as the program has it: a value, or an error's sentences; only those that need
        ``operation``, once it is known which do."""
        catalog = self.catalog
        calls: tuple[Callable[[], Any], ...] = (
            catalog.caller,
            lambda: list(catalog.authorizations()),
            lambda: catalog.authorization(BRONZE),
            catalog.offers,
            lambda: catalog.offer(self.offer),
            lambda: catalog.change_set(self.change_set),
            catalog.change_sets,
            lambda: catalog.agreements(""),
            lambda: catalog.cancel(self.change_set),
            lambda: catalog.offer("offer-nosuchoffer00"),
        )
        for number, call in enumerate(calls):
            if operation and operation not in self.needed[number]:
                continue
            self.line.asked.clear()
            try:
                yield call()
            except CatalogError as error:
                yield [error.sentences(), error.code, error.request_id, *getattr(error, "details", ())]
            self.needed.setdefault(number, set()).update(self.line.asked)


def test_every_string_of_aws_is_clean_once_read(figure: Callable[[str], None]) -> None:
    """Each string of each answer in turn, ids and states as well: read clean, or refused in clean words."""
    asked = Asked()
    list(asked.everything())
    places = sorted(asked.line.seen)
    dirty, shown = [], 0
    for place in places[:: times(8, 1)]:
        asked.line.spoiled = frozenset({place})
        found = [text for value in asked.everything(place[0]) for text in strings_in(value)]
        dirty += [(place, text[:40]) for text in found if text != clean(text)]
        shown += any(MARK in text for text in found)
    asked.line.spoiled = frozenset(places)
    at_once = [text for value in asked.everything() for text in strings_in(value)]
    dirty += [(("all", ""), text[:40]) for text in at_once if text != clean(text)]
    assert dirty == []
    assert len(places) > 60
    assert shown > times(5, 30), "hardly a payload got as far as a value: nothing is proven"
    figure(
        f"AWS's strings: {len(PAYLOADS)} payloads in each of {len(places[:: times(8, 1)])} places: "
        f"{len(dirty)} dirty behind the door, {shown} shown as text; control without the cleaner: dirty"
    )


def test_control_without_the_cleaner_they_are_dirty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppo_tui.gateway.reading.clean_tree", lambda value: value)
    asked = Asked()
    list(asked.everything())
    asked.line.spoiled = frozenset(place for place in asked.line.seen if place[1].endswith("Name"))
    assert [text for value in asked.everything() for text in strings_in(value) if text != clean(text)]


@EVERY
def test_a_row_another_program_wrote_is_read_clean(text: str) -> None:
    """The digest is right, for anybody can reckon it; the text is theirs."""
    draft = a_draft(name="N", description="D", title="T", buyers=("B",), buyer_entry="E", agreement="A")
    body = json.loads(draft.model_dump_json())
    for field in ("name", "description", "title", "buyer_entry", "agreement", "expiry"):
        body[field] = text
    body["buyers"] = [text]
    body["authorization"]["manufacturer_name"] = text
    spelled = json.dumps(body)
    read = read_body(OfferDraft, spelled, digest_column(spelled), "The draft")
    assert all(one == clean(one) for one in strings_in(read))
    assert read.name == clean(text)
    raw = OfferDraft.model_validate_json(json.dumps(clean_tree({}) | body)) if "\ud800" not in text else None
    assert raw is None or text == clean(text) or raw.name != clean(text), "the control"


async def test_what_is_pasted_or_typed_is_clean_in_every_kind_of_field() -> None:
    from textual import events
    from textual.app import App, ComposeResult

    class Fields(App[None]):
        def compose(self) -> ComposeResult:
            yield PlainInput(id="line")
            yield PlainArea(id="lines")

    app = Fields()
    async with app.run_test() as pilot:
        line, area = app.query_one(PlainInput), app.query_one(PlainArea)
        for text in PAYLOADS.values():
            line.value, area.text = "", ""
            for field in (line, area):
                field.focus()
                app.post_message(events.Paste(text))
                await pilot.pause()
                await pilot.pause()
            assert line.value == clean(text[:5_000]).strip()
            assert area.text == clean(text[:5_000], lines=True)
        line.value, area.text = "", ""
        for field in (line, area):
            field.focus()
            await pilot.pause()
            for char in "a" + "\u0301" * 40 + "\u3164b":
                field.post_message(events.Key(char, char))
            await pilot.pause()
            await pilot.pause()
        for shown in (line.value, area.text):
            assert shown == clean(shown)
            assert "\u0301" * 5 not in shown
            assert shown.endswith("<U+3164>b")


async def test_control_textual_s_own_fields_take_everything() -> None:
    from textual import events
    from textual.app import App, ComposeResult
    from textual.widgets import Input

    class Fields(App[None]):
        def compose(self) -> ComposeResult:
            yield Input()

    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        field.focus()
        app.post_message(events.Paste("\x1b]52;c;x\x07"))
        await pilot.pause()
        for _ in range(40):
            field.post_message(events.Key("\u0301", "\u0301"))
        await pilot.pause()
        assert field.value.startswith("\x1b]52")
        assert field.value.count("\u0301") == 40


NAMES = [
    text for text in CONTROLS.values() if "\x00" not in text and "\ud800" not in text and len(text) < 100
]


@pytest.mark.parametrize("text", NAMES)
def test_a_path_from_the_environment_is_told_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    from cppo_tui.store import data_folder

    place = tmp_path / text.replace("/", "")
    place.write_text("a file in the way", encoding="ascii")
    monkeypatch.setenv("CPPO_HOME", str(place))
    with pytest.raises(StoreError) as told:
        data_folder()
    assert str(told.value) == clean(str(told.value))
    assert MARK in str(told.value)
    monkeypatch.setenv("CPPO_HOME", f"~{text}/x")
    with suppress(StoreError):
        data_folder()


def test_a_store_that_was_set_aside_is_told_clean(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b]0;Qz\x07\u202e"
    folder.mkdir(mode=0o700)
    (folder / "cppo.db").write_bytes(b"x" * 5000)
    store = SqliteStore(folder / "cppo.db", "sandbox", lambda: NOW)
    assert "set aside as" in store.notice
    assert store.notice == clean(store.notice)
    store.close()


COMMANDS = [
    ["{}"],
    ["--sandbox", "--scenario", "{}"],
    ["backup", "x", "{}"],
    ["backup", "missing/{}"],
    ["restore", "missing/{}"],
    ["doctor", "{}"],
    ["rules", "--output", "{}"],
    ["sandbox", "{}"],
    ["sandbox", "accept", "{}"],
    ["sandbox", "reset", "--state", "missing/{}"],
    ["sandbox", "serve", "--fault", "{}"],
]


def told(folder: Path, command: list[str], home: str = "home") -> str:
    """What the real command prints, in an environment of which nothing can be trusted."""
    environment = {"CPPO_HOME": str(folder / home), "PYTHONUTF8": "1", "TERM": "\x1b]0;Qz\x07"}
    root = str(Path(arguments.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-m", "cppo_tui", *command],
        capture_output=True,
        cwd=folder,
        env={**os.environ, **environment, "PYTHONPATH": root},
        check=False,
    )
    assert run.returncode in (0, 1, 2)
    return (run.stdout + run.stderr).decode()


@pytest.mark.parametrize("command", COMMANDS[:: times(2, 1)], ids=" ".join)
def test_the_command_line_is_repeated_clean(tmp_path: Path, command: list[str]) -> None:
    """All payloads that an argument can hold in one; the control is the last line."""
    text = "".join(NAMES)
    said = told(tmp_path, [part.format(text) for part in command])
    assert [line for line in said.splitlines() if line != clean(line)] == []
    assert text != clean(text)


def test_doctor_tells_terminal_and_folder_clean(tmp_path: Path) -> None:
    said = told(tmp_path, ["doctor", "--sandbox"], home="\x1b]0;Qz\x07\u202e")
    assert [line for line in said.splitlines() if line != clean(line)] == []
    assert said.count("<U+001B>]0;Qz<U+0007>") >= 2
