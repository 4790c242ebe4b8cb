"""Choices and ticks whose state is a sign, not only a colour."""

from textual.widgets import Checkbox, RadioButton, RadioSet


class Option(RadioButton):
    """One of several: ``(•)`` when chosen, ``( )`` when not."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "( )"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "(•)" if self.value else "( )"
        super().watch_value()


class Choice(RadioSet):
    """Options of which one is chosen. The cursor begins there, so that Enter alone changes nothing, and the
    arrows choose as they go: somebody took the option that stood out for the one that counted."""

    _begun = False

    def on_mount(self) -> None:
        """Textual puts it on the first option, after this."""
        self.call_later(self._begin_at_chosen)

    def _begin_at_chosen(self) -> None:
        for _ in range(self.pressed_index):
            self.action_next_button()
        self._begun = True

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


class Tick(Checkbox):
    """Yes or no: ``[x]`` or ``[ ]``."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "[ ]"

    def watch_value(self) -> None:
        """The sign follows the state."""
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        super().watch_value()
