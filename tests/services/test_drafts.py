"""Drafts: a copy takes the choices and not the consents; saving is over what was read, one at a time."""

import sys
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.services.drafts import OpenDraft, duplicate, new_draft
from tests.domain.given import a_draft, priced
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import Ids

full_drafts = st.builds(
    a_draft,
    title=st.sampled_from(["", "Contoso"]),
    name=st.sampled_from([None, "", "Contoso 2027"]),
    expiry=st.sampled_from([None, "2027-01-31"]),
    mode=st.sampled_from(PublishMode),
    reached=st.sampled_from(Step),
    consents=st.frozensets(st.text(max_size=9), max_size=3),
    reuse_offer_id=st.sampled_from(["", "offer-x"]),
    reuse_offer_revision=st.integers(0, 9),
)


def test_a_new_draft_is_empty_under_an_id_of_its_own() -> None:
    ids = Ids()
    one, two = new_draft(ids), new_draft(ids)
    assert one == OfferDraft(id=one.id)
    assert one.id != two.id


class TestDuplicate:
    @given(full_drafts)
    def test_takes_every_choice_along_and_leaves_behind_what_was_given_for_one_offer(
        self, draft: OfferDraft
    ) -> None:
        copy = duplicate(draft, lambda: "copy")
        own = {"id", "title", "consents", "reuse_offer_id", "reuse_offer_revision", "reached"}
        assert copy.model_dump(exclude=own) == draft.model_dump(exclude=own)
        assert (copy.consents, copy.reuse_offer_id, copy.reuse_offer_revision) == (frozenset(), "", 0)
        assert copy.id == "copy"

    @pytest.mark.parametrize("reached", Step)
    def test_goes_no_further_than_the_review(self, reached: Step) -> None:
        assert duplicate(a_draft(reached=reached), Ids()).reached == min(reached, Step.REVIEW)

    def test_is_told_from_the_original_by_its_title(self) -> None:
        assert duplicate(a_draft(title="Contoso"), Ids()).title == "Contoso (copy)"
        assert duplicate(a_draft(), Ids()).title == "WorkloadGuard (copy)"


class CountingStore:
    """A draft store that only counts, and notices two saves at once."""

    def __init__(self) -> None:
        self.saved: list[tuple[OfferDraft, int]] = []
        self.inside = 0
        self.met = False

    def save_draft(self, draft: OfferDraft, *, revision: int) -> int:
        self.inside += 1
        self.met = self.met or self.inside > 1
        for _ in range(20_000):  # long enough for another thread to get in, if it can
            pass
        self.saved.append((draft, revision))
        self.inside -= 1
        return revision + 1


class TestOpenDraft:
    def test_saves_over_its_own_revision_each_time(self, window: Window) -> None:
        opened = OpenDraft(window.store, a_draft(), 0)
        assert opened.revision == 0
        for text in ("25", "26", "27"):
            opened.save(a_draft(pricing=priced(a_draft().pricing.basis, text)))
        stored, revision = window.store.load_draft(a_draft().id)
        assert (stored.pricing.text, revision, opened.revision) == ("27", 3, 3)

    def test_saves_only_what_changed(self) -> None:
        store: Any = CountingStore()
        opened = OpenDraft(store, a_draft(), 4)
        for draft in (a_draft(), a_draft(title="a"), a_draft(title="a"), a_draft()):
            opened.save(draft)
        assert [(draft.title, revision) for draft, revision in store.saved] == [("a", 4), ("", 5)]

    def test_a_draft_never_saved_is_saved_as_it_is(self, window: Window) -> None:
        OpenDraft(window.store, a_draft(), 0).save(a_draft())
        assert window.store.load_draft(a_draft().id) == (a_draft(), 1)

    def test_many_threads_save_one_after_the_other_over_one_revision_each(self) -> None:
        store: Any = CountingStore()
        opened = OpenDraft(store, a_draft(), 1)
        threads = [
            threading.Thread(target=opened.save, args=(a_draft(title=str(number)),)) for number in range(20)
        ]
        usual = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            sys.setswitchinterval(usual)
        assert not store.met
        assert [revision for _, revision in store.saved] == list(range(1, 21))

    def test_another_window_that_saved_in_between_is_told_and_nothing_overwritten(
        self, open_window: OpenWindow
    ) -> None:
        here, there = open_window(), open_window()
        mine = OpenDraft(here.store, a_draft(), 0)
        mine.save(a_draft())
        draft, revision = there.store.load_draft(a_draft().id)
        OpenDraft(there.store, draft, revision).save(a_draft(title="theirs"))
        for _ in range(2):
            with pytest.raises(StaleDraft):
                mine.save(a_draft(title="mine"))
        assert here.store.load_draft(a_draft().id)[0].title == "theirs"

    def test_what_could_not_be_saved_is_tried_again(self) -> None:
        store: Any = CountingStore()
        opened = OpenDraft(store, a_draft(), 1)
        good = store.save_draft

        def full(draft: OfferDraft, *, revision: int) -> int:
            raise StoreError("No space.")

        store.save_draft = full
        with pytest.raises(StoreError):
            opened.save(a_draft(title="a"))
        store.save_draft = good
        opened.save(a_draft(title="a"))
        assert [(draft.title, revision) for draft, revision in store.saved] == [("a", 1)]
