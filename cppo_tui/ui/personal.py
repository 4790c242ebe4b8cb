"""What is the person's own: theme, keys, settings; and the two ways to find things, help and menu."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ReturnType
from textual.binding import Binding, BindingType

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.settings import STANDARD, Settings
from cppo_tui.ui.commands import BY_ID, bindings
from cppo_tui.ui.key_names import spelled
from cppo_tui.ui.keymap import for_textual, keymap, keys_of
from cppo_tui.ui.palette import Actions
from cppo_tui.ui.plain import say
from cppo_tui.ui.theme import THEMES, theme_name

if TYPE_CHECKING:
    from cppo_tui.ui.desk import Desk


FORMS = Path(__file__).with_name("form.tcss")
"""How everything looks that is not on the first screen."""


class Personal(App[ReturnType]):
    """An app that looks, and answers to keys, as the person has settled.

    ``notices`` are sentences the first screen shows: from the store, and about settings that cannot be used.
    """

    COMMANDS = {Actions}  # noqa: RUF012 - Textual types it itself
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    desk: Desk
    settings: Settings = STANDARD
    chosen_keys: dict[str, str]
    notices: tuple[str, ...] = ()
    _begins_coloured = False

    def settle(self, desk: Desk, theme: str) -> None:
        """Take over the settings. ``theme`` is what the command line or the environment asks for, which goes
        before them and is not written into them."""
        for look in THEMES:
            self.register_theme(look)
        self.theme = theme or theme_name(desk.settings.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._begins_coloured = True
        self.settings = desk.settings
        problems = self._take_keys()
        self.notices = tuple(text for text in (desk.notice, *desk.settings_problems, *problems) if text)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Once less than Textual wants: the stylesheet is first read in the chosen theme's colours."""
        if self._begins_coloured:
            self._begins_coloured = False
        else:
            super().refresh_css(animate=animate)

    def dress(self) -> None:
        """Read how all looks that is not on the first screen, once that stands."""
        self.stylesheet.read(FORMS)
        self.stylesheet.reparse()
        every = self.walk_children(with_self=True)
        self.stylesheet.update_nodes(every)  # a key typed ahead may have opened the next screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our stylesheet names beside Textual's own colours, for a theme that is not ours."""
        return {"control": "#1F2732", "field-frame": "#1F2732"}

    def _take_keys(self) -> tuple[str, ...]:
        """Give the actions the keys of the settings; a sentence for each that they cannot have."""
        self.chosen_keys, problems = keymap(self.settings.keys)
        self.set_keymap(for_textual(self.chosen_keys))
        return problems

    def key_of(self, name: str) -> str:
        """The first key of an action as people write it, for sentences that say what to press."""
        return spelled(keys_of(BY_ID[name], self.chosen_keys).partition(",")[0])

    def get_key_display(self, binding: Binding) -> str:
        """As the last line has it; Enter as a word, for its sign is not in every terminal's font."""
        return binding.key if binding.key == "enter" else super().get_key_display(binding)

    def keep_settings(self, settings: Settings) -> bool:
        """Use these settings from now on and write them down; False, and a word about it, when that fails."""
        self.settings = settings
        self.theme = theme_name(settings.theme)
        for problem in self._take_keys():
            say(self, problem, title="Keys", problem=True)
        try:
            self.desk.save_settings(settings)
        except StoreError as error:
            say(self, str(error), title="The settings were not kept", problem=True)
            return False
        return True

    def action_look(self, name: str) -> None:
        """Change the colours, and keep them."""
        self.keep_settings(replace(self.settings, theme=name))

    def action_settings(self) -> None:
        """Show the settings, unless they are shown."""
        from cppo_tui.ui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_help(self) -> None:
        """Explain what has the focus, and list the keys of this screen."""
        from cppo_tui.ui.dialogs.help import Help
        from cppo_tui.ui.key_help import key_rows

        about = getattr(self.screen, "help_fields", tuple)
        others = getattr(self.screen, "help_others", dict)
        self.push_screen(Help(about(), key_rows(self.screen, self.chosen_keys), others()))

    def write_to_terminal(self, sequence: str) -> None:
        """Hand the terminal a sequence made of our own words; nobody reads it where there is none."""
        if not self.is_headless and self._driver is not None:
            self._driver.write(sequence)
