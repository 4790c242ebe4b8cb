"""Who answers: a person at a terminal, line by line, or a file of answers for scripts."""

from __future__ import annotations

import select
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cppo_tui.cli.folding import folded
from cppo_tui.cli.headless import Misused
from cppo_tui.cli.whereabouts import as_here
from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection

    from cppo_tui.cli.plain.question import Question
    from cppo_tui.domain.findings import Finding

CONFIRM = "confirm"
CONSENTS = "consents"
HOW = (
    "Enter keeps what stands, - takes it away, < goes one question back, ? says the answers again and "
    "what is checked. Ctrl+D leaves; what was answered is kept."
)


_MANY = 9
"""Lines of answers above which they are listed only when there is something to choose, or for ?."""

_PASTE = 0.05
"""Seconds within which the next line of a pasted list is there."""


class Left(Exception):
    """The person has left; what was answered is saved."""


class Stopped(Exception):
    """A file of answers does not lead to an offer; the text says why."""


def say(text: str) -> None:
    """Words for the person, on stderr; stdout is for data."""
    print(folded(clean(as_here(text), lines=True), sys.stderr), file=sys.stderr, flush=True)


class Talk(Protocol):
    """The other side of the questions."""

    def begin(self) -> None:
        """Say how it goes."""
        ...

    def answer(self, question: Question, asked: str, standing: str, *, refused: bool = False) -> str:
        """What is answered, "" to keep what stands; ``refused``: that will not do. Raises Left, Misused."""
        ...

    def again(self, reason: str) -> None:
        """The last answer will not do. Raises Stopped where nobody can answer again."""
        ...

    def agree(self, finding: Finding) -> bool:
        """Whether this is meant. Raises Left, Stopped."""
        ...

    def confirm(self, asked: str) -> str:
        """What is typed to send it. Raises Left, Misused."""
        ...


class Person:
    """At a terminal: every question a few whole lines, every answer one."""

    def __init__(self) -> None:
        self._asked = ""

    def begin(self) -> None:
        """Say how it goes."""
        say(HOW)

    def answer(self, question: Question, asked: str, standing: str, *, refused: bool = False) -> str:
        """Ask, and wait for a line. The answers there are need not be heard when the question is asked once
        more, nor when they are many and one of them stands."""
        first, *there = asked.splitlines()
        if standing and len(there) > _MANY:
            say(f"\n{first} ? lists them.")
        else:
            say(f"\n{first if question.key == self._asked else asked}")
        self._asked = question.key
        if standing:
            say(f"Now: {standing} ({'it will not do' if refused else 'Enter keeps it'})")
        lines = [self._line()]
        while question.pasted and _waiting():
            lines.append(sys.stdin.readline())
        return " ".join(line.strip() for line in lines)

    def again(self, reason: str) -> None:
        """Say why; the question comes again."""
        say(reason)

    def agree(self, finding: Finding) -> bool:
        """Only a whole yes is one, typed after the question was there."""
        _forget_typed_ahead()
        say(
            f"Please confirm: {finding.message} {finding.fix}\nType yes if it is meant, anything else if not:"
        )
        return self._line().strip().casefold() == "yes"

    def confirm(self, asked: str) -> str:
        """What the person types, having been asked."""
        _forget_typed_ahead()
        say(f"To send it, type {asked}; anything else sends nothing:")
        return self._line()

    def _line(self) -> str:
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Left
        return line.rstrip("\r\n")


def _waiting() -> bool:
    """True when another line is there already: a list was pasted. A terminal gives out one line at a time."""
    try:
        return bool(select.select([sys.stdin], [], [], _PASTE)[0])
    except (OSError, ValueError):  # no terminal, and nothing that could be waited for
        return False


def _forget_typed_ahead() -> None:
    """The rest of a paste, or an Enter too many, must not confirm what has not been read."""
    with suppress(OSError, ValueError, termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


class Answers:
    """A file: nothing is asked twice, and nothing is assumed."""

    def __init__(
        self, path: Path, values: Mapping[str, str], consents: Collection[str], lines: Mapping[str, int]
    ) -> None:
        self._path = path
        self._values = values
        self._consents = consents
        self._lines = lines
        self._given: set[str] = set()
        self._asked = ""

    def has(self, keys: Collection[str]) -> bool:
        """True when one of these is answered."""
        return any(key in self._values for key in keys)

    @property
    def unasked(self) -> list[str]:
        """What is answered and was not asked."""
        return [key for key in self._values if key not in self._given and key != CONFIRM]

    def begin(self) -> None:
        """Nothing to explain."""

    def answer(self, question: Question, asked: str, standing: str, *, refused: bool = False) -> str:
        """What the file says; what is left out stays as it stands or is suggested."""
        self._given.add(question.key)
        self._asked = question.key
        if question.key in self._values:
            say(f"{question.key}: {self._values[question.key]}")
            return self._values[question.key]
        if question.needed and not standing:
            said = f"{self._path}: there is no answer to “{question.key}”."
            raise Misused(f"{said} It was asked: {asked.splitlines()[0]}")
        if standing:
            say(f"{question.key}: {standing} (as it stands)")
        return ""

    def again(self, reason: str) -> None:
        """Nobody is there to answer again."""
        line = f":{self._lines[self._asked]}" if self._asked in self._lines else ""
        raise Stopped(f"{self._path}{line}: “{self._asked}”: {reason}")

    def agree(self, finding: Finding) -> bool:
        """Only what the file names."""
        if finding.consent in self._consents:
            say(f"Confirmed: {finding.message}")
            return True
        raise Stopped(
            f"{self._path}: {finding.message} {finding.fix} To confirm it, add this to consents: "
            f"{finding.consent}"
        )

    def confirm(self, asked: str) -> str:
        """Never assumed."""
        if CONFIRM not in self._values:
            raise Misused(f"{self._path}: there is no answer to “{CONFIRM}”: {asked}.")
        return self._values[CONFIRM]


def read_answers(path: Path, known: Collection[str]) -> Answers:
    """The answers in this file, YAML or JSON: a question's key, and its answer. Raises Misused."""
    from cppo_tui.store.offer_files import read_offer_text

    try:
        written = read_offer_text(path)
    except FileTrouble as error:
        raise Misused(str(error)) from error
    if not isinstance(written.values, dict):
        raise Misused(f"{path}: a file of answers is a mapping of keys and answers.")
    consents: tuple[str, ...] = ()
    values: dict[str, str] = {}
    for key, value in written.values.items():
        where = f"{path}:{written.lines.get((key,), 1)}"
        if key != CONSENTS and key != CONFIRM and key not in known:
            raise Misused(f"{where}: {_unknown(key, known)}")
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            raise Misused(f"{where}: the answer to “{key}” is one text, or a list of texts.")
        if key == CONSENTS:
            consents = tuple(texts)
        else:
            values[key] = ("; " if key == "rows" else " ").join(texts)
    lines = {key: written.lines[(key,)] for key in values if (key,) in written.lines}
    return Answers(path, values, consents, lines)


def _unknown(key: str, known: Collection[str]) -> str:
    names = [*known, CONSENTS, CONFIRM]
    near = get_close_matches(key.lower(), names, n=1, cutoff=3 / 5)
    return f"there is no question “{clean(key)}”. " + (
        f"Is “{near[0]}” meant?" if near else f"There are: {', '.join(names)}."
    )
