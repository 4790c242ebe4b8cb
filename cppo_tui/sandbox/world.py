"""The state of the simulated Catalog: entities, change sets and facts, in one SQLite database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from cppo_tui.sandbox import times
from cppo_tui.sandbox.pace import Stage
from cppo_tui.sandbox.records import ChangeSet, Entity, Facts, Json
from cppo_tui.sandbox.statefile import open_state

_ENTITY = "SELECT id, type, owner, revision, modified, doc FROM entity"
_CHANGE_SET = "SELECT id, started, ends, outcome, token, doc FROM change_set"


_CLEAR = (
    "DELETE FROM meta",
    "DELETE FROM entity",
    "DELETE FROM change_set",
    "DELETE FROM tag",
    "DELETE FROM agreement",
)


EntityRow = tuple[str, str, str, int, str, str]
"""An entity as it is stored: id, type, owner, revision, modified, and the document as text."""


def encode(value: object) -> str:
    """JSON that SQLite can hold whatever the text: lone surrogates stay escaped."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


class World:
    """Reads and writes; every use happens inside ``transaction``."""

    def __init__(self, path: str | Path) -> None:
        self._db = open_state(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and alone: a second process waits its turn."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def meta(self, key: str) -> Any:
        """A stored fact about the world as a whole, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def set_meta(self, key: str, value: object) -> None:
        """Store a fact about the world as a whole."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, encode(value)))

    @property
    def facts(self) -> Facts:
        """What AWS knows about the seller and the products."""
        return Facts.from_json(self.meta("facts"))

    def clear(self) -> None:
        """Forget everything."""
        for statement in _CLEAR:
            self._db.execute(statement)

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with this bare identifier."""
        if not entity_id.isascii():
            return None
        row = self._db.execute(f"{_ENTITY} WHERE id = ?", (entity_id,)).fetchone()
        return None if row is None else entity_of(row)

    def entities(self, entity_type: str) -> list[Entity]:
        """Every entity of a type, in order of identifier."""
        return [entity_of(row) for row in self.entity_rows(entity_type)]

    def entity_rows(self, entity_type: str) -> list[EntityRow]:
        """Every entity of a type with its document unread, in order of identifier: lists have thousands."""
        return self._db.execute(f"{_ENTITY} WHERE type = ? ORDER BY id", (entity_type,)).fetchall()

    def entity_count(self, entity_type: str) -> int:
        """How many entities of a type there are."""
        counted = self._db.execute("SELECT count(*) FROM entity WHERE type = ?", (entity_type,))
        return int(counted.fetchone()[0])

    def put_entity(self, entity: Entity) -> None:
        """Write the entity's latest revision."""
        self._db.execute(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            row_of(entity),
        )

    def change_set(self, change_set_id: str) -> ChangeSet | None:
        """The change set with this identifier."""
        return self._one_change_set("id", change_set_id)

    def change_set_by_token(self, token: str) -> ChangeSet | None:
        """The change set a ClientRequestToken led to."""
        return self._one_change_set("token", token)

    def change_sets(self) -> list[ChangeSet]:
        """Every change set, oldest first."""
        return _change_sets(self._db.execute(f"{_CHANGE_SET} ORDER BY started, rowid"))

    def open_change_sets(self) -> list[ChangeSet]:
        """The change sets without an outcome, in order of end time, then of submission."""
        return _change_sets(self._db.execute(f"{_CHANGE_SET} WHERE outcome IS NULL ORDER BY ends, rowid"))

    def add_change_set(self, change_set: ChangeSet) -> None:
        """Store a newly submitted change set."""
        self._db.execute(
            "INSERT INTO change_set VALUES (?, ?, ?, ?, ?, ?)",
            (
                change_set.id,
                times.store(change_set.started),
                times.store(change_set.ends),
                change_set.outcome,
                change_set.token,
                encode(_change_set_doc(change_set)),
            ),
        )

    def forget_token(self, change_set_id: str) -> None:
        """The ClientRequestToken no longer leads to this change set."""
        self._db.execute("UPDATE change_set SET token = NULL WHERE id = ?", (change_set_id,))

    def settle_change_set(self, change_set: ChangeSet) -> None:
        """Store a change set's outcome."""
        self._db.execute(
            "UPDATE change_set SET ends = ?, outcome = ?, doc = ? WHERE id = ?",
            (
                times.store(change_set.ends),
                change_set.outcome,
                encode(_change_set_doc(change_set)),
                change_set.id,
            ),
        )

    def tags(self, arn: str) -> dict[str, str]:
        """The tags of a resource."""
        return dict(self._db.execute("SELECT key, value FROM tag WHERE arn = ? ORDER BY key", (arn,)))

    def set_tags(self, arn: str, tags: Mapping[str, str]) -> None:
        """Replace all tags of a resource."""
        self._db.execute("DELETE FROM tag WHERE arn = ?", (arn,))
        self._db.executemany("INSERT INTO tag VALUES (?, ?, ?)", [(arn, *one) for one in tags.items()])

    def agreements(self) -> dict[str, Json]:
        """Every agreement by identifier, oldest first."""
        rows = self._db.execute("SELECT id, doc FROM agreement ORDER BY rowid")
        return {key: json.loads(doc) for key, doc in rows}

    def put_agreement(self, agreement_id: str, doc: Json) -> None:
        """Write an agreement."""
        sql = "INSERT INTO agreement VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc"
        self._db.execute(sql, (agreement_id, encode(doc)))

    def _one_change_set(self, column: str, value: str) -> ChangeSet | None:
        if not value.isascii():
            return None
        rows = _change_sets(self._db.execute(f"{_CHANGE_SET} WHERE {column} = ?", (value,)))
        return rows[0] if rows else None


def row_of(entity: Entity) -> EntityRow:
    """The entity as it is stored."""
    return entity.id, entity.type, entity.owner, entity.revision, entity.modified, encode(entity.doc)


def entity_of(row: EntityRow) -> Entity:
    """Read back what ``row_of`` wrote."""
    key, kind, owner, revision, modified, doc = row
    return Entity(key, kind, owner, revision, modified, json.loads(doc))


def _change_set_doc(change_set: ChangeSet) -> Json:
    return {
        "account": change_set.account,
        "name": change_set.name,
        "preparing_until": times.store(change_set.preparing_until),
        "changes": change_set.changes,
        "entity_ids": change_set.entity_ids,
        "failure_code": change_set.failure_code,
        "request_hash": change_set.request_hash,
    }


def _change_sets(rows: Iterable[tuple[Any, ...]]) -> list[ChangeSet]:
    return [_change_set(*row) for row in rows]


def _change_set(
    row_id: str, started: str, ends: str, outcome: str | None, token: str | None, doc: str
) -> ChangeSet:
    rest: Json = json.loads(doc)
    preparing_until: datetime = times.load(rest.pop("preparing_until"))
    return ChangeSet(
        id=row_id,
        started=times.load(started),
        ends=times.load(ends),
        preparing_until=preparing_until,
        outcome=Stage(outcome) if outcome else None,
        token=token,
        **rest,
    )
