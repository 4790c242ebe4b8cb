"""Own installments: amounts for the ISV's dates, or dates, amounts and quantities of one's own."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label, RadioSet, Static, TextArea

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import InstallmentRow, Installments
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.installments import typed_amount
from cppo_tui.domain.money import unit_price
from cppo_tui.domain.product import lengths
from cppo_tui.domain.text import clean
from cppo_tui.domain.validity import length_words
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.price_view import kept_words
from cppo_tui.ui.widgets.field import worst_first
from cppo_tui.ui.widgets.plain_area import PlainArea
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.toggles import Choice, Option


class ScheduleEditor(Vertical):
    """Shows what the draft's ``Installments`` hold and tells each change of them."""

    DEFAULT_CSS = """
    ScheduleEditor { height: auto; }
    ScheduleEditor .row { height: 1; }
    ScheduleEditor .due { width: 11; }
    ScheduleEditor .wholesale { width: 15; text-align: right; padding: 0 1 0 0; color: $text-muted; }
    ScheduleEditor .amount { width: 15; }
    ScheduleEditor .together { text-style: bold; }
    ScheduleEditor #paid { padding: 0 1; }
    ScheduleEditor .said { width: 1fr; padding: 0 0 0 1; }
    ScheduleEditor .lines { height: 6; }
    ScheduleEditor .lines Vertical { width: 1fr; height: 100%; margin: 0 2 0 0; }
    ScheduleEditor PlainArea { height: 1fr; padding: 0; background: $panel; }
    ScheduleEditor PlainArea { scrollbar-gutter: stable; scrollbar-size-horizontal: 0; }
    ScheduleEditor PlainArea:focus { background: $accent 25%; }
    ScheduleEditor RadioSet {
        layout: grid; grid-size: 3; grid-rows: 1; height: auto; width: 100%; max-width: 60; border: none;
    }
    """

    class Changed(Message):
        """The installments as they are now typed."""

        def __init__(self, installments: Installments) -> None:
            super().__init__()
            self.installments = installments

    def __init__(self, authorization: ResaleAuthorization, installments: Installments) -> None:
        super().__init__(id="schedule")
        self._authorization = authorization
        self._installments = installments.model_copy(update={"own": True})
        self._findings: tuple[Finding, ...] = ()

    def compose(self) -> ComposeResult:
        """Lines with the ISV's dates, or two fields to write lines into."""
        if self._authorization.schedule:
            yield from self._compose_amounts()
        else:
            yield from self._compose_lines()

    def _compose_amounts(self) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Label("Due", classes="due muted", markup=False)
            yield Label("The ISV gets", classes="wholesale", markup=False)
            yield Label("The buyer pays", classes="amount muted", markup=False)
            yield Label("You keep", classes="said muted", markup=False)
        for index, charge in enumerate(self._authorization.schedule):
            rows = self._installments.rows
            typed = rows[index].amount if index < len(rows) else ""
            price = unit_price(charge.amount, self._authorization.currency)
            with Horizontal(classes="row"):
                yield Label(charge.day.isoformat(), classes="due", markup=False)
                yield Label(price, classes="wholesale", markup=False)
                yield PlainInput(typed, name=str(index), id=f"amount-{index}", classes="amount", compact=True)
                yield Static("", classes="said line", id=f"said-{index}")
        whole = sum((charge.amount for charge in self._authorization.schedule), Decimal(0))
        with Horizontal(classes="row together"):
            yield Label("Together", classes="due", markup=False)
            yield Label(unit_price(whole, self._authorization.currency), classes="wholesale", markup=False)
            yield Static("", classes="amount", id="paid")
            yield Static("", classes="said", id="kept")

    def _compose_lines(self) -> ComposeResult:
        with Choice(id="length", compact=True):
            for duration in lengths(self._authorization):
                chosen = duration == self._installments.duration
                yield Option(plain(length_words(duration)), value=chosen, name=duration)
        with Horizontal(classes="lines"):
            with Vertical():
                yield Label("Date and amount per line", classes="muted", markup=False)
                rows = [f"{row.due} {row.amount}".strip() for row in self._installments.rows]
                yield PlainArea("\n".join(rows), id="rows", placeholder="2027-02-01 12500.00")
            with Vertical():
                yield Label("Dimension, how many", classes="muted", markup=False)
                yield PlainArea(self._quantity_text(), id="quantities")

    def _quantity_text(self) -> str:
        """What was typed; otherwise every dimension with its number still to write."""
        typed = self._installments.quantities
        if typed:
            return "\n".join(f"{key} {number}".strip() for key, number in typed)
        keys = dict.fromkeys(
            price.dimension_key for card in self._authorization.rate_cards for price in card.prices
        )
        return "\n".join(f"{key} " for key in keys)

    def focus_line(self, line: int) -> None:
        """Put the cursor where this line is typed; to the length first, while none is chosen."""
        for choice in self.query("#length").results(RadioSet):
            if not line and self._installments.duration not in lengths(self._authorization):
                choice.focus()
                return
        for area in self.query("#rows").results(PlainArea):
            area.focus()
            area.move_cursor((line, 0))
        for entry in self.query(f"#amount-{line}").results(PlainInput):
            entry.focus()

    def on_mount(self) -> None:
        """What was found before the lines were there."""
        self.show(self._findings)

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Beside each line what is kept of it, or that it is wrong; what is wrong is said below."""
        self._findings = findings
        wrong = {finding.field for finding in worst_first(findings)}
        for index, box in enumerate(self.query(".line").results(Static)):
            if f"installments.{index}" in wrong:
                put(box, plain(("to fix", "bold $text-error")), layout=False)
            else:
                put(box, plain((self._kept(index), "$text-muted")), layout=False)
        self._show_together()

    def _typed(self, index: int) -> Decimal | None:
        rows = self._installments.rows
        return typed_amount(rows[index].amount) if index < len(rows) else None

    def _kept(self, index: int) -> str:
        paid, charge = self._typed(index), self._authorization.schedule[index]
        return kept_words(paid, charge.amount, self._authorization.currency) if paid is not None else ""

    def _show_together(self) -> None:
        """The sums of the lines, once every line has an amount that goes."""
        schedule, currency = self._authorization.schedule, self._authorization.currency
        typed = [self._typed(index) for index in range(len(schedule))]
        good = [
            paid
            for paid, charge in zip(typed, schedule, strict=True)
            if paid is not None and paid >= charge.amount
        ]
        total, whole = sum(good, Decimal(0)), sum((charge.amount for charge in schedule), Decimal(0))
        complete = len(good) == len(schedule)
        for box in self.query("#paid").results(Static):
            put(box, plain(unit_price(total, currency) if complete else "–"), layout=False)
        for box in self.query("#kept").results(Static):
            put(box, plain(kept_words(total, whole, currency) if complete else ""), layout=False)

    @on(Input.Changed)
    def _amount_typed(self, event: Input.Changed) -> None:
        event.stop()
        rows = tuple(InstallmentRow(amount=field.value) for field in self.query(PlainInput).results())
        stood = [row.amount for row in self._installments.rows[: len(rows)]]
        if [row.amount for row in rows] != stood + [""] * (len(rows) - len(stood)):
            self._tell(
                rows=rows
            )  # not when the lines were only drawn: rows left over stay until one is typed

    @on(TextArea.Changed)
    def _line_typed(self, event: TextArea.Changed) -> None:
        event.stop()
        text = event.text_area.text.rstrip()
        lines = [" ".join(clean(line).split()) for line in text.split("\n")] if text else []
        parts = [line.rpartition(" ") if " " in line else (line, "", "") for line in lines]
        if event.text_area.id == "rows":  # an empty line between others counts, as its number beside it does
            self._tell(rows=tuple(InstallmentRow(due=due, amount=amount) for due, _, amount in parts))
        else:
            self._tell(quantities=tuple((key, number) for key, _, number in parts if key))

    @on(RadioSet.Changed)
    def _length_chosen(self, event: RadioSet.Changed) -> None:
        event.stop()
        self._tell(duration=event.pressed.name or "")

    def _tell(self, **changes: object) -> None:
        changed = self._installments.model_copy(update=changes)
        if changed != self._installments:
            self._installments = changed
            self.post_message(self.Changed(changed))
