"""Who has the database open: every window holds a shared lock, and whoever rebuilds it is alone.

Creating, migrating and setting aside happen only under the exclusive lock, so a file is never moved away
or changed in layout under a window that works with it, and two first starts do not meet in the middle.
The system frees the lock when its holder dies.
"""

import fcntl
import os
import time
from pathlib import Path

from cppo_tui.domain.errors import StoreError

_PAUSE = 0.02


class WindowLock:
    """A lock on ``<database>.lock``. ``alone`` is True while no other window has the database open."""

    def __init__(self, path: Path, *, patience: float) -> None:
        """Wait up to ``patience`` seconds for a window that is just starting. Raises StoreError."""
        self._path = path.with_name(path.name + ".lock")
        self._patience = patience
        self._descriptor = self._opened()
        try:
            self.alone = self._take() == fcntl.LOCK_EX
        except BaseException:
            self.release()
            raise

    def share(self) -> None:
        """Let other windows in; from here on nobody may rebuild the file until ``release``."""
        if self.alone:
            self._take(fcntl.LOCK_SH)
            self.alone = False

    def release(self) -> None:
        """Give the lock up. Doing it twice is harmless."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            descriptor = os.open(self._path, flags, 0o600)
            os.fchmod(descriptor, 0o600)
        except OSError as error:
            raise StoreError(
                f"The file {self._path} cannot be used: {error.strerror}. Nothing was changed. "
                "Set CPPO_HOME to a folder you can write to, or see what is in the way."
            ) from error
        return descriptor

    def _take(self, *kinds: int) -> int:
        """Take the first of ``kinds`` that is free, exclusive before shared unless told."""
        end = time.monotonic() + self._patience
        while True:
            for kind in kinds or (fcntl.LOCK_EX, fcntl.LOCK_SH):
                try:
                    fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise StoreError(
                        f"{self._path.parent} is on a file system that cannot lock files ({error.strerror}), "
                        "so two windows could send the same offer. Set CPPO_HOME to a folder on a local disk."
                    ) from error
                return kind
            if time.monotonic() >= end:
                raise StoreError(
                    "Another window is just opening or repairing the drafts file. "
                    "Wait a moment and start again."
                )
            time.sleep(_PAUSE)
