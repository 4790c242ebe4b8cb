"""Prices per dimension, worked out only for the rows on screen: hundreds of dimensions stay fast to type."""

from decimal import Decimal
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import unit_price

_HEAD = ("Wholesale", "Buyer pays", "You keep")
_GAP = 2
_LEAST_NAME = 8
"""Cells a dimension's name keeps, even where the prices then have to be cut."""


class PriceTable(ScrollView, can_focus=True):
    """Dimension, wholesale, what the buyer is expected to pay, what the partner keeps, per unit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "price-table--head",
        "price-table--row",
        "price-table--cursor",
        "price-table--cursor-focus",
    }
    DEFAULT_CSS = """
    PriceTable { height: 1fr; min-height: 3; scrollbar-size-vertical: 1; overflow-x: hidden; }
    PriceTable > .price-table--head { color: $text-muted; text-style: bold; }
    PriceTable > .price-table--row { color: $foreground; }
    PriceTable > .price-table--cursor { background: $accent 25%; }
    PriceTable > .price-table--cursor-focus { background: $accent 45%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="prices.up"),
        Binding("down", "move(1)", "Down", show=False, id="prices.down"),
        Binding("pageup", "move(-10)", "Page up", show=False, id="prices.page-up"),
        Binding("pagedown", "move(10)", "Page down", show=False, id="prices.page-down"),
        Binding("home", "move(-9999)", "First", show=False, id="prices.first"),
        Binding("end", "move(9999)", "Last", show=False, id="prices.last"),
    ]
    cursor: reactive[int] = reactive(0, repaint=True)

    class Moved(Message):
        """Another dimension is under the cursor."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="prices")
        self._authorization: ResaleAuthorization | None = None
        self._markup: Markup | None = None
        self._heads: tuple[str, ...] = _HEAD
        self._texts: list[tuple[str, str, str]] = []
        self._wanted = tuple(map(len, _HEAD))

    def show(self, authorization: ResaleAuthorization | None, markup: Markup | None) -> None:
        """Show these prices; cheap enough for every key press."""
        if authorization is self._authorization and markup == self._markup:
            return
        if authorization is not self._authorization:
            self._authorization = authorization
            count = len(authorization.usage_prices) if authorization else 0
            self.virtual_size = Size(self.size.width, count + 1)
            self.cursor = min(self.cursor, max(count - 1, 0))
        self._markup = markup
        self._work_out()
        self.refresh()

    def _work_out(self) -> None:
        """All texts and the longest of each column, once per change: columns must not move on scrolling.

        A currency with a sign stands before each price; one without is named in the headings.
        """
        currency = self._authorization.currency if self._authorization else ""
        signed = not unit_price(Decimal(1), currency).endswith(currency)
        self._heads = _HEAD if signed else tuple(f"{head} {currency}".strip() for head in _HEAD)
        sign = currency if signed else ""
        prices = self._authorization.usage_prices if self._authorization else ()
        self._texts = [self._figures(price.wholesale, sign) for price in prices]
        columns = zip(self._heads, *self._texts, strict=True)
        self._wanted = tuple(max(map(len, column)) for column in columns)

    def _figures(self, wholesale: Decimal, sign: str) -> tuple[str, str, str]:
        if self._markup is None:
            return unit_price(wholesale, sign), "–", "–"
        buyer = self._markup.buyer_price(wholesale)
        return unit_price(wholesale, sign), unit_price(buyer, sign), unit_price(buyer - wholesale, sign)

    @property
    def key(self) -> str:
        """The key of the dimension under the cursor, "" when there is none."""
        prices = self._authorization.usage_prices if self._authorization else ()
        return prices[self.cursor].dimension_key if self.cursor < len(prices) else ""

    def select(self, key: str) -> None:
        """Put the cursor on a dimension, and the dimension where it can be seen."""
        prices = self._authorization.usage_prices if self._authorization else ()
        keys = [price.dimension_key for price in prices]
        if key in keys:
            self.cursor = keys.index(key)
            self.call_after_refresh(self._reveal)

    def render_line(self, y: int) -> Strip:
        """One line; the heading stays when the rows scroll."""
        if y == 0:
            head = self.get_component_rich_style("price-table--head")
            return Strip([Segment(self._row(("Dimension", *self._heads)), head)])
        index = y - 1 + int(self.scroll_offset.y)
        prices = self._authorization.usage_prices if self._authorization else ()
        if self._authorization is None or index >= len(prices):
            return Strip.blank(self.size.width, self.rich_style)
        price = prices[index]
        name = self._authorization.dimension(price.dimension_key).name
        texts = (name, *self._texts[index])
        kind = "row"
        if index == self.cursor:
            kind = "cursor-focus" if self.has_focus else "cursor"
        return Strip([Segment(self._row(texts), self.get_component_rich_style(f"price-table--{kind}"))])

    def _row(self, texts: tuple[str, ...]) -> str:
        """The texts in columns; widths count terminal cells, not characters."""
        first, *widths = self._widths()
        columns = [set_cell_size(_cut(texts[0], first), first)]
        for text, width in zip(texts[1:], widths, strict=True):
            columns.append(" " * _GAP + _cut(text, width).rjust(width))
        return set_cell_size("".join(columns), self.size.width)

    def _widths(self) -> list[int]:
        """The prices get what the longest needs, the name the rest; the widest price gives way first."""
        widths = list(self._wanted)
        room = self.size.width - _GAP * len(widths) - 1
        while sum(widths) > room - _LEAST_NAME and max(widths) > 1:
            widths[widths.index(max(widths))] -= 1
        return [max(room - sum(widths), 1), *widths]

    def on_resize(self) -> None:
        """Columns follow the width."""
        count = len(self._authorization.usage_prices) if self._authorization else 0
        self.virtual_size = Size(self.size.width, count + 1)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        count = len(self._authorization.usage_prices) if self._authorization else 0
        self._go(min(max(self.cursor + by, 0), max(count - 1, 0)))

    def on_click(self, event: events.Click) -> None:
        """The clicked row gets the cursor."""
        index = event.y - 1 + int(self.scroll_offset.y)
        count = len(self._authorization.usage_prices) if self._authorization else 0
        if event.y > 0 and index < count:
            self._go(index)

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, self.size.width, 2), animate=False)

    def _go(self, index: int) -> None:
        self.cursor = index
        self._reveal()
        self.post_message(self.Moved(self.key))


def _cut(text: str, width: int) -> str:
    """The text in so many cells, with an ellipsis where something is missing."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
