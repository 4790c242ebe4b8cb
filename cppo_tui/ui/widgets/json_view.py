"""The change set to read: changes fold, texts are found, long lines keep their indent."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets import Static

from cppo_tui.domain.plan import Changes
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.json_lines import FOLDED, OPEN, Line, Match, Row, kinds, lines_of, matches, pretty, rows_of
from cppo_tui.ui.plain import plain


class JsonView(Static, can_focus=True):
    """``content`` always is the whole change set, whatever is folded."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "json--text",
        "json--key",
        "json--value",
        "json--mark",
        "json--match",
        "json--current",
        "json--cursor",
    }
    DEFAULT_CSS = """
    JsonView > .json--key { color: $text-accent; }
    JsonView > .json--value { text-style: bold; }
    JsonView > .json--mark { color: $text-muted; }
    JsonView > .json--match { text-style: underline; }
    JsonView > .json--current { text-style: reverse bold; }
    JsonView > .json--cursor { background: $accent 45%; color: $foreground; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("json")

    class Found(Message):
        """Another match is shown, or others were found: the ``at``-th of ``count``."""

        def __init__(self, at: int, count: int) -> None:
            super().__init__()
            self.at, self.count = at, count

    class FoldingChanged(Message):
        """``all_folded``: every change is one line now."""

        def __init__(self, *, all_folded: bool) -> None:
            super().__init__()
            self.all_folded = all_folded

    def __init__(self) -> None:
        super().__init__("", id="json")
        self.digest = ""
        """The SHA-256 of the bytes that are sent, "" while they cannot be."""
        self._lines: tuple[Line, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._cursor = 0
        self._sought = ""
        self._matches: tuple[Match, ...] = ()
        self._at = 0
        self._rows: tuple[Row, ...] = ()
        self._rows_for: tuple[object, ...] = ()
        self._width = 0

    def show(self, changes: Changes | None, instead: Content) -> None:
        """Show this change set; ``instead`` while there is none."""
        text = pretty(changes) if changes is not None else ""
        if str(self.content) == (text or instead.plain):
            return
        self._lines = lines_of(text)
        self._folded &= frozenset(range(self.changes))
        self._cursor = min(self._cursor, max(self.changes - 1, 0))
        self.update(plain(text) if text else instead)
        self.find(self._sought)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered for copying that is not there."""
        return action != "copy_digest" or bool(self.digest)

    def action_copy_digest(self) -> None:
        """Copy what the bytes are known by, to compare it with somebody else's."""
        copy_text(self.app, self.digest, "The SHA-256")

    @property
    def changes(self) -> int:
        """How many changes there are."""
        return sum(line.first for line in self._lines)

    def find(self, wanted: str) -> None:
        """Mark every place of this text; ``go_to_match`` goes to one."""
        self._sought, self._at = wanted, 0
        self._matches = matches(self._lines, wanted)
        self.post_message(self.Found(0, len(self._matches)))
        self.refresh()

    def action_next_match(self, by: int) -> None:
        """Go to the next place of the text, its change open; after the last comes the first."""
        if not self._matches:
            return
        count = len(self._matches)
        self._at = (self._at - 1 + by) % count + 1 if self._at else (1 if by > 0 else count)
        match = self._matches[self._at - 1]
        change = self._lines[match.line].change
        if change >= 0:
            self._cursor = change
        self._fold(self._folded - {change})
        self.call_after_refresh(self._reveal, match.line, match.start)
        self.post_message(self.Found(self._at, count))

    def action_move(self, by: int) -> None:
        """To the next change, or the one before."""
        self._cursor = min(max(self._cursor + by, 0), max(self.changes - 1, 0))
        self._reveal(self._head(self._cursor))
        self.refresh()

    def action_fold(self) -> None:
        """Fold the change under the cursor, or open it."""
        if self._lines:
            self._fold(self._folded ^ {self._cursor})

    def action_fold_all(self) -> None:
        """Every change in one line, or all of them open."""
        every = frozenset(range(self.changes))
        self._fold(frozenset() if self._folded == every else every)
        self.call_after_refresh(self._reveal, self._head(self._cursor))

    def on_resize(self) -> None:
        """Another width wraps other lines: what was being read stays in sight."""
        width, self._width = self._width, self.content_size.width
        if self.has_focus and width != self._width:
            self.call_after_refresh(self._reveal_current)

    def _reveal_current(self) -> None:
        if self._at:
            match = self._matches[self._at - 1]
            self._reveal(match.line, match.start)
        else:
            self._reveal(self._head(self._cursor))

    def on_click(self, event: events.Click) -> None:
        """The clicked change gets the cursor; a click on its first row folds it."""
        rows = self._rows_at(self.content_size.width)
        row = event.get_content_offset(self)
        if row is None or not self._lines or row.y >= len(rows):
            return
        line = self._lines[rows[row.y].line]
        if line.change >= 0:
            self._cursor = line.change
            self.action_fold() if line.first else self.refresh()

    def _fold(self, folded: frozenset[int]) -> None:
        if folded != self._folded:
            self._folded = folded
            self.refresh(layout=True)
            self.post_message(self.FoldingChanged(all_folded=len(folded) == self.changes))
        else:
            self.refresh()

    def _head(self, change: int) -> int:
        return next((n for n, line in enumerate(self._lines) if line.first and line.change == change), 0)

    def _reveal(self, line: int, start: int = 0) -> None:
        """Scroll whatever scrolls this view until a place of it can be seen."""
        rows = self._rows_at(self.content_size.width)
        here = [n for n, row in enumerate(rows) if row.line == line and row.start <= start]
        scrolling = next((w for w in self.ancestors if isinstance(w, ScrollableContainer)), None)
        if here and scrolling is not None:
            top = self.content_region.y - scrolling.content_region.y + round(scrolling.scroll_y)
            scrolling.scroll_to_region(Region(0, top + here[-1] - 1, 1, 4), animate=False, x_axis=False)

    def _rows_at(self, width: int) -> tuple[Row, ...]:
        """Worked out anew only for other lines, folds or another width."""
        made_for = (self._lines, self._folded, width)
        if made_for != self._rows_for:
            self._rows, self._rows_for = rows_of(self._lines, self._folded, max(width, 8)), made_for
        return self._rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines take at this width."""
        if not self._lines:
            return super().get_content_height(container, viewport, width)
        return len(self._rows_at(width))

    def render_line(self, y: int) -> Strip:
        """One row of the change set; what is said instead of it is drawn as any text is."""
        if not self._lines:
            return super().render_line(y)
        width = self.content_size.width
        rows = self._rows_at(width)
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        row = rows[y]
        strip = Strip([Segment(" " * row.indent, self.rich_style), *self._segments(row)])
        return strip.adjust_cell_length(width, self.rich_style).apply_offsets(
            row.start - row.indent, row.line
        )

    def _segments(self, row: Row) -> list[Segment]:
        """The row's text, the styles changing where parts, matches and the mouse's selection do."""
        styles = [self.rich_style] * len(row.text)
        for start, end, style in self._spans(row):
            for at in range(max(start - row.start, 0), min(end - row.start, len(row.text))):
                styles[at] += style
        line = self._lines[row.line]
        text = row.text
        if line.first and row.start == 0:
            text = (FOLDED if row.folded else OPEN) + text[1:]
        return [Segment(character, style) for character, style in zip(text, styles, strict=True)]

    def _spans(self, row: Row) -> list[tuple[int, int, Style]]:
        def look(name: str) -> Style:
            return self.get_component_styles(f"json--{name}").partial_rich_style

        text = row.text if row.folded else self._lines[row.line].text
        spans = [(start, end, look(kind)) for start, end, kind in kinds(text)]
        if not row.folded:
            for number, match in enumerate(self._matches, start=1):
                if match.line == row.line:
                    spans.append((match.start, match.end, look("current" if number == self._at else "match")))
        line = self._lines[row.line]
        if self.has_focus and line.first and line.change == self._cursor:
            spans.append((0, len(text), self.get_component_rich_style("json--cursor")))
        if self.text_selection and (span := self.text_selection.get_span(row.line)):
            start, end = span
            chosen = self.screen.get_component_rich_style("screen--selection")
            spans.append((start, len(text) if end < 0 else end, chosen))
        return spans

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has marked, from the whole text, without our indents and marks."""
        return selection.extract("\n".join(line.text for line in self._lines)), "\n"
