"""What holds for every look without a picture to compare it with: each says in words what does not hold."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.command import CommandPalette, SearchIcon
from textual.geometry import Region
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Button, DataTable, Input, OptionList, Static

from cppo_tui.ui.dialogs.help import Help
from cppo_tui.ui.too_small import TooSmall
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui.every_look import Look, Walk
from tests.ui.every_look import look as look_now
from tests.ui.looks import is_whole
from tests.ui.test_themes import contrast

LEAST, LEAST_DISABLED = 4.5, 3.0
"""WCAG AA for text. What cannot be used now asks for less there, and gets 3 to 1 here, as do lines."""
BLANK = re.compile(r"[\s\u2500-\u259f]")
"""Between words: blanks, lines and blocks, of which frames, scrollbars and pictures are made."""
NOT_OURS = (ScrollBar, SearchIcon)


@dataclass(frozen=True)
class Word:
    """Letters without a blank between them, in the columns from ``column`` to before ``end``; ``at_the_edge``
    when no letter of its widget could follow."""

    text: str
    row: int
    column: int
    end: int
    owner: Widget
    at_the_edge: bool


def _at_the_edge(end: int, owner: Widget) -> bool:
    """Whether no letter of this widget could follow."""
    place = owner.screen.find_widget(owner)
    return end >= min(owner.content_region.right, place.clip.right)


def words(look: Look, screen: Screen[object]) -> list[Word]:
    """Every word of the look that is the top screen's: what lies below a dialog is dimmed on purpose."""
    found = []
    for y, row in enumerate(look.cells):
        for drawn, same in groupby(range(len(row)), key=lambda x: not BLANK.fullmatch(row[x].text)):
            if drawn:
                columns = [*same]
                owner, _ = screen.get_widget_at(columns[0], y)
                if not (isinstance(owner, NOT_OURS) or (owner is screen and screen.is_modal)):
                    text = "".join(row[x].text for x in columns)
                    end = columns[-1] + 1
                    found.append(Word(text, y, columns[0], end, owner, _at_the_edge(end, owner)))
    return found


def faint(look: Look, screen: Screen[object]) -> list[str]:
    """Words that can hardly be told from their ground."""
    found = {}
    known: dict[tuple[str, str], float] = {}
    for word in words(look, screen):
        least = LEAST_DISABLED if _disabled(word) else LEAST
        for cell in look.cells[word.row][word.column : word.end]:
            pair = (cell.color.hex, cell.ground.hex)
            if pair not in known:
                known[pair] = contrast(cell.color, cell.ground)
            if known[pair] < least:
                found[pair] = f"“{word.text}” of {word.owner} is {cell.told}: {known[pair]:.1f} to 1"
    return [*found.values()]


def _disabled(word: Word) -> bool:
    if isinstance(word.owner, KeyLine):
        x = word.column - word.owner.region.x
        return any(key.covers(x) and not key.enabled for key in word.owner.keys)
    return any(node.disabled for node in word.owner.ancestors_with_self if isinstance(node, Widget))


def overflowing(screen: Screen[object]) -> list[str]:
    """Texts with more in them than their place shows, where nothing says so and nothing can be scrolled."""
    found = []
    for widget in screen.query(Static).results():
        place = screen.find_widget(widget) if widget.is_on_screen and widget.region.area else None
        if place is None or not place.visible_region.area or not widget.visual:
            continue
        size = widget.content_region.size
        needed = widget.get_content_height(size, screen.size, size.width)
        if needed > size.height:
            found.append(f"{widget} shows {size.height} of {needed} lines: {str(widget.visual)[:60]}")
        if widget.styles.text_wrap == "nowrap" and widget.styles.text_overflow != "ellipsis":
            wide = widget.get_content_width(size, screen.size)
            if wide > size.width:
                found.append(f"{widget} shows {size.width} of {wide} columns")
    return found + _too_long(screen)


def _too_long(screen: Screen[object]) -> list[str]:
    """Words of buttons and headings that have no room."""
    words_and_room = [
        (str(button.label), button.content_region.width)
        for button in screen.query(Button).results()
        if button.region.area
    ] + [
        (str(column.label), column.width)
        for table in screen.query(DataTable).results()
        for column in table.ordered_columns
        if table.region.area and column.width
    ]
    return [f"“{text}” has {room} columns" for text, room in words_and_room if cell_len(text) > room]


def lost(screen: Screen[object]) -> list[str]:
    """What has the focus and cannot be seen."""
    focused = screen.focused
    if focused is None:
        return ["nothing has the focus"] if screen.focus_chain else []
    if not focused.is_on_screen:
        return [f"{focused} has the focus and is not shown"]
    seen = screen.find_widget(focused).visible_region
    if not seen.area or (isinstance(focused, Button | Input) and not is_whole(focused)):
        return [f"{focused} has the focus and cannot be seen whole"]
    row = None
    if isinstance(focused, DataTable) and focused.row_count:
        row, top = focused.cursor_row - focused.scroll_offset.y, focused.header_height * focused.show_header
        row += top
    elif isinstance(focused, OptionList) and focused.highlighted is not None:
        row, top = focused._index_to_line[focused.highlighted] - focused.scroll_offset.y, 0
    if row is not None and not top <= row < focused.content_region.height:
        return [f"the cursor of {focused} is out of sight"]
    return []


def cut_buttons(screen: Screen[object]) -> list[str]:
    """The button that goes on, where it is not whole."""
    primary = [one for one in screen.query(Button).results() if one.variant == "primary" and one.region.area]
    return [f"the button “{one.label}” is not whole" for one in primary if not is_whole(one)]


def unhelpful(look: Look, screen: Screen[object]) -> list[str]:
    """Nothing that says how to get help or away. The menu and the help itself are left by Escape."""
    if isinstance(screen, CommandPalette):
        return []
    last = look.rows[-1]
    ways = ("Menu", "Quit", "Close")
    wanted = [] if isinstance(screen, Help) else ["Help"]
    missing = [word for word in wanted if word not in last]
    return [
        f"“{last}” lacks {word}" for word in [*missing, *(() if any(w in last for w in ways) else ways[:1])]
    ]


def all_of(look: Look, screen: Screen[object]) -> list[str]:
    """What does not hold for this look."""
    return [
        *faint(look, screen),
        *overflowing(screen),
        *lost(screen),
        *cut_buttons(screen),
        *(unhelpful(look, screen) if not screen.query(TooSmall) else ()),
    ]


def changing_words(looks: list[Look]) -> list[str]:
    """In every theme a screen says the same."""
    usual = looks[0]
    return [
        f"{one.theme} says “{now}”, {usual.theme} “{before}”"
        for one in looks
        if one.size == usual.size
        for before, now in zip(usual.rows, one.rows, strict=True)
        if before != now
    ]


async def unseen_focus(walk: Walk) -> list[str]:
    """What has the focus and looks, but for its colours, as without it. Takes the focus away."""
    screen = walk.app.screen
    focused = screen.focused
    if focused is None or isinstance(screen, CommandPalette):
        return []
    place = focused.region
    before = _colourless(walk, place)
    screen.set_focus(None)
    await walk.settle()
    if focused.region != place or _colourless(walk, focused.region) != before:
        return []
    return [f"{focused} has the focus, which only its colour says"]


def _colourless(walk: Walk, place: Region) -> list[tuple[str, str]]:
    seen = look_now(walk.app, "", (0, 0)).cells
    rows = seen[max(place.y, 0) : place.bottom]
    return [(cell.text, cell.marks) for row in rows for cell in row[max(place.x, 0) : place.right]]


def cut(looks: list[list[Word]]) -> list[str]:
    """Words that end at the edge of their widget and are longer in another look. One that was shortened says
    so, and one that was folded goes on in the next row."""
    seen: dict[Widget, set[str]] = defaultdict(set)
    for word in (word for one in looks for word in one if not word.at_the_edge):
        seen[word.owner].add(word.text)
    found = []
    for one in looks:
        begins = {(word.owner, word.row): word.text for word in reversed(one)}
        for word in one:
            whole = seen[word.owner]
            if not word.at_the_edge or word.text in whole or word.text.endswith("…"):
                continue
            longer = [text for text in whole if re.match(re.escape(word.text) + r"\w", text)]
            rest = begins.get((word.owner, word.row + 1), "")
            if longer and not any(rest and text.startswith(word.text + rest) for text in longer):
                found.append(f"“{word.text}” of {word.owner} is {longer[0]} elsewhere")
    return found
