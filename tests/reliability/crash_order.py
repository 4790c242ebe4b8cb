"""Reads a protocol of system calls: was all of it on the disk before a byte went to the network?

kill -9 cannot see a missing fsync, for the system keeps what was written; a power cut would. So the order of
the calls is judged: SQLite makes a commit durable by fdatasync of the -wal, and a new file's name is durable
after fsync of its folder. The -shm is no data: it is built anew from the -wal.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

CALLS = ("openat", "pwrite64", "fdatasync", "fsync", "sendto")
_LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?")
_DESCRIPTOR = re.compile(r"^\d+<([^>]*)>")
_PUBLISH = "POST /StartChangeSet"


@dataclass
class Order:
    """What is not yet durable, call by call, and what went out meanwhile."""

    home: str
    unsynced: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    noted: bool = False
    sends: int = 0
    early: int = 0

    def read(self, protocol: str) -> None:
        """Take in every line ``strace -y`` wrote."""
        for line in protocol.splitlines():
            if match := _LINE.match(line):
                self._call(*match.groups(default=""))

    def _call(self, name: str, arguments: str, result: str, opened: str) -> None:
        found = _DESCRIPTOR.match(arguments)
        path = opened if name == "openat" else found[1] if found else ""
        if name == "sendto":
            self._sent(arguments)
        elif result.startswith("-") or not path.startswith(self.home) or path.endswith("-shm"):
            return
        elif name == "openat":
            self._opened(path, arguments)
        elif name == "pwrite64":
            self.unsynced.add(path)
            self.noted |= path.endswith("-wal")
        else:
            self.unsynced.discard(path)
            self.names = {one for one in self.names if str(PurePath(one).parent) != path}

    def _opened(self, path: str, arguments: str) -> None:
        if "O_CREAT" in arguments and path not in self.known:
            self.known.add(path)
            self.names.add(path)

    def _sent(self, arguments: str) -> None:
        """A request to publish must follow a note of it; and whatever goes out, nothing may be pending."""
        published = _PUBLISH in arguments
        self.sends += published
        self.early += bool(self.unsynced or self.names) or (published and not self.noted)
        self.noted = False
