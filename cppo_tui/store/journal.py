"""The journal a program leaves that could not close its database: is what it holds still whole?

SQLite reads such a ``-wal`` up to the first frame whose checksum is wrong and drops the rest without a word,
for that is what a write that was cut short looks like. But a cut write ends the file. A frame that ends a
change, is of this journal and comes at or after the wrong one says that something saved has been spoilt
(file format: sqlite.org/fileformat2.html, section 4).
"""

import struct
import sys
from array import array
from datetime import datetime
from pathlib import Path

from cppo_tui.store.paths import sync_folder
from cppo_tui.store.private_file import copy_private, free_name

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
"""Of a journal whose checksums count little-endian words; one more: big-endian ones."""

_SALTS = slice(16, 24)
"""The journal's own mark, in its header and in every frame: a restarted journal has another one."""

_SMALLEST_PAGE = 512

Sums = tuple[int, int]


def is_spoilt(journal: Path) -> bool:
    """True when it holds the end of a change that can no longer be read."""
    try:
        content = journal.read_bytes()
    except FileNotFoundError:
        return False
    if len(content) < _HEADER.size + _FRAME.size:
        return False
    magic, _, page_size, _, _, _, *sums = _HEADER.unpack_from(content)
    order = "big" if magic == _MAGIC + 1 else "little"
    if _summed(content[:24], (0, 0), order) != tuple(sums):
        first = content[_HEADER.size :]  # its frames still bear the mark
        return _ends_a_change(first, first[8:16], _SMALLEST_PAGE)
    unread = content[_readable(content, page_size, order) :]
    return _ends_a_change(unread, content[_SALTS], page_size)


def _readable(content: bytes, page_size: int, order: str) -> int:
    """Where the first frame begins that SQLite will not read; the end when it reads all."""
    start, length = _HEADER.size, _FRAME.size + page_size
    sums: Sums = _HEADER.unpack_from(content)[6:]
    while start + length <= len(content):
        frame = content[start : start + length]
        sums = _summed(frame[:8] + frame[_FRAME.size :], sums, order)
        if frame[8:16] != content[_SALTS] or sums != _FRAME.unpack_from(frame)[4:]:
            break
        start += length
    return start


def _ends_a_change(unread: bytes, salts: bytes, page_size: int) -> bool:
    """Whether any whole frame, wherever it begins, is of this journal and the last of its change: only that
    one names the size of the database, right before the mark. One without its page is a write cut short."""
    place = unread.find(salts, 8)
    while 0 <= place <= len(unread) - (_FRAME.size - 8) - page_size:
        if unread[place - 4 : place] != bytes(4):
            return True
        place = unread.find(salts, place + 1)
    return False


def _summed(content: bytes, sums: Sums, order: str) -> Sums:
    """SQLite's checksum over words of four bytes, going on from ``sums``."""
    words = array("I", content)
    if order != sys.byteorder:
        words.byteswap()
    first, second = sums
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def keep_copy(journal: Path, now: datetime) -> Path:
    """A private copy under a free name, made durable: opening the database writes over the journal."""
    copy = free_name(journal, "damaged", now)
    copy_private(journal, copy)
    sync_folder(journal.parent)
    return copy
