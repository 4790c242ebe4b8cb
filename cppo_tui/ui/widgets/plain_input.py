"""A text input that shows what it holds: pasted control characters become visible, nothing blinks."""

import asyncio
from typing import Any, ClassVar, Self

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from cppo_tui.domain.text import clean
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.plain import say
from cppo_tui.ui.widgets.history import History, Typed
from cppo_tui.ui.widgets.keys_in_order import KeysInOrder

LONGEST_PASTE = 5_000
LONGEST_TEXT = 20_000
"""Nothing a person types or pastes, in parts, comes near; a key held down for an hour does."""
TURNS = 12
"""Turns of the event loop within which a change has gone up to the screen, through all that lies between."""


def beginning_of(pasted: str, widget: Widget) -> str:
    """As much of a paste as any field takes; that the rest is left out is said, not done in silence."""
    if len(pasted) > LONGEST_PASTE:
        text = f"It is very long: only the first {LONGEST_PASTE} characters were taken over."
        say(widget.app, text, title="The paste was cut", problem=True)
    return pasted[:LONGEST_PASTE]


class PlainInput(KeysInOrder, Input):
    """An Input that cleans what comes in, takes typing back (Textual's own has no undo), and selects its
    whole text when it gets the focus only while nobody typed it (``follows``)."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("field")

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Height and width come from outside: a letter more must not lay out the screen again."""

    def __init__(self, value: str = "", *, in_form: bool = False, **options: Any) -> None:
        """``in_form``: the screen draws what follows from each key, and then calls ``draw``."""
        self._in_form, self._turns, self._turning = in_form, 0, False
        super().__init__(value, select_on_focus=False, **({"max_length": LONGEST_TEXT} | options))
        self.cursor_blink = False
        self._history = History()
        self._first_click = False

    @property
    def follows(self) -> bool:
        """True while the text follows from something typed elsewhere: what is typed here begins anew."""
        return self.select_on_focus

    @follows.setter
    def follows(self, follows: bool) -> None:
        self.select_on_focus = follows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One row scrolls neither up nor down: those keys are the screen's, and its help says so."""
        return action not in ("scroll_up", "scroll_down", "page_up", "page_down")

    def on_focus(self, _event: events.Focus) -> None:
        """The next click may be the one that brought the focus."""
        self._first_click = True

    def on_mouse_up(self) -> None:
        """The first click selects as Tab does, unless it selected a part itself."""
        if self.follows and self._first_click and self.selection.is_empty:
            self.select_all()
        self._first_click = False

    def _on_paste(self, event: events.Paste) -> None:
        """Textual would keep only the first line, and let escape sequences through to the terminal."""
        event.prevent_default()
        event.stop()
        self.take_paste(beginning_of(event.text, self))

    def replace(self, text: str, start: int, end: int) -> None:
        """What is typed is cleaned like what is pasted: marks pile up, fillers look like nothing."""
        start, end = sorted((start, end))
        before = Typed(self.value, self.cursor_position)
        self._await_the_rest()
        super().replace(clean(self.value[:start] + text), 0, end)
        self._history.note(before, Typed(self.value, self.cursor_position))

    def _await_the_rest(self) -> None:
        """A key and what follows from it are one picture: by itself the key would cost one of its own, and
        the rest would wait for the next. If nothing follows, it is drawn a few turns later."""
        if self._in_form:
            self._turns = TURNS
            if not self._turning:
                self._turning = True
                self._turn()

    def _turn(self) -> None:
        if self._turns > 1:
            self._turns -= 1
            asyncio.get_running_loop().call_soon(self._turn)
        else:
            self._turning = False
            self.draw()

    def draw(self) -> None:
        """Draw what was typed, if it has not been drawn yet."""
        if self._turns:
            self._turns = 0
            self.refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Not yet, while the rest is awaited."""
        if self._turns and not layout and not recompose:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def action_undo(self) -> None:
        """Take back what was typed last."""
        self._show_typed(self._history.undo(self.value))

    def action_redo(self) -> None:
        """Type again what was taken back last."""
        self._show_typed(self._history.redo(self.value))

    def _show_typed(self, state: Typed | None) -> None:
        if state is not None:
            self.value, self.cursor_position = state

    def watch_selection(self) -> None:
        """Textual puts the terminal's own cursor, which input methods and magnifiers follow, into any input
        that changes; it belongs where one types."""
        focused = self.app.focused
        if isinstance(focused, Input) and focused is not self:
            self.app.cursor_position = focused.cursor_screen_offset

    def validate_value(self, value: str) -> str:
        """Whatever way a text comes in, it is shown cleaned."""
        return clean(value)

    def take_paste(self, text: str) -> None:
        """Put the cleaned text where the cursor is."""
        selection = self.selection
        self.replace(clean(text).strip(), *sorted((selection.start, selection.end)))
