"""Which screen shows which step or place. Imported late: screens cost nothing until they are shown."""

from typing import Any

from textual.screen import Screen

from cppo_tui.domain.steps import Step
from cppo_tui.ui.as_seen import Seen
from cppo_tui.ui.screens.authorizations import AuthorizationsScreen
from cppo_tui.ui.screens.bulk import BulkScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_pricing import PricingScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from cppo_tui.ui.step_screen import StepScreen

_SCREENS: dict[Step, type[StepScreen]] = {
    Step.OPPORTUNITY: OpportunityScreen,
    Step.INFORMATION: InformationScreen,
    Step.PRICING: PricingScreen,
    Step.TERMS: TermsScreen,
    Step.REVIEW: ReviewScreen,
}


def step_screen(step: Step, field: str = "") -> StepScreen:
    """A fresh screen for a step, with the cursor in a field when one is named."""
    return _SCREENS[step](field)


def place_screen(place: str, about: str = "", *, at: str = "", seen: Seen | None = None) -> Screen[Any]:
    """A fresh screen for what lies beside the drafts; ``about`` is the authorization it begins with, ``at``
    the row the offers open at, ``seen`` how they were looked at before."""
    if place == "offers":
        return OffersScreen(seen or Seen(about), at=at)
    return AuthorizationsScreen() if place == "authorizations" else BulkScreen(about)
