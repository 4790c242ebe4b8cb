"""The most memory the process has held, after the whole job."""

import re
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.e2e.journey import publish, to_review
from tests.e2e.terminal import Terminal

MOST = 90.0


def measure() -> list[Figure]:
    """From an empty home to a published offer; Linux only, where the kernel keeps the peak."""
    if not Path("/proc/self/status").exists():
        return [Figure("peak memory after publishing", "not known on this system")]
    with (
        tempfile.TemporaryDirectory() as folder,
        Terminal("--sandbox", "--pace", "instant", home=Path(folder)) as terminal,
    ):
        to_review(terminal)
        publish(terminal)
        status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    megabytes = int(found[1]) / 1024 if found else 0.0
    return [
        Figure(
            "peak memory after publishing",
            f"{megabytes:.0f} MB",
            f"<= {MOST:.0f} MB",
            found is not None and megabytes <= MOST,
        )
    ]
