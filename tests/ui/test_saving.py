"""Saving: nothing that was put in is lost, whatever the file or another window does meanwhile."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.drafting import COPIED, Drafting
from tests.ui.stage import Stage, settle


class Trouble:
    """What the store does at the next saves, one after another; after that it saves."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.next: list[Exception] = []
        self.saved: list[OfferDraft] = []
        self.gate: threading.Event | None = None
        self.reached = threading.Event()
        self._save = stage.store.save_draft
        monkeypatch.setattr(stage.store, "save_draft", self.save_draft)

    def save_draft(self, draft: OfferDraft, *, revision: int) -> int:
        gate, self.gate = self.gate, None
        self.reached.set()
        if gate is not None:
            assert gate.wait(10)
        if self.next:
            raise self.next.pop(0)
        self.saved.append(draft)
        return self._save(draft, revision=revision)


@pytest.fixture
def told() -> list[str]:
    """What the notice said each time ``changed`` was called."""
    return []


@pytest.fixture
def drafting(stage: Stage, told: list[str]) -> Drafting:
    """A stored draft, open."""
    draft = stage.draft(title="First")
    stage.store.save_draft(draft, revision=0)
    made = Drafting(stage.app.desk, lambda: told.append(made.problem))
    made.load(draft.id)
    return made


@pytest.fixture
def trouble(stage: Stage, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> Trouble:
    return Trouble(stage, monkeypatch)


async def while_saving(trouble: Trouble, drafting: Drafting, do: Callable[[], Any]) -> bool:
    """Do something after a save has begun and before the store answers."""
    gate = trouble.gate = threading.Event()
    saving = asyncio.create_task(drafting.save())
    await asyncio.to_thread(trouble.reached.wait, 10)
    do()
    gate.set()
    return await saving


async def test_a_save_that_fails_is_false_and_the_next_good_one_takes_the_notice_away(
    drafting: Drafting, trouble: Trouble, told: list[str]
) -> None:
    drafting.change(title="Second")
    trouble.next = [StoreError("The disk is full.")]
    assert await drafting.save() is False
    assert drafting.problem == "The disk is full."
    assert await drafting.save() is True
    assert told[-2:] == ["The disk is full.", ""]


async def test_what_is_changed_during_a_save_is_stored_too(
    stage: Stage, drafting: Drafting, trouble: Trouble
) -> None:
    drafting.change(title="Second")
    assert await while_saving(trouble, drafting, lambda: drafting.change(title="Third")) is True
    assert stage.store.load_draft(drafting.draft.id)[0].title == "Third"


async def test_a_stale_draft_goes_on_as_one_copy_with_what_was_typed_meanwhile(
    stage: Stage, drafting: Drafting, trouble: Trouble, told: list[str]
) -> None:
    first = drafting.draft.id
    drafting.change(buyer_entry="1")
    trouble.next = [StaleDraft("Another window saved it.")]
    assert await while_saving(trouble, drafting, lambda: drafting.change(buyer_entry="12")) is True
    assert drafting.draft.id != first
    assert COPIED in told
    assert len(stage.store.drafts()) == 2
    assert stage.store.load_draft(drafting.draft.id)[0].buyer_entry == "12"
    assert stage.store.load_draft(first)[0].buyer_entry == ""


async def test_saves_at_once_make_one_copy(stage: Stage, drafting: Drafting, trouble: Trouble) -> None:
    drafting.change(title="Second")
    trouble.next = [StaleDraft("Another window saved it.")]
    assert all(await asyncio.gather(drafting.save(), drafting.save(), drafting.save()))
    assert len(stage.store.drafts()) == 2


async def test_a_stopped_worker_does_not_leave_half_a_rescue(
    stage: Stage, drafting: Drafting, trouble: Trouble
) -> None:
    drafting.change(title="Second")
    trouble.next = [StaleDraft("Another window saved it.")]
    gate = trouble.gate = threading.Event()
    saving = asyncio.create_task(drafting.save())
    await asyncio.to_thread(trouble.reached.wait, 10)
    saving.cancel()
    gate.set()
    assert await drafting.save() is True
    assert len(stage.store.drafts()) == 2
    assert drafting.draft.title == "Second (copy)"


async def test_a_stale_draft_that_was_left_is_copied_without_taking_the_new_one_s_place(
    stage: Stage, drafting: Drafting, trouble: Trouble
) -> None:
    other = stage.draft(title="Other")
    stage.store.save_draft(other, revision=0)
    drafting.change(title="Second")
    trouble.next = [StaleDraft("Another window saved it.")]
    assert await while_saving(trouble, drafting, lambda: drafting.load(other.id)) is True
    assert drafting.draft == other
    assert drafting.problem == ""
    assert sorted(row.title for row in stage.store.drafts()) == ["First", "Other", "Second (copy)"]


async def test_a_copy_that_cannot_be_stored_keeps_the_draft_and_says_so(
    stage: Stage, drafting: Drafting, trouble: Trouble
) -> None:
    first = drafting.draft.id
    drafting.change(title="Second")
    trouble.next = [StaleDraft("Another window saved it."), StoreError("The disk is full.")]
    assert await drafting.save() is False
    assert (drafting.draft.id, drafting.problem) == (first, "The disk is full.")


async def test_the_notice_about_a_copy_is_whole_at_80_columns(stage: Stage) -> None:
    from tests.ui.looks import shown

    async with stage.at(Step.TERMS) as pilot:
        draft, revision = stage.store.load_draft(stage.app.drafting.draft.id)
        stage.store.save_draft(draft.model_copy(update={"title": "Theirs"}), revision=revision)
        stage.app.drafting.change(title="Ours")
        assert await stage.app.drafting.save() is True
        await settle(pilot)
        assert COPIED in shown(stage.app)


@pytest.mark.parametrize(("broken", "key"), [("restore_draft", "u"), ("submissions", "d")])
async def test_the_list_says_what_the_store_complains_of(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, broken: str, key: str
) -> None:
    from tests.ui.looks import toasts

    def complain(*_: object) -> None:
        raise StoreError("The drafts file is locked.")

    stage.submission(SubmissionState.SUCCEEDED, stage.draft(title="Done"), offer_id="offer-stagedone")
    draft = stage.draft(title="One")
    stage.store.save_draft(draft, revision=0)
    async with stage.running() as pilot:
        await pilot.press("x")
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(stage.store, broken, complain)
            await pilot.press(key)
            await settle(pilot)
            assert "The drafts file is locked." in toasts(stage.app)
        await pilot.press("u")  # what could not be brought back then can be now
        await settle(pilot)
        assert [row.id for row in stage.store.drafts()] == [draft.id]
