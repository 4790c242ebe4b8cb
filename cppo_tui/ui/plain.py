"""The one door from text to the screen.

Textual reads strings given to widgets as markup: ``[/b]`` ends the program, ``[Team A]`` vanishes,
``[@click=...]`` runs actions. So no string that came from outside goes to a widget; it goes through here.
"""

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text
from textual.app import App
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui.folding import Folding

Part = str | tuple[str, str] | Content
"""A piece of a line: literal text, literal text with a style, or ready content."""


def plain(*parts: Part) -> Content:
    """Literal content for any widget; styles such as ``("to fix", "bold $text-error")`` are ours."""
    return Content.assemble(*parts)


def lines(*rows: Content) -> Content:
    """Rows under each other."""
    return Content("\n").join(rows)


def put(widget: Static, content: Content, *, layout: bool = True) -> None:
    """Show this, unless it is shown already: an update lays the whole screen out again.

    ``layout=False`` for a widget whose size does not follow its text.
    """
    shown = widget.content
    if isinstance(shown, Content) and (shown.plain, shown.spans) == (content.plain, content.spans):
        return
    widget.update(content, layout=layout)


def put_whole(widget: Static, content: Content) -> None:
    """Show this in the rows the stylesheet keeps for it (``min-height``), so that nothing moves. A text that
    needs more of them takes them: what to do stands at its end."""
    width, height = widget.size
    kept = widget.styles.min_height
    rows = max(content.get_height({}, width), int(kept.value) if kept else 1) if width else 0
    put(widget, content, layout=widget.styles.is_auto_height and rows != height)


def put_table(widget: Static, table: Table, *, layout: bool = True) -> None:
    """Show this table, unless the same is shown already; ``layout`` as for ``put``."""
    shown = widget.content
    if not isinstance(shown, Table) or _cells(shown) != _cells(table):
        widget.update(table, layout=layout)


def _cells(table: Table) -> list[list[object]]:
    return [list(column.cells) for column in table.columns]


def pairs(rows: Iterable[tuple[str, str | Text]], width: int) -> Table:
    """Labels and values in two aligned columns; long values wrap under themselves."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(ratio=1)
    for label, value in rows:
        grid.add_row(Text(label, style="dim"), value if isinstance(value, Text) else Folding(value))
    return grid


def cell(text: str, style: str = "") -> Text:
    """Literal text for a table cell, which has a markup of its own."""
    return Text(text, style=style, no_wrap=True, overflow="ellipsis")


def say(app: App[Any], text: str, *, title: str = "", problem: bool = False) -> None:
    """A short notification, literally; the commands it names mean the AWS of this run."""
    desk = getattr(app, "desk", None)
    text = desk.as_here(text) if desk is not None else text
    severity = "error" if problem else "information"
    app.notify(text, title=title, severity=severity, markup=False, timeout=8 if problem else 4)  # type: ignore[arg-type]
