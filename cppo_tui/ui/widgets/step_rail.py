"""The steps of the wizard in one line: which are done, where one is, which need a look."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.steps import Step
from cppo_tui.services.wizard import Progress, RailEntry
from cppo_tui.ui.plain import plain, put

_LOOK = {
    Progress.DONE: ("✓", "done", "$text-success"),
    Progress.HERE: ("▸", "here", "bold $text-accent"),
    Progress.PROBLEM: ("!", "to fix", "bold $text-error"),
    Progress.AHEAD: (" ", "", "$text-muted"),
}
ALL_NAMES, WORDS = 80, 110
"""From so many columns on there is room for every step's name, and for its state as a word."""


class RailItem(Static):
    """One step. A click goes there, if one may."""

    def __init__(self, step: Step) -> None:
        super().__init__(id=f"rail-{int(step)}", classes="rail-item")
        self.step = step
        self._may_open = False

    def show(self, entry: RailEntry) -> None:
        """Draw the state; the word stands beside the symbol where there is room, and in the tooltip."""
        symbol, word, style = _LOOK[entry.progress]
        self._may_open = entry.open
        width = self.app.size.width
        name = f" {self.step.short}" if width >= ALL_NAMES or entry.progress is Progress.HERE else ""
        said = f" {word}" if word and width >= WORDS else ""
        put(self, plain((f"{symbol}{int(self.step)}{name}{said}", style)))
        self.tooltip = plain(f"{self.step.title}: {word or 'not reached yet'}")

    def on_click(self, event: events.Click) -> None:
        """Go to this step."""
        event.stop()
        if self._may_open:
            self.post_message(StepRail.Chosen(self.step))


class StepRail(Horizontal):
    """The row of steps."""

    DEFAULT_CSS = """
    StepRail { dock: top; height: 1; margin: 1 0 0 0; padding: 0 1; }
    StepRail .rail-item { width: auto; padding: 0 2 0 0; }
    .-narrow StepRail .rail-item { padding: 0 1 0 0; }
    """

    class Chosen(Message):
        """The person wants to go to a step."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def compose(self) -> ComposeResult:
        """One item per step."""
        for step in Step:
            yield RailItem(step)

    def show(self, entries: tuple[RailEntry, ...]) -> None:
        """Draw all states."""
        for entry in entries:
            self.query_one(f"#rail-{int(entry.step)}", RailItem).show(entry)
