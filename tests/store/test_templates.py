"""Templates: one of a name, replaced only when that is meant, each mode's its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import TemplateStore
from cppo_tui.domain.text import clean
from cppo_tui.store import SqliteStore
from tests.store.conftest import OpenStore
from tests.store.samples import START, a_template


def names(store: TemplateStore) -> list[str]:
    return [row.name for row in store.templates()]


def test_a_template_survives_a_restart(open_store: OpenStore) -> None:
    template = a_template(pricing={"basis": "price", "text": "0.01"}, countries=("DE",), net_payment="P30D")
    first = open_store()
    first.save_template(template)
    first.close()
    again = open_store()
    assert again.load_template("Ours") == template
    assert again.templates()[0].updated > START


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_name_comes_back_the_same(store: SqliteStore, name: str) -> None:
    name = clean(name)
    store.save_template(a_template(name), replace=True)
    assert store.load_template(name).name == name


def test_half_a_character_is_refused_with_a_sentence(store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="character that cannot be stored"):
        store.save_template(a_template().model_copy(update={"name": "\ud800"}))
    assert names(store) == []


def test_they_are_listed_by_name(store: SqliteStore) -> None:
    for name in ("beta", "Alpha", "alpha", "Gamma"):
        store.save_template(a_template(name))
    assert names(store) == ["Alpha", "alpha", "beta", "Gamma"]


def test_one_of_the_same_name_is_replaced_only_when_that_is_meant(store: SqliteStore) -> None:
    store.save_template(a_template(agreement="1 year"))
    with pytest.raises(StoreError, match="there is one of the name “Ours” already"):
        store.save_template(a_template(agreement="2 years"))
    assert store.load_template("Ours").choices.agreement == "1 year"
    store.save_template(a_template(agreement="2 years"), replace=True)
    assert store.load_template("Ours").choices.agreement == "2 years"
    assert names(store) == ["Ours"]


def test_to_replace_what_another_window_deleted_saves_it_anew(open_store: OpenStore) -> None:
    here, there = open_store(), open_store()
    here.save_template(a_template())
    there.delete_template("Ours")
    here.save_template(a_template(), replace=True)
    assert names(there) == ["Ours"]


def test_a_deleted_template_is_gone_and_cannot_be_deleted_or_opened_again(store: SqliteStore) -> None:
    store.save_template(a_template())
    store.delete_template("Ours")
    assert names(store) == []
    for act in (store.delete_template, store.load_template):
        with pytest.raises(StoreError, match="There is no template “Ours” here"):
            act("Ours")


def test_each_mode_has_its_own(open_store: OpenStore) -> None:
    play, real = open_store("sandbox"), open_store("aws")
    play.save_template(a_template(agreement="1 year"))
    assert names(real) == []
    for act in (real.delete_template, real.load_template):
        with pytest.raises(StoreError, match="no template"):
            act("Ours")
    real.save_template(a_template(agreement="2 years"))
    assert play.load_template("Ours").choices.agreement == "1 year"


def _change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize("body", ["", "{", b"\xff\xfe", 7])
def test_a_damaged_one_is_named_and_the_others_open(store: SqliteStore, path: Path, body: object) -> None:
    for name in ("Bad", "Good"):
        store.save_template(a_template(name))
    _change(path, "UPDATE templates SET body = ?, updated = 'once' WHERE name = 'Bad'", body)
    assert names(store) == ["Bad", "Good"]
    with pytest.raises(StoreError, match="The template “Bad” cannot be read"):
        store.load_template("Bad")
    assert store.load_template("Good").name == "Good"


def test_a_row_that_holds_another_template_is_not_opened(store: SqliteStore, path: Path) -> None:
    store.save_template(a_template())
    _change(path, "UPDATE templates SET name = 'Theirs'")
    with pytest.raises(StoreError, match="holds another template"):
        store.load_template("Theirs")
