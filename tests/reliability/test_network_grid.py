"""Whatever the network does to a send, however AWS behaves, however often Submit is pressed: at most one
offer, and none the program does not know of. Counted at the server (reliability 1, finding 5; I1, I4)."""

import itertools
import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.gateway import session as settings
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.faults import REPEATED, SPOILT, UNSEEN
from tests.reliability.network_person import Person, at_the_wizard, each, reviewed
from tests.reliability.network_rig import SEND, Aws, Computer, Net, open_net
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG

PRESSES = 3
COMPUTERS = 6
IMPATIENCE = 0.4
"""Seconds to wait for an answer."""

LINE = (*UNSEEN, *SPOILT, *REPEATED)
NOT_REACHED = ("connection refused", "unknown name", "TLS")
FAULTS = (*LINE, *NOT_REACHED)
IN_ORDER = ""


class Kind(NamedTuple):
    """How AWS behaves, and whether the person changes the offer between two presses."""

    behaviour: Behaviour = AS_DOCUMENTED
    changes_it: bool = False


KINDS = {
    "token honoured": Kind(),
    "token forgotten": Kind(Behaviour(token_lifetime=timedelta(seconds=1))),
    "other body refused": Kind(changes_it=True),
    "list late by one look": Kind(Behaviour(list_lag=timedelta(seconds=4))),
    "list late by all looks": Kind(Behaviour(list_lag=timedelta(minutes=5))),
    "token forgotten, list late by two looks": Kind(
        Behaviour(token_lifetime=timedelta(seconds=1), list_lag=timedelta(seconds=8))
    ),
}
"""The four behaviours of reliability I1; the list's lag once within the looks, once beyond, and with the
token forgotten too."""


FEW_KINDS = ("token honoured", "token forgotten", "other body refused", "list late by all looks")


class Case(NamedTuple):
    """What happens to the first send, what to all later ones, and in what world."""

    first: str
    later: str
    kind: str

    @property
    def rules(self) -> list[str]:
        """The faults on the line; a first send that never arrives is not counted there."""
        first = [f"{SEND}:1:{self.first}"] if self.first in LINE else []
        return first + ([f"{SEND}:{1 + len(first)}+:{self.later}"] if self.later in LINE else [])


class Result(NamedTuple):
    """What the server has after all presses."""

    offers: int
    unknown_to_program: int
    bodies_of_a_token: int
    sends: int
    states: tuple[str, ...]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "READ_TIMEOUT", IMPATIENCE)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.fixture
def computers() -> Iterator[list[Computer]]:
    with open_net() as net:
        yield [Computer(net, f"AKIA{number}") for number in range(COMPUTERS)]


def elsewhere(fault: str, net: Net) -> str:
    """Where sends go that never reach anybody."""
    port = net.url.rpartition(":")[2]
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = unused.getsockname()[1]
    return {
        "connection refused": f"http://127.0.0.1:{closed}",
        "unknown name": "http://catalog.invalid",
        "TLS": f"https://127.0.0.1:{port}",
    }.get(fault, "")


def played(folder: Path) -> Callable[[Computer, Case], Result]:
    """Three presses in one world."""
    numbers = itertools.count()

    def play(computer: Computer, case: Case) -> Result:
        kind = KINDS[case.kind]
        aws = Aws(kind.behaviour, case.rules)
        with at_the_wizard(computer, aws, folder / f"{next(numbers)}.db") as person:
            for press in range(PRESSES):
                computer.elsewhere = elsewhere(case.later if press else case.first, computer.net)
                markup = str(25 + press) if kind.changes_it else "25"
                person.press(reviewed(pricing=PricingChoice(text=markup)))
            computer.elsewhere = ""
            return counted(aws, person)

    return play


def counted(aws: Aws, person: Person) -> Result:
    """What is there, and what the program says of it."""
    made = aws.offers()
    bodies = Counter(token for token, _ in {(token_of(one.body), one.body) for one in aws.sends()})
    return Result(
        offers=len(made),
        unknown_to_program=sum(not person.knows(one) for one in made),
        bodies_of_a_token=max(bodies.values(), default=0),
        sends=len(aws.sends()),
        states=tuple(one.state.value for one in person.submissions()),
    )


def token_of(body: bytes) -> str:
    token: str = json.loads(body)["ClientRequestToken"]
    return token


def all_cases() -> list[Case]:
    """Every fault, then every other or none, in every world."""
    return [Case(*one) for one in itertools.product(FAULTS, (IN_ORDER, *FAULTS), KINDS)]


def some_cases() -> list[Case]:
    """Every fault in the four worlds; that it stays, and that it was once, taken in turns."""
    pairs = itertools.product(enumerate(FAULTS), enumerate(FEW_KINDS))
    return [Case(f, f if (i + k) % 2 else IN_ORDER, kind) for (i, f), (k, kind) in pairs]


def test_every_fault_in_every_world_makes_at_most_one_offer_that_is_known(
    computers: list[Computer], tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """Scenarios 1, 2 and 9: an answer lost, a portal's answer, a later answer that hides an acceptance."""
    cases = all_cases() if LONG else some_cases()
    ways = f"{len(FEW_KINDS)} ways AWS may treat a token × {PRESSES} presses of Publish"
    quoted(f"{len(FAULTS)} network faults × {ways}, {len(all_cases()):,} worlds")
    found = dict(zip(cases, each(played(tmp_path), computers, cases), strict=True))
    assert {case: one for case, one in found.items() if one.offers > 1} == {}
    assert {case: one for case, one in found.items() if one.unknown_to_program} == {}
    assert max(one.bodies_of_a_token for one in found.values()) == 1
    figure(
        f"{len(FAULTS)} network faults x {len({case.kind for case in cases})} behaviours of AWS x "
        f"{PRESSES} presses ({len(cases)} worlds, {sum(one.sends for one in found.values())} sends): "
        f"at most {max(one.offers for one in found.values())} offer each, "
        f"{sum(one.unknown_to_program for one in found.values())} unknown to the program"
    )


def test_in_a_world_in_order_the_first_press_makes_the_offer(
    computers: list[Computer], tmp_path: Path
) -> None:
    """The harness is not green because nothing ever gets through."""
    case = Case(IN_ORDER, IN_ORDER, "token honoured")
    (result,) = each(played(tmp_path), computers[:1], [case])
    assert result == Result(1, 0, 1, 1, ("succeeded",))


def naive(computer: Computer, fault: str) -> Result:
    """The control: botocore's own token per call, its own retries, any 2xx believed, no look."""
    aws = Aws(faults=[f"{SEND}:1+:{fault}"])
    computer.connect(aws)
    client = computer.client(config=Config(read_timeout=IMPATIENCE, proxies={}))
    believed: set[Any] = set()
    for _ in range(PRESSES):
        with suppress(BotoCoreError, ClientError, ValueError):  # "it failed": pressed again
            answer = client.start_change_set(Catalog="AWSMarketplace", ChangeSet=reviewed().changes)
            believed.add(answer.get("ChangeSetId"))
            break
    made = aws.offers()
    aws.close()
    return Result(len(made), sum(one.id not in believed for one in made), 1, len(aws.sends()), ())


def test_the_control_with_botocores_own_token_makes_second_offers(
    computers: list[Computer], figure: Callable[[str], None]
) -> None:
    found = dict(zip(LINE, each(naive, computers, LINE), strict=True))
    doubled = [fault for fault, one in found.items() if one.offers > 1]
    unknown = [fault for fault, one in found.items() if one.unknown_to_program]
    assert len(doubled) >= 5
    assert len(unknown) >= 3
    quoted(f"{len(doubled)} of {len(found)} made twice, {len(unknown)} unknown")
    figure(
        f"control, botocore's token, any 2xx believed: {len(doubled)} of {len(found)} faults made a second "
        f"offer, {len(unknown)} left offers the program does not know of"
    )
