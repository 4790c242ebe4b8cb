"""What AWS refused, change by change: its own words, what they mean, and a way to the field."""

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.catalog import ChangeError
from cppo_tui.domain.failures import explain
from cppo_tui.domain.plan import AMENDING
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button


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
        seen = submission.last_seen
        if submission.state is not SubmissionState.FAILED or seen is None or self.children:
            return
        has_draft = submission.plan.kind not in AMENDING
        for change in seen.changes:
            for error in change.errors:
                self._mount_error(change.change_type, error, has_draft=has_draft)
        if seen.failure_code == "SERVER_FAULT":
            again = "Open the draft and publish it again." if has_draft else "Try again."
            fault = f"AWS failed on its own side (SERVER_FAULT). {again}"
            self.mount(Static(plain(fault), classes="failure"))
        if seen.failure_description:
            self.mount(Static(plain(f"AWS: {seen.failure_description}"), classes="failure"))

    def _mount_error(self, change_type: str, error: ChangeError, *, has_draft: bool) -> None:
        explained = explain(change_type, error)
        head = (f"{change_type} {error.code}: ", "bold $text-error")
        self.mount(Static(plain(head, explained.meaning, f"\nAWS: {error.message}"), classes="failure"))
        if explained.field and has_draft:
            self.mount(Button("Fix it", name=explained.field, classes="fix"))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.FixWanted(event.button.name or ""))
