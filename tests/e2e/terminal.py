"""A person at a terminal: the real command on a pty, its output drawn by a terminal emulator."""

import os
import select
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "cppo_tui")
PATIENCE = 60.0
"""Seconds until a test gives up waiting: long, because a busy machine is no defect of the program."""

ASKS_FOR_FRAMES, TAKES_FRAMES = b"\x1b[?2026$p", "\x1b[?2026;2$y"
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
"""Synchronized output, as today's terminals have it: a frame is shown when it is whole."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
}


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """What a new user has: an empty home, a usual terminal, nothing of AWS's."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "CPPO_HOME": str(home / "cppo"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TEXTUAL_ANIMATIONS": "none",
        **more,
    }


class Terminal:
    """A program on a pty. ``raw`` keeps every byte it wrote, ``screen_text()`` is what can be seen."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        command: Sequence[str] = COMMAND,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.raw = bytearray()
        self._drawn = 0
        self._ended = False
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            command[0],
            [*command[1:], *arguments],
            env=clean_environment(home, **(environment or {})),
            cwd=str(home),
            dimensions=(rows, columns),
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whatever happened, nothing stays running."""
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._child.pid)

    def screen_text(self) -> str:
        """The rows as they stand, never half a frame: the new words beside the figure of before.

        Drawn only when somebody looks: drawing costs more than reading.
        """
        since = max(0, self._drawn - len(FRAME_BEGINS))
        begun, ended = self.raw.rfind(FRAME_BEGINS, since), self.raw.rfind(FRAME_ENDS, since)
        whole = len(self.raw) if begun <= ended or self._ended else max(begun, self._drawn)
        self._stream.feed(bytes(self.raw[self._drawn : whole]))
        self._drawn = whole
        return "\n".join(row.rstrip() for row in self._screen.display)

    def read(self, timeout: float) -> bytes:
        """Take in the next output; nothing when none comes in time. Raises EOFError when it has ended."""
        try:
            output: bytes = self._child.read_nonblocking(65_536, timeout)
        except pexpect.TIMEOUT:
            return b""
        except pexpect.EOF as end:
            self._ended = True
            raise EOFError from end
        news = max(0, len(self.raw) - len(ASKS_FOR_FRAMES) + 1)
        self.raw += output
        if ASKS_FOR_FRAMES in self.raw[news:]:
            self._child.send(TAKES_FRAMES)
        return output

    def wait_for_bytes(self, wanted: bytes, since: int = 0, timeout: float = PATIENCE) -> None:
        """Read until this was written after the first ``since`` bytes; draws nothing, for measuring."""
        deadline = time.monotonic() + timeout
        while self.raw.find(wanted, since) < 0:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{wanted!r} was not written within {timeout} s")
            self.read(left)

    def wait_until(
        self, seen: Callable[[str], bool], wanted: str = "the awaited screen", timeout: float = PATIENCE
    ) -> str:
        """Read until the screen is as wanted, and return it."""
        deadline = time.monotonic() + timeout
        while not seen(screen := self.screen_text()):
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{wanted} did not come within {timeout} s; the screen is\n{screen}")
            try:
                self.read(left)
            except EOFError as end:
                raise AssertionError(f"the program ended before {wanted} came:\n{screen}") from end
        return screen

    def wait_for(self, text: str, timeout: float = PATIENCE) -> str:
        """Read until the screen shows this text, and return the screen."""
        return self.wait_until(lambda screen: text in screen, repr(text), timeout)

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> str:
        """Read until the screen shows this text no more, and return the screen."""
        return self.wait_until(lambda screen: text not in screen, f"the end of {text!r}", timeout)

    def settle(self, quiet: float = 0.25, timeout: float = 3.0) -> str:
        """Read until nothing more is drawn for a moment and the program only waits; return the screen.

        A clock on the screen is drawn for ever, so drawing counts for ``timeout`` only. Being silent is not
        being at rest where a busy machine does not let the program run.
        """
        began = time.monotonic()
        drawn = True
        while drawn or self._at_work():
            if time.monotonic() - began >= timeout + (0.0 if drawn else PATIENCE):
                break
            drawn = bool(self.read(quiet))
        return self.screen_text()

    def _at_work(self) -> bool:
        """True when a thread of the program runs or waits for a processor or a disk, where one can see it."""
        try:
            told = [path.read_text() for path in Path(f"/proc/{self.pid}/task").glob("*/stat")]
        except OSError:  # it is just ending
            return False
        return any(one.rpartition(")")[2].split()[0] in ("R", "D") for one in told)

    def press_and_see(self, key: str) -> None:
        """Press a key whose effect is a colour (the focus moves), and wait for it to be drawn.

        A key pressed before the focus has moved would still go to where the focus was.
        """
        self.settle()
        before = len(self.raw)
        self.press(key)
        self.wait_until(lambda _: len(self.raw) > before, f"the effect of {key}")
        self.settle()

    def scrolled_to(self, text: str) -> str:
        """Move on to the scrolling part of the screen, page down until it shows this text."""
        if text not in self.settle():
            self.press_and_see("shift+tab")
        pages = 0
        while text not in self.settle() and (pages := pages + 1) < 10:
            self.press("pagedown")
        return self.wait_for(text)

    def press(self, *keys: str) -> None:
        """Press keys by name: ``enter``, ``ctrl+n``, or a character."""
        for key in keys:
            if key.startswith("ctrl+"):
                self._child.send(chr(ord(key[-1]) & 0x1F))
            else:
                self._child.send(KEYS.get(key, key))

    def type(self, text: str) -> None:
        """Type a text, a key per character."""
        self._child.send(text)

    def send(self, data: bytes) -> None:
        """Send these very bytes, reading meanwhile what is drawn: neither side waits for the other."""
        left = memoryview(data)
        while left:
            _, ready, _ = select.select([], [self._child.child_fd], [], 0)
            if ready:
                left = left[os.write(self._child.child_fd, left[:4096]) :]
            self.read(0 if ready else 0.05)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self.screen_text()
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def exit_status(self, timeout: float = PATIENCE) -> int:
        """Read what is left until the program has ended, and return its exit code."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.read(left)
            except EOFError:
                self._child.wait()
                killed = self._child.exitstatus is None
                return -int(self._child.signalstatus) if killed else int(self._child.exitstatus)
        raise AssertionError(f"still running after {timeout} s; the screen is\n{self.screen_text()}")

    def hung_up(self, timeout: float = PATIENCE) -> int:
        """Close the window under the program, wait for its end, and return its exit code."""
        self._child.ptyproc.fileobj.close()
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if not self._child.isalive():
                return int(self._child.exitstatus or -self._child.signalstatus)
            time.sleep(0.02)
        raise AssertionError(f"still running {timeout} s after its terminal was closed")
