"""The settings: profile, colours, pace, what new drafts begin with, keys. Nothing is kept before Save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import DataTable, Label, RadioSet, Static

from cppo_tui.domain.settings import LOOKS, NOTICES, Settings
from cppo_tui.domain.text import clean
from cppo_tui.ui.columns import Column
from cppo_tui.ui.commands import BY_ID, COMMANDS, PLACES, bindings
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.key_names import read_keys, spelled
from cppo_tui.ui.keymap import keys_of, keys_question, problem_with_keys
from cppo_tui.ui.other_field_words import SETTINGS, Explained
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.settings_form import FIELDS, settings_from
from cppo_tui.ui.theme import theme_name
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.toggles import Choice, Option
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

COLUMNS = (Column("What it does", share=5), Column("Where", share=3), Column("Keys", width=22))
PRECEDENCE = "The command line and the environment go before these settings."


class SettingsScreen(KnowsItsRoom, TellsFailures, Screen[None]):
    """One form; what is wrong stands under its field, colours can be seen at once."""

    CSS_PATH = "settings.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-named"), (120, "-wide")]  # noqa: RUF012 - Textual's own type
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("settings")
    app: CppoApp

    def compose(self) -> ComposeResult:
        """Fields of a sort beside each other where there is room, the keys last."""
        standing = self.app.settings
        yield TopBar()
        yield Label("Settings", id="heading")
        with VerticalScroll(id="body", can_focus=False):
            where = self.app.desk.settings_place
            yield Static(
                plain(("Kept in ", "$text-muted"), clean(where) or "memory, until you leave"), id="place"
            )
            with Container(classes="beside"):
                yield self._field("profile")
                yield self._field("look_every")
            with Horizontal(classes="pair"):
                with Vertical():
                    yield Label("Colours", classes="section")
                    yield _choice("look", LOOKS, standing.theme)
                with Vertical():
                    yield Label("When a long change set ends", classes="section")
                    yield _choice("ending", NOTICES, standing.notice)
            yield Label("New drafts begin with", classes="section")
            with Container(classes="beside"):
                for name in ("markup", "agreement", "days_to_accept"):
                    yield self._field(name)
            yield Label("Keys: Enter gives an action other keys, Del its usual ones", classes="section")
            yield FittedTable(COLUMNS, id="keys")
        with Horizontal(id="bar"):
            yield Button("Back", id="leave")
            yield Label("", id="notice", markup=False)
            yield Button("Save", id="save", variant="primary")
        yield KeyLine()

    def _field(self, name: str) -> Field:
        label, hint, placeholder = FIELDS[name]
        return Field(name, label, hint=hint, placeholder=placeholder)

    def on_mount(self) -> None:
        """Show what stands."""
        standing = self.app.settings
        self._keys = dict(self.app.chosen_keys)
        self._before = self.app.theme
        self.app.show_top_bar(self)
        for field in self.query(Field).results():
            value = getattr(standing, field.name or "")
            field.set_value(f"{value:g}" if isinstance(value, float) else str(value))
        self._show_keys()
        self.query(Field).first(Field).focus_input()

    def _show_keys(self) -> None:
        self.query_one(FittedTable).show_rows(
            (
                command.id,
                (
                    command.sentence,
                    PLACES.get(command.place, command.place),
                    spelled(keys_of(command, self._keys)),
                ),
                "bold" if command.id in self._keys else "",
            )
            for command in COMMANDS
        )

    def _typed(self) -> tuple[Settings, dict[str, str]]:
        """The settings as the form has them, and what is wrong under which field."""
        texts: dict[str, Any] = {field.name or "": field.input.value.strip() for field in self.query(Field)}
        for name, known in (("look", LOOKS), ("ending", NOTICES)):
            texts[name] = list(known)[max(self.query_one(f"#{name}", RadioSet).pressed_index, 0)]
        return settings_from(texts, self._keys)

    def help_others(self) -> dict[str, Explained]:
        """What F1 is about: what has the focus, else all of them."""
        for node in self.focused.ancestors_with_self if self.focused is not None else ():
            name = node.name if isinstance(node, Field) else node.id
            if name in SETTINGS:
                return {name: SETTINGS[name]}
        return SETTINGS

    @on(Field.Edited)
    def _judge(self) -> None:
        _, problems = self._typed()
        for field in self.query(Field).results():
            name = field.name or ""
            field.set_class(name in problems, "-bad")
            field.set_hint(f"To fix: {problems[name]}" if name in problems else FIELDS[name][1])

    @on(Field.Entered)
    def _entered(self) -> None:
        self.focus_next()

    @on(RadioSet.Changed, "#look")
    def _looked_at(self, event: RadioSet.Changed) -> None:
        event.stop()
        self.app.theme = theme_name(list(LOOKS)[event.radio_set.pressed_index])

    @on(DataTable.RowSelected, "#keys")
    @work(group="rename", exclusive=True, exit_on_error=False)
    async def action_other_keys(self) -> None:
        """Ask for keys; those that cannot be had are refused while they are typed."""
        name = self.query_one(FittedTable).cursor_key
        command = BY_ID[name]
        dialog = TypeIn(
            "Other keys",
            plain(
                f"{keys_question(name, self._keys)}\n",
                (f"In the settings file it is called {name}.", "$text-muted"),
            ),
            yes="Use these keys",
            check=lambda text: problem_with_keys(name, text, self._keys),
            value=keys_of(command, self._keys),
            anew=True,
            about=("keys",),
        )
        if keys := await self.app.push_screen_wait(dialog):
            self._keys[name] = ",".join(read_keys(keys))
            if self._keys[name] == command.keys:
                del self._keys[name]
            self._show_keys()

    def action_default(self) -> None:
        """The usual keys for the action under the cursor, unless another one has been given one of them."""
        name = self.query_one(FittedTable).cursor_key
        if problem := problem_with_keys(name, BY_ID[name].keys, self._keys):
            say(self.app, problem, title="Keys", problem=True)
        else:
            self._keys.pop(name, None)
            self._show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Other and usual keys are for the table of keys."""
        return action not in ("other_keys", "default") or isinstance(self.focused, FittedTable)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Keep them, and go back to where they were called from."""
        settings, problems = self._typed()
        if problems:
            self._judge()
            next(field for field in self.query(Field).results() if field.name in problems).focus_input()
            return
        if self.app.keep_settings(settings):
            say(self.app, f"Profile and pace count from the next start. {PRECEDENCE}", title="Settings kept")
        self.app.pop_screen()

    def action_drafts(self) -> None:
        """Past where they were called from, to the list of drafts; nothing is kept of them."""
        self.app.theme = self._before
        self.app.go_home()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Go back; colours that were only looked at go back, too."""
        self.app.theme = self._before
        self.app.pop_screen()


def _choice(name: str, words: dict[str, str], chosen: str) -> RadioSet:
    options = [Option(plain(text), value=key == chosen) for key, text in words.items()]
    return Choice(*options, id=name, compact=True)
