"""Every step a program takes to the disk and to the network, counted, so that one of them can go wrong.

What SQLite does inside itself cannot be seen from Python; for that there is ``crash_strace``.
"""

import errno
import os
import signal
import socket
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KILL = "kill"
FULL = "full"
BROKEN = "broken"
LATE = "late"
"""``broken`` reports the error in place of the step, ``late`` after it: the data may be there."""

PUBLISH = "net send StartChangeSet"
_ON_DISK = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "ftruncate")
_CODES = {FULL: sqlite3.SQLITE_FULL, BROKEN: sqlite3.SQLITE_IOERR_WRITE, LATE: sqlite3.SQLITE_IOERR_FSYNC}
_ERRNOS = {FULL: errno.ENOSPC, BROKEN: errno.EIO, LATE: errno.EIO}


def kind_of(name: str) -> str:
    """Steps of one kind: what is asked of whom; each change of a table and each way to the network is one."""
    alike = name.startswith(("sql PRAGMA", "sql CREATE", "sql SELECT"))
    return " ".join(name.split()[:2]) if alike else name


@dataclass
class Points:
    """The steps taken so far. The ``at``-th goes wrong in the way of ``how``; ``onward``: all after it too.

    An error counts the steps to the disk only, a kill all of them; 0 is never reached.
    """

    at: int = 0
    how: str = KILL
    onward: bool = False
    names: list[str] = field(default_factory=list)

    def reached(self, name: str, step: Callable[[], Any]) -> Any:
        """Take the step, unless it is the one."""
        if self.how != KILL and not name.startswith(("sql", "os")):
            return step()
        self.names.append(name)
        wrong = len(self.names) == self.at or (self.onward and 0 < self.at < len(self.names))
        if not wrong or (self.how == FULL and name.startswith(("sql SELECT", "sql ROLLBACK"))):
            return step()  # a full disk can be read, and what is half done be undone
        if self.how == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.how == LATE:
            step()
        raise self._error(name)

    def _error(self, name: str) -> Exception:
        if name.startswith("os"):
            return OSError(_ERRNOS[self.how], os.strerror(_ERRNOS[self.how]))
        error = sqlite3.OperationalError("a fault of the test's")
        error.sqlite_errorcode = _CODES[self.how]
        return error


def watch(points: Points) -> None:
    """From here on every step of this process is counted, until the process is thrown away."""
    _watch_database(points)
    _watch_files(points)
    _watch_network(points)


def _watch_database(points: Points) -> None:
    connect = sqlite3.connect

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            run = super().execute
            name = "sql " + " ".join(sql.split()[:2])
            cursor: sqlite3.Cursor = points.reached(name, lambda: run(sql, *parameters))
            return cursor

        def close(self) -> None:
            points.reached("sql close", super().close)

    def watched(database: Any, **how: Any) -> sqlite3.Connection:
        kind = sqlite3.Connection if database == ":memory:" else Watched
        connection: sqlite3.Connection = connect(database, factory=kind, **how)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]


def _watch_files(points: Points) -> None:
    for name in _ON_DISK:
        plainly = getattr(os, name)

        def watched(*arguments: Any, _step: Any = plainly, _name: str = name, **named: Any) -> Any:
            return points.reached(f"os {_name}", lambda: _step(*arguments, **named))

        setattr(os, name, watched)


def _watch_network(points: Points) -> None:
    """A request is cut before its first byte and in its middle, an answer before each piece of it."""
    send, receive, connect = socket.socket.sendall, socket.socket.recv_into, socket.socket.connect

    def sendall(line: socket.socket, data: bytes, *flags: int) -> None:
        half = len(data) // 2
        name = PUBLISH if b"/StartChangeSet " in data[:64] else "net send"
        points.reached(name, lambda: send(line, data[:half]))
        points.reached("net send the rest", lambda: send(line, data[half:]))

    def recv_into(line: socket.socket, *arguments: Any) -> Any:
        return points.reached("net receive", lambda: receive(line, *arguments))

    def connected(line: socket.socket, address: Any) -> None:
        points.reached("net connect", lambda: connect(line, address))

    for name, watched in (("sendall", sendall), ("recv_into", recv_into), ("connect", connected)):
        setattr(socket.socket, name, watched)
