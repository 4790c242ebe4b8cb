"""A labelled input with its own line for findings, which is always there so that nothing jumps."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input, Label, Static

from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.ui.plain import plain, put, put_whole
from cppo_tui.ui.widgets.in_view import InView
from cppo_tui.ui.widgets.plain_input import PlainInput

STYLES = {
    Severity.BLOCKING: "bold $text-error",
    Severity.ASK: "bold $text-warning",
    Severity.WARNING: "bold $text-warning",
    Severity.NOTE: "bold $text-accent",
}
_ORDER = list(STYLES)


def severity_head(words: str, severity: Severity) -> tuple[str, str]:
    """What stands before a finding, and its style."""
    return f"{words} " if words.endswith("?") else f"{words}: ", STYLES[severity]


def finding_content(finding: Finding, *, about: str = "") -> Content:
    """A finding as one literal line: how serious, what is so, what to do."""
    subject = f"{about}: " if about else ""
    return plain(
        severity_head(finding.severity.word, finding.severity), subject, f"{finding.message} {finding.fix}"
    )


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Sorted by how much they stop."""
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


class Field(InView):
    """One input of a form.

    ``hint`` teaches while nothing is wrong. ``limit`` shows a counter of characters. ``badge`` is a word
    beside the label (``suggested``).
    """

    DEFAULT_CSS = """
    Field { height: auto; }
    Field .head { height: 1; }
    Field .label { width: auto; text-style: bold; }
    Field .badge { width: 1fr; padding: 0 0 0 2; color: $text-muted; }
    Field .counter { width: 12; text-align: right; color: $text-muted; }
    Field .message { height: auto; min-height: 2; color: $text-muted; }
    Field.-bad Input { border: tall $error; }
    """

    class Edited(Message):
        """The person changed the text."""

        def __init__(self, field: "Field", value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

        @property
        def control(self) -> "Field":
            """The field, for selectors in handlers."""
            return self.field

    class Entered(Message):
        """Enter was pressed in the field."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        limit: int = 0,
        message: bool = True,
    ) -> None:
        super().__init__(name=name, id=f"field-{name}", classes="field")
        self._label = label
        self._hint = hint
        self._placeholder = placeholder
        self._limit = limit
        self._message = message
        self._found: tuple[Finding, ...] = ()
        self._badge = ""

    def compose(self) -> ComposeResult:
        """Label, input, message."""
        with Horizontal(classes="head"):
            yield Label(self._label, classes="label", markup=False)
            yield Label("", classes="badge", markup=False)
            if self._limit:
                yield Label("", classes="counter", markup=False)
        yield PlainInput(placeholder=self._placeholder, in_form=True)
        if self._message:
            yield Static(self._hint, classes="message", markup=False)

    @property
    def input(self) -> PlainInput:
        """The input itself."""
        return self.query_one(PlainInput)

    def set_value(self, text: str) -> None:
        """Show this text without it counting as typed."""
        if self.input.value != text:
            with self.input.prevent(Input.Changed):
                self.input.value = text
        self._count()

    def set_hint(self, hint: str) -> None:
        """What teaches from now on, while nothing is wrong."""
        self._hint = hint
        self.show(self._found)

    def set_label(self, label: str) -> None:
        """What is asked for from now on."""
        put(self.query_one(".label", Label), plain(label))

    def set_badge(self, text: str) -> None:
        """The word beside the label."""
        self._badge = text
        self._show_badge()

    @on(Resize)
    def _show_badge(self) -> None:
        """As many of its parts as are whole there; where not even the first is, nothing."""
        badge = self.query_one(".badge", Label)
        parts = self._badge.split(", ")
        while badge.size.width and parts and len(", ".join(parts)) > badge.size.width:
            parts.pop()
        put(badge, plain(", ".join(parts)), layout=False)

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Show the most serious finding, or the hint when there is none."""
        self._found = findings
        worst = worst_first(findings)
        self.set_class(bool(worst) and worst[0].severity is Severity.BLOCKING, "-bad")
        if self._message:
            content = finding_content(worst[0]) if worst else plain(self._hint)
            put_whole(self.query_one(".message", Static), content)

    def focus_input(self) -> None:
        """Put the cursor here."""
        self.input.focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._count()
        self.post_message(self.Edited(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self))

    def _count(self) -> None:
        if self._limit:
            counted = plain(f"{len(self.input.value)} of {self._limit}")
            put(self.query_one(".counter", Label), counted, layout=False)
