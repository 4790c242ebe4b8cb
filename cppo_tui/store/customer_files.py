"""Tables of customers on disk: read whole, and results written beside them, never over anything."""

from pathlib import Path

from cppo_tui.domain.errors import FileTrouble

LARGEST = 8 * 1024 * 1024
"""Bytes: ten times what ten thousand customers need."""


def read_customer_file(path: Path) -> bytes:
    """What stands in this file. Raises FileTrouble."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileTrouble(f"{path} could not be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise FileTrouble(
            f"{path} is larger than {LARGEST // 1024 // 1024} MiB: this is no list of customers."
        )
    return content
