"""``python -m cppo_tui`` and the command ``cppo``."""

import sys

from cppo_tui.cli.main import main as run


def main() -> None:
    """Run and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
