"""Who listens to the program's own words while it runs. Costs nothing until there is a first line to keep."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cppo_tui.cli.log_file import LogFile

OURS = "cppo"
FOREIGN = ("botocore", "boto3", "urllib3", "s3transfer")
"""Listened to with ``--debug`` only: they tell every request and answer, redacted like all lines."""


class Journal(logging.Handler):
    """Keeps what the loggers below ``cppo`` say in the log file, which it opens with the first line.

    ``folder`` is asked for then. Nothing here ever raises: ``trouble`` says why the log is incomplete.
    """

    def __init__(self, folder: Callable[[], Path], *, debug: bool = False) -> None:
        super().__init__()
        self._folder = folder
        self._file: LogFile | None = None
        self._trouble = ""
        self._heard = [(name, logging.getLogger(name)) for name in (OURS, *(FOREIGN if debug else ()))]
        self._levels = [logger.level for _, logger in self._heard]
        for name, logger in self._heard:
            logger.addHandler(self)
            logger.setLevel(logging.INFO if name == OURS else logging.DEBUG)

    @property
    def trouble(self) -> str:
        """Why the log is incomplete, "" when it is not."""
        return self._trouble or (self._file.trouble if self._file is not None else "")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        if self._file is None and not self._trouble:
            self._open()
        if self._file is not None:
            self._file.keep(record)

    def close(self) -> None:
        """Listen no more and close the file."""
        for (_, logger), level in zip(self._heard, self._levels, strict=True):
            logger.removeHandler(self)
            logger.setLevel(level)
        if self._file is not None:
            self._file.close()
        super().close()

    def _open(self) -> None:
        from cppo_tui.cli.log_file import LOG_NAME, LogFile
        from cppo_tui.domain.errors import StoreError
        from cppo_tui.domain.redaction import secrets_in

        try:
            self._file = LogFile(self._folder() / LOG_NAME, secrets_in(os.environ))
        except StoreError as error:
            self._trouble = f"There is no log: {error}"
