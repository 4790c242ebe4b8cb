"""Submissions: recorded before they are sent, one in flight per draft, changed only from the state seen."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus, ChangeSetView
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission import SubmissionState, Try
from cppo_tui.store import SqliteStore
from cppo_tui.store.migrations import IN_FLIGHT
from tests.store.conftest import OpenStore
from tests.store.samples import START, a_plan, a_submission, turned

OPEN = [state for state in SubmissionState if state.in_flight]
SETTLED = [state for state in SubmissionState if not state.in_flight and state != SubmissionState.REVIEWED]


def test_a_submission_survives_a_restart_whole(open_store: OpenStore) -> None:
    submission = a_submission(
        state=SubmissionState.ACCEPTED,
        change_set_id="cs-1",
        tries=(Try(at=START, outcome="accepted"),),
        last_seen=ChangeSetView(id="cs-1", status=ChangeSetStatus.APPLYING),
    )
    first = open_store()
    first.add_submission(submission)
    first.close()
    again = open_store().load_submission("s1")
    assert again == submission
    assert again.plan.intact


def test_a_row_shows_the_submission_without_opening_it(store: SqliteStore) -> None:
    store.add_submission(a_submission(change_set_id="cs-1", offer_id="offer-1"))
    (row,) = store.submissions()
    assert (row.id, row.draft_id, row.title, row.buyers) == ("s1", "d1", "Acme renewal", "1234 5678 9012")
    assert (row.kind, row.state, row.change_set_id, row.offer_id) == ("publish", "sending", "cs-1", "offer-1")
    assert row.updated == START


def test_the_buyers_of_all_are_read_at_once_and_a_damaged_row_hides_no_other(
    store: SqliteStore, path: Path
) -> None:
    for one in ("s1", "s2", "s3", "s4"):
        store.add_submission(a_submission(one, f"d-{one}"))
    for key, body in (("s2", "{"), ("s3", "[]"), ("s4", '{"plan": {"buyers": 5}}')):
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("UPDATE submissions SET body = ? WHERE id = ?", (body, key))
    assert store.submission_buyers() == {"s1": ["123456789012"], "s2": None, "s3": None, "s4": None}


def test_those_in_flight_come_first_then_the_most_recent(store: SqliteStore) -> None:
    for number, state in enumerate(SubmissionState):
        updated = START + timedelta(minutes=number)
        store.add_submission(a_submission(f"s-{state}", f"d-{state}", state, updated=updated))
    assert [row.state for row in store.submissions()] == [
        "unknown", "accepted", "sending", "refused", "cancelled", "failed", "succeeded", "reviewed",
    ]  # fmt: skip


def test_sql_and_the_domain_mean_the_same_by_in_flight() -> None:
    assert f"({', '.join(repr(str(state)) for state in OPEN)})" == IN_FLIGHT


class TestOneInFlight:
    @pytest.mark.parametrize("state", OPEN)
    @pytest.mark.parametrize("second", [SubmissionState.REVIEWED, *OPEN])
    def test_a_draft_with_an_open_submission_takes_no_other(
        self, store: SqliteStore, state: SubmissionState, second: SubmissionState
    ) -> None:
        store.add_submission(a_submission("s1", state=state))
        with pytest.raises(StoreError, match=f"still open \\({state}\\)"):
            store.add_submission(a_submission("s2", state=second))
        assert [row.id for row in store.submissions()] == ["s1"]

    @pytest.mark.parametrize("state", SETTLED)
    def test_a_settled_one_makes_way(self, store: SqliteStore, state: SubmissionState) -> None:
        store.add_submission(a_submission("s1", state=state))
        store.add_submission(a_submission("s2"))
        assert len(store.submissions()) == 2

    def test_other_drafts_are_not_held_up(self, store: SqliteStore) -> None:
        store.add_submission(a_submission("s1", "d1"))
        store.add_submission(a_submission("s2", "d2"))

    def test_of_two_reviewed_ones_only_one_can_be_sent(self, open_store: OpenStore) -> None:
        here, there = open_store(), open_store()
        mine, theirs = (a_submission(name, state=SubmissionState.REVIEWED) for name in ("s1", "s2"))
        here.add_submission(mine)
        there.add_submission(theirs)
        there.update_submission(turned(theirs, SubmissionState.SENDING), expected="reviewed")
        with pytest.raises(StoreError, match="still open"):
            here.update_submission(turned(mine, SubmissionState.SENDING), expected="reviewed")
        assert here.load_submission("s1") == mine


class TestCompareAndSet:
    def test_the_state_seen_must_be_the_state_stored(self, open_store: OpenStore) -> None:
        here, there = open_store(), open_store()
        sending = a_submission()
        here.add_submission(sending)
        accepted = turned(sending, SubmissionState.ACCEPTED, change_set_id="cs-1")
        there.update_submission(accepted, expected="sending")
        with pytest.raises(StoreError, match="“accepted” now, not “sending”"):
            here.update_submission(turned(sending, SubmissionState.UNKNOWN), expected=SubmissionState.SENDING)
        assert here.load_submission("s1") == accepted
        assert here.submissions()[0].change_set_id == "cs-1"

    def test_a_state_that_was_left_and_come_back_to_is_not_the_one_seen(self, open_store: OpenStore) -> None:
        """Sent again by another window, it is “sending” once more: a late answer to the first try is not
        about that one."""
        here, there = open_store(), open_store()
        sending = a_submission()
        here.add_submission(sending)
        unknown = turned(sending, SubmissionState.UNKNOWN, updated=START + timedelta(minutes=1))
        there.update_submission(unknown, expected="sending", since=sending.updated)
        again = turned(sending, SubmissionState.SENDING, updated=START + timedelta(minutes=2))
        there.update_submission(again, expected="unknown", since=unknown.updated)
        with pytest.raises(StoreError, match="another window has changed it meanwhile"):
            here.update_submission(
                turned(sending, SubmissionState.REFUSED), expected="sending", since=sending.updated
            )
        assert here.load_submission("s1") == again
        here.update_submission(turned(again, SubmissionState.REFUSED), expected="sending")

    def test_the_same_state_may_be_written_again_with_news(self, store: SqliteStore) -> None:
        store.add_submission(a_submission(state=SubmissionState.ACCEPTED))
        seen = a_submission(state=SubmissionState.ACCEPTED, problem="still preparing")
        store.update_submission(seen, expected="accepted")
        assert store.load_submission("s1") == seen

    def test_an_unknown_id_is_told(self, store: SqliteStore) -> None:
        with pytest.raises(StoreError, match="no submission s1"):
            store.update_submission(a_submission(), expected="sending")
        with pytest.raises(StoreError, match="no submission s1"):
            store.load_submission("s1")


class TestTokens:
    def test_an_id_or_a_token_is_used_once(self, store: SqliteStore) -> None:
        store.add_submission(a_submission("s1"))
        for again in (a_submission("s1", "d2", token="new"), a_submission("s2", "d2", token="token-s1")):
            with pytest.raises(StoreError, match="nothing may be sent: its id or its token was used before"):
                store.add_submission(again)

    def test_a_token_never_stands_for_other_bytes(self, store: SqliteStore) -> None:
        store.add_submission(a_submission())
        for changed in ({"plan": a_plan(text="Other")}, {"token": "fresh"}, {"plan": a_plan("d9")}):
            with pytest.raises(StoreError, match="stands for other bytes"):
                store.update_submission(
                    turned(a_submission(), SubmissionState.SENDING, **changed), expected="sending"
                )
        assert store.load_submission("s1") == a_submission()

    def test_it_may_be_minted_when_sending_begins(self, store: SqliteStore) -> None:
        for name in ("s1", "s2"):
            store.add_submission(a_submission(name, f"d-{name}", SubmissionState.REVIEWED, token=""))
        store.update_submission(a_submission("s1", "d-s1", token="t"), expected="reviewed")
        assert store.load_submission("s1").token == "t"
        with pytest.raises(StoreError, match="token was used before"):
            store.update_submission(a_submission("s2", "d-s2", token="t"), expected="reviewed")


class TestModes:
    def test_a_plan_made_for_the_other_mode_is_refused(self, open_store: OpenStore) -> None:
        real = open_store("aws")
        with pytest.raises(StoreError, match="made for sandbox and cannot be used in aws"):
            real.add_submission(a_submission())
        with pytest.raises(StoreError, match="made for sandbox"):
            real.update_submission(a_submission(), expected="sending")

    def test_submissions_of_the_other_mode_are_not_seen(self, open_store: OpenStore) -> None:
        open_store("sandbox").add_submission(a_submission())
        real = open_store("aws")
        assert real.submissions() == []
        with pytest.raises(StoreError, match="no submission"):
            real.load_submission("s1")


class TestUnreadableRow:
    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("UPDATE submissions SET body = '{}'", "changed outside this program"),
            ("UPDATE submissions SET body = replace(body, 'Acme', 'Evil')", "changed outside this program"),
            ("UPDATE submissions SET state = 'reviewed'", "row and its data disagree"),
        ],
    )
    def test_it_is_listed_named_and_never_sent(
        self, store: SqliteStore, path: Path, statement: str, said: str
    ) -> None:
        store.add_submission(a_submission())
        connection = sqlite3.connect(path)
        with connection:
            connection.execute(statement)
        connection.close()
        assert store.submissions()[0].id == "s1"
        with pytest.raises(StoreError, match=said):
            store.load_submission("s1")
