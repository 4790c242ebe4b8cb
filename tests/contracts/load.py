"""Many clients at once: each starts change sets and describes them; then the books are compared."""

import http.client
import itertools
import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.changes import create, information

RETRIED = 10
"""Every so many sends are repeated with the same token, as after a lost answer."""


class Believed(NamedTuple):
    """What a client was told: the name it gave, the identifier it got, the status it then saw."""

    name: str
    change_set_id: str
    status: str


@dataclass(frozen=True)
class Figures:
    """Seconds per call, in the order of size, and in all."""

    calls: tuple[float, ...]
    whole: float

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.calls, n=100)
        per_call = ", ".join(
            f"{name} {value * 1000:.1f} ms"
            for name, value in (("median", cuts[49]), ("95 %", cuts[94]), ("99 %", cuts[98]))
        )
        count = len(self.calls)
        return f"{count} calls in {self.whole:.1f} s ({count / self.whole:.0f}/s): {per_call}"


class _Client:
    """One client with a kept connection to each port; a change set is described where it was not started."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in ports]
        self._turns = itertools.cycle(self._lines)
        self.believed: list[Believed] = []
        self.calls: list[float] = []

    def run(self, names: Sequence[str]) -> "_Client":
        for number, name in enumerate(names):
            changes = [create(), information(Name=name, Description="-")]
            request = {
                "Catalog": "AWSMarketplace",
                "ChangeSet": changes,
                "ChangeSetName": name,
                "ClientRequestToken": name,
            }
            started = self._ask("POST", "/StartChangeSet", request)
            if number % RETRIED == 0:
                assert self._ask("POST", "/StartChangeSet", request) == started
            key = str(started.get("ChangeSetId"))
            path = f"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={key}"
            described = self._ask("GET", path)
            self.believed.append(Believed(name, key, str(described.get("Status"))))
        for line in self._lines:
            line.close()
        return self

    def _ask(self, method: str, path: str, content: Any = None) -> Any:
        line = next(self._turns)
        begun = time.perf_counter()
        line.request(method, path, json.dumps(content) if content else None)
        answer = line.getresponse().read()
        self.calls.append(time.perf_counter() - begun)
        return json.loads(answer)


def drive(ports: Sequence[int], *, clients: int, pairs: int) -> tuple[list[Believed], Figures]:
    """So many pairs of start and describe by so many clients at once."""
    names = [f"load-{number}" for number in range(pairs)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        done = list(pool.map(lambda first: _Client(ports).run(names[first::clients]), range(clients)))
    whole = time.perf_counter() - begun
    calls = tuple(sorted(call for client in done for call in client.calls))
    return [one for client in done for one in client.believed], Figures(calls, whole)


def audit(sandbox: Sandbox, believed: Sequence[Believed]) -> list[str]:
    """Where the clients' books and the sandbox's differ. The sandbox's count, nobody's belief."""
    with sandbox._world.transaction():
        kept = {one.id: one for one in sandbox._world.change_sets()}
        offers = {one.id for one in sandbox._world.entities("Offer")}
    found = [
        f"{one.name}: {one.change_set_id} is not there" for one in believed if one.change_set_id not in kept
    ]
    found += [f"{one.name}: seen as {one.status}" for one in believed if one.status != "SUCCEEDED"]
    names = Counter(one.name for one in kept.values())
    found += [f"{name}: made {count} times" for name, count in names.items() if count > 1]
    found += [f"{name}: nobody knows of it" for name in names.keys() - {one.name for one in believed}]
    made = Counter(offer for one in kept.values() for offer in one.entity_ids)
    found += [f"{offer}: made {count} times" for offer, count in made.items() if count > 1]
    return found + [f"{offer}: is not there" for offer in made.keys() - offers]
