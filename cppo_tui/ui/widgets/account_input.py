"""The input for buyer accounts."""

from collections.abc import Callable

from textual import events

from cppo_tui.domain.buyers import is_whole
from cppo_tui.domain.text import clean
from cppo_tui.ui.widgets.plain_input import PlainInput, beginning_of

IDS = "12-digit account id, then Enter"
IDS_OR_NAMES = "12-digit account id or a customer's name, then Enter"
ANOTHER = "Another account id, then Enter"
ANOTHER_OR_NAME = "Another account id or customer's name, then Enter"
TYPE_IDS = "Type the 12-digit account id, then Enter"
TYPE_IDS_OR_NAMES = "Type the 12-digit account id or a customer's name, then Enter"
"""While it has the focus, which its colour alone does not tell everybody."""


class AccountInput(PlainInput):
    """Hands a text over at the moment of Enter or of a paste, whole, with its lines; Backspace in the empty
    input asks for the last account back.

    A message or a key binding would come late: by then the next keys of a burst are in the input.
    """

    def __init__(self, take: Callable[[str], None], take_back: Callable[[], None], value: str) -> None:
        super().__init__(value, placeholder=IDS, id="account")
        self._names = self._more = self.taken_back = False
        self._take = take
        self._take_back = take_back

    def ask_for(self, *, names: bool, more: bool) -> None:
        """Say what may be typed: names only once there are any; ``more``: some buyer is named already."""
        self._names, self._more = names, more
        self._say_what(here=self.has_focus)

    def on_focus(self, _event: events.Focus) -> None:
        """Now."""
        self._say_what(here=True)

    def on_blur(self) -> None:
        """No longer. A whole account does not stay behind: who goes on means it; who looks at another window
        does not, nor who took it out again."""
        self._say_what(here=False)
        gone_on = self.screen.focused not in (None, self)
        if gone_on and is_whole(self.value) and not self.taken_back:
            self._take(self.value)

    def _say_what(self, *, here: bool) -> None:
        if self._more:
            wanted = ANOTHER_OR_NAME if self._names else ANOTHER
        elif here:
            wanted = TYPE_IDS_OR_NAMES if self._names else TYPE_IDS
        else:
            wanted = IDS_OR_NAMES if self._names else IDS
        if str(self.placeholder) != wanted:
            self.placeholder = wanted

    async def _on_key(self, event: events.Key) -> None:
        """Other keys, and those that come after the focus has gone, are left to the Input."""
        if self.screen.focused is not self:
            return
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self._take(self.value)
        elif event.key == "backspace" and not self.value:
            event.prevent_default()
            event.stop()
            self._take_back()
            self.taken_back = True

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._take(self.value + clean(beginning_of(event.text, self), lines=True))
