"""The wizard on a real terminal, walking by itself through all screens with hostile texts in everything AWS
says and in everything a person can type. ``python -m tests.reliability.hostile_walk REPORT HOW TOGETHER``.

HOW is «careful» (the program as it is) or «careless» (the same without the cleaner: the control). TOGETHER
is how many payloads make one text. What reached the terminal is judged by whoever started this.
"""

import asyncio
import json
import sys
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from cppo_tui.domain import text as cleaner
from tests.reliability.hostile_windows import walk_windows

FREE = ("Name", "Description", "Unit", "Url", "Version", "Message", "ErrorMessage", "Arn")
"""The last words of the ways to strings that are free text; every other string decides something."""


def be_careless() -> None:
    """Take the cleaner away before anything has taken hold of it."""

    def as_it_came(given: Any, **_: Any) -> Any:
        return given

    setattr(cleaner, "clean", as_it_came)  # noqa: B010 - what is replaced is a function of a module
    setattr(cleaner, "clean_tree", as_it_came)  # noqa: B010


class Walk:
    """All payloads through all screens of one run of the application."""

    def __init__(self, folder: Path, together: int, *, careless: bool) -> None:
        from tests.reliability.payloads import PAYLOADS

        self.careless = careless
        left_out = ("lone surrogate",) if careless else ()  # no terminal takes it: the control would just end
        self.payloads = {name: text for name, text in PAYLOADS.items() if name not in left_out}
        names = [*self.payloads]
        groups = [names[at : at + together] for at in range(0, len(names), together)]
        many = 5_000 if careless else 100_100
        cut = many if together == 1 else 60
        self.texts = ["".join(self.payloads[name][:cut] for name in group) for group in groups]
        self.forms = {name: _form(text[:cut]) for name, text in self.payloads.items()}
        self.stage = make_stage(folder)
        self.tame = self.stage.draft()
        self.fields: set[str] = set()
        self.literal: set[str] = set()
        self.unopened: set[str] = set()
        self.pasted = 0
        self.shown = 0

    async def go(self, pilot: Any) -> None:
        """The walk itself; the program is left when it ends, and by any mistake."""
        try:
            await self.settle(pilot)
            self.stage.line.spoiled = frozenset(
                place for place in self._all_places() if place[1].endswith(FREE)
            )
            for number, text in enumerate(self.texts):
                await self._screens(pilot, number, text)
        finally:
            self.stage.app.exit()

    async def _screens(self, pilot: Any, number: int, text: str) -> None:
        from cppo_tui.domain.steps import Step

        stage, app = self.stage, self.stage.app
        stage.line.text = text
        authorization = stage.catalog.authorization(stage.chosen[(number + 1) % len(stage.chosen)])
        draft = stage.draft("", authorization=authorization, title=cleaner.clean(text))
        stage.store.save_draft(draft, revision=0)
        app.drafting.load(draft.id)
        brief = self.careless and len(self.texts) == 1  # the control need not be as long
        for step in [*Step][: 2 if brief else 5]:
            app.go_to(step)
            await self.settle(pilot)
            if step is Step.OPPORTUNITY:
                app.read_authorizations()
                await self.settle(pilot)
            self.look()
            await self.fields_of(pilot, step.name, text)
            app.drafting.change(**{field: getattr(draft, field) for field in _TYPED})
        if not brief:
            await self._desks(pilot, text)
            await self._further(pilot, text)
            if not self.careless:  # the control has leaked enough by then
                await walk_windows(self, pilot, text)
            app.drafting.change(**{field: getattr(draft, field) for field in _TYPED})
        await self._ends(pilot, text)

    async def _desks(self, pilot: Any, text: str) -> None:
        """What lies beside the drafts: AWS's lists as they come, and many offers."""
        for place in ("offers", "authorizations", "bulk"):
            self.stage.app.visit(place)
            await self.settle(pilot)
            self.look()
            await self.fields_of(pilot, place, text)

    async def _further(self, pilot: Any, text: str) -> None:
        """Own installments, the dialog of further terms and a question answered by typing."""
        from cppo_tui.domain.draft import EulaChoice, EulaKind, Installments
        from cppo_tui.domain.steps import Step
        from cppo_tui.ui.dialogs.further import Further
        from cppo_tui.ui.dialogs.type_in import TypeIn
        from cppo_tui.ui.plain import plain

        app = self.stage.app
        app.drafting.change(installments=Installments(own=True))
        app.go_to(Step.PRICING)
        await self.settle(pilot)
        await self.fields_of(pilot, "INSTALLMENTS", text)
        said = cleaner.clean(text)
        asked = TypeIn(said, plain(said), yes="Yes", check=lambda _: said)
        for dialog, kind in (
            (Further(), EulaKind.FILE),
            (Further(), EulaKind.URL),
            (asked, EulaKind.INHERITED),
        ):
            app.drafting.change(eula=EulaChoice(kind=kind))
            app.push_screen(dialog)
            await self.settle(pilot)
            await self.fields_of(pilot, type(dialog).__name__, text)
            app.pop_screen()

    async def fields_of(self, pilot: Any, place: str, text: str) -> None:
        """Paste and type into everything that takes text on this screen."""
        if self.careless and len(self.texts) == 1:
            return  # the control need not be as long
        from textual import events
        from textual.widgets import Input, TextArea

        for widget in [*self.stage.app.screen.query(Input), *self.stage.app.screen.query(TextArea)]:
            if not widget.display or widget.disabled:
                continue
            self.fields.add(f"{place} {widget.id or (widget.parent and widget.parent.id)}")
            widget.focus()
            self.stage.app.post_message(events.Paste(text))
            await pilot.pause()
            for char in text[:6]:
                if char.isprintable() and char not in "\\[":
                    widget.post_message(events.Key(char, char))
            await pilot.pause()
            self.pasted += 1

    def look(self) -> None:
        """Which payloads stand on this screen as what they are, however their lines are broken."""
        from tests.ui.looks import shown

        seen = "".join(shown(self.stage.app).split())
        self.literal |= {name for name, form in self.forms.items() if form in seen}
        self.shown += 1

    async def _ends(self, pilot: Any, text: str) -> None:
        """What became of submissions, notifications, dialogs and refusals."""
        from cppo_tui.domain.submission import SubmissionState
        from cppo_tui.ui.dialogs.ask import Ask
        from cppo_tui.ui.plain import plain, say

        stage, app = self.stage, self.stage.app
        said = cleaner.clean(text)
        sent = self.tame.model_copy(update={"id": f"{next(stage.numbers):032x}", "title": said})
        failed = stage.submission(
            SubmissionState.FAILED, sent, problem=said, last_seen=stage.failed_view(said)
        )
        app.show_submission(failed.id)
        await self.settle(pilot)
        self.look()
        say(app, said, title="Said")
        app.push_screen(Ask("A question", plain(said), yes="Yes"))
        await self.settle(pilot)
        self.look()
        app.pop_screen()
        app.clear_notifications()

    def _all_places(self) -> set[Any]:
        list(self.stage.catalog.authorizations())
        self.stage.catalog.offers()
        self.stage.catalog.every_agreement()
        for identifier in self.stage.chosen:
            self.stage.catalog.authorization(identifier)
        return set(self.stage.line.seen)

    async def settle(self, pilot: Any) -> None:
        """Until nothing is under way."""
        for _ in range(200):
            await pilot.pause()
            if all(worker.is_finished for worker in self.stage.app.workers):
                return
            await asyncio.sleep(0.01)


def _form(text: str) -> str:
    """The beginning of a text as it must stand on the screen, without spaces."""
    return "".join(cleaner.clean(text).split())[:12]


_TYPED = (
    *("name", "description", "pricing", "agreement", "expiry", "start", "buyers", "buyer_entry"),
    *("countries", "installments", "eula"),
)
"""What is typed here and there is taken back before the next screen, so that each begins as the first did."""


def make_stage(folder: Path) -> Any:
    """The application on a sandbox whose answers are spoiled on the way."""
    from cppo_tui.gateway.catalog import AwsCatalog
    from cppo_tui.gateway.session import hermetic_session
    from cppo_tui.sandbox.delivery import in_process
    from cppo_tui.sandbox.faults import Faulty
    from cppo_tui.sandbox.seed_archera import BRONZE
    from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS, NET_TERMS
    from tests.reliability.spoiling import Spoiling
    from tests.ui.stage import Stage

    class Spoiled(Stage):
        chosen = (BRONZE, CONTRACT, INSTALLMENTS, NET_TERMS)

        @cached_property
        def line(self) -> Spoiling:
            return Spoiling(in_process(Faulty(self.sandbox, ()).exchange))

        @cached_property
        def catalog(self) -> Any:
            return AwsCatalog(hermetic_session(self.line))

        def failed_view(self, said: str) -> Any:
            from cppo_tui.domain.catalog import ChangeError, ChangeSetStatus, ChangeSetView, ChangeView

            error = ChangeError(code=said[:100], message=said)
            changes = (
                ChangeView(change_type="UpdateMarkup", errors=(error,)),
                ChangeView(change_type=said[:50]),
            )
            return ChangeSetView(
                id="cs1",
                name="cppo",
                status=ChangeSetStatus.FAILED,
                failure_description=said,
                changes=changes,
            )

    return Spoiled(folder)


def main() -> int:
    """Walk, and write down what was walked through."""
    report, how, together = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    if how == "careless":
        be_careless()
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), together, careless=how == "careless")
        walk.stage.app.run(auto_pilot=walk.go)
        app = walk.stage.app
        found = {
            "payloads": sorted(walk.payloads),
            "literal": sorted(walk.literal),
            "unopened": sorted(walk.unopened),
            "fields": sorted(walk.fields),
            "pasted": walk.pasted,
            "screens": walk.shown,
            "places": len(walk.stage.line.spoiled),
            "mistakes": [type(mistake).__name__ for mistake in app.mistakes] + [app.broken],
        }
        report.write_text(json.dumps(found), encoding="ascii")
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
