"""Which template to begin from; a saved one can also be deleted here."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from cppo_tui.domain.ports import TemplateRow
from cppo_tui.domain.templates import BUILT_IN
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button

BUILT, SAVED, DELETE = "built-in", "saved", "delete"
QUESTION = (
    "A template fills in prices, lengths and terms; the buyers are named for each offer. "
    "A draft of yours becomes one with “As template”, beside it in the list."
)


class ChooseTemplate(Choose):
    """Answers ``built-in:<name>``, ``saved:<name>`` or ``delete:<name>``."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("templates")

    def __init__(self, rows: Sequence[TemplateRow], zone: tzinfo | None) -> None:
        built = [(f"{BUILT}:{one.name}", f"{one.name}, comes with the program") for one in BUILT_IN]
        saved = [(f"{SAVED}:{row.name}", f"{row.name}, {_day(row, zone)}") for row in rows]
        super().__init__("New offer from a template", plain(QUESTION), [*built, *saved])

    def compose_answers(self) -> ComposeResult:
        """Delete, go back, use."""
        yield Button("Delete", id="delete")
        yield from super().compose_answers()
        yield Button("Use", id="use", variant="primary")

    @property
    def _saved(self) -> str:
        """The saved template under the cursor, "" when it is a built-in one."""
        at = next((one.highlighted for one in self.query(OptionList)), None)
        kind, _, name = self._entries[at][0].partition(":") if at is not None else ("", "", "")
        return name if kind == SAVED else ""

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.query_one("#delete", Button).display = bool(self._saved)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What comes with the program cannot be deleted, so that is not offered."""
        return bool(self._saved) if action == "delete" else super().check_action(action, parameters)

    @on(Button.Pressed, "#use")
    def _pressed_use(self, event: Button.Pressed) -> None:
        event.prevent_default()  # any other button goes back
        self.query_one(OptionList).action_select()

    @on(Button.Pressed, "#delete")
    def _pressed_delete(self, event: Button.Pressed) -> None:
        event.prevent_default()
        self.action_delete()

    def action_delete(self) -> None:
        """Ask to delete the saved template under the cursor."""
        if name := self._saved:
            self.dismiss(f"{DELETE}:{name}")


def _day(row: TemplateRow, zone: tzinfo | None) -> str:
    return f"saved {row.updated.astimezone(zone):%Y-%m-%d}"
