"""Help and settings, and the high contrast of a few screens that have everything on them."""

from cppo_tui.domain.steps import Step
from tests.ui.scenes import Play, pressing, step

PERSONAL_SCENES: dict[str, Play] = {
    "help-field": step(Step.TERMS, then=pressing("f1")),
    "help-keys": step(Step.TERMS, then=pressing("f1", "end")),
    "help-home": pressing("f1"),
    "settings": pressing("f9"),
    "settings-keys": pressing("f9", *["shift+tab"] * 3, "G"),
}
HIGH_CONTRAST = ("home-full", "opportunity-findings", "pricing-filled", "terms-findings", "review-filled")
