"""Every state of a submission x everything that can be done with it: what leaves this computer (P3)."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from tests.services.acting import follow, send_again
from tests.services.conftest import Window, open_window_on
from tests.services.fakes import HandClock, Held, Ids, Server
from tests.services.plans import a_plan

States = SubmissionState
TOKEN = "t" * 32
ACTIONS: dict[str, Callable[[Window, Submission], object]] = {
    "publish": lambda window, _: window.submitter.submit(a_plan()),
    "send the same again": lambda window, one: send_again(window.submitter, one.id),
    "look up": lambda window, one: window.submitter.look_up(one.id),
    "recover": lambda window, one: window.submitter.recover(one),
    "close by hand": lambda window, one: window.submitter.declare_absent(one.id),
    "cancel at AWS": lambda window, one: window.submitter.cancel(one.id),
}
OVER = {States.REVIEWED, States.FAILED, States.CANCELLED, States.REFUSED}
"""Nothing came of it, or nothing was sent yet: the draft may be published in a new attempt."""


def in_state(window: Window, server: Server, clock: HandClock, state: SubmissionState) -> Submission:
    """A submission as it was left; AWS knows it where it can, but in the state in which nobody can tell."""
    plan = a_plan()
    known = state in (States.ACCEPTED, States.SUCCEEDED, States.FAILED, States.CANCELLED)
    if known:
        server.held["cs-7"] = Held("cs-7", "cppo 1", TOKEN, plan.body, ChangeSetStatus.APPLYING)
    submission = Submission(
        id=f"{plan.draft_id}-1",
        plan=plan,
        attempt=1,
        name="cppo 1",
        token=TOKEN,
        state=state,
        created=clock(),
        updated=clock(),
        change_set_id="cs-7" if known else "",
    )
    window.store.add_submission(submission)
    return submission


def sent(window: Window, server: Server, clock: HandClock, state: SubmissionState, action: str) -> str:
    """Do it; "the same" or "a new one" for what reached AWS, "" for nothing."""
    submission = in_state(window, server, clock, state)
    with suppress(PlanRefused, CatalogError, StoreError):
        ACTIONS[action](window, submission)
    assert len(server.starts) <= 1
    for payload, name, token in server.starts:
        same = (payload, name, token) == (submission.plan.body, submission.name, TOKEN)
        assert same or (token != TOKEN and name != submission.name), "a token stands for one name and body"
        return "the same" if same else "a new one"
    return ""


Table = dict[tuple[SubmissionState, str], str]


def table(folder: Path, make: type[Submitter] = Submitter) -> Table:
    """What every pair sends, each on a database of its own."""
    found: Table = {}
    for state, action in itertools.product(States, ACTIONS):
        server, clock, ids = Server(), HandClock(), Ids()
        window = open_window_on(folder / f"{state}-{action}.db", server, clock, ids)
        window.submitter = make(window.store, window.catalog, clock=clock, new_id=ids, world="sandbox")
        found[state, action] = sent(window, server, clock, state, action)
        window.store.close()
    return found


def test_what_leaves_this_computer(path: Path, figure: Callable[[str], None]) -> None:
    """One pair sends a submission: the same again, from unknown. One action makes a new one, and only where
    nothing came of the last."""
    found = table(path.parent)
    again = [pair for pair, what in found.items() if what == "the same"]
    new = [pair for pair, what in found.items() if what == "a new one"]
    assert again == [(States.UNKNOWN, "send the same again")]
    assert set(new) == {(state, "publish") for state in OVER}
    figure(
        f"{len(found)} pairs of state and action: {len(again)} sends a submission, unknown and told to; "
        f"{len(new)} begin a new attempt, after one that came to nothing"
    )


class Careless(Submitter):
    """The control: sends whatever it is told to send again."""

    def resend(self, submission_id: str) -> Submission:
        submission = self._store.load_submission(submission_id)
        return self._send(submission, self._catalog.sender(), doubt=True)


def test_the_control_sends_from_every_state(path: Path, figure: Callable[[str], None]) -> None:
    again = [pair for pair, what in table(path.parent, Careless).items() if what == "the same"]
    assert len(again) == len(States)
    figure(f"control, state not looked at: {len(again)} pairs send a submission")


@pytest.mark.parametrize("state", States)
async def test_following_sends_nothing(
    window: Window, server: Server, clock: HandClock, state: SubmissionState
) -> None:
    submission = in_state(window, server, clock, state)
    for held in server.held.values():
        held.status = ChangeSetStatus.SUCCEEDED
    with suppress(AssertionError):  # the watcher would look again later
        await follow(window, clock, submission)
    assert server.starts == []
