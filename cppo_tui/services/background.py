"""Calls in threads that hold no door: the program can end while one of them still waits for an answer."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NAME = "cppo call"


class HoldsNoDoor(ThreadPoolExecutor):
    """A thread for each call, none of which is waited for at the end.

    Python's own pool joins its threads when the program ends, so a read that hangs would keep the terminal
    for half a minute. Whatever must not be cut off is awaited by whoever leaves (``departure``).
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin the call at once."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - handed to whoever asked, as every executor does
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=run, name=NAME, daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Nothing is waited for."""


def calls_hang() -> bool:
    """True while a call has not come back."""
    return any(thread.name == NAME and thread.is_alive() for thread in threading.enumerate())
