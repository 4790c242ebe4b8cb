"""``python -m tests.reliability``: every harness in full, and the figures the README quotes."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ELSEWHERE = (
    "ui/test_hostile_text.py",
    "ui/test_hostile_terms.py",
    "ui/test_kinds.py",
    "ui/test_any_draft.py",
    "ui/test_any_terms.py",
    "ui/test_every_look.py",
    "services/test_plan_files.py",
    "services/test_bulk_run.py",
    "cli/test_apply.py",
    "contracts/test_matrix.py",
    "contracts/test_no_surprises.py",
    "e2e/test_bulk_kill.py",
    "e2e/test_slow_lines.py",
)
"""Harnesses that stand beside what they are about: what the README quotes from them, and what plays a part of
its texts in every run and all of them here."""


def main() -> int:
    """Run all of it on all processors; further arguments go to pytest."""
    os.environ["CPPO_LONG"] = "1"
    everything = [str(HERE), *(str(HERE.parent / name) for name in ELSEWHERE)]
    shared = ("-n", "auto", "--dist", "worksteal")  # a few of them take minutes: nobody waits behind them
    return int(pytest.main([*everything, *shared, *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
