"""Nothing is sent that was not confirmed: by a person at a terminal, or by the digest of what was shown."""

import io
import sys

import pytest

from cppo_tui.cli.consent import no_consent
from cppo_tui.cli.endings import Exit
from cppo_tui.domain.plan import Plan
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.cli.shop import Shop
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


OPEN = "offer-openbronze2kqw"
"""An offer the sandbox begins with."""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("apply plan.json", "Give --yes and the first 8 characters of the digest you have read."),
        (
            "approve plan.json --name Ann",
            "Give --yes and the first 8 characters of the digest you have read.",
        ),
        (f"extend {OPEN} 2099-03-01", "Look at it with --plan, then give --yes and the first 8 characters"),
        (f"expire {OPEN}", "Look at it with --plan, then give --yes and the first 8 characters"),
        ("bulk customers.csv --template offer.yaml --authorization " + BRONZE, "then give --yes 1-"),
    ],
)
def test_without_a_terminal_nothing_is_sent_and_what_to_give_is_said(
    shop: Shop, command: str, says: str
) -> None:
    """Every command that sends; «release» and «settle» have theirs beside their other tests."""
    shop.plan()
    shop.offer_file(buyers="[]")
    (shop.folder / "customers.csv").write_text(
        "customer,account id\nContoso,987654321098\n", encoding="utf-8"
    )
    said = shop.run(*command.split())
    assert said.code == Exit.STOPPED, said
    assert "there is no terminal to ask on" in said.err
    assert says in " ".join(said.err.split())
    assert ("Nothing was approved." if "approve" in command else "Nothing was sent.") in said.err
    assert shop.started == []
