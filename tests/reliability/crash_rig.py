"""What the harnesses stand on: an AWS that does not die, and programs before it that do."""

import atexit
import functools
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cppo_tui
from tests.reliability.crash_aws import Aws
from tests.reliability.crash_controls import CONTROLS_FILE

HOUSE = Path(cppo_tui.__file__).parents[1]
LIFE = "tests.reliability.crash_life:carry_on"
SOON = 55.0
"""Seconds between a crash and the next start: a submission still counts as being sent then."""


@dataclass(frozen=True)
class Outcome:
    """What a process told before it ended, and by which signal it ended; 0: by itself."""

    told: tuple[tuple[Any, ...], ...]
    signal: int

    def all(self, kind: str) -> list[tuple[Any, ...]]:
        """What it told of this kind, in order."""
        return [one[1:] for one in self.told if one[0] == kind]

    def last(self, kind: str) -> tuple[Any, ...] | None:
        """The last it told of this kind."""
        return next(iter(self.all(kind)[::-1]), None)


class Rig:
    """AWS, and the process from which programs are forked."""

    def __init__(self) -> None:
        self.aws = Aws()
        self.folder = Path(tempfile.mkdtemp(prefix="cppo-crash-"))
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.crash_zygote", self.aws.url],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready", "the programs' parent did not start"

    def home(self, name: str = "home") -> Path:
        """An empty folder of the program's, and an AWS that knows nothing of it."""
        self.aws.start_over()
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
        return home

    def start(self, call: str, *, fault: dict[str, Any] | None = None, **arguments: Any) -> int:
        """A process that waits to be let go; its id."""
        job = {"call": call, "with": arguments, "fault": fault, "watched": fault is not None}
        return int(self._ask({"start": job}))

    def let_go(self, *pids: int) -> None:
        """Let these go together."""
        self._ask({"go": pids})

    def finish(self, *pids: int) -> list[Outcome]:
        """Wait for the end of these, which have been let go."""
        answers = self._ask({"finish": pids})
        return [Outcome(tuple(map(tuple, one["told"])), one["signal"]) for one in answers]

    def run(self, call: str, *, fault: dict[str, Any] | None = None, **arguments: Any) -> Outcome:
        """Start one, let it go and wait for its end."""
        pid = self.start(call, fault=fault, **arguments)
        self.let_go(pid)
        return self.finish(pid)[0]

    def live(
        self, home: Path, *, call: str = LIFE, fault: dict[str, Any] | None = None, **arguments: Any
    ) -> Outcome:
        """One start of the program, or of a control, in this home."""
        return self.run(call, fault=fault, home=str(home), url=self.aws.url, **arguments)

    def close(self) -> None:
        """End what was started."""
        self._zygote.communicate()
        self.aws.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, command: dict[str, Any]) -> Any:
        assert self._zygote.stdin is not None
        self._zygote.stdin.write(json.dumps(command) + "\n")
        self._zygote.stdin.flush()
        return json.loads(self._line())

    def _line(self) -> str:
        assert self._zygote.stdout is not None
        return self._zygote.stdout.readline().rstrip("\n")


@functools.cache
def the_rig() -> Rig:
    """One for all harnesses of a test process."""
    rig = Rig()
    atexit.register(rig.close)
    return rig


FILES = ("cppo.db", "cppo.db-wal", "cppo.db-shm", "cppo.db-journal", "cppo.db.lock")
"""The journals are SQLite's, and taken up at the next start."""


def litter(home: Path) -> set[str]:
    """What lies in the folder and should not."""
    return {place.name for place in home.iterdir()} - {*FILES, CONTROLS_FILE}
