"""Two windows on one draft, as two processes; and the control that looks and writes without a transaction."""

import os
import signal
import time
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission import Submission
from cppo_tui.store import DATABASE_NAME, SqliteStore, statements
from tests.reliability.crash_life import Life, Tell, TellingStore, Time, version

PREPARE = "tests.reliability.crash_windows:prepare"
SUBMIT = "tests.reliability.crash_windows:submit"
CARELESS = "tests.reliability.crash_windows:submit_carelessly"
HOLD = "tests.reliability.crash_windows:hold"
SAVE = "tests.reliability.crash_windows:save"

PATIENCE = 5.0


def meet(place: str) -> None:
    """Wait until both windows are here, as they will be; without a place, for nobody."""
    if place:
        (Path(place) / str(os.getpid())).touch()
        end = time.monotonic() + 12 * PATIENCE
        while len(list(Path(place).iterdir())) < 2 and time.monotonic() < end:
            time.sleep(0)


class MeetingStore(TellingStore):
    """Both windows have found nothing against sending when the first of them notes that it will."""

    meeting = ""

    def add_submission(self, submission: Submission) -> None:
        meet(self.meeting)
        super().add_submission(submission)


class CarelessStore(MeetingStore):
    """Without the one index, the one id for an attempt and the transaction: looks first and writes then."""

    noted: Submission | None = None

    def load_submission(self, submission_id: str) -> Submission:
        """Its own is as it noted it."""
        ours = self.noted is not None and self.noted.id == submission_id
        return self.noted if ours and self.noted else super().load_submission(submission_id)

    def add_submission(self, submission: Submission) -> None:
        if any(row.draft_id == submission.plan.draft_id for row in self.submissions()):
            raise StoreError("There is one already.")
        meet(self.meeting)
        self.noted = submission
        values = self._values(submission.model_copy(update={"id": submission.token}), "Not noted")
        with self._database.reading("Not noted") as connection:
            connection.execute("DROP INDEX IF EXISTS one_in_flight")
            connection.execute(statements.INSERT_SUBMISSION, values)


def prepare(home: str, url: str, tell: Tell) -> None:
    """The draft is written and saved."""
    life = Life(home, url, tell)
    life.write()
    life.store.close()


class Window(Life):
    """Opened while another one is, too."""

    kind: type[MeetingStore] = MeetingStore

    def open_store(self, path: Path) -> TellingStore:
        """Waiting for the other one to open the file."""
        return self.kind(path, "sandbox", self.clock, patience=PATIENCE)


class CarelessWindow(Window):
    """The control."""

    kind = CarelessStore


def submit(home: str, url: str, tell: Tell, *, meeting: str, kind: type[Window] = Window) -> None:
    """A window on the draft, in which Publish is pressed."""
    MeetingStore.meeting = meeting
    life = kind(home, url, tell)
    try:
        life.press()
    except StoreError as error:
        tell("trouble", str(error))
    life.store.close()


def submit_carelessly(home: str, url: str, tell: Tell, *, meeting: str) -> None:
    """The same with the control's store."""
    submit(home, url, tell, meeting=meeting, kind=CarelessWindow)


def hold(home: str, tell: Tell, *, meeting: str) -> None:
    """In the middle of a change, for as long as it lives."""
    store = SqliteStore(Path(home) / DATABASE_NAME, "sandbox", Time(0.0), patience=PATIENCE)
    with store._database.writing("Held") as connection:
        connection.execute("UPDATE drafts SET title = 'half done'")
        (Path(meeting) / "holding").touch()
        signal.pause()


def save(home: str, tell: Tell) -> None:
    """Another window that saves a draft and waits for nobody."""
    try:
        store = SqliteStore(Path(home) / DATABASE_NAME, "sandbox", Time(0.0), patience=0.0)
        number = len(store.drafts())
        store.save_draft(version(1, None).model_copy(update={"id": f"{number:032}"}), revision=0)
    except StoreError as error:
        tell("trouble", str(error))
    else:
        tell("titles", [row.title for row in store.drafts()])
        store.close()
