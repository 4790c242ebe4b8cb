"""How a command without a screen ends. These numbers are an interface: scripts act on them."""

import atexit
import os
import sys
import threading
from enum import IntEnum
from typing import NoReturn


class Exit(IntEnum):
    """The exit code of every command but the wizard's."""

    DONE = 0
    TROUBLE = 1
    USAGE = 2
    STOPPED = 3
    UNKNOWN = 4
    FAILED = 5
    INTERRUPTED = 130
    NOBODY_READS = 141


EXIT_CODES = """\
exit codes:
  0    done
  1    AWS or this computer did not do what was asked
  2    arguments or a file that cannot be read
  3    stopped by a check, nothing was sent
  4    sent, and the outcome is not known yet
  5    AWS refused it or it failed there
  130  interrupted
  141  nobody reads its output any more, as after «| head»
"""


def leave(code: int) -> NoReturn:
    """End the process as Python does, without taking every module apart first: that is a tenth of a check.

    Where another thread still works, as Python does altogether.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
