"""A question about some rows of many: they are meant, or they are left out, and the others go on."""

from textual import on
from textual.app import ComposeResult

from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.widgets.button import Button


class AskOfRows(Ask):
    """Answers True for yes, False to leave those rows out, None to go back."""

    DEFAULT_CSS = """
    AskOfRows .answers Button { min-width: 9; }
    """  # three answers have room in a window of 60 columns

    def compose_answers(self) -> ComposeResult:
        """Leaving them out stands between the other two."""
        for button in super().compose_answers():
            if button.id == "yes":
                yield Button("Leave these out", id="leave-out")
            yield button

    @on(Button.Pressed, "#leave-out")
    def _left_out(self, event: Button.Pressed) -> None:
        event.prevent_default()
        self.dismiss(result=False)

    @on(Button.Pressed, "#no")
    def _gone_back(self, event: Button.Pressed) -> None:
        event.prevent_default()
        self.dismiss(result=None)
