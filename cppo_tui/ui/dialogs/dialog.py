"""What all dialogs share: a titled box in the middle, closed by Escape without consequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.plain import plain
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.reading import Reading

if TYPE_CHECKING:
    from cppo_tui.ui.other_field_words import Explained

Answer = TypeVar("Answer")


WIDTH, AT_MOST = 72, 94
"""Cells across, and how much of the window it takes in per cent."""
CONTENT, SHORT_CONTENT = 40, 5
"""What scrolls: in per cent of the window's height; in rows, where those are few."""
FRAME = 7
"""Cells of the frame, of what keeps the words from it, and of the scrollbar."""


def room_in(app: App[Any]) -> int:
    """The cells a line of words has in a dialog."""
    return min(WIDTH, app.size.width * AT_MOST // 100) - FRAME


class Dialog(KnowsItsRoom, ModalScreen[Answer | None]):
    """A question. Escape answers None, which always means: leave everything as it is."""

    DEFAULT_CSS = (
        f"""
    Dialog > .box {{ width: {WIDTH}; max-width: {AT_MOST}%; max-height: {AT_MOST}%; }}
    Dialog .content {{ height: auto; max-height: {CONTENT}vh; scrollbar-size-vertical: 1; }}
    Dialog.-short .content {{ max-height: {SHORT_CONTENT}; }}
    """
        """
    Dialog { align: center middle; background: $background 70%; layers: box keys; }
    Dialog > .box { layer: box; }
    Dialog > KeyLine { layer: keys; }
    Dialog > .box {
        height: auto; background: $surface; border: round $accent; padding: 0 2;
    }
    Dialog .title { text-style: bold; margin: 0 0 1 0; width: 100%; }
    Dialog .head, Dialog .foot { height: auto; }
    Dialog.-short > .box { max-height: 100%; margin: 0 0 1 0; }
    Dialog.-short .title, Dialog.-short .answers { margin: 0; }
    Dialog .content:focus { background: $panel; }
    Dialog .answers { height: auto; align-horizontal: right; margin: 1 0 0 0; }
    Dialog .answers Button { margin: 0 0 0 2; }
    Dialog.-narrow .answers Button { min-width: 12; }
    """
    )

    _going = False
    pane: ClassVar[type[VerticalScroll]] = Reading
    """What scrolls the content."""
    sends = False
    """True where the next answer sends something."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, title: str, *, about: tuple[str, ...] = ()) -> None:
        """``about``: the fields it is about, for F1: the draft's, or those that are only asked for."""
        super().__init__()
        self.about = about
        self._title_text = title

    def compose(self) -> ComposeResult:
        """Title, content, answers."""
        with Vertical(classes="box"):
            yield Label(plain(self._title_text), classes="title")
            with Vertical(classes="head"):
                yield from self.compose_head()
            with self.pane(classes="content"):
                yield from self.compose_content()
            with Vertical(classes="foot"):
                yield from self.compose_foot()
            with Horizontal(classes="answers"):
                yield from self.compose_answers()
        yield KeyLine()  # over that of the screen below, whose keys do nothing now

    def compose_head(self) -> ComposeResult:
        """What must stay in view whatever the size."""
        yield from ()

    def compose_content(self) -> ComposeResult:
        """What may be scrolled."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """What is typed in."""
        yield from ()

    def compose_answers(self) -> ComposeResult:
        """The buttons."""
        raise NotImplementedError

    def help_fields(self) -> tuple[str, ...]:
        """What F1 is about: the draft's fields."""
        from cppo_tui.ui.field_help import NAMES

        return tuple(field for field in self.about if field in NAMES)

    def help_others(self) -> dict[str, Explained]:
        """What F1 is about: the others."""
        from cppo_tui.ui.other_field_words import ASKED

        return {field: ASKED[field] for field in self.about if field in ASKED}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The way out is pointed to where something is about to be sent; it works everywhere."""
        return action != "quit" or self.sends

    async def action_quit(self) -> None:
        """As everywhere."""
        await self.app.run_action("app.quit")

    async def action_help(self) -> None:
        """As everywhere: a dialog hides the keys of the application."""
        await self.app.run_action("app.help")

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer, once, and only while it is on top: a click and a key may both mean it, and the second would
        take away what lies below."""
        if self._going or self.app.screen is not self:
            return AwaitComplete()
        self._going = True
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
