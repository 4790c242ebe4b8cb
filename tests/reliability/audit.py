"""``python -m tests.reliability.audit``: is a vulnerability known of a version in ``tests/locked.txt``?

pip-audit looks it up where that can be reached; without a network that is said, and nothing fails. A silent
answer is not believed: behind a mirror pip-audit finds nothing and ends well, because it finds no package. So
first it has to find what everybody knows, a version that has been vulnerable for years.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

LOCK = Path(__file__).parents[1] / "locked.txt"
CONTROL = "jinja2==2.4.1"
SERVICES = (("--vulnerability-service", "pypi"), ("--vulnerability-service", "osv"))
PATIENCE = 60.0
"""Seconds for everything together: a line that swallows requests must not hold up the tests."""


class Accepted(NamedTuple):
    """A known vulnerability we live with, as long as this very version is locked, and why."""

    requirement: str
    reason: str


ACCEPTED = {
    "CVE-2025-71176": Accepted(
        "pytest==8.4.2",
        "predictable folder for temporary files, only where the tests run; "
        "pytest-textual-snapshot 1.1.0 does not work with a repaired pytest (9.0.3)",
    )
}


class Report(NamedTuple):
    """What pip-audit has found out."""

    found: dict[str, set[frozenset[str]]]
    """Requirement, and each of its vulnerabilities by all its names."""
    skipped: list[str]
    """What the service does not know at all."""
    looked_at: int


def report(answer: str) -> Report | None:
    """pip-audit's JSON; None when it gave none, which means that it could not ask."""
    try:
        lines: list[dict[str, Any]] = json.loads(answer)["dependencies"]
        asked = [line for line in lines if "skip_reason" not in line]
        found = {
            f"{line['name']}=={line['version']}": {
                frozenset([one["id"], *one["aliases"]]) for one in line["vulns"]
            }
            for line in asked
            if line["vulns"]
        }
        skipped = [str(line["name"]) for line in lines if "skip_reason" in line]
    except (ValueError, KeyError, TypeError):
        return None
    return Report(found, skipped, len(asked))


def judged(looked: Report) -> tuple[int, list[str]]:
    """Exit code and what to say."""
    said, code = [], 0
    for requirement, names in sorted(
        (requirement, sorted(one)) for requirement, all_ in looked.found.items() for one in all_
    ):
        reason = next(
            (
                ACCEPTED[name].reason
                for name in names
                if name in ACCEPTED and ACCEPTED[name].requirement == requirement
            ),
            "",
        )
        code = code if reason else 1
        said.append(f"{requirement}: {', '.join(names)}" + (f" (accepted: {reason})" if reason else ""))
    if looked.skipped:
        said.append(f"not known to the database and not looked up: {', '.join(sorted(looked.skipped))}")
    verdict = (
        "vulnerable; take a newer version, or accept it in tests/reliability/audit.py" if code else "fine"
    )
    return code, [*said, f"{looked.looked_at} locked packages looked up: {verdict}"]


def audit(lock: Path, services: Sequence[Sequence[str]] = SERVICES, patience: float = PATIENCE) -> int:
    """Ask the first service that finds the control; 0 when nothing was found or nobody could be asked."""
    deadline = time.monotonic() + patience
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "control.txt"
        control.write_text(CONTROL + "\n", encoding="ascii")
        for service in services:
            known = _ask([*service, "--no-deps", "--requirement", str(control)], deadline)
            if known is None or CONTROL not in known.found:
                continue
            looked = _ask([*service, "--require-hashes", "--requirement", str(lock)], deadline)
            if looked is not None:
                code, said = judged(looked)
                print("\n".join(said))
                return code
    print("known vulnerabilities: not looked up, no database answered")
    return 0


def _ask(options: Sequence[str], deadline: float) -> Report | None:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--format", "json", "--desc", "off"]
    quiet = ["--aliases", "on", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(
            [*command, *quiet, *options],
            capture_output=True,
            text=True,
            timeout=max(deadline - time.monotonic(), 0.0),
        )
    except subprocess.TimeoutExpired:
        return None
    return report(done.stdout)


if __name__ == "__main__":
    sys.exit(audit(LOCK))
