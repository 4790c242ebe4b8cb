"""The account that was reviewed is the account that pays, and a login that ends costs neither work nor a
second offer. Seen at the server (reliability 1, finding 15; P4, A1, A2)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from botocore.credentials import RefreshableCredentials

from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.gateway import session as settings
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.sender import AwsSender
from cppo_tui.gateway.session import CATALOG, STS, FrozenClients
from cppo_tui.sandbox import sts
from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.faults import SPOILT, UNSEEN
from cppo_tui.sandbox.routes import is_sts
from cppo_tui.sandbox.service import ACCOUNT
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from tests.reliability.network_person import WORLD, Person, at_the_wizard, each, reviewed, reviewing
from tests.reliability.network_rig import SEND, Aws, Computer, Net, core_session, open_net
from tests.services.fakes import Ids

OTHER = "444455556666"
IDENTITY = "GetCallerIdentity"
Instead = Callable[[WireRequest], Delivery | None]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where answers never come. Elsewhere a busy machine must not make a late answer of a good one."""
    monkeypatch.setattr(settings, "READ_TIMEOUT", 0.3)


@pytest.fixture
def net() -> Iterator[Net]:
    with open_net() as net:
        yield net


def says(answer: Callable[[], WireResponse]) -> Instead:
    """Every question who we are gets this answer."""
    return lambda request: Delivery(answer()) if is_sts(request) else None


def account(number: str) -> WireResponse:
    """STS's answer for this account, as well-formed as can be."""
    form = b"Action=GetCallerIdentity&Version=2011-06-15"
    return sts.answer(form, number, "request-1")


def right_then_other() -> Instead:
    """The first answer, when the wizard connects, is right."""
    answers = iter((account(ACCOUNT),))
    return says(lambda: next(answers, account(OTHER)))


ACCOUNTS: dict[str, Instead] = {
    "another account": says(lambda: account(OTHER)),
    "right, then another": right_then_other(),
    "no account": says(lambda: account("")),
    "thirteen digits": says(lambda: account(f"{ACCOUNT}0")),
    "other digits": says(lambda: account("٧٧٧٧٨٨٨٨٩٩٩٩")),
}
TROUBLE = (*UNSEEN, *SPOILT, "AccessDeniedException", "ThrottlingException", "ExpiredTokenException")


class TestTheGuard:
    """Scenario 6: nothing is sent unless AWS itself says, now, that this is the account of the review."""

    @pytest.mark.parametrize("name", ACCOUNTS)
    def test_another_account_or_none_stops_it(self, net: Net, tmp_path: Path, name: str) -> None:
        aws = Aws(instead=ACCOUNTS[name])
        with at_the_wizard(Computer(net, "AKIAGUARD"), aws, tmp_path / "cppo.db") as person:
            with suppress(CatalogError):
                person.catalog.caller()
            with pytest.raises((PlanRefused, CatalogError)) as stopped:
                person.submitter.submit(reviewed())
            assert (aws.sends(), person.submissions()) == ([], [])
        if "another" in name:
            assert "4444 5555 6666" in str(stopped.value)
            assert "7777 8888 9999" in str(stopped.value)

    @pytest.mark.usefixtures("impatient")
    def test_no_believable_answer_stops_it(
        self, net: Net, tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        def play(computer: Computer, kind: str) -> int:
            aws = Aws(faults=[f"{IDENTITY}:1+:{kind}"])
            with at_the_wizard(computer, aws, tmp_path / f"{kind}.db") as person:
                with pytest.raises(CatalogError):
                    person.submitter.submit(reviewed())
                assert person.submissions() == []
            return len(aws.sends())

        sends = each(play, [Computer(net, f"AKIA{number}") for number in range(4)], TROUBLE)
        assert sum(sends) == 0
        stopped = len(TROUBLE) + len(ACCOUNTS)
        figure(f"{stopped} answers of STS other than the account reviewed: {sum(sends)} StartChangeSet seen")


def renewing(net: Net, aws: Aws) -> Computer:
    """A computer whose keys are always about to end, so that every use fetches the next ones."""
    numbers = count(1)

    def fetch() -> dict[str, str]:
        key = f"AKIARENEWED{next(numbers)}"
        net.behind[key] = aws
        soon = datetime.now(UTC) + timedelta(minutes=5)
        return {"access_key": key, "secret_key": "s", "token": "t", "expiry_time": soon.isoformat()}

    core = core_session()
    refreshable: Any = RefreshableCredentials
    core._credentials = refreshable.create_from_metadata(fetch(), refresh_using=fetch, method="test")
    return Computer(net, "AKIARENEWED1", core)


def keys_of(aws: Aws, *operations: str) -> set[str]:
    return {one.access_key for one in aws.asked if one.operation in operations}


class TestFrozenKeys:
    """Scenario 7: credentials that are renewed between guard and send change nothing."""

    ROUNDS = 5

    def test_guard_and_send_are_signed_with_the_same_key(
        self, net: Net, tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        same = 0
        for number in range(self.ROUNDS):
            aws = Aws()
            with at_the_wizard(renewing(net, aws), aws, tmp_path / f"{number}.db") as person:
                assert person.submitter.submit(reviewed()).state is SubmissionState.ACCEPTED
            assert len({one.access_key for one in aws.asked}) > 1, "they were renewed meanwhile"
            same += keys_of(aws, IDENTITY) == keys_of(aws, SEND)
        assert same == self.ROUNDS
        figure(f"credentials renewed between guard and send: same key at the server in {same} of {same}")

    def test_the_control_without_freezing_sends_with_another_key(
        self, net: Net, tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        aws = Aws()
        computer = renewing(net, aws)
        with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
            shared = Shared(computer)
            naive = Submitter(person.store, shared, clock=aws.clock, new_id=Ids(), world=WORLD)
            naive.submit(reviewed())
        assert keys_of(aws, IDENTITY) != keys_of(aws, SEND)
        figure("control, keys not frozen: guard and send signed with different keys")


class Shared(AwsCatalog):
    """The control: guard and send through clients that renew their keys by themselves."""

    def __init__(self, computer: Computer) -> None:
        super().__init__(computer.session)
        self._own = Computer(computer.net, computer.key, computer.core).session

    def sender(self) -> AwsSender:
        """A sender with nothing frozen."""
        return AwsSender(FrozenClients(self._own.client(STS), self._own.client(CATALOG)))


LAPSES = {
    "the list": "ListEntities:1",
    "the guard": f"{IDENTITY}:1",
    "the authorization": "DescribeEntity:1",
    "the offers": "ListEntities:2",
    "the send": f"{SEND}:1",
    "the poll": "DescribeChangeSet:1",
    "the look for a lost answer": "ListChangeSets:1",
}


def walked(person: Person) -> list[str]:
    """List, submit, follow; everything the person is told on the way."""
    told: list[str] = []
    try:
        person.catalog.offers()
        submission = person.submitter.submit(reviewed())
        told.append(submission.problem)
        told += [look.problem for look in person.follow(submission)]
    except CatalogError as error:
        told.append(error.sentences())
    return told


@pytest.mark.parametrize("code", ["ExpiredTokenException", "UnrecognizedClientException"])
def test_a_login_that_ends_at_any_call_costs_nothing(
    net: Net, tmp_path: Path, figure: Callable[[str], None], code: str
) -> None:
    """Scenario 8: the draft is kept, the login command is named, and it goes on where it stopped."""
    computer = Computer(net, "AKIALOGIN")
    most = 0
    for where, call in LAPSES.items():
        lost = [f"{SEND}:1:reset-after"] if "lost" in where else []
        aws = Aws(faults=[f"{call}:{code}", *lost])
        with at_the_wizard(computer, aws, tmp_path / f"{where}.db") as person:
            draft = a_saved_draft(person)
            assert any("aws sso login" in one for one in walked(person)), where
            assert person.store.load_draft(draft)[0].id == draft
            aws.line()
            person.press(reviewed())
            newest = person.newest()
            assert newest is not None
            assert newest.state is SubmissionState.SUCCEEDED, where
            most = max(most, len(aws.offers()))
    assert most == 1
    figure(f"{code} at each of {len(LAPSES)} calls: 0 drafts lost, at most {most} offer")


def a_saved_draft(person: Person) -> str:
    """The draft of the plan, as the wizard keeps it."""
    draft, _ = reviewing()
    person.store.save_draft(draft, revision=0)
    return draft.id
