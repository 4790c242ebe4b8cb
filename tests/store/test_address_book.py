"""The address book: learned and named without losing either, each mode's its own, in every backup."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from cppo_tui.domain.address_book import KnownAccount
from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from tests.store.conftest import OpenStore
from tests.store.samples import START

ACME, OTHER = "012345678901", "433344445555"


def learned(account: str = ACME, offer: str = "offer-1") -> KnownAccount:
    return KnownAccount(account=account, offers=(offer,), last_used=START)


def test_what_is_learned_and_named_survives_a_restart(open_store: OpenStore) -> None:
    first = open_store()
    first.learn_accounts([learned(), learned(OTHER)])
    first.name_account(ACME, "Acme Corp")
    first.close()
    known = open_store().known_accounts()
    assert known == (learned().model_copy(update={"customer": "Acme Corp"}), learned(OTHER))


def test_learning_keeps_the_name_and_naming_keeps_what_was_learned(store: SqliteStore) -> None:
    store.name_account(ACME, "Acme Corp")
    store.learn_accounts([learned()])
    store.learn_accounts([learned(offer="offer-2")])
    store.name_account(ACME, "Acme Inc")
    (known,) = store.known_accounts()
    assert (known.customer, known.offers) == ("Acme Inc", ("offer-1", "offer-2"))
    store.name_account(ACME, "")
    assert store.known_accounts()[0].customer == ""


def test_the_same_offer_learned_in_two_windows_counts_once(open_store: OpenStore) -> None:
    here, there = open_store(), open_store()
    for window in (here, there, here):
        window.learn_accounts([learned()])
    assert there.known_accounts() == (learned(),)


def test_two_windows_at_once_lose_nothing(open_store: OpenStore, path: Path) -> None:
    """Each learns its own offers of one account; a read outside the transaction would lose some."""
    open_store().close()
    windows = [SqliteStore(path, "sandbox", lambda: START) for _ in range(2)]

    def learn(number: int) -> None:
        for turn in range(25):
            windows[number].learn_accounts([learned(offer=f"offer-{number}-{turn}")])

    threads = [Thread(target=learn, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (known,) = windows[0].known_accounts()
    assert len(known.offers) == 50
    for window in windows:
        window.close()


def test_each_mode_has_its_own(open_store: OpenStore) -> None:
    play, real = open_store("sandbox"), open_store("aws")
    play.learn_accounts([learned()])
    play.name_account(ACME, "Played")
    assert real.known_accounts() == ()
    real.name_account(ACME, "Acme Corp")
    assert [known.customer for known in play.known_accounts()] == ["Played"]


def test_a_backup_carries_it(store: SqliteStore, tmp_path: Path) -> None:
    store.learn_accounts([learned()])
    store.backup(tmp_path / "copy.db")
    with closing(SqliteStore(tmp_path / "copy.db", "sandbox", lambda: START)) as copy:
        assert copy.known_accounts() == (learned(),)


def _change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE address_book SET body = '' WHERE account = ?",
        "UPDATE address_book SET body = '{' WHERE account = ?",
        "UPDATE address_book SET body = x'fffe' WHERE account = ?",
        "UPDATE address_book SET digest = 7 WHERE account = ?",
        "UPDATE address_book SET body = replace(body, 'offer-1', 'offer-2') WHERE account = ?",
        "UPDATE address_book SET account = '012345678902' WHERE account = ?",
    ],
)
def test_a_damaged_entry_is_not_believed_the_others_are_and_it_can_be_learned_anew(
    store: SqliteStore, path: Path, harm: str
) -> None:
    store.learn_accounts([learned(), learned(OTHER)])
    _change(path, harm, ACME)
    assert store.known_accounts() == (learned(OTHER),)
    store.learn_accounts([learned()])
    assert store.known_accounts() == (learned(), learned(OTHER))


def test_half_a_character_is_refused_with_a_sentence(store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="character that cannot be stored"):
        store.name_account(ACME, "\ud800")
    assert store.known_accounts() == ()


def test_when_the_disk_refuses_nothing_of_what_was_learned_together_is_kept(store: SqliteStore) -> None:
    with pytest.raises(StoreError):
        store.learn_accounts(
            [learned(), learned().model_copy(update={"account": OTHER, "customer": "\ud800"})]
        )
    assert store.known_accounts() == ()
