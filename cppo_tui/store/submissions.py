"""Submissions in the database: durable before the first byte is sent, one in flight per draft."""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import buyers_text
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import SubmissionRow
from cppo_tui.domain.text import clean
from cppo_tui.store import statements
from cppo_tui.store.bodies import buyers_in, read_body, write_body
from cppo_tui.store.columns import as_instant, as_text, instant_column
from cppo_tui.store.database import Database

if TYPE_CHECKING:
    from cppo_tui.domain.submission import Submission

_log = logging.getLogger("cppo.submission")
_NOT_RECORDED = "The submission could not be recorded, so nothing may be sent"
_NOT_UPDATED = "What became of the submission could not be recorded"
_OPEN = (
    "Another submission of the same draft is still open ({state}): whether AWS has it is not settled. "
    "Open that one and let it finish first. Nothing was recorded."
)


class KeptSubmissions:
    """``domain.ports.SubmissionStore``."""

    _database: Database
    _mode: str

    def submissions(self) -> list[SubmissionRow]:
        """All submissions of this mode: those in flight first, then the most recent first. Rows that cannot
        be opened any more are listed too. Raises StoreError."""
        with self._database.reading("The submissions could not be listed") as connection:
            rows = connection.execute(statements.LIST_SUBMISSIONS, {"mode": self._mode}).fetchall()
        return [_submission_row(row) for row in rows]

    def submission_buyers(self) -> dict[str, list[str] | None]:
        """The buyers' account ids of every submission; None where they cannot be read. Raises StoreError."""
        with self._database.reading("The submissions could not be listed") as connection:
            rows = connection.execute(statements.LIST_SUBMISSION_BODIES, {"mode": self._mode}).fetchall()
        return {as_text(submission_id): buyers_in(body, "plan") for submission_id, body in rows}

    def load_submission(self, submission_id: str) -> Submission:
        """One submission whole. Raises StoreError when it is gone or unreadable."""
        from cppo_tui.domain.submission import Submission

        key = {"id": submission_id, "mode": self._mode}
        with self._database.reading("The submission could not be opened") as connection:
            row = connection.execute(statements.READ_SUBMISSION, key).fetchone()
        if row is None:
            raise StoreError(_gone(submission_id))
        title, state, digest, body = row
        named = f"The submission “{as_text(title)}” ({clean(submission_id)})"
        submission = read_body(Submission, body, digest, named)
        if submission.id != submission_id or submission.state != state:
            raise StoreError(
                f"{named} cannot be trusted: its row and its data disagree. It was left as it is; look "
                "in the AWS Marketplace console what became of it."
            )
        return submission

    def add_submission(self, submission: Submission) -> None:
        """Store a new submission; durable when it returns, so that sending may begin.

        Raises StoreError when the draft has another one whose outcome is open (sending, accepted, unknown),
        when id or token were used before, when the plan is meant for the other mode, or when the disk does
        not take it: then nothing may be sent.
        """
        self._refuse_other_world(submission)
        values = self._values(submission, _NOT_RECORDED)
        with self._database.writing(_NOT_RECORDED) as connection:
            _refuse_second_in_flight(connection, values)
            try:
                connection.execute(statements.INSERT_SUBMISSION, values)
            except sqlite3.IntegrityError as error:
                raise StoreError(f"{_NOT_RECORDED}: its id or its token was used before.") from error
        _log.info("%s", _news(values))

    def update_submission(
        self, submission: Submission, *, expected: str, since: datetime | None = None
    ) -> None:
        """Replace a submission whose stored state is ``expected``; durable when it returns.

        ``since`` is when it was brought into that state: it may have left it and come back. Raises StoreError
        when it is in another state or was changed since (another window was quicker), when its token already
        stands for other bytes, when it would become a second one in flight, or when the disk does not take
        it; the stored one stays.
        """
        self._refuse_other_world(submission)
        values = self._values(submission, _NOT_UPDATED)
        values |= {"expected": str(expected), "since": instant_column(since) if since else ""}
        with self._database.writing(_NOT_UPDATED) as connection:
            _refuse_other_state(connection, values)
            if submission.state.in_flight:
                _refuse_second_in_flight(connection, values)
            try:
                connection.execute(statements.UPDATE_SUBMISSION, values)
            except sqlite3.IntegrityError as error:
                raise StoreError(f"{_NOT_UPDATED}: its token was used before.") from error
        _log.info("%s, was %s", _news(values), values["expected"])

    def _refuse_other_world(self, submission: Submission) -> None:
        world = submission.plan.world
        if world != self._mode:
            raise StoreError(
                f"This plan was made for {world} and cannot be used in {self._mode}. Review it again."
            )

    def _values(self, submission: Submission, failed: str) -> dict[str, str]:
        plan = submission.plan
        return {
            "id": submission.id,
            "mode": self._mode,
            "draft_id": plan.draft_id,
            "title": plan.title,
            "buyers": buyers_text(plan.buyers),
            "kind": str(plan.kind),
            "state": str(submission.state),
            "token": submission.token,
            "plan_digest": plan.digest,
            "change_set_id": submission.change_set_id,
            "offer_id": submission.offer_id,
            "updated": instant_column(submission.updated),
            **write_body(submission, failed),
        }


def _news(values: dict[str, str]) -> str:
    """What the log keeps of a stored submission: where it stands, and the ids to ask AWS about."""
    ids = ", ".join(f"{name} {values[name]}" for name in ("change_set_id", "offer_id") if values[name])
    told = f"{values['id']} of {values['mode']} is {values['state']}, plan {values['plan_digest'][:16]}"
    return f"{told}, {ids}" if ids else told


def _submission_row(row: tuple[object, ...]) -> SubmissionRow:
    *texts, updated = row
    submission_id, draft_id, title, buyers, kind, state, change_set_id, offer_id, digest = map(as_text, texts)
    return SubmissionRow(
        id=submission_id,
        draft_id=draft_id,
        title=title,
        buyers=buyers,
        kind=kind,
        state=state,
        change_set_id=change_set_id,
        offer_id=offer_id,
        updated=as_instant(updated),
        digest=digest,
    )


def _refuse_second_in_flight(connection: sqlite3.Connection, values: dict[str, str]) -> None:
    """Says which one is open; that there is only one is enforced by the index ``one_in_flight``."""
    row = connection.execute(statements.FIND_IN_FLIGHT, values).fetchone()
    if row is not None:
        raise StoreError(_OPEN.format(state=as_text(row[0])))


def _refuse_other_state(connection: sqlite3.Connection, values: dict[str, str]) -> None:
    row = connection.execute(statements.LOOK_AT_SUBMISSION, values).fetchone()
    if row is None:
        raise StoreError(_gone(values["id"]))
    draft_id, state, token, plan_digest, updated = row
    if state != values["expected"]:
        raise StoreError(
            f"{_NOT_UPDATED}: another window was quicker, it is “{as_text(state)}” now, not "
            f"“{values['expected']}”. Nothing was overwritten; open it again."
        )
    if values["since"] not in ("", updated):
        raise StoreError(
            f"{_NOT_UPDATED}: another window has changed it meanwhile. "
            "Nothing was overwritten; open it again."
        )
    ours = (values["draft_id"], values["token"], values["plan_digest"])
    if token and ours != (draft_id, token, plan_digest):
        raise StoreError(f"{_NOT_UPDATED}: its token stands for other bytes. Nothing was overwritten.")


def _gone(submission_id: str) -> str:
    return f"There is no submission {clean(submission_id)} here."
