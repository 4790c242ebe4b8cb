"""``cppo watch`` in words and exit codes; over HTTP it is tested in tests/e2e."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cppo_tui.cli.commands import watch
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless
from cppo_tui.cli.looking import the_one
from cppo_tui.cli.submission_rows import submission_details
from cppo_tui.domain.catalog import ChangeSetStatus, ChangeSetView
from cppo_tui.domain.ports import IN_FLIGHT
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.watcher import Look
from tests.store.samples import a_submission


@pytest.fixture
def headless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Headless]:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "cppo"))
    made = Headless(sandbox=True)
    yield made
    made.close()


def kept(headless: Headless, *states: SubmissionState) -> list[str]:
    """Submissions of drafts of their own, in these states."""
    ids = [f"s{number}" for number, _ in enumerate(states)]
    for one, state in zip(ids, states, strict=True):
        headless.store.add_submission(a_submission(one, f"d-{one}", state, offer_id=f"offer-{one}"))
    return ids


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("succeeded",), Exit.DONE),
        (("succeeded", "failed"), Exit.FAILED),
        (("refused",), Exit.FAILED),
        (("cancelled", "succeeded"), Exit.FAILED),
        (("failed", "unknown", "succeeded"), Exit.UNKNOWN),
        (("accepted", "succeeded"), Exit.UNKNOWN),
    ],
)
def test_the_worst_ending_is_the_exit_code(headless: Headless, states: tuple[str, ...], code: Exit) -> None:
    """An outcome nobody knows is worse than a failure: it may be an offer."""
    kept(headless, *map(SubmissionState, states))
    assert watch._worst(headless.store.submissions()) == code


def test_a_fault_on_awss_own_side_is_told(headless: Headless) -> None:
    kept(headless, SubmissionState.FAILED)
    seen = ChangeSetView(
        id="x", status=ChangeSetStatus.FAILED, failure_code="SERVER_FAULT", failure_description="Our fault."
    )
    failed = headless.store.load_submission("s0").model_copy(update={"last_seen": seen})
    told = "AWS failed on its own side (SERVER_FAULT). Try again. Our fault."
    row = watch._row(Look(submission=failed), headless)
    assert (row["problem"], row["buyers"]) == (told, ["123456789012"])
    assert submission_details(failed)["says"] == told


def test_a_submission_is_meant_by_id_change_set_offer_or_beginning(headless: Headless) -> None:
    kept(headless, SubmissionState.SUCCEEDED, SubmissionState.FAILED)
    assert the_one(headless, "s1").id == "s1"
    assert the_one(headless, "offer-s0").id == "s0"


def test_of_several_about_one_offer_the_last_is_meant(headless: Headless) -> None:
    """An offer is published, extended, extended again."""
    for number in range(3):
        one = a_submission(f"s{number}", f"d{number}", SubmissionState.SUCCEEDED, offer_id="offer-x")
        headless.store.add_submission(one.model_copy(update={"updated": headless.clock()}))
    assert the_one(headless, "offer-x").id == "s2"


def test_what_is_followed_without_being_named_is_what_is_on_its_way(
    headless: Headless, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[str] = []

    async def follow(_headless: Headless, ids: list[str], _output: str) -> None:
        followed.extend(ids)

    monkeypatch.setattr(watch, "_follow_all", follow)
    kept(headless, *SubmissionState)
    code = watch.run(["--sandbox"])
    going = {row.id for row in headless.store.submissions() if row.state in IN_FLIGHT}
    assert (set(followed), code) == (going, Exit.UNKNOWN)


def test_ctrl_c_says_what_goes_on(
    headless: Headless, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watch, "_follow_all", interrupted)
    kept(headless, SubmissionState.ACCEPTED, SubmissionState.ACCEPTED)
    assert watch.run(["--sandbox"]) == Exit.INTERRUPTED
    assert "2 of 2 still on the way" in capsys.readouterr().err
