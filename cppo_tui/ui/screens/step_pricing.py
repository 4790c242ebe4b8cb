"""Step 3: the markup, in any of its three forms, and what it makes of every price."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Input, RadioSet, Static

from cppo_tui.domain.archera import exact_words, is_archera
from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.installments import OwnSchedule, may_set_installments, resolve_installments
from cppo_tui.domain.kind_words import price_example, pricing_words
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.money import percent, plain_number
from cppo_tui.domain.product import pricing_kind
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import reason_for
from cppo_tui.ui.bench_view import ROWS, Bench, bars
from cppo_tui.ui.plain import Part, lines, plain, put, put_whole
from cppo_tui.ui.price_view import installments_content, sample_content
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.archera_presets import ArcheraPresets
from cppo_tui.ui.widgets.field import Field, finding_content, worst_first
from cppo_tui.ui.widgets.picture import Picture
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.price_table import PriceTable
from cppo_tui.ui.widgets.schedule_editor import ScheduleEditor
from cppo_tui.ui.widgets.toggles import Option, Switch

ANY_ONE = "Type any one of the three; the others follow."
HINT = (
    f"{ANY_ONE} The markup is added to the ISV's wholesale price: "
    "25\u00a0% on top is 20\u00a0% of what the buyer pays."
)
OWN_HINT = (
    "Own amounts replace the markup; the ISV still gets the wholesale amounts. Once AWS has them, that offer "
    "cannot go back to a markup."
)
MANY = 12
"""More prices than this can be searched."""
FEW = 6
"""So many prices are shown before any room is given to bars."""


class PricingScreen(StepScreen):
    """Three figures that follow from each other, presets for Archera, the prices, a sample month."""

    STEP = Step.PRICING
    tells_beside = True
    CSS_PATH = "step_pricing.tcss"

    def compose_step(self) -> ComposeResult:
        """Kind, way, figures or installments, message, presets, prices, sample."""
        draft = self.app.drafting.draft
        own = draft.installments.own
        yield Static("", id="kind")
        with Switch(id="way", compact=True):
            yield Option(plain("Markup"), value=not own, id="by-markup")
            yield Option(plain("Own installments"), value=own, id="by-installments")
        with Horizontal(id="figures"):
            yield Field(PriceBasis.MARKUP.value, "Markup %", placeholder="e.g. 25", message=False)
            yield Field(PriceBasis.MARGIN.value, "Your margin %", placeholder="e.g. 20", message=False)
            yield Field(
                PriceBasis.PRICE.value,
                "Buyer price",
                placeholder=f"e.g. {price_example(draft)}",
                message=False,
            )
        yield Vertical(id="own")
        yield Static("", id="pricing-message")
        yield ArcheraPresets()
        yield PlainInput(placeholder="Find a price", id="find", compact=True)
        yield PriceTable()
        yield Picture(bars, id="bench")
        yield Static("", id="sample")

    def prepare(self) -> None:
        """Fill in what was typed; show findings at once for a figure that is there."""
        draft = self.app.drafting.draft
        hourly = pricing_kind(draft) is PricingKind.HOURLY_WITH_ANNUAL
        possible = may_set_installments(draft.authorization) and not hourly
        self.query_one("#way").display = possible or draft.installments.own
        table = self.query_one(PriceTable)
        table.show(draft.authorization, None)
        table.select(draft.pricing.dimension_key)
        self.query_one("#find").display = table.found[1] > MANY
        if draft.pricing.text:
            self.query_one(f"#field-{draft.pricing.basis.value}", Field).set_value(draft.pricing.text)
            self.touch("pricing")
        if draft.installments.rows:
            self.touch("installments")
        self._show_way(draft)

    def focus_first(self) -> None:
        """Begin at the figure that was typed, so that the next key does not make another one lead."""
        if self.app.drafting.draft.installments.own:
            self._focus_line(0)
            return
        self.query_one(f"#field-{self.app.drafting.draft.pricing.basis.value}", Field).focus_input()

    def focus_field(self, field: str) -> None:
        """Pricing's findings belong to the figure that was typed, or to a line of the installments."""
        self.before_next()
        line = field.partition(".")[2]
        if line and self.app.drafting.draft.installments.own:
            self._focus_line(int(line))
        else:
            self.focus_first()
        self.refresh_step()

    def _focus_line(self, line: int) -> None:
        """The lines may only just have been made."""
        for editor in self.query(ScheduleEditor).results():
            self.call_after_refresh(editor.focus_line, line)

    def before_next(self) -> None:
        """From now on what is missing is said."""
        self.touch("installments" if self.app.drafting.draft.installments.own else "pricing")

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Everything that follows from the one figure, or from the installments."""
        if draft.installments.own:
            self._update_own(draft, findings)
            return
        resolved = resolve(draft.pricing, draft.authorization)
        markup = None if isinstance(resolved, Finding) else resolved
        self._show_figures(draft, markup)
        worst = worst_first(findings) if "pricing" in self._touched else []
        self.query_one(f"#field-{draft.pricing.basis.value}", Field).show(tuple(worst))
        message = finding_content(worst[0]) if worst else plain(*self._taught(draft, markup))
        put_whole(self.query_one("#pricing-message", Static), message)
        table = self.query_one(PriceTable)
        table.show(draft.authorization, markup)
        self._bench.show(table.bench(markup))
        self.query_one(ArcheraPresets).show(draft.authorization, markup)
        sample = sample_content(draft.authorization, markup)
        put(self.query_one("#sample", Static), sample, layout=False)

    def _taught(self, draft: OfferDraft, markup: Markup | None) -> tuple[Part, ...]:
        """While nothing is wrong: that the markup is the right one, and why, or how to begin."""
        right = ""
        if markup is not None and draft.authorization is not None and is_archera(draft.authorization):
            right = exact_words(draft.authorization, markup)
        if right:
            return (right, "$text-success"), f" {ANY_ONE}"
        return (reason_for(draft, "pricing") or HINT,)

    @property
    def _bench(self) -> Picture[Bench]:
        return self.query_one("#bench", Picture)

    def on_resize(self, event: Resize) -> None:
        """The bars take what the prices leave, and step aside where those would have to be scrolled more."""
        self.call_after_refresh(self._place_bench)

    def _place_bench(self) -> None:
        if self._shows_draft:
            table, sample = self.query_one(PriceTable), self.query_one("#sample")
            below = sample.outer_size.height + sample.styles.margin.height
            room = self.query_one("#body").size.height - table.virtual_region.y - below
            prices = table.found[1]
            own = self.app.drafting.draft.installments.own
            self._bench.display = not own and room > min(prices, FEW) + ROWS + 2
            # The bars stand right below the prices, not at the foot of an empty table.
            table.styles.max_height = prices + 1 if self._bench.display else None

    def _show_way(self, draft: OfferDraft) -> None:
        """The figures of a markup, or the lines of own installments; prices where they say the cost."""
        own = draft.installments.own
        per_unit = not (draft.authorization and draft.authorization.schedule)
        for name in ("#figures", "#presets", "#sample"):
            self.query_one(name).set_class(own, "-away")
        for name in ("#prices", "#find"):
            self.query_one(name).set_class(own and not per_unit, "-away")
        words = pricing_words(draft)
        put(self.query_one("#kind", Static), plain((words, "$text-muted")))
        self.query_one("#kind").display = bool(words)
        self.query_one("#pricing-message").set_class(own, "-own")
        box = self.query_one("#own")
        box.display = own
        if own and draft.authorization is not None and not self.query(ScheduleEditor):
            box.mount(ScheduleEditor(draft.authorization, draft.installments))
        self.call_after_refresh(self._place_bench)

    def _update_own(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Totals, and what is wrong, named by the line it stands in."""
        shown = findings if "installments" in self._touched else ()
        self.query_one(PriceTable).show(draft.authorization, None, length=draft.installments.duration)
        for editor in self.query(ScheduleEditor).results():
            editor.show(shown)
        left = worst_first(shown)
        said = plain(OWN_HINT)
        if left:
            _, _, line = left[0].field.partition(".")
            said = finding_content(left[0], about=f"Line {int(line) + 1}" if line else "")
        schedule = resolve_installments(draft, self.app.context().today)
        if isinstance(schedule, OwnSchedule) and draft.authorization is not None:
            said = lines(installments_content(schedule, draft.authorization), said)
        put(self.query_one("#pricing-message", Static), said)

    def _show_figures(self, draft: OfferDraft, markup: Markup | None) -> None:
        """The typed figure stays as typed; the other two are worked out."""
        table = self.query_one(PriceTable)
        follows = {
            PriceBasis.MARKUP: markup.text if markup else "",
            PriceBasis.MARGIN: percent(markup.margin, 4).removesuffix(" %") if markup else "",
            PriceBasis.PRICE: self._price(draft.authorization, table.key, markup),
        }
        for basis, text in follows.items():
            field = self.query_one(f"#field-{basis.value}", Field)
            typed = basis is draft.pricing.basis
            if not typed:
                field.set_value(text.removeprefix("≈ "))  # the sign is no part of a figure one can type on
                field.show(())
            field.input.follows = not typed
            following = ("rounded" if text.startswith("≈") else "follows") if markup else ""
            given = "template" if reason_for(draft, "pricing") else "typed"
            field.set_badge((given if draft.pricing.text else "") if typed else following)

    def _price(self, authorization: ResaleAuthorization | None, key: str, markup: Markup | None) -> str:
        prices = authorization.wholesale if authorization else ()
        price = next((price for price in prices if price.key == key), None)
        return plain_number(markup.buyer_price(price.amount, price.places)) if markup and price else ""

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        self.touch("pricing")
        basis = PriceBasis(event.field.name or "")
        self._choose(
            PricingChoice(basis=basis, text=event.value, dimension_key=self.query_one(PriceTable).key)
        )

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        self.action_next()

    @on(PriceTable.Moved)
    def _moved(self, event: PriceTable.Moved) -> None:
        """Bars and buyer price are those of the dimension under the cursor; a typed price keeps its own."""
        self.refresh_step()

    @on(RadioSet.Changed, "#way")
    def _way_chosen(self, event: RadioSet.Changed) -> None:
        draft = self.app.drafting.draft
        own = event.pressed.id == "by-installments"
        self.app.change(installments=draft.installments.model_copy(update={"own": own}))
        self._show_way(self.app.drafting.draft)
        self.refresh_step()

    @on(ScheduleEditor.Changed)
    def _installments_typed(self, event: ScheduleEditor.Changed) -> None:
        self.touch("installments")
        self.app.change(installments=event.installments)

    @on(Input.Changed, "#find")
    def _sought(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(PriceTable).seek(event.value)
        self.refresh_step()

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.query_one(PriceTable).focus()

    @on(ArcheraPresets.Chosen)
    def _preset(self, event: ArcheraPresets.Chosen) -> None:
        self.touch("pricing")
        self.query_one("#field-markup", Field).set_value(event.text)
        self._choose(PricingChoice(text=event.text, dimension_key=self.query_one(PriceTable).key))

    def _choose(self, choice: PricingChoice) -> None:
        self.app.change(pricing=choice)
