"""A refusal may hide an acceptance: the first try was taken and its answer lost, the next one is refused.
That is unknown, never refused (reliability 1, finding 4; scenario 9). A sole refusal is one (scenario 21)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.behaviour import Behaviour
from tests.reliability.network_person import at_the_wizard, reviewed
from tests.reliability.network_rig import SEND, Aws, Computer, open_net

MASKS = {
    "ServiceQuotaExceededException": 402,
    "AccessDeniedException": 403,
    "ResourceNotFoundException": 404,
    "ValidationException": 422,
    "ResourceInUseException": 423,
}
SLOW_LIST = Behaviour(list_lag=timedelta(minutes=1))


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.fixture(scope="module")
def computer() -> Iterator[Computer]:
    with open_net() as net:
        yield Computer(net, "AKIAMASKED")


def test_a_refusal_after_a_lost_answer_is_unknown_and_found_later(
    computer: Computer, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """Scenario 9. The list is late, so that nothing but the second try's refusal could be gone by."""
    for number, code in enumerate(MASKS):
        aws = Aws(SLOW_LIST, [f"{SEND}:1:reset-after", f"{SEND}:2+:{code}"])
        with at_the_wizard(computer, aws, tmp_path / f"{number}.db") as person:
            lost = person.submitter.submit(reviewed())
            looks = person.follow(lost)
            again = person.submitter.resend(lost.id)
            assert {look.submission.state for look in looks} == {SubmissionState.UNKNOWN}
            assert (lost.state, again.state) == (SubmissionState.UNKNOWN, SubmissionState.UNKNOWN)
            assert "may have been accepted" in again.problem
            aws.clock.move(minutes=2)
            found = person.submitter.look_up(lost.id)
            assert [one.id for one in aws.offers()] == [found.change_set_id]
    figure(f"{len(MASKS)} refusals after a lost acceptance: 0 taken for a refusal, all adopted later")


def test_the_control_with_three_attempts_of_the_sdk_is_misled(
    computer: Computer, figure: Callable[[str], None]
) -> None:
    client = computer.client(config=Config(retries={"total_max_attempts": 3, "mode": "standard"}, proxies={}))
    misled = 0
    for code, status in MASKS.items():
        aws = Aws(faults=[f"{SEND}:1:reset-after", f"{SEND}:2+:{code}"])
        computer.connect(aws)
        with pytest.raises(ClientError) as refusal:
            client.start_change_set(Catalog="AWSMarketplace", ChangeSet=reviewed().changes)
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
        misled += len(aws.offers()) == 1
    assert misled == len(MASKS)
    figure(f"control, three attempts by the SDK: {misled} of {len(MASKS)} refusals hid an offer")


@pytest.mark.parametrize("code", [*MASKS, "ThrottlingException"])
def test_a_sole_refusal_is_told_and_makes_room_for_one_new_attempt(
    computer: Computer, tmp_path: Path, code: str
) -> None:
    """Scenario 21: throttled, over quota, in use. One request each, and only the person tries again."""
    aws = Aws(faults=[f"{SEND}:1:{code}"])
    with at_the_wizard(computer, aws, tmp_path / "cppo.db") as person:
        refused = person.submitter.submit(reviewed())
        assert (refused.state, len(aws.sends()), aws.offers()) == (SubmissionState.REFUSED, 1, [])
        assert "told to refuse" in refused.problem
        person.press(reviewed())
        first, second = (one.body for one in aws.sends())
        assert first != second, "a new attempt has a name and a token of its own"
        assert len(aws.offers()) == 1
