"""What the screens of the wizard share. A step is built from the draft and can be thrown away at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Label

from cppo_tui.domain.checks import check_step
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step
from cppo_tui.services.wizard import gate, rail
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.widgets.beside import Beside
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.more_below import NO_KEY, MoreBelow
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.reading import Pages
from cppo_tui.ui.widgets.step_rail import StepRail
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


class StepScreen(KnowsItsRoom, TellsFailures, Screen[None]):
    """One step of the wizard: top bar, rail, heading, body, Back and Next."""

    STEP: ClassVar[Step]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("step")
    app: CppoApp

    def __init__(self, focus_field: str = "") -> None:
        super().__init__()
        self._focus_field = focus_field
        self._fields: tuple[Field, ...] = ()
        self._touched: set[str] = set()
        self._held: Finding | None = None

    def compose(self) -> ComposeResult:
        """The frame; the body comes from ``compose_step``. Keys come fast: the draft may be left by now."""
        if not self.app.drafting.is_open:
            return
        yield TopBar()
        yield StepRail()
        with Horizontal(id="head"):
            yield Label("", id="heading", markup=False)
            if self.says_more_below:
                yield MoreBelow("#body", self.more_words)
        with Pages(id="body", can_focus=False):
            yield from self.compose_step()
            if self.tells_beside:
                yield Beside()
        yield from self.compose_in_view()
        with Horizontal(id="bar"):
            yield Button(plain(self.back_label), id="back")
            yield Label("", id="notice", markup=False)
            yield from self.compose_forward()
        yield KeyLine()

    back_label = "Back"
    says_more_below = True
    """Beside the heading, where the body is longer than its room."""
    more_words = NO_KEY
    tells_beside = False
    """What the field at hand is about, where there is room."""

    def compose_step(self) -> ComposeResult:
        """What this step shows."""
        raise NotImplementedError

    def compose_in_view(self) -> ComposeResult:
        """What stays in view below the body, however far that is scrolled."""
        yield from ()

    def compose_forward(self) -> ComposeResult:
        """The button that goes on."""
        yield Button("Next", id="next", variant="primary")

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Show the draft. Called at mount and after each change; must not move the focus."""

    def focus_first(self) -> None:
        """Put the cursor where this step begins."""
        if self._fields:
            self._fields[0].focus_input()

    def on_mount(self) -> None:
        """Show the draft and listen to its changes."""
        if not self._shows_draft:
            return
        self._fields = tuple(self.query(Field).results())  # once: each key press asks for them
        self.listen(self.app.draft_changed, lambda _: self.refresh_step())
        self.listen(self.app.connection_changed, lambda _: self.refresh_step())
        self.prepare()
        self.refresh_step()
        if self._focus_field:
            self.focus_field(self._focus_field)
        else:
            self.focus_first()

    @property
    def draft_id(self) -> str:
        """The draft this screen is about."""
        return self.app.drafting.draft.id if self.app.drafting.is_open else ""

    @property
    def _shows_draft(self) -> bool:
        """Keys come fast: this screen may be left before it stands, or its draft with it."""
        stands = self.query_one_optional("#heading") is not None
        return self.app.drafting.is_open and self in self.app.screen_stack and stands

    def prepare(self) -> None:
        """Fill the inputs once from the draft."""

    def on_resize(self, event: Resize) -> None:
        """The rail has more words where there is more room."""
        if self._shows_draft:
            self._show_rail()
            for beside in self.query(Beside):
                beside.take_room()

    def findings(self) -> tuple[Finding, ...]:
        """What this step's check says now."""
        return check_step(self.STEP, self.app.drafting.draft, self.app.context())

    def refresh_step(self) -> None:
        """Draw everything that follows from the draft."""
        if not self._shows_draft:
            return
        draft = self.app.drafting.draft
        findings = self.findings()
        self.app.show_top_bar(self)
        self._show_rail()
        self._show_heading()
        for field in self._fields:
            name = field.name or ""
            mine = tuple(f for f in findings if f.field.partition(".")[0] == name)
            field.show(mine if name in self._touched else ())
        self._show_notice(findings)
        self.update_step(draft, findings)
        if isinstance(self.focused, PlainInput):
            self.focused.draw()

    def _show_notice(self, findings: tuple[Finding, ...]) -> None:
        """What is wrong with saving, else why this step was not left, until anything about that is changed:
        from then on the field says how it stands."""
        if self._held not in findings:
            self._held = None
        words = self.app.drafting.problem or (f"Not yet: {self._held.message}" if self._held else "")
        put(self.query_one("#notice", Label), plain(words))

    def _show_rail(self) -> None:
        entries = rail(self.app.drafting.draft, self.STEP, self.app.context())
        self.query_one(StepRail).show(entries)

    def _show_heading(self) -> None:
        text = plain(
            (f"{self.STEP.title}", "bold"), (f"   step {int(self.STEP)} of {len(Step)}", "$text-muted")
        )
        put(self.query_one("#heading", Label), text)

    def touch(self, *names: str) -> None:
        """From now on these fields show their findings."""
        self._touched.update(names)

    def focus_field(self, field: str) -> None:
        """Put the cursor into a field named by a finding."""
        name = field.partition(".")[0]
        self.touch(name)
        for candidate in self._fields:
            if candidate.name == name:
                candidate.focus_input()
                candidate.scroll_visible()
                break
        self.refresh_step()

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """One step back. Never checks, never loses anything."""
        self.app.go_back(self.STEP)

    def action_home(self) -> None:
        """To the list of drafts."""
        self.app.go_home()

    def help_fields(self) -> tuple[str, ...]:
        """What F1 is about: what has the focus, else the whole step."""
        from cppo_tui.ui.field_help import fields_at, fields_of

        return fields_at(self.focused) or fields_of(self.STEP)

    @on(Button.Pressed, "#next")
    def _pressed_next(self) -> None:
        self.action_next()

    def action_next(self) -> None:
        """Check this step, ask what must be asked, go on; nothing when it has just been left."""
        if not self._shows_draft:
            return
        self.before_next()
        self.touch(*(field.name or "" for field in self._fields))
        at_gate = gate(self.STEP, self.app.drafting.draft, self.app.context())
        if at_gate.blocking:
            first = at_gate.blocking[0]
            self._held = first
            self.refresh_step()
            self.focus_field(first.field)
        elif at_gate.asking:
            self.ask(at_gate.asking[0])
        else:
            self.app.advance(self.STEP)

    def before_next(self) -> None:
        """Take over what is typed but not yet entered."""

    @work(group="ask", exclusive=True, exit_on_error=False)
    async def ask(self, finding: Finding) -> None:
        """Have the person confirm something unusual, then go on."""
        question = plain(finding.message, "\n\n", (finding.fix, "$text-muted"))
        dialog = Ask("Is this meant?", question, yes="Yes, it is meant")
        dialog.about = (finding.field.partition(".")[0],)
        if await self.app.push_screen_wait(dialog):
            self.app.consent(finding)
            self.action_next()
        else:
            self.focus_field(finding.field)

    @on(StepRail.Chosen)
    def _rail_chosen(self, event: StepRail.Chosen) -> None:
        self.app.go_to(event.step)
