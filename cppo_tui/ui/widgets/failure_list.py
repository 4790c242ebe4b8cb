"""What AWS refused, change by change: its own words, what they mean, and a way to the field."""

from collections.abc import Iterator

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.failures import explain
from cppo_tui.domain.plan import AMENDING
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button


def failures(submission: Submission) -> Iterator[tuple[Content, str]]:
    """Each error of each change, then what AWS says of the whole; with the field of the draft that can cure
    it, "" where none can."""
    seen = submission.last_seen
    if submission.state is not SubmissionState.FAILED or seen is None:
        return
    has_draft = submission.plan.kind not in AMENDING
    for change in seen.changes:
        for error in change.errors:
            explained = explain(change.change_type, error)
            head = (f"{change.change_type} {error.code}: ", "bold $text-error")
            words = plain(head, explained.meaning, f"\nAWS: {error.message}")
            yield words, explained.field if has_draft else ""
    if seen.failure_code == "SERVER_FAULT":
        again = "Open the draft and publish it again." if has_draft else "Try again."
        yield plain(f"AWS failed on its own side (SERVER_FAULT). {again}"), ""
    if seen.failure_description:
        yield plain(f"AWS: {seen.failure_description}"), ""


class FailureList(Vertical):
    """Filled once, when the submission has failed."""

    DEFAULT_CSS = """
    FailureList { height: auto; }
    FailureList .failure { height: auto; }
    FailureList .fix { margin: 0 0 1 0; }
    """

    class FixWanted(Message):
        """The person wants to correct the draft's field."""

        def __init__(self, field: str) -> None:
            super().__init__()
            self.field = field

    def show(self, submission: Submission) -> None:
        """Show each error of each change."""
        if self.children:
            return
        for words, field in failures(submission):
            self.mount(Static(plain(words), classes="failure"))
            if field:
                self.mount(Button("Fix it", name=field, classes="fix"))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.FixWanted(event.button.name or ""))
