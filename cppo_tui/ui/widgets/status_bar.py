"""The row of buttons of the status: what can be done with a submission now."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button

WORDS = (
    ("copy-id", "Copy id", "Copy id"),
    ("copy-change-set", "Copy id", "Copy id"),
    ("copy-link", "Copy link", "Copy link"),
    ("hand-over", "Hand over …", "Hand over …"),
    ("extend", "Extend …", "Extend …"),
    ("cancel", "Cancel at AWS", "Cancel at AWS"),
    ("like", "Clone …", "Clone …"),
    ("edit", "Open the draft", "Open the draft"),
    ("correct", "Correct it", "Correct it"),
    ("release", "Release …", "Release …"),
    ("check", "Look again", "Look again"),
    ("resend", "Send the same again", "Send again"),
    ("absent", "Close by hand …", "Close …"),
)
"""Of each button: its id, what it says, and what it says in a narrow window, where all must be whole."""
MORE = {"copy-change-set": "The change set's id: there is no offer yet."}
ROOM_FOR_WORDS = 80
BINDING = ("cancel", "release", "check", "resend", "absent", "correct")
"""What must wait while something else is being done with the submission."""


class StatusBar(Horizontal):
    """``back`` is the word on the button that leads back."""

    def __init__(self, back: str) -> None:
        super().__init__(id="bar")
        self._back = back
        self._against: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """The way back, why nothing can be done now, and all buttons there are."""
        self.set_class(self._narrow, "-few-words")
        yield Button(plain(self._back), id="home")
        yield Label("", id="notice", markup=False)
        for name, words, few in WORDS:
            yield Button(plain(few if self._narrow else words), id=name)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < ROOM_FOR_WORDS

    def on_resize(self) -> None:
        """As many words as there is room for now."""
        if self.has_class("-few-words") is not self._narrow:
            self.set_class(self._narrow, "-few-words")
            for name, words, few in WORDS:
                button = self.query_one(f"#{name}", Button)
                button.label = plain(few if self._narrow else words)
                button.refresh(layout=True)
            self._tell_more()

    def show(self, shown: Mapping[str, bool], against: Mapping[str, str], *, busy: bool) -> None:
        """Which buttons there are now; ``against`` pressing some of them, why; ``busy``: something is being
        done already."""
        self._against = against
        for name, visible in shown.items():
            button = self.query_one(f"#{name}", Button)
            button.display = visible
            button.disabled = bool(against.get(name)) or (busy and name in BINDING)
        self._tell_more()
        self.query_one("#notice", Label).update(plain("Waiting for AWS …" if busy else ""))

    def _tell_more(self) -> None:
        """Why not; else, where the words are few, all of them, or more than there is room for."""
        for name, words, few in WORDS:
            said = (
                self._against.get(name) or MORE.get(name) or (words if self._narrow and few != words else "")
            )
            self.query_one(f"#{name}", Button).tooltip = plain(said) if said else None
