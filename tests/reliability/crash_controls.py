"""The programs that must fail: what they leave out is what keeps the promises."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.submitter import Submitter
from tests.reliability.crash_life import TORN, VERSIONS, Life, Tell, carry_on

IN_PLACE = "tests.reliability.crash_controls:write_in_place"
FORGETFUL = "tests.reliability.crash_controls:forget"
UNSAFE = "tests.reliability.crash_controls:write_unsafely"
CONTROLS_FILE = "draft.json"


def write_in_place(home: str, url: str = "", tell: Tell = print, **_: Any) -> None:
    """A draft in a file that is written over."""
    path = Path(home) / CONTROLS_FILE
    found = _read(path)
    tell("found", "", found, [], "")
    for number in range(max(found, 0) + 1, VERSIONS + 1):
        draft = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(draft, json.dumps({"version": number}).encode())
        os.fsync(draft)
        os.close(draft)
        tell("saved", number)


def _read(path: Path) -> int:
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["version"])
    except FileNotFoundError:
        return 0
    except ValueError:
        return TORN


class ForgetfulSubmitter(Submitter):
    """Sends with a token of this moment, and notes it down afterwards."""

    def submit(self, plan: Plan) -> Submission:
        history = [row for row in self._store.submissions() if row.draft_id == plan.draft_id]
        sending = self._intent(plan, attempt=len(history) + 1)
        change_set_id = self._catalog.sender().start(plan.body, name=sending.name, token=sending.token)
        accepted = sending.model_copy(
            update={"state": SubmissionState.ACCEPTED, "change_set_id": change_set_id}
        )
        self._store.add_submission(accepted)
        return accepted


class Forgetful(Life):
    """Presses Publish unless something is noted down already."""

    def make_submitter(self) -> Submitter:
        return ForgetfulSubmitter(
            self.store, self.catalog, clock=self.clock, new_id=lambda: os.urandom(16).hex(), world="sandbox"
        )

    def press(self) -> None:
        if not self.store.submissions():
            super().press()


def forget(home: str, url: str, tell: Tell, *, later: float = 0.0) -> None:
    """A whole start of the forgetful program."""
    carry_on(home, url, tell, later=later, life=Forgetful)


def write_unsafely(home: str, url: str, tell: Tell, *, synchronous: str) -> None:
    """The program itself, but SQLite is told to be less careful."""
    from cppo_tui.store import opening

    careful = opening._make_durable

    def careless(connection: sqlite3.Connection) -> None:
        careful(connection)
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    opening._make_durable = careless
    carry_on(home, url, tell)
