"""What was made in the sandbox never goes to AWS without a new review, nor the other way round (A8,
scenario 23).

That ``AWS_ENDPOINT_URL`` and its kin redirect nothing is shown in tests/gateway/test_session.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.refusals import PlanRefused
from tests.reliability.network_person import at_the_wizard, reviewed, reviewing
from tests.reliability.network_rig import SEND, Aws, Computer, open_net

CROSSINGS = (("sandbox", "aws"), ("aws", "sandbox"))


@pytest.fixture(scope="module")
def computer() -> Iterator[Computer]:
    with open_net() as net:
        yield Computer(net, "AKIACROSSING")


def test_no_plan_and_no_draft_crosses(
    computer: Computer, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """Both are kept in one database file, and told apart in it."""
    refused, asked = 0, 0
    draft, _ = reviewing()
    for here, there in CROSSINGS:
        path = tmp_path / f"{here}.db"
        with at_the_wizard(computer, Aws(), path, here) as person:
            person.store.save_draft(draft, revision=0)
        aws = Aws()
        with at_the_wizard(computer, aws, path, there) as person:
            with pytest.raises(PlanRefused) as refusal:
                person.submitter.submit(reviewed(here))
            refused += refusal.value.code == "OTHER_WORLD"
            with pytest.raises(StoreError):
                person.store.load_draft(draft.id)
            refused += person.store.drafts() == []
        asked += len(aws.asked)
    assert (refused, asked) == (4, 0)
    figure(f"{refused} crossings between sandbox and AWS: {refused} refused, {asked} requests")


@pytest.mark.parametrize(("here", "there"), CROSSINGS)
def test_a_submission_of_the_one_is_nothing_to_the_other(
    computer: Computer, tmp_path: Path, here: str, there: str
) -> None:
    """Neither looked up, nor sent again, nor closed."""
    with at_the_wizard(computer, Aws(faults=[f"{SEND}:1:reset-before"]), tmp_path / "c.db", here) as person:
        unknown = person.submitter.submit(reviewed(here))
        assert unknown.state is SubmissionState.UNKNOWN
    aws = Aws()
    with at_the_wizard(computer, aws, tmp_path / "c.db", there) as person:
        submitter = person.submitter
        for action in (submitter.look_up, submitter.resend, submitter.declare_absent, submitter.cancel):
            with pytest.raises(StoreError):
                action(unknown.id)
        with pytest.raises(StoreError, match="Review it again"):
            person.store.add_submission(unknown)
    assert aws.asked == []


@pytest.mark.parametrize("world", ["sandbox", "aws"])
def test_the_control_sends_where_it_was_reviewed(computer: Computer, tmp_path: Path, world: str) -> None:
    aws = Aws()
    with at_the_wizard(computer, aws, tmp_path / "c.db", world) as person:
        person.submitter.submit(reviewed(world))
    assert len(aws.sends()) == 1
