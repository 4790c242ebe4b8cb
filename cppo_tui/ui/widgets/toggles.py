"""Choices and ticks whose state is a sign, not only a colour."""

from textual.widgets import Checkbox, RadioButton


class Option(RadioButton):
    """One of several: ``(•)`` when chosen, ``( )`` when not."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "( )"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "(•)" if self.value else "( )"
        super().watch_value()


class Tick(Checkbox):
    """Yes or no: ``[x]`` or ``[ ]``."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "[ ]"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        super().watch_value()
