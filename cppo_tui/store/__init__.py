"""Where drafts, templates and submissions are kept on this computer: one private SQLite database.

Importing this room and listing what it holds loads no pydantic; only reading or writing a whole draft,
template or submission does. The database itself is loaded by who names it: a path needs no SQLite.
"""

from typing import TYPE_CHECKING

from cppo_tui.store.paths import DATABASE_NAME, SANDBOX_NAME, data_folder

if TYPE_CHECKING:
    from cppo_tui.store.store import SqliteStore

__all__ = ["DATABASE_NAME", "SANDBOX_NAME", "SqliteStore", "data_folder"]


def __getattr__(name: str) -> type["SqliteStore"]:
    if name != "SqliteStore":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cppo_tui.store.store import SqliteStore

    return SqliteStore
