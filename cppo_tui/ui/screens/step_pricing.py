"""Step 3: the markup, in any of its three forms, and what it makes of every price."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from cppo_tui.domain.archera import TARGET_PRICE, TIERS, exact_markup, is_archera, month, wholesale_of
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.money import amount, percent, plain_number
from cppo_tui.domain.steps import Step
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.field import Field, finding_content, worst_first
from cppo_tui.ui.widgets.price_table import PriceTable

HINT = (
    "Type any one of the three; the others follow. The markup is added to the ISV's wholesale price: "
    "25\u00a0% on top is 20\u00a0% of what the buyer pays."
)
SAMPLE = Decimal(1000)


class PricingScreen(StepScreen):
    """Three figures that follow from each other, presets for Archera, the prices, a sample month."""

    STEP = Step.PRICING
    CSS_PATH = "step_pricing.tcss"

    def compose_step(self) -> ComposeResult:
        """Figures, message, presets, prices, sample."""
        with Horizontal(id="figures"):
            yield Field(PriceBasis.MARKUP.value, "Markup %", placeholder="e.g. 25", message=False)
            yield Field(PriceBasis.MARGIN.value, "Your margin %", placeholder="e.g. 20", message=False)
            yield Field(PriceBasis.PRICE.value, "Buyer price", placeholder="e.g. 0.01", message=False)
        yield Static("", id="pricing-message")
        with Horizontal(id="presets"):
            yield Static("Archera", classes="muted", id="presets-label")
            for tier in TIERS:
                label = plain(f"{tier.name} {plain_number(tier.printed)}")
                yield Button(label, id=f"preset-{tier.name.lower()}", compact=True)
            yield Button("Exact for 0.01", id="preset-exact", compact=True)
        yield PriceTable()
        yield Static("", id="sample")

    def prepare(self) -> None:
        """Fill in what was typed; show findings at once for a figure that is there."""
        draft = self.app.drafting.draft
        self.query_one("#presets").display = is_archera(draft.authorization)
        exact = self.query_one("#preset-exact", Button)
        exact.disabled = draft.authorization is None or exact_markup(draft.authorization) is None
        if exact.disabled:
            exact.tooltip = plain("No markup makes it 0.01: the wholesale price is not between 0 and 0.01.")
        table = self.query_one(PriceTable)
        table.show(draft.authorization, None)
        table.select(draft.pricing.dimension_key)
        if draft.pricing.text:
            self.query_one(f"#field-{draft.pricing.basis.value}", Field).set_value(draft.pricing.text)
            self.touch("pricing")

    def focus_first(self) -> None:
        """Begin at the figure that was typed, so that the next key does not make another one lead."""
        self.query_one(f"#field-{self.app.drafting.draft.pricing.basis.value}", Field).focus_input()

    def focus_field(self, field: str) -> None:
        """Pricing's findings belong to the figure that was typed."""
        self.touch("pricing")
        self.query_one(f"#field-{self.app.drafting.draft.pricing.basis.value}", Field).focus_input()
        self.refresh_step()

    def before_next(self) -> None:
        """From now on a missing figure is said."""
        self.touch("pricing")

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Everything that follows from the one figure."""
        resolved = resolve(draft.pricing, draft.authorization)
        markup = None if isinstance(resolved, Finding) else resolved
        self._show_figures(draft, markup)
        worst = worst_first(findings) if "pricing" in self._touched else []
        self.query_one(f"#field-{draft.pricing.basis.value}", Field).show(tuple(worst))
        message = finding_content(worst[0]) if worst else plain(HINT)
        put(self.query_one("#pricing-message", Static), message, layout=False)
        self.query_one(PriceTable).show(draft.authorization, markup)
        sample = self._sample(draft.authorization, markup)
        put(self.query_one("#sample", Static), sample, layout=False)

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
            following = ("rounded" if text.startswith("≈") else "follows") if markup else ""
            field.set_badge(("typed" if draft.pricing.text else "") if typed else following)

    def _price(self, authorization: ResaleAuthorization | None, key: str, markup: Markup | None) -> str:
        prices = authorization.usage_prices if authorization else ()
        wholesale = next((price.wholesale for price in prices if price.dimension_key == key), None)
        return plain_number(markup.buyer_price(wholesale)) if markup and wholesale is not None else ""

    def _sample(self, authorization: ResaleAuthorization | None, markup: Markup | None) -> Content:
        """What the markup means in money. Archera reports one unit per cent of premium."""
        if authorization is None or markup is None:
            return plain(("A sample appears here once there is a markup.", "$text-muted"))
        wholesale = wholesale_of(authorization)
        if is_archera(authorization) and wholesale is not None:
            buyer, partner, vendor = month(markup, wholesale, SAMPLE)
            units = f"{SAMPLE / TARGET_PRICE:,.0f}"
            what = f"A month with {amount(SAMPLE, authorization.currency)} of premiums ({units} units): "
        else:
            vendor = SAMPLE
            buyer = SAMPLE * (100 + markup.percentage) / 100
            partner = buyer - vendor
            what = f"For {amount(vendor, authorization.currency)} at wholesale: "
        return plain(
            (what, "$text-muted"),
            "the buyer pays ",
            (amount(buyer, authorization.currency), "bold"),
            ", you keep ",
            (amount(partner, authorization.currency), "bold"),
            f" ({percent(markup.margin)}), the ISV gets {amount(vendor, authorization.currency)}.",
            (" All expected: AWS documents no rounding.", "$text-muted"),
        )

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
        """The buyer price shown is that of the dimension under the cursor; a typed one keeps its own."""
        if self.app.drafting.draft.pricing.basis is not PriceBasis.PRICE:
            self.refresh_step()

    @on(Button.Pressed, "#presets Button")
    def _preset(self, event: Button.Pressed) -> None:
        authorization = self.app.drafting.draft.authorization
        text = next(
            (plain_number(t.printed) for t in TIERS if event.button.id == f"preset-{t.name.lower()}"), ""
        )
        if event.button.id == "preset-exact" and authorization is not None:
            exact = exact_markup(authorization)
            text = exact.text if exact else ""
        self.touch("pricing")
        self.query_one("#field-markup", Field).set_value(text)
        self._choose(PricingChoice(text=text, dimension_key=self.query_one(PriceTable).key))

    def _choose(self, choice: PricingChoice) -> None:
        self.app.change(pricing=choice)
