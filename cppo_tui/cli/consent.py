"""Confirming a plan without the wizard: a person types, a script gives the beginning of the digest."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import tell
from cppo_tui.domain.accounts import typed_consent

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan

DIGITS = 8
"""How much of the digest a script must give: enough that nobody guesses it, short enough to compare."""


def add_consent(made: argparse.ArgumentParser) -> None:
    """The arguments of a command that sends something binding."""
    made.add_argument("--plan", action="store_true", help="show what would be sent; send nothing")
    made.add_argument(
        "--yes",
        metavar="DIGEST",
        default="",
        help=f"send without asking: the first {DIGITS} characters of the digest that --plan shows",
    )
    made.add_argument("--no-wait", action="store_true", help="do not follow it to its end")


def no_consent(plan: Plan, yes: str) -> str:
    """Why this plan may not be sent, "" when it was confirmed. Without ``yes`` the terminal is asked."""
    if yes:
        given = yes.lower()
        if len(given) >= DIGITS and plan.digest.startswith(given):
            return ""
        return (
            "What would be sent now is not what --yes was given for: its digest is another. Nothing was "
            "sent; look at it again with --plan."
        )
    if not sys.stdin.isatty():
        return (
            "This has to be confirmed, and there is no terminal to ask on. Nothing was sent. Look at it with "
            f"--plan, then give --yes and the first {DIGITS} characters of its digest."
        )
    wanted, asked = typed_consent(plan.buyers)
    tell(f"To send it, type {asked}; anything else sends nothing:")
    typed = sys.stdin.readline().strip()
    return "" if typed == wanted else f"That is not {asked}. Nothing was sent."
