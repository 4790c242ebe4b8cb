"""Drafts: kept as typed, never overwritten unseen, deleted so that they can come back."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.domain.ports import Store
from cppo_tui.domain.text import clean
from cppo_tui.store import SqliteStore
from tests.store.conftest import OpenStore
from tests.store.samples import START, a_draft, an_authorization

HOSTILE = [
    "'; DROP TABLE drafts; --",
    '"', "%_\\", "a\x00b", "\x1b]52;c;aGk=\x07", "\x9b2J", "\u202egnp.exe", "\u200b", "[/b]x",
    "../../etc/passwd", "e" + "\u0301" * 1000, "𝟙٥１", "\r\n", "{}", "null", "x" * 100_000, "😀", "\ufeff",
]  # fmt: skip


def clean_texts(texts: dict[str, Any]) -> dict[str, Any]:
    return {
        field: tuple(map(clean, value)) if isinstance(value, tuple) else value and clean(value)
        for field, value in texts.items()
    }


TEXTS = st.one_of(st.text(), st.sampled_from(HOSTILE))


def test_the_store_is_what_the_services_ask_for(store: SqliteStore) -> None:
    asked: Store = store
    assert asked.drafts() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=TEXTS, entry=TEXTS, name=st.none() | TEXTS, buyers=st.lists(TEXTS, max_size=3))
def test_whatever_was_typed_comes_back_the_same_cleaned(
    store: SqliteStore, title: str, entry: str, name: str | None, buyers: list[str]
) -> None:
    draft = a_draft(
        f"d{len(store.drafts())}", title=title, buyer_entry=entry, name=name, buyers=tuple(buyers)
    )
    revision = store.save_draft(draft, revision=0)
    texts = {"title": title, "buyer_entry": entry, "name": name, "buyers": tuple(buyers)}
    shown = draft.model_copy(update=clean_texts(texts))
    assert store.load_draft(draft.id) == (shown, revision)
    row = store.drafts()[0]
    assert (row.id, row.title) == (draft.id, clean(title or (name or "").strip()))


def test_a_full_draft_survives_a_restart(open_store: OpenStore) -> None:
    prices = ({"dimension_key": "gb", "wholesale": "0.0125000"},)
    draft = a_draft(
        authorization=an_authorization(ends=START, usage_prices=prices, max_offers=1),
        buyers=("012345678901", "not one"),
        consents=frozenset({"several-buyers", "long-term"}),
        pricing={"basis": "margin", "text": "20 %"},
        reached=4,
    )
    first = open_store()
    first.save_draft(draft, revision=0)
    first.close()
    assert open_store().load_draft("d1") == (draft, 1)


def test_half_a_character_is_refused_with_a_sentence(store: SqliteStore) -> None:
    store.save_draft(a_draft(), revision=0)
    with pytest.raises(StoreError, match="character that cannot be stored"):
        store.save_draft(a_draft().model_copy(update={"title": "\ud800"}), revision=1)
    assert store.load_draft("d1") == (a_draft(), 1)


def test_a_row_shows_the_draft_without_opening_it(store: SqliteStore) -> None:
    store.save_draft(a_draft("one", buyers=("123456789012",), authorization=an_authorization()), revision=0)
    store.save_draft(
        a_draft("two", title="", buyers=("1", "2", "3"), authorization=an_authorization()), revision=0
    )
    store.save_draft(a_draft("three", title="", reached=3), revision=0)
    three, two, one = store.drafts()
    assert (one.title, one.product, one.buyers) == ("Acme renewal", "Log Shipper", "1234 5678 9012")
    assert (two.title, two.buyers) == ("Log Shipper", "3 accounts")
    assert (three.title, three.buyers, three.step, three.revision) == ("", "no buyer yet", 3, 1)
    assert three.updated > two.updated > one.updated > START


def test_the_draft_changed_last_is_listed_first(store: SqliteStore) -> None:
    for draft_id in ("a", "b", "c"):
        store.save_draft(a_draft(draft_id), revision=0)
    store.save_draft(a_draft("a", title="Renamed"), revision=1)
    assert [row.id for row in store.drafts()] == ["a", "c", "b"]
    assert store.drafts()[0].title == "Renamed"


class TestTwoWindows:
    def test_the_second_save_is_told_and_overwrites_nothing(self, open_store: OpenStore) -> None:
        here, there = open_store(), open_store()
        here.save_draft(a_draft(), revision=0)
        _, seen_here = here.load_draft("d1")
        _, seen_there = there.load_draft("d1")
        there.save_draft(a_draft(title="Theirs"), revision=seen_there)
        with pytest.raises(StaleDraft, match="another window saved “Theirs”"):
            here.save_draft(a_draft(title="Mine"), revision=seen_here)
        assert here.load_draft("d1") == (a_draft(title="Theirs"), 2)

    def test_a_new_draft_does_not_replace_one_with_its_id(self, open_store: OpenStore) -> None:
        open_store().save_draft(a_draft(title="Theirs"), revision=0)
        here = open_store()
        with pytest.raises(StaleDraft):
            here.save_draft(a_draft(title="Mine"), revision=0)
        assert here.load_draft("d1")[0].title == "Theirs"

    def test_a_revision_from_the_future_is_stale_too(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        with pytest.raises(StaleDraft):
            store.save_draft(a_draft(), revision=9)

    def test_saving_what_the_other_window_deleted_is_told(self, open_store: OpenStore) -> None:
        here, there = open_store(), open_store()
        revision = here.save_draft(a_draft(), revision=0)
        there.delete_draft("d1")
        with pytest.raises(StoreError, match="was deleted"):
            here.save_draft(a_draft(title="Late"), revision=revision)
        there.restore_draft("d1")
        assert here.save_draft(a_draft(title="Late"), revision=revision) == 2


class TestBin:
    def test_a_deleted_draft_is_gone_from_the_list_and_comes_back_as_it_was(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        before = store.drafts()
        store.delete_draft("d1")
        assert store.drafts() == []
        with pytest.raises(StoreError, match=r"“Acme renewal” .* was deleted"):
            store.load_draft("d1")
        store.restore_draft("d1")
        assert store.drafts() == before
        assert store.load_draft("d1") == (a_draft(), 1)

    def test_doing_it_twice_is_harmless(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        store.delete_draft("d1")
        store.delete_draft("d1")
        store.restore_draft("d1")
        store.restore_draft("d1")
        assert len(store.drafts()) == 1

    def test_what_never_was_cannot_be_deleted_opened_saved_or_restored(self, store: SqliteStore) -> None:
        for act in (store.delete_draft, store.restore_draft, store.load_draft):
            with pytest.raises(StoreError, match="no draft nope"):
                act("nope")
        with pytest.raises(StoreError, match="no draft nope"):
            store.save_draft(a_draft("nope"), revision=3)


class TestModes:
    def test_drafts_of_the_other_mode_are_neither_listed_nor_opened_nor_changed(
        self, open_store: OpenStore
    ) -> None:
        play, real = open_store("sandbox"), open_store("aws")
        play.save_draft(a_draft(), revision=0)
        assert real.drafts() == []
        for act in (real.load_draft, real.delete_draft, real.restore_draft):
            with pytest.raises(StoreError, match="no draft d1"):
                act("d1")
        for revision in (0, 1):
            with pytest.raises(StoreError, match="belongs to sandbox, not aws"):
                real.save_draft(a_draft(title="Crossed"), revision=revision)
        assert play.load_draft("d1") == (a_draft(), 1)


def _change(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()


class TestUnreadableRow:
    @pytest.mark.parametrize("body", ["", "{", '{"id": "bad", "colour": "red"}', b"\xff\xfe", None, 7])
    def test_it_is_listed_and_named_and_the_others_open(
        self, store: SqliteStore, path: Path, body: object
    ) -> None:
        store.save_draft(a_draft("bad", title="Old one"), revision=0)
        store.save_draft(a_draft("good"), revision=0)
        _change(path, "UPDATE drafts SET body = coalesce(?, 'null') WHERE id = 'bad'", body)
        assert [row.title for row in store.drafts()] == ["Acme renewal", "Old one"]
        with pytest.raises(StoreError, match=r"“Old one” \(bad\) cannot be read"):
            store.load_draft("bad")
        assert store.load_draft("good")[0] == a_draft("good")

    def test_every_changed_byte_is_noticed_even_where_the_json_stays_good(
        self, store: SqliteStore, path: Path
    ) -> None:
        store.save_draft(a_draft(pricing={"text": "5"}), revision=0)
        _change(path, """UPDATE drafts SET body = replace(body, '"text":"5"', '"text":"9"')""")
        with pytest.raises(StoreError, match="changed outside this program"):
            store.load_draft("d1")

    def test_a_draft_of_another_shape_says_so(self, store: SqliteStore, path: Path) -> None:
        from cppo_tui.store.columns import digest_column

        store.save_draft(a_draft(), revision=0)
        body = '{"id": "d1", "from_the_future": 1}'
        _change(path, "UPDATE drafts SET body = ?, digest = ?", body, digest_column(body))
        with pytest.raises(StoreError, match="cannot be read by this version"):
            store.load_draft("d1")
        assert sqlite3.connect(path).execute("SELECT body FROM drafts").fetchone() == (body,)

    def test_a_row_that_holds_another_draft_is_not_opened(self, store: SqliteStore, path: Path) -> None:
        store.save_draft(a_draft(), revision=0)
        _change(path, "UPDATE drafts SET id = 'd2'")
        with pytest.raises(StoreError, match="holds another draft"):
            store.load_draft("d2")

    def test_columns_of_any_content_do_not_break_the_list(self, store: SqliteStore, path: Path) -> None:
        store.save_draft(a_draft(), revision=0)
        for value in (b"\xff", "\x1b[2J", 3.5, -1, "later"):
            _change(path, "UPDATE drafts SET title=?1, product=?1, buyers=?1, step=?1, updated=?1", value)
            row = store.drafts()[0]
            assert row.step == 1
            assert row.updated.year == 1970
            assert "\x1b" not in row.title

    def test_an_instant_without_a_zone_is_taken_as_utc(self, store: SqliteStore, path: Path) -> None:
        store.save_draft(a_draft(), revision=0)
        _change(path, "UPDATE drafts SET updated = '2026-01-02T03:04:05'")
        assert store.drafts()[0].updated == START


def test_which_drafts_complete_an_offer_is_told_the_last_changed_first(store: SqliteStore) -> None:
    """AWS's ids may look otherwise than all that are known (fact sheet 5.4)."""
    for number, offer in enumerate(("offer-a", "", "8_B", "offer-a")):
        store.save_draft(a_draft(f"d{number}", reuse_offer_id=offer), revision=0)
    assert list(store.completing().items()) == [("d3", "offer-a"), ("d2", "8_B"), ("d0", "offer-a")]
    store.delete_draft("d3")
    assert list(store.completing()) == ["d2", "d0"], "what is in the bin completes nothing"


def test_what_was_only_typed_completes_nothing_and_a_damaged_draft_hides_no_other(
    store: SqliteStore, tmp_path: Path
) -> None:
    store.save_draft(a_draft("typed", title='"reuse_offer_id":"offer-a"'), revision=0)
    store.save_draft(a_draft("damaged", reuse_offer_id="offer-b"), revision=0)
    store.save_draft(a_draft("good", reuse_offer_id="offer-c"), revision=0)
    assert "typed" not in store.completing()
    [path] = tmp_path.rglob("*.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE drafts SET body = body || '}' WHERE id = 'damaged'")
    connection.close()
    assert store.completing() == {"good": "offer-c"}
