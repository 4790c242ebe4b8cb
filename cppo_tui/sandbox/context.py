"""What an operation works with during one request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.errors import internal
from cppo_tui.sandbox.pace import Pace
from cppo_tui.sandbox.world import World

_ATTEMPTS = 100


@dataclass(frozen=True, slots=True)
class Context:
    """The world, the moment, the account that asks, and where new identifiers come from."""

    world: World
    account: str
    pace: Pace
    now: datetime
    new_id: Callable[[str], str]
    behaviour: Behaviour = AS_DOCUMENTED
    doom: str = ""
    """Why a change set that is started now is to fail, whatever it says: see ``Sandbox.doom``."""

    def new_offer_id(self) -> str:
        """An offer identifier nobody has."""
        return self._unused("offer", lambda key: self.world.entity(key) is None)

    def new_change_set_id(self) -> str:
        """A change set identifier nobody has."""
        return self._unused("change_set", lambda key: self.world.change_set(key) is None)

    def new_agreement_id(self) -> str:
        """An agreement identifier nobody has."""
        return self._unused("agreement", lambda key: key not in self.world.agreements())

    def _unused(self, kind: str, is_free: Callable[[str], bool]) -> str:
        """A counter that starts again with a new process may repeat itself; the file does not forget."""
        for _ in range(_ATTEMPTS):
            key = self.new_id(kind)
            if is_free(key):
                return key
        raise internal(f"The source of new identifiers only repeats itself ({kind}).")
