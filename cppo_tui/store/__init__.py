"""Where drafts, templates and submissions are kept on this computer: one private SQLite database.

Importing this room and listing what it holds loads no pydantic; only reading or writing a whole draft,
template or submission does.
"""

from cppo_tui.store.paths import DATABASE_NAME, SANDBOX_NAME, data_folder
from cppo_tui.store.store import SqliteStore

__all__ = ["DATABASE_NAME", "SANDBOX_NAME", "SqliteStore", "data_folder"]
