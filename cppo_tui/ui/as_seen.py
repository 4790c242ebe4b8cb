"""How a list was looked at: what coming back to it must show again."""

from typing import NamedTuple


class Seen(NamedTuple):
    """``search`` is what was searched for, ``only`` the state shown, "" for all; ``by`` the column it was
    sorted by, "" for the order it was read in."""

    search: str = ""
    only: str = ""
    by: str = ""
    backward: bool = False


ALL_OF_IT = Seen()
