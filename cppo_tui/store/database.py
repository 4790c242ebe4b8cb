"""One open SQLite database: a connection, the lock that guards it, and transactions.

There is one connection for all threads, guarded by a lock, not one per thread: SQLite lets in one writer
at a time anyway, a call takes a millisecond, saves keep the order in which they were asked for, and
short-lived worker threads would leave connections behind.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.store.paths import sync_folder
from cppo_tui.store.private_file import family
from cppo_tui.store.troubles import code_of, explained
from cppo_tui.store.window_lock import WindowLock


class Database:
    """An open database file. ``notice`` says what happened to the file while opening, "" if nothing."""

    def __init__(self, connection: sqlite3.Connection, path: Path, lock: WindowLock, notice: str) -> None:
        self.notice = notice
        self._connection = connection
        self._path = path
        self._window = lock
        self._guard = threading.RLock()
        self._identity = self._on_disk()

    @contextmanager
    def reading(self, failed: str) -> Iterator[sqlite3.Connection]:
        """The connection, for looking. Raises StoreError beginning with ``failed``."""
        with self._guard, explained(failed):
            self._drop_unfinished()
            yield self._connection

    @contextmanager
    def writing(self, failed: str) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction: all of the block is durable when it ends, or none of it is
        there when it raises. Raises StoreError beginning with ``failed``."""
        with self._guard, explained(failed):
            if self._on_disk() != self._identity:
                raise StoreError(
                    f"{failed}: {self._path} was moved or deleted while it was open here. "
                    "Put it back, or start the program again."
                )
            self._drop_unfinished()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                with suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    if isinstance(error, sqlite3.Error) and code_of(error) == sqlite3.SQLITE_FULL:
                        # Older changes still in the -wal take room that the next try can use.
                        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raise

    def copy_to(self, path: Path) -> None:
        """A whole copy in a new file that only the owner can read, also while others write.

        Never over an existing file. Raises StoreError.
        """
        failed = f"The backup {path} could not be written"
        with self._guard, explained(failed):
            try:
                descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
                os.fchmod(descriptor, 0o600)  # whatever the umask
                os.close(descriptor)
            except FileExistsError as error:
                raise StoreError(f"{path} exists already; nothing was written. Name another file.") from error
            except OSError as error:
                raise StoreError(f"{failed}: {error.strerror}.") from error
            try:
                with closing(sqlite3.connect(path)) as copy:
                    self._connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
                sync_folder(path.parent)
            except BaseException:
                for member in family(path):  # half a copy would pass for a whole one
                    with suppress(OSError):
                        member.unlink(missing_ok=True)
                raise

    def close(self) -> None:
        """Close the file and tell the other windows. Raises nothing; closing twice is harmless."""
        with self._guard:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._window.release()

    def _drop_unfinished(self) -> None:
        """When a roll-back failed with the disk, what was never committed must not be read as if it were."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _on_disk(self) -> tuple[int, int]:
        """Which file bears the name now. SQLite would go on writing into a file that was deleted."""
        try:
            status = self._path.lstat()
        except FileNotFoundError:
            return (-1, -1)
        return (status.st_dev, status.st_ino)
