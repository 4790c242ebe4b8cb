"""What a table's columns and rows are: apart from the table, for what has nothing to list builds none."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column: ``width`` cells, or, when 0, ``share`` parts of what the others leave; what its longest text
    does not need goes to those whose texts would be cut.

    ``middle``: what does not fit is cut out of the middle, for names that differ at their end; such a column
    gives way to those whose texts would lose their end.
    ``from_width``: left out of a table that has fewer cells. ``if_any``: left out while no row has it.
    ``if_room``: left out where other texts would be cut for its sake.
    ``tones``: how a text begins that has a colour, and the colour it has: ``success``, ``warning``, ``error``
    or ``muted``. The words say the same.
    """

    label: str
    width: int = 0
    share: int = 1
    middle: bool = False
    from_width: int = 0
    if_any: bool = False
    if_room: bool = False
    tones: tuple[tuple[str, str], ...] = ()


Row = tuple[str, tuple[str, ...], str]
"""A row: its key, its texts and their style."""
