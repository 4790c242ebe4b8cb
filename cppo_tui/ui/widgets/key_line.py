"""The last line: the keys of the moment, drawn anew only when they are others."""

from textual.screen import Screen
from textual.widgets import Footer

Key = tuple[str, str, bool, str]
"""A key, what it says, whether it can be pressed, its tooltip."""


class KeyLine(Footer):
    """Textual's footer, without removing and mounting every key whenever the focus moves."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: list[Key] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys if they differ from those that stand here."""
        keys = [
            (binding.key, binding.description, enabled, tooltip)
            for _, binding, enabled, tooltip in screen.active_bindings.values()
            if binding.show
        ]
        if keys == self._drawn or screen is not self.screen or not self.is_attached:
            return
        if screen.app.app_focus:
            self._drawn = keys
        super().bindings_changed(screen)
