"""The wizard on a terminal of its own whose other end is a browser window.

The very command a person would start, so that everything a terminal's wizard holds, this one holds: pastes
cannot press keys, a closed window saves the draft, a send is cut off in order.
"""

import asyncio
import errno
import fcntl
import os
import signal
import struct
import sys
import termios
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence

PATIENCE = 6.0
"""Seconds the wizard has to save and leave; it ends itself after four."""
MOST = 1000
"""Columns and rows no window has more of."""
HELD = 1 << 20
"""Bytes typed or pasted that may wait for the wizard; more are dropped."""
_NOT_THIS_TERMINAL = (
    "COLUMNS",
    "LINES",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "TMUX",
    "STY",
    "TEXTUAL_DRIVER",
)


class WebTerminal:
    """One wizard. ``open`` first; ``output`` until it gives nothing; ``close`` always."""

    def __init__(self, process: Process, fd: int) -> None:
        self._process = process
        self._fd = fd
        self._out = asyncio.StreamReader()
        self._pipes: list[asyncio.BaseTransport] = []
        self._into: asyncio.WriteTransport

    @classmethod
    async def open(cls, arguments: Sequence[str], size: tuple[int, int]) -> "WebTerminal":
        """Start the wizard in a window of so many columns and rows."""
        ours, theirs = os.openpty()
        _set_size(ours, size)
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "cppo_tui", *arguments),
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                env=environment(os.environ),
                start_new_session=True,  # Ctrl+C at the server's terminal is the server's
            )
        finally:
            os.close(theirs)
        terminal = cls(process, ours)
        await terminal._connect()
        return terminal

    async def _connect(self) -> None:
        """Read and write without ever waiting for the wizard."""
        loop = asyncio.get_running_loop()
        out, into = (os.fdopen(os.dup(self._fd), mode, 0) for mode in ("rb", "wb"))
        reading, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(self._out), out)
        self._into, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, into)
        self._pipes = [reading, self._into]

    async def output(self) -> bytes:
        """What it draws next; nothing when it has ended."""
        try:
            return await self._out.read(65_536)
        except OSError as error:
            if error.errno != errno.EIO:  # how Linux says that the last writer is gone
                raise
            return b""

    def type(self, text: str) -> None:
        """Keys, mouse and pastes, as a terminal sends them."""
        if self._into.get_write_buffer_size() < HELD:
            self._into.write(text.encode("utf-8", "replace"))

    def resize(self, size: tuple[int, int]) -> None:
        """The window has another size."""
        if self._process.returncode is None and self._fd >= 0:
            _set_size(self._fd, size)
            self._process.send_signal(signal.SIGWINCH)  # not sent by the system: this is no login terminal

    async def close(self) -> None:
        """The window is gone: the wizard saves and leaves, as when a terminal is closed."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGHUP)
        reading = asyncio.create_task(self._read_on())
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        finally:
            reading.cancel()
            self._into.abort()
            for pipe in self._pipes:
                pipe.close()
            if self._fd >= 0:
                os.close(self._fd)
                self._fd = -1

    async def _read_on(self) -> None:
        """A wizard that draws its last words must not wait for a reader."""
        while await self.output():
            pass


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """What the wizard's terminal can do, instead of what ours can."""
    kept = {name: value for name, value in ours.items() if name not in _NOT_THIS_TERMINAL}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _set_size(fd: int, size: tuple[int, int]) -> None:
    columns, rows = (min(max(number, 1), MOST) for number in size)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
