"""Which screen shows which step. Imported late: screens cost nothing until they are shown."""

from cppo_tui.domain.steps import Step
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
