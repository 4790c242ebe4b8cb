"""Only the typed consent sends (reliability P5): whatever is pressed, clicked or pasted without it."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from textual import events
from textual.screen import ModalScreen
from textual.widgets import Button

from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.routes import operation_name
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.step_screen import StepScreen
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG, times
from tests.ui.stage import ASKING, BUYER, AppPilot, Stage, settle

PHRASE = BUYER[-4:]
MISSING = "2"
"""A digit of the phrase that no stream has: so no stream can type it by chance."""
KEYS = (
    *("enter", "ctrl+n") * 6,
    *("tab", "shift+tab", "space", "y", "t") * 3,
    *sorted(set("0123456789") - {MISSING}),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete"),
    *("c", "s", "u", "f2", "ctrl+u", "ctrl+a", "ctrl+c", "j"),
)
WANDERING = ("escape", "n", "f", "f1", "ctrl+g", "ctrl+t", "ctrl+r") * 2
"""Ways to other screens, and dialogs over the review."""
LAST = ("Publish", "Create draft")
"""What the answer is called that sends."""
PASTES = ("901", "90\n1", "yes\n", "\n\n\n", "y", " 901 ", "1234 5678 901", "９０１", "9O1" * 400)
ALL_STREAMS = 10_000
STREAMS = times(20, ALL_STREAMS)
PARTS = 8 if LONG else 1
"""The streams are dealt to so many tests, which run beside each other."""
LENGTH = (5, 25)


class Person:
    """Somebody at the review who presses anything at all."""

    def __init__(self, pilot: AppPilot, stage: Stage, dice: random.Random) -> None:
        self._pilot, self._stage, self._dice = pilot, stage, dice
        self._draft = stage.draft()
        self.questions = 0
        self.pressed: list[str] = []

    async def come_to_the_review(self) -> None:
        """At the review of a draft against which nothing speaks, whatever was there before."""
        app = self._stage.app
        while isinstance(app.screen, ModalScreen):
            app.screen.dismiss(None)
            await settle(self._pilot, but=tuple(ASKING))
        if not app.drafting.is_open or app.drafting.draft.id != self._draft.id:
            await self._begin_anew()
        elif app.drafting.draft != self._draft or not isinstance(app.screen, ReviewScreen):
            app.change(**{name: getattr(self._draft, name) for name in OfferDraft.model_fields})
            if not isinstance(app.screen, ReviewScreen):
                app.go_to(Step.REVIEW)
            await settle(self._pilot, but=tuple(ASKING))
        assert isinstance(app.screen, ReviewScreen)
        app.screen.query_one("#body").focus()

    async def _begin_anew(self) -> None:
        app, store = self._stage.app, self._stage.store
        for worker in app.workers:
            if worker.group in ASKING:
                worker.cancel()
        app.go_home()
        await settle(self._pilot)
        for row in store.drafts():
            store.delete_draft(row.id)
        self._draft = self._stage.draft()
        await self._stage.open_at(self._pilot, Step.REVIEW, self._draft)

    async def press_anything(self, *, drawn: bool) -> None:
        """One stream: all at once, or with pauses and clicks; then see what comes of it."""
        keys = KEYS if self._dice.random() < 0.8 else (*KEYS, *WANDERING)
        self.pressed.clear()
        for _ in range(self._dice.randint(*LENGTH)):
            await self._click() if drawn and self._dice.random() < 0.1 else self._once(keys)
            if drawn and self._dice.random() < 0.3:
                await self._pilot.pause()
        await settle(self._pilot, but=tuple(ASKING))
        self._look()

    def _once(self, keys: tuple[str, ...]) -> None:
        if self._dice.random() < 0.07:
            text = self._dice.choice(PASTES)
            self.pressed.append(f"paste {text[:20]!r}")
            self._stage.app.post_message(events.Paste(text))
        else:
            self._press(self._dice.choice(keys))

    def _look(self) -> None:
        """Whether the last question is open; and a step has its draft, or its next key would fail."""
        app = self._stage.app
        assert app.is_running
        assert app.drafting.is_open or not isinstance(app.screen, StepScreen)
        if isinstance(app.screen, TypeIn) and str(app.screen.query_one("#yes", Button).label) in LAST:
            self.questions += 1

    async def _click(self) -> None:
        """A button that can be seen."""
        await self._pilot.pause()
        screen = self._stage.app.screen
        seen = [
            button
            for button in screen.query(Button).results()
            if button.region.area and screen.region.contains_region(button.region) and not button.disabled
        ]
        if seen:
            button = self._dice.choice(seen)
            self.pressed.append(f"click {button.id}")
            await self._pilot.click(button)

    def _press(self, key: str) -> None:
        self.pressed.append(key)
        character = " " if key == "space" else key if len(key) == 1 else None
        self._stage.app.post_message(events.Key(key, character))

    async def consent(self) -> None:
        """The control: what a stream must hold for something to be sent."""
        self._press("ctrl+n")
        await settle(self._pilot)
        for key in (*PHRASE, "enter"):
            self._press(key)
        await settle(self._pilot)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The application on a sandbox that decides at once."""
    return Stage(tmp_path)


def counted_sends(stage: Stage) -> list[str]:
    """The StartChangeSet calls that reach AWS, as they come."""
    sends: list[str] = []
    respond = stage.sandbox.respond

    def counting(request):  # type: ignore[no-untyped-def]
        if operation_name(request) == "StartChangeSet":
            sends.append("")
        return respond(request)

    stage.sandbox.respond = counting  # type: ignore[method-assign]
    return sends


@contextmanager
def kept(person: Person, stream: str) -> Iterator[None]:
    """What a stream fails with says which one it was, and what was pressed."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"{stream}: {person.pressed}")
        raise


async def test_leaving_twice_at_once_does_not_end_the_program(stage: Stage) -> None:
    for keys in (
        ["ctrl+g"] * 3,
        ["ctrl+g", "escape", "ctrl+g"],
        ["ctrl+g", "z", "y", "tab"],
        ["escape", "ctrl+g"],
    ):
        app = stage.app = stage.new_app()
        async with stage.at(Step.REVIEW) as pilot:
            for key in keys * 3:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await settle(pilot)
            assert app.is_running, keys
            assert isinstance(app.screen, HomeScreen), keys
            assert not app.drafting.is_open


@pytest.mark.parametrize("turns", [0, 1, 3, 10])
async def test_leaving_again_while_the_screens_go_does_not_freeze_the_program(
    stage: Stage, turns: int
) -> None:
    """A worker cancelled while it waited for a screen to go took Textual's own loop with it."""
    app = stage.app
    async with stage.at(Step.INFORMATION) as pilot:
        app.go_home()
        while len(app.screen_stack) > 1:
            await asyncio.sleep(0)
        for _ in range(turns):
            await asyncio.sleep(0)
        app.go_home()
        await settle(pilot)
        assert app.is_running
        assert not app.drafting.is_open


@pytest.mark.parametrize("part", range(PARTS))
async def test_nothing_but_the_phrase_sends(stage: Stage, part: int, figure: Callable[[str], None]) -> None:
    """Scenario 24."""
    sends = counted_sends(stage)
    dice = random.Random(part)
    streams = STREAMS // PARTS
    async with stage.running() as pilot:
        person = Person(pilot, stage, dice)
        for number in range(streams):
            with kept(person, f"part {part}, stream {number}"):
                drawn = number % 5 == 0
                with nullcontext() if drawn else stage.app.batch_update():
                    await person.come_to_the_review()
                    await person.press_anything(drawn=drawn)
                assert sends == []
        assert stage.store.submissions() == []
        await person.come_to_the_review()
        await person.consent()
        assert len(sends) == 1
    assert person.questions > streams / 4
    quoted(f"{ALL_STREAMS:,} random streams of keys and pastes")
    figure(
        f"key streams without the phrase, part {part + 1} of {PARTS}: {streams} streams, "
        f"the last question open {person.questions} times, 0 sends (control with the phrase: 1)"
    )


def test_the_last_question_takes_the_phrase_and_nothing_else(
    stage: Stage, figure: Callable[[str], None]
) -> None:
    plan = stage.plan(stage.draft())
    takes = confirmation(plan, AddressBook())._check
    dice = random.Random(12)
    answers = {"".join(dice.choices("0129 ９yY\n", k=dice.randint(0, 6))) for _ in range(20_000)}
    taken = {answer for answer in answers if not takes(answer)}
    assert {answer.strip() for answer in taken} == {PHRASE}
    figure(f"answers to the last question: {len(answers)} tried, only the phrase taken")
