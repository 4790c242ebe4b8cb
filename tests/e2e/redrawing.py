"""``cppo`` that draws again what says the same as before: the control of the test of slow lines."""

from rich.table import Table
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui import plain


def put(widget: Static, content: Content, *, layout: bool = True) -> None:
    """Show this, whatever is shown already."""
    widget.update(content, layout=layout)


def put_table(widget: Static, table: Table, *, layout: bool = True) -> None:
    """Show this table, whatever is shown already."""
    widget.update(table, layout=layout)


def main() -> None:
    """The command, whose screens take these two with them when they are loaded."""
    plain.put, plain.put_table = put, put_table
    from cppo_tui.__main__ import main as cppo

    cppo()


if __name__ == "__main__":
    main()
