"""Something told at length, to be read, copied and closed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.export import copied
from cppo_tui.ui.plain import pairs, plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.more_below import MoreBelow
from cppo_tui.ui.widgets.reading import Pages

LABELS = 13
"""Cells of the labels."""
Facts = Sequence[tuple[str, str]]


def as_text(head: Content, facts: Iterable[tuple[str, str]], more: Content) -> str:
    """The same for a mail or a ticket: a fact in each line, its label before it."""
    rows = "\n".join(": ".join(part for part in row if part) for row in facts)
    return "\n\n".join(part.strip() for part in (head.plain, rows, more.plain) if part.strip())


class Details(Dialog[None]):
    """To be read, and taken along as a whole."""

    pane = Pages
    DEFAULT_CSS = """
    Details .content, Details.-short .content { max-height: 60vh; }
    Details .content Static { height: auto; padding: 0 1 0 0; }
    Details .part { margin: 0 0 1 0; }
    Details .done { height: auto; min-height: 1; color: $text-success; }
    Details .done.-long { min-height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("details")

    def __init__(
        self,
        title: str,
        head: Content,
        facts: Facts = (),
        more: Content | None = None,
        *,
        whole: Facts | None = None,
    ) -> None:
        """``whole``: the facts as they are copied, where some are shown shortened."""
        super().__init__(title)
        self._head = head
        self._facts = facts
        self._more = more or plain("")
        self._whole = facts if whole is None else whole

    def compose_content(self) -> ComposeResult:
        """One after the other."""
        yield Static(self._head, classes="part")
        if self._facts:
            yield Static(pairs(self._facts, LABELS), classes="part")
        if self._more.plain:
            yield Static(self._more, classes="part")

    def compose_foot(self) -> ComposeResult:
        """Whether there is more to read; what was done, in rows kept for it, so that no button moves."""
        yield MoreBelow(".content")
        inside = getattr(getattr(self.app, "desk", None), "inside", "")  # then it is said what that means
        yield Static("", classes="done -long" if inside else "done")

    def compose_answers(self) -> ComposeResult:
        """Nothing to decide."""
        yield Button("Copy all", id="copy-told")
        yield Button("Close", id="close")

    def on_mount(self) -> None:
        """The text can be scrolled at once."""
        self.query_one(".content").focus()

    @on(Button.Pressed, "#copy-told")
    def action_copy_told(self) -> None:
        """All of it, also what is scrolled out of sight."""
        told = copied(self.app, as_text(self._head, self._whole, self._more), "It")
        put(self.query_one(".done", Static), plain(told))

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)
