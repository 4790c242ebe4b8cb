"""AWS may have forgotten the token: then the very same request makes a second offer. Looking up the name
first does not, and one look is not enough when the list is late (reliability 1, finding 6)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.services.submitter import Submitter
from tests.reliability.network_person import WORLD, at_the_wizard, reviewed
from tests.reliability.network_rig import SEND, Aws, Computer, open_net
from tests.services.fakes import Ids

LAGS = {"at once": 0, "at the second look": 4, "at the third look": 8}
LOST = f"{SEND}:1:reset-after"


@pytest.fixture(scope="module")
def computer() -> Iterator[Computer]:
    with open_net() as net:
        yield Computer(net, "AKIAFORGETS")


def forgetful(seconds: float) -> Aws:
    """The token is forgotten after a second, the list late by so many; the first answer is lost."""
    behaviour = Behaviour(token_lifetime=timedelta(seconds=1), list_lag=timedelta(seconds=seconds))
    return Aws(behaviour, [LOST])


@pytest.mark.parametrize("lag", LAGS)
def test_it_is_found_by_its_name_and_not_sent_again(
    computer: Computer, tmp_path: Path, figure: Callable[[str], None], lag: str
) -> None:
    """Scenario 1 with an AWS that remembers nothing."""
    aws = forgetful(LAGS[lag])
    with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
        for _ in range(3):
            person.press(reviewed())
        made = aws.offers()
        (known,) = person.submissions()
    assert [one.id for one in made] == [known.change_set_id]
    assert (known.state, len(aws.sends())) == (SubmissionState.SUCCEEDED, 1)
    figure(f"token forgotten, list shows it {lag}: {len(made)} offer after 3 presses")


class TokenOnly(Submitter):
    """The control: trusts the token, and looks up no more than ``looks`` times."""

    looks = 0

    def against_resending(self, submission: Submission) -> None:
        return None

    def _adopted(self, submission: Submission) -> Submission | None:
        self.looks -= 1
        return super()._adopted(submission) if self.looks >= 0 else None


@pytest.mark.parametrize(("looks", "lag", "offers"), [(0, 0, 2), (1, 0, 1), (1, 8, 2)])
def test_the_control_that_trusts_the_token_makes_a_second_offer(
    computer: Computer,
    tmp_path: Path,
    figure: Callable[[str], None],
    looks: int,
    lag: float,
    offers: int,
) -> None:
    aws = forgetful(lag)
    with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
        naive = TokenOnly(person.store, computer.catalog, clock=aws.clock, new_id=Ids(), world=WORLD)
        naive.looks = looks
        lost = naive.submit(reviewed())
        aws.clock.move(seconds=2)
        if naive.look_up(lost.id).state is SubmissionState.UNKNOWN:
            naive.resend(lost.id)
        assert len(aws.offers()) == offers
    figure(f"control, token forgotten, looks {looks}, list late by {lag:.0f} s: {offers} offer(s)")
