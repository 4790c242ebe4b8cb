"""``cppo`` that a test kills again and again: it dies at a step that was counted beforehand, and takes a
submission for cut off at once, instead of after sixty seconds. Everything else is the command itself.

A step is what lies between two of these: before and after each submission that is written down, and each
StartChangeSet. ``KILL_AT`` says at which of them, from 1, the process kills itself as «kill -9» would.
"""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from cppo_tui.__main__ import main
from cppo_tui.gateway.sender import AwsSender
from cppo_tui.services import submitter
from cppo_tui.store.submissions import KeptSubmissions
from tests.e2e.bulk_table import KILL_AT

_steps = count(1)
_last = int(os.environ.get(KILL_AT, "0"))


def step() -> None:
    """One more; the last one if it is the one."""
    if next(_steps) == _last:
        os.kill(os.getpid(), signal.SIGKILL)


def counted(call: Callable[..., Any]) -> Callable[..., Any]:
    """The same, with a step before and one after it."""

    def both(*given: Any, **more: Any) -> Any:
        step()
        done = call(*given, **more)
        step()
        return done

    return both


submitter.SENDING_IS_LOST = timedelta(0)
KeptSubmissions.add_submission = counted(KeptSubmissions.add_submission)  # type: ignore[method-assign]
KeptSubmissions.update_submission = counted(KeptSubmissions.update_submission)  # type: ignore[method-assign]
AwsSender.start = counted(AwsSender.start)  # type: ignore[method-assign]

if __name__ == "__main__":
    main()
