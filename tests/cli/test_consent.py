"""Nothing is sent that was not confirmed: by a person at a terminal, or by the digest of what was shown."""

import io
import sys

import pytest

from cppo_tui.cli.consent import no_consent
from cppo_tui.domain.plan import Plan
from tests.services.plans import a_plan

PLAN = a_plan()


class AtTerminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("given", [PLAN.digest[:8], PLAN.digest, PLAN.digest[:8].upper()])
def test_the_digests_beginning_is_enough_for_a_script(given: str) -> None:
    assert no_consent(PLAN, given) == ""


@pytest.mark.parametrize("given", [PLAN.digest[:7], "0" * 8, PLAN.digest + "0", "yes"])
def test_anything_else_is_not(given: str) -> None:
    assert "Nothing was sent" in no_consent(PLAN, given)


@pytest.mark.parametrize(
    ("plan", "typed", "sent"),
    [
        (PLAN, "8901\n", True),
        (PLAN, " 8901 \n", True),
        (PLAN, "y\n", False),
        (PLAN, "\n", False),
        (PLAN, "", False),
        (PLAN.model_copy(update={"buyers": ("012345678901", "111122223333")}), "2\n", True),
        (PLAN.model_copy(update={"buyers": ("012345678901", "111122223333")}), "8901\n", False),
    ],
)
def test_a_person_types_what_would_hurt_most_if_it_were_wrong(
    monkeypatch: pytest.MonkeyPatch, plan: Plan, typed: str, sent: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", AtTerminal(typed))
    assert (no_consent(plan, "") == "") is sent


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """``yes | cppo extend …`` is no confirmation."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("8901\n"))
    assert "no terminal to ask on" in no_consent(PLAN, "")
