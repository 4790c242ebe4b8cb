"""The address book in the database: one row per account, learned and named in transactions of their own.

A row that is not what was written counts as not there: its account is then as new as any other, which is
the careful side, and what can be learned of it is learned and written anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import is_account
from cppo_tui.domain.errors import StoreError
from cppo_tui.store import statements
from cppo_tui.store.bodies import read_body, write_body
from cppo_tui.store.database import Database

if TYPE_CHECKING:
    from cppo_tui.domain.address_book import KnownAccount


class KeptAccounts:
    """``domain.ports.AddressBookStore``."""

    _database: Database
    _mode: str

    def known_accounts(self) -> tuple[KnownAccount, ...]:
        """All accounts of this mode that can be read, by account id. Raises StoreError."""
        with self._database.reading("The address book could not be read") as connection:
            rows = connection.execute(statements.LIST_ACCOUNTS, {"mode": self._mode}).fetchall()
        read = (_entry(row) for row in rows)
        return tuple(entry for entry in read if entry is not None)

    def learn_accounts(self, learned: Iterable[KnownAccount]) -> None:
        """Add what is learned of these accounts to what is kept; durable when it returns, all or nothing."""
        failed = "The address book was not brought up to date"
        with self._database.writing(failed) as connection:
            for one in learned:
                known = self._known(connection, one.account)
                self._keep(connection, one if known is None else known.merged(one), failed)

    def name_account(self, account: str, customer: str) -> None:
        """Keep the customer's name of an account, "" for none. Raises StoreError."""
        from cppo_tui.domain.address_book import KnownAccount

        failed = "The customer's name was not saved"
        with self._database.writing(failed) as connection:
            known = self._known(connection, account) or KnownAccount(account=account)
            self._keep(connection, known.model_copy(update={"customer": customer}), failed)

    def _known(self, connection: sqlite3.Connection, account: str) -> KnownAccount | None:
        values = {"mode": self._mode, "account": account}
        row = connection.execute(statements.READ_ACCOUNT, values).fetchone()
        return None if row is None else _entry(row)

    def _keep(self, connection: sqlite3.Connection, entry: KnownAccount, failed: str) -> None:
        values = {**write_body(entry, failed), "mode": self._mode, "account": entry.account}
        connection.execute(statements.KEEP_ACCOUNT, values)


def _entry(row: tuple[object, ...]) -> KnownAccount | None:
    """What a row holds; None when it is damaged, or another account's."""
    from cppo_tui.domain.address_book import KnownAccount

    account, digest, body = row
    try:
        entry = read_body(KnownAccount, body, digest, "The entry")
    except StoreError:
        return None
    return entry if entry.account == account and is_account(entry.account) else None
