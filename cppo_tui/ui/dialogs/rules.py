"""The rules about a field: what is checked, what to do, where it comes from."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from cppo_tui.domain.findings import Severity
from cppo_tui.domain.rules import Rule
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import lines, plain

_STYLES = {
    Severity.BLOCKING: "bold $text-error",
    Severity.ASK: "bold $text-warning",
    Severity.WARNING: "bold $text-warning",
    Severity.NOTE: "bold $text-accent",
}
LEGEND = (
    "Blocking is to be fixed and ask to be confirmed before the offer can be sent; warning and note stop "
    "nothing. … stands for what differs. “cppo rules” prints all of them."
)


class Rules(Dialog[None]):
    """Read and closed; the arrows scroll."""

    DEFAULT_CSS = """
    Rules > .box { width: 90; }
    Rules .content, Rules.-short .content { max-height: 70vh; }
    Rules .legend { color: $text-muted; }
    Rules .rule { margin: 0 0 1 0; }
    """

    def __init__(self, about: str, rules: Sequence[Rule]) -> None:
        super().__init__(f"What is checked: {about}")
        self._rules = tuple(rules)

    def compose_content(self) -> ComposeResult:
        """One paragraph a rule."""
        for rule in self._rules:
            yield Static(rule_content(rule), classes="rule")
        yield Static(plain(LEGEND), classes="legend")

    def compose_answers(self) -> ComposeResult:
        """Nothing to decide."""
        yield Button("Close", id="close", compact=True)

    def on_mount(self) -> None:
        """The arrows scroll at once; Escape closes."""
        self.query_one(".content", VerticalScroll).focus()

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)


def rule_content(rule: Rule) -> Content:
    """A rule as people read it: how much it stops, what it says, what to do; code and source below."""
    style = _STYLES[Severity(rule.severity.partition(" ")[0])]
    head = plain((f"{rule.severity.capitalize()}: ", style), f"{rule.message} {rule.fix}")
    return lines(head, plain((f"{rule.code}, {rule.source}", "$text-muted")))
