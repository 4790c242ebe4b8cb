"""Choices and ticks whose state is a sign, not only a colour."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Checkbox, RadioButton, RadioSet

from cppo_tui.ui.commands import bindings


class Option(RadioButton):
    """One of several: ``(•)`` when chosen, ``( )`` when not."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "( )"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "(•)" if self.value else "( )"
        super().watch_value()


class Choice(RadioSet):
    """Options of which one is chosen; the cursor begins there, so that Enter alone changes nothing.

    An arrow is for reading on, and the last line says what chooses.
    """

    DEFAULT_CSS = """
    Choice:blur > RadioButton.-selected > .toggle--label { background: $background 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")
    _begun = False

    def on_mount(self) -> None:
        """Textual puts it on the first option, after this."""
        self.call_later(self._begin_at_chosen)

    def _begin_at_chosen(self) -> None:
        for _ in range(self.pressed_index):
            self.action_next_button()
        self._begun = True


class Switch(Choice):
    """One of two, side by side. Moving the cursor is choosing: somebody took the one that stood out for the
    one that counted, and nearly published what was to be verified first."""

    def action_next_button(self) -> None:
        """Choose the one after; the first after the last."""
        super().action_next_button()
        self._choose()

    def action_previous_button(self) -> None:
        """Choose the one before; the last before the first."""
        super().action_previous_button()
        self._choose()

    def _choose(self) -> None:
        for option in self.query(".-selected").results(RadioButton):
            if self._begun:
                option.value = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The arrows choose, so nothing else need be told to."""
        return action != "toggle_button"


class Tick(Checkbox):
    """Yes or no: ``[x]`` or ``[ ]``."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "[ ]"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        super().watch_value()
