"""The simulated AWS behind a socket, in a process that does not die; here the offers are counted."""

import http.client
import time

from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.records import ChangeSet
from cppo_tui.sandbox.routes import operation_name
from cppo_tui.sandbox.server import HOST, CatalogServer
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest

PATIENCE = 20.0


class Aws:
    """One address, and behind it as many fresh sandboxes as there are runs."""

    def __init__(self) -> None:
        self.start_over()
        self._server = CatalogServer(self._answer)
        self._server.__enter__()

    @property
    def url(self) -> str:
        """Where it is."""
        return self._server.url

    def start_over(self) -> None:
        """A new world: no change set yet."""
        self.sends = 0
        self.sandbox = Sandbox(pace=INSTANT)

    def change_sets(self) -> list[ChangeSet]:
        """What AWS holds, once everything on its way to it has arrived."""
        self._all_arrived()
        with self.sandbox._world.transaction():
            return self.sandbox._world.change_sets()

    def close(self) -> None:
        """Stop listening."""
        self._server.__exit__(None, None, None)

    def _answer(self, request: WireRequest) -> Delivery:
        if operation_name(request) == "StartChangeSet":
            self.sends += 1
        return Delivery(self.sandbox.respond(request))

    def _all_arrived(self) -> None:
        """Lines are taken in order, so when ours is answered all earlier ones are open; then they end,
        for whoever held them is dead."""
        line = http.client.HTTPConnection(HOST, self._server.port, timeout=PATIENCE)
        line.request("GET", "/")
        line.getresponse().read()
        line.close()
        end = time.monotonic() + PATIENCE
        while self._server._server._lines:
            if time.monotonic() > end:
                raise AssertionError("a line to the sandbox stays open")
            time.sleep(0.001)
