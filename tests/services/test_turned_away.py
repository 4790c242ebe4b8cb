"""AWS turned a send away because of something else: the person learns what that is and when to send again,
and nothing is sent by itself."""

from contextlib import suppress
from unittest.mock import patch

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.errors import CatalogError, Locked, QuotaReached, ServiceFault, StoreError, Throttled
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.turned_away import NAMED
from tests.services.acting import send_again
from tests.services.conftest import Window
from tests.services.fakes import Held, Server, dropped, refused
from tests.services.plans import a_plan

AGAIN = "send it again: it is done once, not twice. Nothing is sent again by itself."
FULL = QuotaReached("AWS says: You have reached the limit.")
HELD = "AWS says: Requested change set has entities locked by change sets"


def on_its_way(window: Window, title: str, *, buyer: str) -> str:
    """Another offer that was sent from here; its change set."""
    return window.submitter.submit(a_plan(id=title, title=title, buyers=(buyer,))).change_set_id


def turned_away(window: Window, server: Server, error: CatalogError) -> Submission:
    """What becomes of a send that AWS answers like this."""
    server.answers.append(refused(error))
    before = len(server.starts)
    submission = window.submitter.submit(a_plan())
    assert submission.state is SubmissionState.REFUSED
    assert len(server.starts) == before + 1, "nothing is sent a second time"
    with suppress(StoreError):
        assert window.store.load_submission(submission.id) == submission
    return submission


def test_over_quota_it_is_said_what_aws_is_working_on_our_own_first(window: Window, server: Server) -> None:
    server.held["cs-x"] = Held("cs-x", "Submitted by console", "", b"")
    on_its_way(window, "Contoso", buyer="999900001111")
    ended = on_its_way(window, "Fabrikam", buyer="999900002222")
    server.settle(ended)
    told = turned_away(window, server, FULL).problem
    assert told == (
        f"{FULL.what} {FULL.meaning} AWS is working on 2: “Contoso”; cs-x, not sent from here. "
        f"When one has ended, {AGAIN}"
    )


def test_of_many_only_some_are_named(window: Window, server: Server) -> None:
    for number in range(NAMED + 3):
        server.held[f"x{number}"] = Held(f"x{number}", "", "", b"", ChangeSetStatus.APPLYING)
    told = turned_away(window, server, FULL).problem
    assert f"AWS is working on {NAMED + 3}: " in told
    assert "; 3 more. When" in told
    assert told.count("not sent from here") == NAMED


def test_when_aws_does_not_list_them_our_own_are_named_as_they_were_last_seen(
    window: Window, server: Server
) -> None:
    on_its_way(window, "Contoso", buyer="999900001111")
    server.broken["open_change_sets"] = ServiceFault("500.")
    told = turned_away(window, server, FULL).problem
    assert "Of those sent from here AWS was last seen working on 1: “Contoso”." in told


def test_when_nothing_is_known_of_others_it_is_said_as_before(window: Window, server: Server) -> None:
    assert turned_away(window, server, FULL).problem == FULL.sentences()
    locked = Locked("AWS says: Locked.")
    assert turned_away(window, server, locked).problem == locked.sentences()


def test_what_holds_the_offer_is_named_with_the_title_it_was_sent_under(
    window: Window, server: Server
) -> None:
    ours = on_its_way(window, "Contoso", buyer="999900001111")
    told = turned_away(window, server, Locked(HELD, holders=(ours, "cs-x"))).problem
    assert f"{HELD}. Another change set holds the offer; nothing was changed by this one." in told
    assert f"It is held by “Contoso”; cs-x, not sent from here. When that has ended, {AGAIN}" in told


def test_throttled_it_is_said_that_and_when_the_same_may_be_sent_again(
    window: Window, server: Server
) -> None:
    told = turned_away(window, server, Throttled("AWS says: Rate exceeded.")).problem
    assert f"In half a minute, {AGAIN}" in told
    again = window.submitter.submit(a_plan())
    assert again.state is SubmissionState.ACCEPTED
    (one, _, token), (other, _, other_token) = server.starts
    assert one == other, "the very same bytes"
    assert token != other_token
    assert len(server.held) == 1


def test_that_it_was_refused_is_durable_before_anything_is_asked(window: Window, server: Server) -> None:
    """Who is killed while AWS lists them has no outcome that is not known."""
    seen: list[str] = []
    server.before["open_change_sets"] = lambda: seen.extend(row.state for row in window.store.submissions())
    turned_away(window, server, FULL)
    assert seen == ["refused"]


@pytest.mark.parametrize("error", [FULL, Throttled("AWS says: Rate exceeded.")])
def test_what_cannot_be_kept_of_it_changes_nothing(
    window: Window, server: Server, error: CatalogError
) -> None:
    server.held["cs-x"] = Held("cs-x", "", "", b"")
    kept = window.store.update_submission
    calls = iter((kept,))

    def once(*given: object, **named: object) -> None:
        next(calls, full)(*given, **named)  # type: ignore[arg-type]

    def full(*_: object, **__: object) -> None:
        raise StoreError("No space left on the disk.")

    with patch.object(window.store, "update_submission", once):
        assert turned_away(window, server, error).problem == error.sentences()


def test_of_a_try_that_stays_in_doubt_nothing_more_is_said(window: Window, server: Server) -> None:
    """The same sent again and throttled: the earlier try may have been accepted, so waiting is no advice."""
    server.answers.extend([dropped(), refused(Throttled("AWS says: Rate exceeded."))])
    unknown = window.submitter.submit(a_plan())
    again = send_again(window.submitter, unknown.id)
    assert again.state is SubmissionState.UNKNOWN
    assert "The earlier one may have been accepted anyway." in again.problem
    assert AGAIN not in again.problem
