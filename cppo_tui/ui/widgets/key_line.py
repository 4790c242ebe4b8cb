"""The last line: the keys of the moment, drawn anew only when they are others."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

Key = tuple[str, str, bool, str]
"""A key, what it says, whether it can be pressed, its tooltip."""


class KeyLine(Footer):
    """Textual's footer, without removing and mounting every key whenever the focus moves. The menu stands at
    the right end however narrow the window is: what has no room here is found there."""

    DEFAULT_CSS = """
    KeyLine FooterKey.-menu { dock: right; padding: 0 1 0 0; }
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: list[Key] | None = None

    def compose(self) -> ComposeResult:
        """The keys, and the menu's."""
        yield from super().compose()
        if not self._bindings_ready:
            return
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.id == "app.menu":
                display = self.app.get_key_display(binding)
                words = binding.description
                yield FooterKey(
                    binding.key,
                    display,
                    words,
                    binding.action,
                    disabled=not enabled,
                    tooltip=tooltip,
                    classes="-menu",
                )
                return

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys if they differ from those that stand here."""
        keys = [
            (binding.key, binding.description, enabled, tooltip)
            for _, binding, enabled, tooltip in screen.active_bindings.values()
            if binding.show or binding.id == "app.menu"
        ]
        if keys == self._drawn or screen is not self.screen or not self.is_attached:
            return
        if screen.app.app_focus:
            self._drawn = keys
        super().bindings_changed(screen)
