"""``python -m tests.reliability``: every harness in full, and the figures the README quotes."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ELSEWHERE = (
    "test_hostile_text.py",
    "test_hostile_terms.py",
    "test_kinds.py",
    "test_any_draft.py",
    "test_any_terms.py",
    "test_every_look.py",
)
"""Tests of the screens that play a part of their texts in every run, and all of them here."""


def main() -> int:
    """Run all of it on all processors; further arguments go to pytest."""
    os.environ["CPPO_LONG"] = "1"
    everything = [str(HERE), *(str(HERE.parent / "ui" / name) for name in ELSEWHERE)]
    shared = ("-n", "auto", "--dist", "worksteal")  # a few of them take minutes: nobody waits behind them
    return int(pytest.main([*everything, *shared, *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
