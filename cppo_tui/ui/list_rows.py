"""What a list screen is asked about its rows; each list answers for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from textual.content import Content

from cppo_tui.ui.columns import Row

Listed = TypeVar("Listed")


def in_order(
    rows: Iterable[Listed], key: Callable[[Listed], tuple[bool, Any]], *, backward: bool
) -> list[Listed]:
    """Sorted by what ``key`` says; what it says True of has nothing there and comes last, backwards too."""
    keyed = [(key(one), one) for one in rows]
    keyed.sort(key=lambda pair: pair[0][1], reverse=backward)
    keyed.sort(key=lambda pair: pair[0][0])
    return [one for _, one in keyed]


class TellsRows:
    """The questions. Rows go by their keys."""

    def read(self) -> None:
        """Ask AWS for the list."""
        raise NotImplementedError

    def reading(self) -> str:
        """What is being read just now, "" when nothing is."""
        raise NotImplementedError

    def trouble(self) -> str:
        """Why the list could not be read, "" when it could."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """All rows that pass search and filter, sorted."""
        raise NotImplementedError

    def total(self) -> int | None:
        """How many there are in all, None while that is not known."""
        raise NotImplementedError

    def states(self) -> Sequence[tuple[str, str]]:
        """What can be filtered by: key and words."""
        raise NotImplementedError

    def still_unsorted(self) -> str:
        """What the order does not know yet, "" when it is whole."""
        return ""

    def nothing(self) -> str:
        """What is said when there is none at all."""
        raise NotImplementedError

    def detail(self, key: str) -> tuple[Content, Sequence[tuple[str, str]], Content]:
        """What is told of a row: a head, labels and values, and what follows."""
        raise NotImplementedError

    def whole(self, key: str) -> Sequence[tuple[str, str]]:
        """Its labels and values as they are copied: nothing of them shortened."""
        return self.detail(key)[1]

    def possible(self, key: str) -> frozenset[str]:
        """The names of the actions this row allows."""
        raise NotImplementedError

    def obstacle(self, action: str) -> str:
        """Why the marked row does not allow an action, "" when there is nothing to say."""
        return ""
