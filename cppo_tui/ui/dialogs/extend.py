"""Another last day to accept a released offer: every rule is applied while it is typed."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from cppo_tui.domain.dates import long_date
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.terms import Expiry
from cppo_tui.services.amending import Amendment
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.dialog import AT_MOST, Dialog, room_in
from cppo_tui.ui.dialogs.type_in import GOES_BACK
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.room import is_short
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import finding_content, worst_first
from cppo_tui.ui.widgets.more_below import MoreBelow
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.reading import Reading

Judge = Callable[[str], Amendment | tuple[Finding, ...]]
"""What a text would do: the change as it would be sent, or what stops it."""


UNSENT = "Nothing is sent before you press the button."
SENDS = ("Enter goes to the button. There, Enter sends it.", "Enter sends it.")
ASKS = ("Enter goes to the button; a question follows.", "A question follows.")
"""In the field and on the button: one row each, so that nothing moves."""


FRAMED, SPACED = 7, 3
"""Rows of frame, title, field, mark, hint and buttons, and of the empty lines between them."""
MOST, FEWEST = 8, 3
"""Rows for what the date means."""


class Extend(Dialog[Amendment]):
    """Answers with the change that was shown last."""

    sends = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("extending")

    DEFAULT_CSS = """
    Extend #answer { margin: 1 0 0 0; }
    Extend .shown:focus { background: $panel; }
    Extend .head { overflow-y: auto; scrollbar-size-vertical: 1; }
    Extend .shown { scrollbar-size-vertical: 1; }
    Extend.-short #answer { margin: 0; }
    Extend .preview { height: auto; }
    Extend .hint { color: $text-muted; }
    """

    def __init__(
        self,
        about: Content,
        expires: datetime | None,
        judge: Judge,
        zone: tzinfo | None,
        *,
        typed: str = "",
    ) -> None:
        """``typed``: what stands in the field at first, kept from before a question about it."""
        super().__init__("Another last day to accept", about=("expiry",))
        self._about = about
        self._expires = expires
        self._judge = judge
        self._zone = zone
        self._made: Amendment | None = None
        self.typed = typed

    def compose_head(self) -> ComposeResult:
        """Which offer, and until when it can be accepted now."""
        yield Static(self._about)

    def compose_foot(self) -> ComposeResult:
        """The date, and what it means."""
        hint = "2027-03-31, 30 days from today, or 10 more days"
        yield PlainInput(self.typed, placeholder=hint, id="answer")
        yield MoreBelow(".shown", by="extending.page-on")
        with Reading(classes="shown"):
            yield Static("", classes="preview")
        yield Static("", classes="hint")

    def compose_answers(self) -> ComposeResult:
        """Leave or send."""
        yield Button("Go back", id="no")
        yield Button("Move the expiry", id="yes", variant="primary", disabled=True)

    def on_resize(self, event: Resize) -> None:
        """What the date means gets the rows that are left: the same ones whatever is typed."""
        high, width = event.size.height, max(room_in(self.app), 1)
        short = is_short(self.app, high)
        room = high - 1 if short else high * AT_MOST // 100 - SPACED
        shown = room - FRAMED - self._about.get_height({}, width)
        self.query_one(".shown").styles.height = max(min(shown, MOST), FEWEST)
        self.query_one(".head").styles.max_height = max(room - FRAMED - FEWEST, 1)

    def action_read(self, way: str) -> None:
        """Move what the date means, wherever the focus is."""
        getattr(self.query_one(".shown"), f"action_{way}")()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(".content").display = False
        self.query_one(PlainInput).focus()
        self._show(self.typed)

    def on_descendant_focus(self) -> None:
        """What Enter does depends on where one is."""
        self._show_hint()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _typed_to_the_end(self) -> None:
        """Enter goes to the button and does not press it: what it does has to be read first."""
        if self._made is not None:
            self.query_one("#yes").focus()

    @on(Button.Pressed, "#yes")
    def _taken(self) -> None:
        if self._made is not None:
            self.dismiss(self._made)

    @on(Button.Pressed, "#no")
    def _declined(self) -> None:
        self.dismiss(None)

    def _show(self, text: str) -> None:
        self.typed = text
        found = self._judge(text) if text.strip() else ()
        self._made = found if isinstance(found, Amendment) else None
        self.query_one("#yes", Button).disabled = self._made is None
        shown = self._preview(found) if isinstance(found, Amendment) else _said(found)
        self.query_one(".preview", Static).update(lines(*shown))
        self.query_one(".shown").scroll_home(animate=False)
        self._show_hint()

    def _show_hint(self) -> None:
        """What Enter does here, and that it asks first where a question follows."""
        words = UNSENT
        if self.focused is self.query_one("#no"):
            words = GOES_BACK
        elif self._made is not None and not isinstance(self.focused, Reading):
            asks = any(one.severity is Severity.ASK for one in self._made.findings)
            words = (ASKS if asks else SENDS)[self.focused is self.query_one("#yes")]
        self.query_one(".hint", Static).update(plain(words))

    def _preview(self, made: Amendment) -> list[Content]:
        moment = Expiry(day=made.day).instant
        left = (moment - made.plan.made).days
        rows = [
            plain(("New last day: ", "bold"), f"{long_date(made.day)}, in {left:,} days{self._moved(made)}")
        ]
        rows.append(
            plain(f"Last moment {moment:%Y-%m-%d %H:%M:%S} UTC, {_local(moment, self._zone)} your time")
        )
        return rows + _said(made.findings)

    def _moved(self, made: Amendment) -> str:
        if self._expires is None:
            return ""
        days = (made.day - self._expires.date()).days
        return f", {abs(days):,} days {'later' if days > 0 else 'earlier'}"


def _said(findings: tuple[Finding, ...]) -> list[Content]:
    return [finding_content(finding) for finding in worst_first(findings)]


def _local(moment: datetime, zone: tzinfo | None) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
