"""Templates in the database: one of a name, replaced only when that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import Clock, TemplateRow
from cppo_tui.domain.text import clean
from cppo_tui.store import statements
from cppo_tui.store.bodies import read_body, write_body
from cppo_tui.store.columns import as_instant, as_text, instant_column
from cppo_tui.store.database import Database

if TYPE_CHECKING:
    from cppo_tui.domain.templates import Template

_NOT_SAVED = "The template was not saved"


class KeptTemplates:
    """``domain.ports.TemplateStore``."""

    _database: Database
    _mode: str
    _clock: Clock

    def templates(self) -> list[TemplateRow]:
        """The saved templates of this mode by name. Rows that cannot be read any more are listed too."""
        with self._database.reading("The templates could not be listed") as connection:
            rows = connection.execute(statements.LIST_TEMPLATES, {"mode": self._mode}).fetchall()
        return [TemplateRow(name=as_text(name), updated=as_instant(updated)) for name, updated in rows]

    def load_template(self, name: str) -> Template:
        """The template of this name. Raises StoreError when it is gone or unreadable."""
        from cppo_tui.domain.templates import Template

        values = {"mode": self._mode, "name": name}
        with self._database.reading("The template could not be opened") as connection:
            row = connection.execute(statements.READ_TEMPLATE, values).fetchone()
        if row is None:
            raise StoreError(_gone(name))
        digest, body = row
        template = read_body(Template, body, digest, _named(name))
        if template.name != name:
            raise StoreError(f"{_named(name)} cannot be opened: its row holds another template.")
        return template

    def save_template(self, template: Template, *, replace: bool = False) -> None:
        """Save it; durable when it returns. Raises StoreError when there is one of this name already and
        ``replace`` is not meant, or when the disk does not take it; then the older one stays."""
        values = {**write_body(template, _NOT_SAVED), "mode": self._mode, "name": template.name}
        values["now"] = instant_column(self._clock())
        with self._database.writing(_NOT_SAVED) as connection:
            known = connection.execute(statements.READ_TEMPLATE, values).fetchone() is not None
            if known and not replace:
                raise StoreError(f"{_NOT_SAVED}: there is one of the name “{clean(template.name)}” already.")
            statement = statements.REPLACE_TEMPLATE if known else statements.INSERT_TEMPLATE
            connection.execute(statement, values)

    def delete_template(self, name: str) -> None:
        """Remove it for good. Raises StoreError when it is gone already."""
        values = {"mode": self._mode, "name": name}
        with self._database.writing("The template was not deleted") as connection:
            if connection.execute(statements.DELETE_TEMPLATE, values).rowcount == 0:
                raise StoreError(_gone(name))


def _named(name: str) -> str:
    return f"The template “{clean(name)}”"


def _gone(name: str) -> str:
    return f"There is no template “{clean(name)}” here."
