"""``cppo`` itself; the body of each StartChangeSet that crosses the seam to the simulated AWS is kept in
``sent-1``, ``sent-2`` … in the folder it is started in."""

from itertools import count
from pathlib import Path

from cppo_tui.__main__ import main
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse

respond, numbers = Sandbox.respond, count(1)


def keeping(self: Sandbox, request: WireRequest) -> WireResponse:
    """Answer as ever."""
    if request.url.endswith("/StartChangeSet"):
        Path(f"sent-{next(numbers)}").write_bytes(request.body)
    return respond(self, request)


Sandbox.respond = keeping  # type: ignore[method-assign]

if __name__ == "__main__":
    main()
