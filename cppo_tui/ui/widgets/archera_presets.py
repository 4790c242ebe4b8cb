"""The markups Archera prescribes, a button each: of a known tier the one that makes exactly one cent."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.archera import TIERS, exact_markup, is_archera, tier_of
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import plain_number
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button

NO_EXACT = "No markup makes it 0.01: the wholesale price is not between 0 and 0.01."


class ArcheraPresets(Horizontal):
    """Hidden for other products. The printed figures of the tiers only where the tier is not known."""

    class Chosen(Message):
        """This markup is wanted, in percent; "" where there is none any more."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="presets")
        self._exact: Markup | None = None

    def compose(self) -> ComposeResult:
        """What they are for, the tiers, the exact one."""
        yield Static("Archera", classes="muted", id="presets-label")
        for tier in TIERS:
            label = plain(f"{tier.name} {plain_number(tier.printed)}")
            yield Button(label, id=f"preset-{tier.name.lower()}")
        yield Button("Use exactly 0.01", id="preset-exact")

    def show(self, authorization: ResaleAuthorization | None, markup: Markup | None) -> None:
        """What fits this authorization, and whether it is what stands in the draft."""
        self.display = is_archera(authorization)
        tier = tier_of(authorization) if authorization else None
        self._exact = exact_markup(authorization) if authorization else None
        put(self.query_one("#presets-label", Static), plain(f"Archera {tier.name}" if tier else "Archera"))
        for one in TIERS:
            self.query_one(f"#preset-{one.name.lower()}").display = tier is None
        exact = self.query_one("#preset-exact", Button)
        exact.disabled = self._exact is None
        exact.tooltip = plain(NO_EXACT) if self._exact is None else None
        if self._exact is not None:
            figure = self._exact.text
            label = (
                f"{figure} % set: exactly 0.01" if markup == self._exact else f"Use {figure} %: exactly 0.01"
            )
            if str(exact.label) != label:
                exact.label = plain(label)  # as long as the other: nothing moves while one types

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        printed = (tier for tier in TIERS if event.button.id == f"preset-{tier.name.lower()}")
        text = next((plain_number(tier.printed) for tier in printed), "")
        if event.button.id == "preset-exact":
            text = self._exact.text if self._exact else ""
        self.post_message(self.Chosen(text))
