"""The wizard inside tmux, which draws the screen anew and reads the keys before the wizard does."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.journey import publish, to_review
from tests.e2e.terminal import COMMAND, Terminal

SIZE = (80, 25)
"""Its own line stands below the 24 rows of the program."""
TMUX = shutil.which("tmux")


class InTmux(Terminal):
    """A terminal in which tmux runs the wizard; at rest is what the wizard is."""

    def __init__(self, *arguments: str, home: Path, socket: Path) -> None:
        self.tmux = ("tmux", "-u", "-f", "/dev/null", "-S", str(socket))
        begun = (*self.tmux, "new-session", "--", *COMMAND, *arguments)
        super().__init__(home=home, size=SIZE, command=begun)

    def ask(self, what: str) -> str:
        """What tmux knows of the wizard's window."""
        asked = [*self.tmux, "display-message", "-p", what]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()

    @property
    def pid(self) -> int:
        """The wizard's, not that of tmux beside it."""
        return int(self.ask("#{pane_pid}") or 0)


@pytest.fixture
def socket() -> Iterator[Path]:
    """Where tmux listens: the way to a test's own folder is longer than a socket's name may be."""
    with tempfile.TemporaryDirectory(prefix="cppo-") as folder:
        yield Path(folder) / "tmux"
        subprocess.run(["tmux", "-S", f"{folder}/tmux", "kill-server"], capture_output=True, check=False)


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_an_offer_is_published_inside_tmux(home: Path, socket: Path, figure: Callable[[str], None]) -> None:
    with InTmux("--sandbox", "--pace", "instant", home=home, socket=socket) as terminal:
        to_review(terminal)
        term = told_inside(terminal.pid)["TERM"]
        assert term.startswith(("screen", "tmux")), "what programs inside tmux are told"
        publish(terminal)
        assert "offer-" in terminal.wait_for("offer-")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
        figure(f"inside tmux, TERM={term}: an offer published")


def told_inside(pid: int) -> dict[str, str]:
    """The environment this process was started with."""
    given = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(one.split("=", 1) for one in given if "=" in one)
