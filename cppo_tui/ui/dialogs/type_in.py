"""A question answered by typing: a new name, or the figures that confirm a publication."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from cppo_tui.ui.dialogs.dialog import AT_MOST, CONTENT, FRAME, SHORT_CONTENT, WIDTH, Dialog, room_in
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.room import is_short
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.plain_input import PlainInput

GOES_BACK = "Enter goes back; nothing is sent."
FEW = 2
"""Of the details, where there are few rows: the others are scrolled to."""
FRAMED, SPACED = 5, 3
"""Rows of frame, title, field and buttons, and of the empty lines between them."""


class TypeIn(Dialog[str]):
    """Asks for a text. ``check`` says why it will not do, "" when it will; only then the answer is taken.

    ``details`` may be long and scrolls; the question itself always stays in view. What is to be typed is said
    by ``asked``, right above the field: an account there would look typed already.
    """

    DEFAULT_CSS = """
    TypeIn .asked { height: auto; }
    TypeIn .reason { height: auto; min-height: 1; color: $text-muted; }
    TypeIn Input { margin: 1 0 0 0; }
    TypeIn.-short Input { margin: 0; }
    """

    def __init__(
        self,
        title: str,
        question: Content,
        *,
        yes: str,
        check: Callable[[str], str],
        value: str = "",
        anew: bool = False,
        details: Content | None = None,
        entered: Callable[[str], str] | None = None,
        about: tuple[str, ...] = (),
        asked: Content | None = None,
        ready: str = "",
        in_low: Content | None = None,
    ) -> None:
        """``anew``: what is typed takes the place of ``value``. ``in_low``: the question where there are few
        rows; ``entered`` says why a text will not do once Enter was pressed, where that is more than before;
        ``ready`` what Enter does once the text will do."""
        super().__init__(title, about=about)
        self._question = question
        self._yes = yes
        self._check = check
        self._value = value
        self._anew = anew
        self._details = details
        self._entered = entered or check
        self._asked = asked
        self._ready = ready
        self._in_low = in_low or question
        self.sends = bool(ready)

    def compose_head(self) -> ComposeResult:
        """The question."""
        yield Static(self._question, classes="question")

    def compose_content(self) -> ComposeResult:
        """What belongs to it and may be long."""
        if self._details is not None:
            yield Static(self._details)

    def compose_foot(self) -> ComposeResult:
        """The input and why it will not do yet."""
        if self._asked is not None:
            yield Static(self._asked, classes="asked")
        yield PlainInput(self._value, id="answer")
        yield Static("", classes="reason")

    def compose_answers(self) -> ComposeResult:
        """Leave or take the answer."""
        yield Button("Go back", id="no")
        yield Button(plain(self._yes), id="yes", variant="primary", disabled=True)

    def on_mount(self) -> None:
        """Type at once."""
        answer = self.query_one(PlainInput).focus()
        if self._anew:
            answer.select_all()
        self.query_one(".content").display = self._details is not None
        self._judge(self._value)

    def on_resize(self, event: Resize) -> None:
        """What is typed, and the buttons, need their rows first: the details give way, then the question."""
        high = event.size.height
        room = high - 1 if is_short(self.app, high) else high * AT_MOST // 100
        whole, low = self._question, self._in_low
        for question, most in ((whole, None), (whole, FEW), (low, FEW), (low, 1)):
            if self._rows(question, most, high) <= room:
                break
        self.query_one(".content").styles.max_height = most
        put(self.query_one(".question", Static), question)

    def _rows(self, question: Content, most: int | None, height: int) -> int:
        """Of the whole window, in the two layouts a dialog has."""
        short, width = is_short(self.app, height), max(room_in(self.app), 1)
        room = most or (SHORT_CONTENT if short else height * CONTENT // 100)
        told = self._details.get_height({}, width) if self._details is not None else 0
        asked = self._asked.get_height({}, width) if self._asked is not None else 0
        reason = 1 if width >= WIDTH - FRAME else 2
        rows = FRAMED + question.get_height({}, width) + min(told, room) + asked + reason
        return rows if short else rows + SPACED

    def on_descendant_focus(self) -> None:
        """What Enter does depends on where one is."""
        self._judge(self.query_one(PlainInput).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._judge(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if reason := self._entered(event.value):
            self._say(reason, event.value)
        else:
            self._take(event.value)

    @on(Button.Pressed, "#yes")
    def _pressed(self) -> None:
        self._take(self.query_one(PlainInput).value)

    @on(Button.Pressed, "#no")
    def _declined(self) -> None:
        self.dismiss(None)

    def _judge(self, text: str) -> None:
        reason = self._check(text)
        self._say(reason, text)
        self.query_one("#yes", Button).disabled = bool(reason)

    def _say(self, reason: str, text: str) -> None:
        """What is still to be typed is said quietly; what was typed wrongly is not."""
        wrong = bool(text and reason) and reason != self._check("")
        if self._asked is not None and not text:
            reason = ""  # the words above the field ask for it already
        style = "$text-error" if wrong else "$text-muted" if reason else "bold"
        here = self.focused.id if self.focused is not None else None
        does = {"no": GOES_BACK, "answer": self._ready, "yes": self._ready}.get(here or "", "")
        shown = reason or (does if text and self.sends else "")
        self.query_one(".reason", Static).update(plain((shown, style)))

    def _take(self, text: str) -> None:
        if not self._check(text):
            self.dismiss(text)
