"""``python -m cppo_tui`` and the command ``cppo``."""

import sys
from contextlib import suppress

from cppo_tui.cli import streams
from cppo_tui.cli.arguments import command_in
from cppo_tui.cli.endings import Exit, leave
from cppo_tui.cli.main import main as run

AT_ONCE = ("check", "completion", "rules", "schema")
"""Commands that only read: when they have spoken, nothing is left that would have to be put in order."""


def main() -> None:
    """Run and leave with its exit code."""
    streams.prepare()
    code = _ended()
    if command_in(sys.argv[1:])[0] in AT_ONCE:
        leave(code)
    sys.exit(code)


def _ended() -> int:
    """The exit code; that nobody reads on, or that the disk is full, is no reason for a traceback."""
    code = 0
    try:
        try:
            code = run(sys.argv[1:])
        finally:  # also after --help, which leaves by an exception
            sys.stdout.flush()
    except KeyboardInterrupt:  # before the screen stood, or after it was gone
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        streams.silence()
        return code or Exit.NOBODY_READS
    except OSError as error:
        if error.errno not in streams.UNWRITABLE:
            raise
        streams.silence()
        with suppress(OSError):
            print(f"cppo: The output could not be written: {error.strerror}.", file=sys.stderr)
        return code or Exit.TROUBLE
    return code


if __name__ == "__main__":
    main()
