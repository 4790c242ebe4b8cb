"""Which modules are loaded when the first frame is on the screen and nothing slow has begun."""

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.terminal import clean_environment

LATER = frozenset({"boto3", "botocore", "moto", "pydantic", "pydantic_core"})
"""What may be loaded only after the first frame."""

DRIVER = """
import json, sys
from cppo_tui.cli.main import parser
from cppo_tui.cli.wiring import AWS, SANDBOX, make_desk
from cppo_tui.ui.app import CppoApp

loaded = []

def look(self):
    loaded.extend(sys.modules)
    self.exit()

CppoApp.connect = look  # what the first frame starts
options = parser().parse_args(sys.argv[1:])
CppoApp(make_desk(options, SANDBOX if options.sandbox else AWS)).run(headless=True)
json.dump(loaded, sys.stdout)
"""


def modules_at_first_frame(home: Path, *arguments: str) -> frozenset[str]:
    """The names of all modules at the first frame of ``cppo`` with these arguments."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *arguments],
        env=clean_environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return frozenset(json.loads(done.stdout[done.stdout.index("[") :]))


def too_early(modules: frozenset[str]) -> list[str]:
    """The packages among these that should have waited."""
    return sorted({module.partition(".")[0] for module in modules} & LATER)
