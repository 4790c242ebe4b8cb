"""Choices and ticks whose state is a sign, not only a colour."""

from typing import Any, ClassVar

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

    Where ``arrows_choose``, moving the cursor is choosing: there somebody took the option that stood out for
    the one that counted. Elsewhere an arrow is for reading on, and the last line says what chooses.
    """

    DEFAULT_CSS = """
    Choice:blur > RadioButton.-selected > .toggle--label { background: $background 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")
    _begun = False

    def __init__(self, *options: RadioButton, arrows_choose: bool = False, **others: Any) -> None:
        super().__init__(*options, **others)
        self._arrows_choose = arrows_choose

    def on_mount(self) -> None:
        """Textual puts it on the first option, after this."""
        self.call_later(self._begin_at_chosen)

    def _begin_at_chosen(self) -> None:
        for _ in range(self.pressed_index):
            self.action_next_button()
        self._begun = True

    def action_next_button(self) -> None:
        """To the one after; to the first after the last."""
        super().action_next_button()
        self._arrived()

    def action_previous_button(self) -> None:
        """To the one before; to the last before the first."""
        super().action_previous_button()
        self._arrived()

    def _arrived(self) -> None:
        for option in self.query(".-selected").results(RadioButton):
            if self._begun and self._arrows_choose:
                option.value = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where the arrows choose, nothing else need be told to."""
        return action != "toggle_button" or not self._arrows_choose


class Tick(Checkbox):
    """Yes or no: ``[x]`` or ``[ ]``."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "[ ]"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        super().watch_value()
