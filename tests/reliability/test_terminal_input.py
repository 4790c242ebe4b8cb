"""What a terminal may send: broken bytes, absurd keys, pastes of every kind. Nothing crashes or sends."""

import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from cppo_tui.ui.terminal_input import BURST, END, MOST, START, Incoming
from tests.e2e.terminal import Terminal
from tests.reliability.scale import LONG, times
from tests.reliability.troubled import command
from tests.reliability.windows import BUYER, SANDBOX, Home, to_confirmation, to_typing

Figure = Callable[[str], None]
PHRASE = BUYER[-4:]
PASTES = (
    "plain",
    "two\nlines",
    f"{PHRASE}\n",
    f"{PHRASE}\r",
    f"\x1b\r{PHRASE}\r{'x' * 40}",
    f"\x1b\x0e{PHRASE}\r{'x' * 40}",
    f"\x1b\x1b\r{PHRASE}\r\x1b",
    f"a\x1b[200~b\r{PHRASE}\r",
    "\x1b[A\x1b[B\x1b[13u\x1b[110;5u",
    "\x1b[<0;70;22M\x1b[<0;70;22m",
    "\x1b[48;1;1;1;1t",
    "\x1b[I\x1b[O",
    "\x00\x07\x08\x7f\x0e\x11\x03",
    "café ✓ 日本 \u202e \u009b2J",
)
"""Texts on the clipboard. The ones with an escape character press keys where nobody guards against it."""
BROKEN_BYTES = (b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x92", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80")


def heard(chunks: list[bytes], decoder: Callable[[], Incoming]) -> list[object]:
    """The events Textual makes of what is read in these pieces."""
    decode, parser = decoder().decode, XTermParser()
    return [event for chunk in chunks for text in (decode(chunk),) if text for event in parser.feed(text)]


def acts(heard_events: list[object]) -> list[object]:
    """Everything among them that is not the paste itself."""
    return [event for event in heard_events if not isinstance(event, events.Paste)]


def naive() -> object:
    """What Textual itself has in the place of ``Incoming``."""
    from codecs import getincrementaldecoder

    return getincrementaldecoder("utf-8")()


def as_paste(text: str) -> bytes:
    """As a terminal sends it."""
    return f"{START}{text}{END}".encode()


def cut(data: bytes) -> Iterator[list[bytes]]:
    """Whole, byte by byte, and cut in two at every place."""
    yield [data]
    yield [data[place : place + 1] for place in range(len(data))]
    yield from ([data[:place], data[place:]] for place in range(1, len(data)))


def test_a_paste_never_presses_a_key_wherever_its_bytes_are_cut(figure: Figure) -> None:
    """Scenario 24."""
    tried = 0
    for text in PASTES:
        for chunks in cut(as_paste(text)):
            found = heard(chunks, Incoming)
            assert acts(found) == [], (text, chunks)
            (paste,) = found
            assert isinstance(paste, events.Paste)
            assert "\x1b" not in paste.text
            tried += 1
    pressed = sum(bool(acts(heard([as_paste(text)], naive))) for text in PASTES)  # type: ignore[arg-type]
    assert pressed >= 4
    figure(
        f"{len(PASTES)} pastes cut in {tried} ways: 0 keys pressed by them "
        f"(control without the guard: {pressed} pastes press keys)"
    )


def test_keys_before_and_after_a_paste_are_keys() -> None:
    for chunks in cut(b"a" + as_paste("x\ry") + b"b\x1b[A"):
        kinds = [getattr(event, "key", "paste") for event in heard(chunks, Incoming)]
        assert kinds == ["a", "paste", "b", "up"], chunks


def test_a_paste_without_an_end_is_ended_by_the_one_who_wants_out() -> None:
    chunks = [START.encode() + b"never\rending", b"\x11"]
    for pause, expected in ((0.5, []), (1.5, ["paste", "ctrl+q"])):
        ticks = itertools.count(0.0, pause)
        left = heard(chunks, lambda ticks=ticks: Incoming(lambda: next(ticks)))  # type: ignore[misc]
        assert [getattr(event, "key", "paste") for event in left] == expected


def test_a_paste_the_terminal_does_not_mark_is_a_paste_all_the_same() -> None:
    found = heard([b"line\r" * BURST, b"\r", b"\x1b[A"], Incoming)
    assert [getattr(event, "key", "paste") for event in found] == ["paste", "paste", "up"]
    found = heard([as_paste("x" * 2 * BURST), b"\r"], Incoming)
    assert [getattr(event, "key", "paste") for event in found] == ["paste", "enter"]


def test_of_an_endless_paste_only_a_part_is_read() -> None:
    (paste,) = heard([as_paste("x" * 1_000_000)], Incoming)
    assert isinstance(paste, events.Paste)
    assert len(paste.text) == MOST


def test_random_bytes_cost_no_more_than_themselves(figure: Figure) -> None:
    dice = random.Random(24)
    alphabet = [
        b"\x1b",
        b"[",
        b"<",
        b";",
        b"2",
        b"0",
        b"9",
        b"~",
        b"u",
        b"M",
        b"\xff",
        b"\xc3",
        b"\r",
        b"a",
        b"t",
    ]
    rounds = times(500, 200_000)
    lost = 0
    for _ in range(rounds):
        data = b"".join(dice.choices(alphabet, k=dice.randint(1, 40)))
        try:
            heard([data], Incoming)
        except (ValueError, OverflowError):  # the driver begins anew after these
            lost += 1
        except ParseError:
            pytest.fail(f"the reader came to an end at {data!r}")
    figure(f"{rounds} random byte strings at the keyboard: 0 ends of the program, {lost} odd keys left out")


def test_textual_still_reads_its_terminal_through_our_decoder() -> None:
    """A release that reads in another way must not bring the strict decoder back unseen."""
    assert vars(linux_driver)["getincrementaldecoder"]("utf-8") is Incoming
    names = linux_driver.LinuxDriver.run_input_thread.__code__.co_names
    assert "getincrementaldecoder" in names


@pytest.fixture(scope="module")
def typing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One wizard for all the tests below, in the offer's name; it must survive them all."""
    home = Home(tmp_path_factory.mktemp("typing"))
    home.with_begun_draft()
    with Terminal("--sandbox", home=home.path, command=command("hang:connect")) as terminal:
        to_typing(terminal)
        yield terminal


def emptied(terminal: Terminal) -> None:
    """The name without anything in it. A key that is a binding takes effect later than letters after it."""
    terminal.press("end")
    terminal.settle()
    terminal.press("ctrl+u")
    terminal.settle()
    terminal.wait_for(" 0 of 150")


@pytest.mark.parametrize("data", [*BROKEN_BYTES, b"\x1b[9999999999;1u", b"\x1b[1114112;1u"])
def test_bytes_no_key_has_do_not_end_the_program(typing: Terminal, data: bytes) -> None:
    marker = data.hex()[:12] + "k"
    typing.send(data)
    typing.type(marker)
    typing.wait_for(marker)


def test_a_megabyte_is_pasted_within_a_second_and_what_is_left_out_is_said(
    typing: Terminal, figure: Figure
) -> None:
    emptied(typing)
    typing.send(as_paste("M" * 1_000_000))
    sent = time.monotonic()
    typing.wait_for("The paste was cut")
    took = time.monotonic() - sent
    typing.type("k")
    typing.wait_for("5001 of 150")
    assert not LONG or took < 1.0  # elsewhere a busy machine is no defect of the program
    figure(f"a paste of 1 MB: on screen {took:.2f} s after its last byte, its cut said")


def test_an_unmarked_megabyte_presses_nothing_and_ends(typing: Terminal) -> None:
    emptied(typing)
    typing.send(b"line\r" * 200_000)
    typing.settle(quiet=1.0, timeout=15.0)
    emptied(typing)
    typing.type("alive")
    typing.wait_for("alive")


def test_nothing_pasted_at_the_last_question_sends(tmp_path: Path, figure: Figure) -> None:
    """Scenario 24: with the right digits among it, marked as a paste; and without them, unmarked."""
    home = Home(tmp_path)
    home.with_reviewed_draft()
    unmarked = ("\r\n" * 40, f"{BUYER}\r{BUYER}\r", "yes\ry\r1\r", "\r" * 200)
    with Terminal(*SANDBOX, home=home.path) as terminal:
        to_confirmation(terminal)
        for text in PASTES:
            terminal.send(as_paste(text))
            terminal.settle(quiet=0.1)
            terminal.press("ctrl+u")
        for text in unmarked:
            terminal.type(text)
            terminal.settle(quiet=0.1)
            terminal.press("ctrl+u")
        terminal.wait_for("Publish this offer?")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
    store = home.store()
    assert store.submissions() == []
    store.close()
    figure(f"{len(PASTES) + len(unmarked)} pastes at the last question: 0 sends")
