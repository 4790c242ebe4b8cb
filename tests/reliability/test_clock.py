"""A wrong clock is named as such, and by how much, before anything binding is sent (A3; scenario 15)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cppo_tui.domain.errors import CatalogError, WrongClock
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.sandbox import sts
from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.routes import is_sts
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.service import ACCOUNT
from cppo_tui.sandbox.wire import WireRequest
from cppo_tui.services.refusals import PlanRefused
from tests.reliability.network_person import at_the_wizard, reviewed
from tests.reliability.network_rig import SEND, Aws, Computer, open_net
from tests.services.fakes import HandClock

OFFSETS = {
    "20 minutes ahead of": timedelta(minutes=20),
    "20 minutes behind": timedelta(minutes=-20),
    "6 hours ahead of": timedelta(hours=6),
    "6 hours behind": timedelta(hours=-6),
}
STRICT = Behaviour(signature_window=timedelta(minutes=5))
CALLS: dict[str, Callable[[AwsCatalog], object]] = {
    "who we are": lambda catalog: catalog.caller(),
    "authorizations": lambda catalog: list(catalog.authorizations()),
    "an authorization": lambda catalog: catalog.authorization(BRONZE),
    "offers": lambda catalog: catalog.offers(),
    "change sets": lambda catalog: catalog.change_sets(),
    "a change set": lambda catalog: catalog.change_set("cs-1"),
    "agreements": lambda catalog: catalog.agreements("prod-x"),
    "the send": lambda catalog: catalog.sender().start(reviewed().body, name="n", token="t"),
}


@pytest.fixture(scope="module")
def computer() -> Iterator[Computer]:
    with open_net() as net:
        yield Computer(net, "AKIACLOCK")


def wrong(ahead: timedelta) -> HandClock:
    """A clock that far ahead of AWS's."""
    return HandClock(HandClock().at + ahead)


class TestBeforeSending:
    """AWS took the signature all the same; the Date of the guard's own answer tells."""

    def test_a_wrong_clock_stops_it_and_is_named(
        self, computer: Computer, tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        sends = 0
        for words, ahead in OFFSETS.items():
            aws = Aws()
            with at_the_wizard(computer, aws, tmp_path / f"{words}.db", clock=wrong(ahead)) as person:
                with pytest.raises(PlanRefused, match=f"clock is {words} AWS's") as refusal:
                    person.submitter.submit(reviewed())
                assert (refusal.value.code, person.submissions()) == ("WRONG_CLOCK", [])
            sends += len(aws.sends())
        assert sends == 0
        figure(f"{len(OFFSETS)} wrong clocks before sending: {len(OFFSETS)} named, {sends} sent")

    @pytest.mark.parametrize("minutes", [-4, 0, 4])
    def test_a_few_minutes_do_not_matter(self, computer: Computer, tmp_path: Path, minutes: int) -> None:
        clock = wrong(timedelta(minutes=minutes))
        with at_the_wizard(computer, Aws(), tmp_path / "cppo.db", clock=clock) as person:
            assert person.submitter.submit(reviewed()).state is SubmissionState.ACCEPTED

    def test_no_further_request_is_made_for_it(self, computer: Computer, tmp_path: Path) -> None:
        aws = Aws()
        with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
            person.submitter.submit(reviewed())
        assert [one.operation for one in aws.asked].count("GetCallerIdentity") == 1

    def test_an_answer_without_a_date_is_no_reason_to_stop(self, computer: Computer, tmp_path: Path) -> None:
        def undated(request: WireRequest) -> Delivery | None:
            form = b"Action=GetCallerIdentity&Version=2011-06-15"
            return Delivery(sts.answer(form, ACCOUNT, "r-1")) if is_sts(request) else None

        with at_the_wizard(computer, Aws(instead=undated), tmp_path / "cppo.db") as person:
            assert person.submitter.submit(reviewed()).state is SubmissionState.ACCEPTED

    def test_the_control_without_the_guard_sends(
        self,
        computer: Computer,
        tmp_path: Path,
        figure: Callable[[str], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("cppo_tui.services.send_guards.too_far_off", lambda _ahead: False)
        sends = 0
        for words, ahead in OFFSETS.items():
            aws = Aws()
            with at_the_wizard(computer, aws, tmp_path / f"{words}.db", clock=wrong(ahead)) as person:
                person.submitter.submit(reviewed())
            sends += len(aws.sends())
        assert sends == len(OFFSETS)
        figure(f"control, clock not compared: {sends} of {len(OFFSETS)} wrong clocks sent a binding offer")


class TestSendingAgain:
    def test_a_clock_set_back_does_not_make_an_old_token_young(
        self, computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The token is a quarter of an hour old; this computer thinks that no time has passed."""
        aws, ours = Aws(Behaviour(list_lag=timedelta(hours=1)), [f"{SEND}:1:reset-after"]), HandClock()
        with at_the_wizard(computer, aws, tmp_path / "cppo.db", clock=ours) as person:
            unknown = person.submitter.submit(reviewed())
            person.follow(unknown)
            aws.clock.move(minutes=15)
            assert person.submitter.may_resend(unknown), "by this computer's clock"
            with pytest.raises(PlanRefused, match="15 minutes behind AWS's"):
                person.submitter.resend(unknown.id)
            assert len(aws.sends()) == 1
            monkeypatch.setattr("cppo_tui.services.send_guards.too_far_off", lambda _ahead: False)
            person.submitter.resend(unknown.id)
            assert len(aws.sends()) == 2, "the control sends it"


class TestAwsRefusesTheSignature:
    """Not "not allowed", and never "unknown": the clock, and by how much."""

    def test_at_every_call_the_clock_is_named(
        self, computer: Computer, figure: Callable[[str], None]
    ) -> None:
        named = 0
        for words, ahead in OFFSETS.items():
            aws = Aws(STRICT, clock=HandClock(datetime.now(UTC) - ahead))
            computer.connect(aws)
            for call in CALLS.values():
                with pytest.raises(CatalogError) as refusal:
                    call(computer.catalog)
                assert type(refusal.value) is WrongClock
                named += f"clock is {words} AWS's" in refusal.value.what
            assert aws.offers() == []
            aws.close()
        assert named == len(OFFSETS) * len(CALLS)
        figure(f"{len(OFFSETS)} wrong clocks x {len(CALLS)} calls refused by AWS: {named} named with how far")

    def test_a_right_clock_is_not_refused(self, computer: Computer) -> None:
        """The control: the sandbox that looks at signatures lets good ones pass."""
        aws = Aws(STRICT, clock=HandClock(datetime.now(UTC)))
        computer.connect(aws)
        assert computer.catalog.caller().account == ACCOUNT
        assert computer.catalog.offers()
        aws.close()

    def test_refused_at_the_send_itself_it_is_refused_and_nothing_is_in_doubt(
        self, computer: Computer, tmp_path: Path
    ) -> None:
        """AWS's clock is right for everything but the send."""
        aws = Aws(clock=HandClock())

        def strict_for_the_send(request: WireRequest) -> Delivery | None:
            late = Aws(STRICT, clock=HandClock(datetime.now(UTC) - timedelta(minutes=20)))
            try:
                return Delivery(late.sandbox.respond(request)) if request.url.endswith(SEND) else None
            finally:
                late.close()

        aws.instead = strict_for_the_send
        with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
            refused = person.submitter.submit(reviewed())
        assert refused.state is SubmissionState.REFUSED
        assert "20 minutes ahead of AWS's" in refused.problem
