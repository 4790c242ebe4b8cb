"""Findings as rows one can jump from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from cppo_tui.domain.checks.contract import RESELLER_CONTRACT
from cppo_tui.domain.checks.existing import is_about_a_twin
from cppo_tui.domain.findings import Finding
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.field import finding_content, worst_first

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


class FindingRow(Static, can_focus=True):
    """One finding; Enter or a click goes to its field."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("finding")

    def __init__(self, finding: Finding, key: str = "") -> None:
        """``key`` accepts the ISV's contract."""
        where = f"step {int(finding.step)} {finding.step.short}"
        if key and finding.code == RESELLER_CONTRACT:
            where = f"press {key} to accept it"
        elif is_about_a_twin(finding):
            where = "answer it here"
        super().__init__(plain(finding_content(finding), (f"  → {where}", "$text-accent")))
        self.finding = finding

    def on_click(self, event: events.Click) -> None:
        """Go there."""
        event.stop()
        self.action_jump()

    def action_copy(self) -> None:
        """What it says, what to do, and its code."""
        found = self.finding
        copy_text(self.app, f"{found.message} {found.fix} ({found.code})", "The finding")

    def action_jump(self) -> None:
        """Go there."""
        self.post_message(FindingList.Jumped(self.finding))


def _in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    """What stops the offer comes first, and of that the contract last: its tick is in sight in any case."""
    ticked = [one for one in findings if one.code == RESELLER_CONTRACT]
    return sorted(worst_first(findings), key=lambda one: (not one.stops, one in ticked))


class FindingList(Vertical):
    """All findings, the most serious first."""

    DEFAULT_CSS = """
    FindingList { height: auto; }
    FindingList FindingRow { height: auto; padding: 0 1; }
    FindingList FindingRow:hover { background: $panel; }
    FindingList FindingRow:focus { background: $accent 25%; text-style: bold; }
    """
    app: CppoApp

    class Jumped(Message):
        """The person wants to go to what a finding is about."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    def __init__(self) -> None:
        super().__init__(id="findings")
        self._shown: tuple[Finding, ...] | None = None

    def compose(self) -> ComposeResult:
        """Filled by ``show``."""
        yield from ()

    def focus_next_to_read(self, pane: Widget) -> None:
        """To the next one that stops the offer or is unusual, after the last to the first; where that takes
        scrolling, it comes to the top of the pane, with those that follow below."""
        stops = [row for row in self.query(FindingRow).results() if row.finding.to_read]
        if not stops:
            return
        here = self.screen.focused
        row = stops[(stops.index(here) + 1) % len(stops) if here in stops else 0]
        row.focus(scroll_visible=False)
        if not pane.region.contains_region(row.region):
            pane.scroll_to_widget(row, top=True, animate=False)

    def focus_worst(self) -> None:
        """To the most serious one, from where Enter goes on to its field."""
        for row in self.query(FindingRow).results():
            row.focus()
            break

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Show these; nothing happens while they are the same."""
        if findings == self._shown:
            return
        self._shown = findings
        self.remove_children()
        if findings:
            key = self.app.key_of("review.accept")
            self.mount_all(FindingRow(finding, key) for finding in _in_order(findings))
        else:
            self.mount(Static(plain(("Nothing found that AWS would refuse.", "$text-success"))))
