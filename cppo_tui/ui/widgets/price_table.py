"""Every price of the offer, worked out only for the rows on screen: hundreds stay fast to type."""

from decimal import Decimal
from enum import Enum
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import price_label
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import ungrouped, unit_price
from cppo_tui.domain.pricing_terms import WholesalePrice
from cppo_tui.ui.bench_view import Bench
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text

_HEAD = ("Wholesale", "Buyer pays", "You keep")
_GAP = 2
_LEAST_NAME = 8
"""Cells a dimension's name keeps, even where the prices then have to be cut."""


class Order(Enum):
    """How the prices are sorted, with the heading that says so."""

    AS_LISTED = "Dimension"
    BY_NAME = "Dimension, by name"
    BY_PRICE = "Dimension, highest first"

    @property
    def heading(self) -> str:
        """What stands over the names."""
        return self.value


class PriceTable(ScrollView, can_focus=True):
    """What it is for, wholesale, what the buyer is expected to pay, what the partner keeps."""

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
    BINDINGS: ClassVar[list[BindingType]] = bindings("prices")
    cursor: reactive[int] = reactive(0, repaint=True)

    class Moved(Message):
        """Another price is under the cursor."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="prices")
        self._authorization: ResaleAuthorization | None = None
        self._markup: Markup | None = None
        self._length: str | None = None
        self._prices: tuple[WholesalePrice, ...] = ()
        self._labels: dict[str, str] = {}
        self._wholesale: dict[str, str] = {}
        self._sought = ""
        self._here = ""
        self._order = Order.AS_LISTED
        self._heads: tuple[str, ...] = _HEAD
        self._texts: list[tuple[str, ...]] = []
        self._wanted = tuple(map(len, _HEAD))

    def show(
        self, authorization: ResaleAuthorization | None, markup: Markup | None, *, length: str | None = None
    ) -> None:
        """Show these prices; cheap enough for every key press. With a ``length`` only what that long a
        contract costs per unit, under the keys quantities are typed with; "" for every length."""
        if authorization is self._authorization and (markup, length) == (self._markup, self._length):
            return
        self._markup = markup
        if authorization is not self._authorization or length != self._length:
            self._authorization, self._length = authorization, length
            self._wholesale = {}
            self._labels = {price.key: self._label(price) for price in self._listed()}
            self._choose()
        self._work_out()
        self.refresh()

    def seek(self, text: str) -> None:
        """Show only the prices whose name or key holds every word of ``text``."""
        self._sought = text
        self._choose()
        self._work_out()
        self.call_after_refresh(self._reveal)
        self.refresh()

    @property
    def found(self) -> tuple[int, int]:
        """How many prices are shown, and how many there are."""
        return len(self._prices), len(self._labels)

    def action_order(self) -> None:
        """Sort by the next column: as the ISV lists them, by name, by price."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._choose()
        self._work_out()
        self.call_after_refresh(self._reveal)
        self.refresh()

    def _listed(self) -> list[WholesalePrice]:
        """All prices, or the contract's of one length."""
        prices = self._authorization.wholesale if self._authorization else ()
        if self._length is None:
            return [*prices]
        return [price for price in prices if price.duration and self._length in ("", price.duration)]

    def _label(self, price: WholesalePrice) -> str:
        label = price_label(price, self._authorization) if self._authorization else ""
        return label if self._length is None else f"{price.dimension_key}: {label}"

    def _choose(self) -> None:
        """The prices to show, in order; the cursor stays on its price where that is still shown."""
        self._here = here = self.key
        words = self._sought.lower().split()
        prices = [
            price
            for price in self._listed()
            if all(word in f"{self._labels[price.key]} {price.key}".lower() for word in words)
        ]
        if self._order is Order.BY_NAME:
            prices.sort(key=lambda price: self._labels[price.key].lower())
        elif self._order is Order.BY_PRICE:
            prices.sort(key=lambda price: price.amount, reverse=True)
        self._prices = tuple(prices)
        keys = [price.key for price in prices]
        self.virtual_size = Size(self.size.width, len(keys) + 1)
        self.cursor = keys.index(here) if here in keys else 0

    def _work_out(self) -> None:
        """All texts and the longest of each column, once per change: columns must not move on scrolling.

        A currency with a sign stands before each price; one without is named in the headings.
        """
        currency = self._authorization.currency if self._authorization else ""
        signed = not unit_price(Decimal(1), currency).endswith(currency)
        heads = _HEAD if self._length is None else _HEAD[:1]
        self._heads = heads if signed else tuple(f"{head} {currency}".strip() for head in heads)
        sign = currency if signed else ""
        self._texts = [self._figures(price, sign) for price in self._prices]
        columns = zip(self._heads, *self._texts, strict=True)
        self._wanted = tuple(max(map(len, column)) for column in columns)

    def _figures(self, price: WholesalePrice, sign: str) -> tuple[str, ...]:
        wholesale = self._wholesale.get(price.key) or unit_price(price.amount, sign)
        self._wholesale[price.key] = wholesale
        if self._length is not None:
            return (wholesale,)
        if self._markup is None:
            return wholesale, "–", "–"
        buyer = self._markup.buyer_price(price.amount, price.places)
        return wholesale, unit_price(buyer, sign), unit_price(buyer - price.amount, sign)

    @property
    def key(self) -> str:
        """The key of the price under the cursor; while none is found, of the last one that was."""
        return self._prices[self.cursor].key if self.cursor < len(self._prices) else self._here

    def bench(self, markup: Markup | None) -> Bench | None:
        """Who gets what of the price under the cursor."""
        if self._authorization is None or self.cursor >= len(self._prices):
            return None
        price = self._prices[self.cursor]
        buyer = markup.buyer_price(price.amount, price.places) if markup else None
        return Bench(self._labels[price.key], self._authorization.currency, price.amount, buyer)

    def select(self, key: str) -> None:
        """Put the cursor on a price, and the price where it can be seen."""
        keys = [price.key for price in self._prices]
        if key in keys:
            self.cursor = keys.index(key)
            self.call_after_refresh(self._reveal)

    def render_line(self, y: int) -> Strip:
        """One line; the heading stays when the rows scroll."""
        if y == 0:
            head = self.get_component_rich_style("price-table--head")
            return Strip([Segment(self._row((self._heading, *self._heads)), head)])
        index = y - 1 + int(self.scroll_offset.y)
        if index >= len(self._prices):
            return Strip.blank(self.size.width, self.rich_style)
        texts = (self._labels[self._prices[index].key], *self._texts[index])
        kind = "row"
        if index == self.cursor:
            kind = "cursor-focus" if self.has_focus else "cursor"
        return Strip([Segment(self._row(texts), self.get_component_rich_style(f"price-table--{kind}"))])

    @property
    def _heading(self) -> str:
        """How the prices are sorted, and how many of them a search has left."""
        shown, there_are = self.found
        left = f" ({shown} of {there_are})" if shown < there_are else ""
        return f"{self._order.heading}{left}"

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
        """Columns follow the width; the chosen price stays in sight."""
        self.virtual_size = Size(self.size.width, len(self._prices) + 1)
        self.call_after_refresh(self._reveal)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._go(min(max(self.cursor + by, 0), max(len(self._prices) - 1, 0)))

    def action_copy_row(self) -> None:
        """The price under the cursor with its figures, for a cell each in a spreadsheet."""
        if self.cursor < len(self._prices):
            key = self._prices[self.cursor].key
            copy_text(
                self.app,
                "\t".join((self._labels[key], *map(ungrouped, self._texts[self.cursor]), key)),
                "The price",
            )

    def on_click(self, event: events.Click) -> None:
        """The clicked row gets the cursor; the heading sorts."""
        index = event.y - 1 + int(self.scroll_offset.y)
        if event.y == 0:
            self.action_order()
        elif index < len(self._prices):
            self._go(index)

    def _reveal(self) -> None:
        # forced: the scrollbar a longer list needs may not be there yet
        self.scroll_to_region(Region(0, self.cursor, self.size.width, 2), animate=False, force=True)

    def _go(self, index: int) -> None:
        self.cursor = index
        self._reveal()
        self.post_message(self.Moved(self.key))


def _cut(text: str, width: int) -> str:
    """The text in so many cells, with an ellipsis where something is missing."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
