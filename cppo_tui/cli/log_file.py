"""``cppo.log`` in the data folder: what was done when, without anything secret. Opened with its first line.

Several windows write to the same file, each line in one write; whoever fills it moves it on. Trouble with
the log never stops anything: it is kept in ``trouble``, to be said once.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.domain.redaction import crash_words, redact
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    import logging

LOG_NAME = "cppo.log"
LARGEST = 512 * 1024
"""Bytes after which a new file is begun."""

OLDER = 2
"""How many full files are kept beside the one being written."""


class LogFile:
    """Redacted single lines in a file only its owner can read, never written through a link."""

    def __init__(self, path: Path, known: Collection[str] = (), *, largest: int = LARGEST) -> None:
        self._path = path
        self._known = known
        self._largest = largest
        self._descriptor = -1
        self.trouble = ""

    def keep(self, record: logging.LogRecord) -> None:
        """Write the record's line. Raises nothing; after a first failure it writes no more."""
        if self.trouble:
            return
        try:
            self._write(self._line(record))
        except OSError as error:
            self._give_up(error.strerror or type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a message whose arguments cannot be put into words
            with suppress(OSError):
                self._write(f"a line is missing here: {type(error).__name__}\n".encode())

    def close(self) -> None:
        """Close the file; the next line would open it again."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _line(self, record: logging.LogRecord) -> bytes:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            said += f"; {crash_words(record.exc_info[1])}"
        line = f"{at.removesuffix('+00:00')}Z [{record.process}] {record.name}: {redact(said, self._known)}"
        return (line + "\n").encode("utf-8", "backslashreplace")

    def _write(self, line: bytes) -> None:
        if self._descriptor < 0 or self._moved_on():
            self._open()
        if os.fstat(self._descriptor).st_size + len(line) > self._largest:
            self._begin_another()
        os.write(self._descriptor, line)

    def _open(self) -> None:
        """Open or make the file, 0600 whatever the umask. Raises OSError, also for a file not ours."""
        self.close()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        self._descriptor = os.open(self._path, flags, 0o600)
        status = os.fstat(self._descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            raise OSError(0, "it is no ordinary file of yours")
        os.fchmod(self._descriptor, 0o600)

    def _moved_on(self) -> bool:
        """True when another window has begun a new file, or somebody moved or deleted this one."""
        try:
            there, ours = self._path.lstat(), os.fstat(self._descriptor)
        except OSError:
            return True
        return (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino)

    def _begin_another(self) -> None:
        """Move the full file on; while another window is doing so, this one writes a line more into it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        if not self._moved_on():  # renaming acts on a planted link itself, never on what it leads to
            for number in range(OLDER, 0, -1):
                with suppress(FileNotFoundError):
                    self._numbered(number - 1).replace(self._numbered(number))
        self._open()

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}") if number else self._path

    def _give_up(self, reason: str) -> None:
        with suppress(OSError):
            self.close()
        self.trouble = f"The log {clean(str(self._path))} is incomplete: {reason}. Nothing else is lost."
