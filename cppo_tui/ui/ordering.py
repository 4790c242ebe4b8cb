"""The order of a list: by one of its columns, forward or backward, or as it was read."""

from __future__ import annotations

from typing import ClassVar

from cppo_tui.ui.columns import Column

BACKWARD = ", backwards"


class Ordered:
    """For a screen whose list can be drawn again in another order. ``_by`` is the column's name, "" for the
    order in which it was read."""

    columns: ClassVar[tuple[Column, ...]] = ()
    _by: str = ""
    _backward: bool = False

    def show(self) -> None:
        """Draw everything from what is known now."""
        raise NotImplementedError

    @property
    def order_words(self) -> str:
        """What is said of it beside the number of rows."""
        by = f", sorted by {self._by.lower()}" if self._by else ""
        return f"{by}{BACKWARD if self._backward else ''}"

    def order_by(self, name: str) -> None:
        """By this column; when it is that one already, the other way round."""
        self._order(name, backward=self._by == name and not self._backward)

    def action_sort(self) -> None:
        """By the next column; after the last one as it was read."""
        names = ["", *(column.label for column in self.columns)]
        self._order(names[(names.index(self._by) + 1) % len(names)], backward=False)

    def action_turn(self) -> None:
        """The last row first."""
        self._order(self._by, backward=not self._backward)

    def _order(self, by: str, *, backward: bool) -> None:
        self._by, self._backward = by, backward
        self.show()
