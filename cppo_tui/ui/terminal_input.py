"""What comes from the terminal, before Textual reads it.

Textual 8.2.8 ends at the first byte that is not UTF-8 (its issue 6456), spins when the terminal is gone, and
takes what follows an escape character inside a paste for keys: a pasted text could press Enter. Here broken
bytes become visible, and a paste stays a paste to its end.
"""

from __future__ import annotations

import os
import re
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Callable

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from cppo_tui.domain.text import clean

START, END = "\x1b[200~", "\x1b[201~"
MOST = 20_000
"""Characters of one paste that are read: more than any field takes, and few enough to be read at once."""
BURST, BREATH = 200, 0.1
"""Nobody types as many characters at once: it is a paste, in a terminal that does not mark pastes, and goes
on until nothing has come for ``BREATH`` seconds."""
WANTS_OUT = ("\x11", "\x03", "\x1b[113;5u", "\x1b[99;5u")
"""Ctrl+Q and Ctrl+C as terminals send them."""
SILENCE = 1.0
"""Seconds after which these, alone, are a person at the keys and not the middle of a paste."""
ESCAPE = clean("\x1b")
_ABSURD = re.compile(r"\x1b\[[\d:;<]*\d{7}[\d:;]*[A-Za-z~]")
"""A key with a number no character has: Textual fails at it, and would lose what was typed after it."""


class Incoming:
    """Turns the bytes of one terminal into the text Textual may read. Raises EOFError when it was closed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._clock = clock
        self._last = clock()
        self._pasting = False
        self._taken = 0
        self._held = ""
        self._tail = ""
        self._burst = False

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - the codecs' own form
        """The next bytes; ``final`` when there will be no more because reading is stopped."""
        if not data and not final:
            raise EOFError("the terminal was closed")
        text = self._held + self._decoder.decode(data, final)
        self._held = ""
        now = self._clock()
        pause, self._last = now - self._last, now
        self._burst = self._burst and pause < BREATH
        if self._pasting and pause > SILENCE and text in WANTS_OUT:  # the mark at its end got lost
            self._pasting = False
            return END + text
        out: list[str] = []
        while text:
            text = self._inside(text, out) if self._pasting else self._outside(text, out)
        return "".join(out)

    def _outside(self, text: str, out: list[str]) -> str:
        """Keys up to where a paste starts, though its mark be cut in two; what is left of the text."""
        found = (self._tail + text).find(START)
        if found < 0:
            self._tail = (self._tail + text)[1 - len(START) :]
            self._burst = (self._burst or len(text) > BURST) and "\x1b" not in text
            out.append(f"{START}{text[:MOST]}{END}" if self._burst else _ABSURD.sub("", text))
            return ""
        end = found + len(START) - len(self._tail)
        out.append(text[:end])
        self._pasting, self._taken, self._tail, self._burst = True, 0, "", False
        return text[end:]

    def _inside(self, text: str, out: list[str]) -> str:
        """The paste up to its end, harmless; a part of the mark that ends it waits for the rest."""
        body, end, after = text.partition(END)
        if end:
            out.append(self._harmless(body) + END)
            self._pasting = False
            return after
        cut = next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
        self._held = text[len(text) - cut :]
        out.append(self._harmless(text[: len(text) - cut]))
        return ""

    def _harmless(self, body: str) -> str:
        room = max(MOST - self._taken, 0)
        self._taken += len(body)
        return body[:room].replace("\x1b", ESCAPE)


def _decoder_for(_encoding: str) -> Callable[[], Incoming]:
    return Incoming


linux_driver.getincrementaldecoder = _decoder_for  # type: ignore[assignment, attr-defined]


class TerminalDriver(LinuxDriver):
    """Textual's own driver, that goes on after a key it cannot read, and ends when the terminal is gone."""

    def run_input_thread(self) -> None:
        """Read keys until told to stop."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except (EOFError, OSError):  # closed, and no signal came (or it is on its way): the same as one
                os.kill(os.getpid(), signal.SIGHUP)
                self.exit_event.wait()
            except (ValueError, OverflowError):  # an absurd key in two pieces: only what was read is lost
                continue
