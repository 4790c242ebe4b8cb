"""``python -m cppo_tui`` and the command ``cppo``."""

import signal
import sys

from cppo_tui.cli.main import main as run


def main() -> None:
    """Run and leave with its exit code."""
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the screen stood, or after it was gone
        code = 128 + signal.SIGINT
    sys.exit(code)


if __name__ == "__main__":
    main()
