"""``python -m tests.benchmarks``: all is measured once, one table, exit code 1 when a target is missed."""

import os
import platform
import sys

from tests.benchmarks import check_file, first_frame, key_press, memory
from tests.benchmarks.figures import table


def main() -> int:
    """Measure and print."""
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load:.1f} at the start\n")
    figures = [*first_frame.measure(), *key_press.measure(), *memory.measure(), *check_file.measure()]
    print(table(figures))
    return 1 if any(figure.met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
