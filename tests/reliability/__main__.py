"""``python -m tests.reliability``: every harness in full, and the figures the README quotes."""

import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    """Run all of it on all processors; further arguments go to pytest."""
    os.environ["CPPO_LONG"] = "1"
    return int(pytest.main([str(Path(__file__).parent), "-n", "auto", *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
