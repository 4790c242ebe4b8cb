"""Standard input and output as a shell hands them over: closed, full, in an old encoding, read by nobody."""

import codecs
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What the system says where output cannot be written any more."""

_ESCAPED = "cppo-escaped"


def unwritable(error: Exception) -> bool:
    """Whether this says that the output cannot be written, and nothing else."""
    return isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno in UNWRITABLE)


def prepare() -> None:
    """Before anything is read or printed: every stream is there, and no text is too strange for it.

    A closed one becomes the null device. Python has None for it, and the first file that is opened would get
    its number: what is meant for the terminal would be written there.
    """
    for name in ("stdin", "stdout", "stderr"):  # in their order: the system gives out the lowest number
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    codecs.register_error(_ESCAPED, _escaped)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, _ESCAPED), (sys.stderr, _ESCAPED)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def silence() -> None:
    """Where a stream can be written no more, what is left of it goes nowhere: Python writes it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def read_or_not() -> Iterator[list[OSError]]:
    """Around what is printed when something is done: that it cannot be written, or is not read, takes nothing
    back. The list says afterwards why it was not written; empty when it was."""
    lost: list[OSError] = []
    try:
        yield lost
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError) and error.errno not in UNWRITABLE:
            raise
        lost.append(error)
        silence()


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What the terminal's encoding does not have, spelled as JSON does: a reader of JSON gets it back."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end
