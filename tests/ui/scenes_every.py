"""Each screen once, with something on it: what is drawn in every theme and at every size."""

from typing import Any

from textual.widgets import Button

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import NET_TERMS
from tests.ui.scenes import BLANK, SCENES, Play, step
from tests.ui.scenes_desks import DESK_SCENES
from tests.ui.scenes_personal import PERSONAL_SCENES
from tests.ui.stage import AppPilot, Stage, settle

HUGE = (160, 50)
_WIZARD = (
    "home-empty",
    "home-full",
    "opportunity-filled",
    "information-filled",
    "pricing-filled",
    "terms-filled",
    "review-filled",
    "review-confirm",
    "status-published",
)
_DESKS = ("offers-filled", "authorizations-filled", "bulk-filled")


async def further(stage: Stage, pilot: AppPilot) -> None:
    """The dialog of further terms, whose button a small window has out of sight."""
    stage.app.screen.query_one("#more", Button).press()
    await settle(pilot)


EVERY_SCREEN: dict[str, tuple[Play, dict[str, Any]]] = {
    **{scene: (SCENES[scene], {}) for scene in _WIZARD},
    "opportunity-template": (step(Step.OPPORTUNITY, **BLANK), {}),
    "terms-further": (step(Step.TERMS, NET_TERMS, then=further, agreement="1 year"), {}),
    **{scene: DESK_SCENES[scene] for scene in _DESKS},
    **{scene: (PERSONAL_SCENES[scene], {}) for scene in ("help-field", "settings")},
}
