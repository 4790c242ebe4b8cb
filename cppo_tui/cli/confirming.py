"""Confirming a plan by the beginning of its digest: typed by a person, given by a script."""

import sys

from cppo_tui.cli.headless import tell
from cppo_tui.domain.plan import Plan
from cppo_tui.services import refusals
from cppo_tui.services.plan_files import DIGITS


def confirm_by_digest(plan: Plan, yes: str) -> None:
    """Return when this plan is meant; without ``yes`` the terminal is asked. Raises PlanRefused."""
    if not yes:
        if not sys.stdin.isatty():
            raise refusals.PlanRefused(
                "NOT_CONFIRMED",
                "This has to be confirmed, and there is no terminal to ask on. Give --yes and the first "
                f"{DIGITS} characters of the digest you have read.",
            )
        tell(f"Type the first {DIGITS} characters of the digest to confirm; anything else leaves it:")
        yes = sys.stdin.readline().strip()
    given = yes.strip().lower()
    if len(given) < DIGITS or not plan.digest.startswith(given):
        raise refusals.not_confirmed()
