"""F1: the field at one glance, the keys of this screen, and what is checked in the field."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cppo_tui.domain.findings import Severity, severity_words
from cppo_tui.domain.rules import Rule, rules_for
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.field_help import NAMES
from cppo_tui.ui.field_words import FIELD_WORDS, OURS, FieldWords
from cppo_tui.ui.key_help import KeyRow
from cppo_tui.ui.plain import lines, pairs, plain
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import severity_head
from cppo_tui.ui.widgets.key_line import MENU
from cppo_tui.ui.widgets.reading import Pages

LEGEND = (
    "“To fix” stops the offer until it is put right, “Sure?” until you confirm it; “Check” and “Note” stop "
    "nothing. … stands for the figure or name it is about. The fact sheet is the project's notes on AWS's "
    "documents, from which the checks were written. “cppo rules” prints all of them."
)
MOUSE = (
    "All of it can also be clicked: buttons, rows, steps, and the keys in the last line; Menu finds the rest."
    " The settings give any action other keys."
)
IN_DIALOG = (
    "All of it can also be clicked. Until that window is closed, the menu, the settings and the list of "
    "drafts wait."
)
Others = Mapping[str, tuple[str, FieldWords]]
SOURCE = "AWS's documents, as the project's notes on them have it: {}"


class Help(Dialog[None]):
    """Read and closed; the arrows scroll. ``fields`` are those of the draft it is about, none elsewhere."""

    pane = Pages
    DEFAULT_CSS = """
    Help > .box { width: 90; }
    Help .content, Help.-short .content { max-height: 70vh; }
    Help .content Static { padding: 0 1 0 0; }
    Help .legend { color: $text-muted; margin: 0 0 1 0; }
    Help .rule, Help .glance, Help .keys { margin: 0 0 1 0; }
    Help .section, Help.-short .section { margin: 0; }
    """

    def __init__(self, fields: Sequence[str], keys: Sequence[KeyRow], others: Others | None = None) -> None:
        """``others``: fields of this screen that are none of the draft's, with their names and words."""
        self._others = others or {}
        about = ", ".join(NAMES[field] for field in fields)
        if others:
            about = next(iter(others.values()))[0] if len(others) == 1 else "the fields of this screen"
        super().__init__(f"Help: {about}" if about else "Help: the keys of this screen")
        self._fields = tuple(fields)
        self._keys = tuple(keys)

    def compose_content(self) -> ComposeResult:
        """From what is asked for most to what can be looked up."""
        told = {field: (NAMES[field], FIELD_WORDS[field]) for field in self._fields} | dict(self._others)
        for name, words in told.values():
            yield from self._compose_glance(name if len(told) > 1 else "", words)
        if told:
            yield Static("Keys of this screen", classes="section")
        for where, rows in groupby(self._keys, key=lambda row: row.where):
            if where:
                yield Static(plain(where), classes="section")
            yield Static(pairs([(row.keys, row.sentence) for row in rows], 22), classes="keys")
        has_menu = any(row.id == MENU for row in self._keys)
        yield Static(plain(MOUSE if has_menu else IN_DIALOG), classes="legend")
        if self._fields:
            yield Static("What is checked", classes="section")
            yield Static(plain(LEGEND), classes="legend")
            for rule in rules_for(*self._fields):
                yield Static(rule_content(rule), classes="rule")

    def _compose_glance(self, name: str, words: FieldWords) -> ComposeResult:
        if name:
            yield Static(plain(name[:1].upper() + name[1:]), classes="section")
        why, limits, example, source = words
        told = source if source == OURS else SOURCE.format(source)
        rows = [("Why", why), ("Limits", limits), ("Example", example), ("Source", told)]
        yield Static(pairs(rows, 8), classes="glance")

    def compose_answers(self) -> ComposeResult:
        """Nothing to decide."""
        yield Button("Close", id="close")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Help has none of its own."""
        return action != "help" and super().check_action(action, parameters)

    def on_mount(self) -> None:
        """The arrows scroll at once; Escape closes."""
        self.query_one(".content", VerticalScroll).focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


def rule_content(rule: Rule) -> Content:
    """A rule as people read it: how much it stops, what it says, what to do; code and source below."""
    worst = Severity(rule.severity.partition(" ")[0])
    head = plain(severity_head(severity_words(rule.severity), worst), f"{rule.message} {rule.fix}")
    return lines(head, plain((f"{rule.code}, {rule.source}", "$text-muted")))
