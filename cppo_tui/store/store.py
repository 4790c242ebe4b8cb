"""The store the services are handed: everything that is kept of one mode, in one database."""

from collections.abc import Callable
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import Clock
from cppo_tui.store.address_book import KeptAccounts
from cppo_tui.store.drafts import KeptDrafts
from cppo_tui.store.opening import open_database
from cppo_tui.store.submissions import KeptSubmissions
from cppo_tui.store.templates import KeptTemplates


class SqliteStore(KeptDrafts, KeptTemplates, KeptSubmissions, KeptAccounts):
    """``domain.ports.Store`` on SQLite; may be called from any thread.

    ``notice`` is the sentence the home screen shows when the file had to be set aside, else "".
    """

    def __init__(self, path: Path, mode: str, clock: Clock, *, patience: float = 5.0) -> None:
        """Open ``path`` for ``mode`` ("sandbox" or "aws"), making it when it is missing.

        ``patience`` is how many seconds to wait for another window that holds the file. Raises StoreError
        when the file cannot be used, or was written by a newer version of this program.
        """
        self._database = open_database(path, clock=clock, patience=patience)
        self._mode = mode
        self._clock = clock
        self.notice = self._database.notice

    def unreadable(self) -> tuple[str, ...]:
        """Of each draft, submission and template of this mode that cannot be opened any more, why: opening
        the file looks at its form only. Raises StoreError when they cannot even be listed."""
        why = []
        asked: list[tuple[Callable[[str], object], list[str]]] = [
            (self.load_draft, [row.id for row in self.drafts()]),
            (self.load_submission, [row.id for row in self.submissions()]),
            (self.load_template, [row.name for row in self.templates()]),
        ]
        for load, keys in asked:
            for key in keys:
                try:
                    load(key)
                except StoreError as error:
                    why.append(str(error))
        return tuple(why)

    def backup(self, path: Path) -> None:
        """Write everything, of both modes, into a new file. Raises StoreError; never overwrites."""
        self._database.copy_to(path)

    def close(self) -> None:
        """Finish the call in progress, then let go of the file. Closing twice is harmless."""
        self._database.close()
