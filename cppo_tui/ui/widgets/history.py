"""What was typed into one field, to take it back: word by word, a paste or a deletion at once."""

from typing import NamedTuple

LONGEST = 100
"""Steps that are kept; texts are short, and nobody goes back further."""


class Typed(NamedTuple):
    """A text and where the cursor stood in it."""

    text: str
    cursor: int


class History:
    """The states before the present one, and those taken back. Forgets both when the text was changed by
    anything but typing: what would come back then belongs to something else."""

    def __init__(self) -> None:
        self._before: list[Typed] = []
        self._after: list[Typed] = []
        self._now = Typed("", 0)

    def note(self, before: Typed, now: Typed) -> None:
        """A key or a paste has turned one state into the other."""
        if before.text == now.text:
            return
        self._forget_unless(before.text)
        if not (self._before and _goes_on(self._now, before, now)):
            self._before = [*self._before, before][-LONGEST:]
        self._after.clear()
        self._now = now

    def undo(self, text: str) -> Typed | None:
        """The state before this one, None when there is none."""
        self._forget_unless(text)
        return self._step(self._before, self._after)

    def redo(self, text: str) -> Typed | None:
        """The state that was taken back last, None when there is none."""
        self._forget_unless(text)
        return self._step(self._after, self._before)

    def _step(self, source: list[Typed], other: list[Typed]) -> Typed | None:
        if not source:
            return None
        other.append(self._now)
        self._now = source.pop()
        return self._now

    def _forget_unless(self, text: str) -> None:
        if self._now.text != text:
            self._before.clear()
            self._after.clear()
            self._now = Typed(text, len(text))


def _goes_on(last: Typed, before: Typed, now: Typed) -> bool:
    """True for one more letter of the same word: typed where the last one was."""
    typed = now.text[before.cursor : now.cursor]
    one_more = len(now.text) == len(before.text) + 1 and len(typed) == 1
    new_word = typed.strip() and before.text[: before.cursor].endswith(" ")
    return one_more and last == before and not new_word
