"""More moments of steps 3 to 5 as pictures: what is wrong, what is empty, what a search has left."""

from datetime import UTC, datetime
from typing import Any

from cppo_tui.domain.draft import EulaChoice, EulaKind, InstallmentRow, PricingChoice, Purpose, Replaced
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_terms import BY_THE_HOUR, NEW_PRICING, ONE_TIME, term_authorizations
from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS, MANY_DIMENSIONS, NET_TERMS
from tests.ui.further import choose
from tests.ui.looks import fill
from tests.ui.own import GOOD, OWN, amounts
from tests.ui.scenes import Play, pressing, step
from tests.ui.stage import BUYER, AppPilot, Stage, settle

WRONG_DATE = GOOD.model_copy(update={"rows": (*GOOD.rows, InstallmentRow(due="2027-06-31", amount="1"))})
A_FILE = {"eula": EulaChoice(kind=EulaKind.FILE), "purpose": Purpose.EXISTING, "countries": ("US", "ZZ")}

REPLACED = Replaced(
    agreement_id="agmt-harrowquillon4wz7tj2", acceptor=BUYER, ends=datetime(2027, 2, 3, tzinfo=UTC)
)


async def searched(stage: Stage, pilot: AppPilot) -> None:
    """A few of many prices, the highest first, the cursor on one of them."""
    await fill(pilot, "#find", "meter 19")
    await pilot.press("enter", "s", "s", "home", "down", "down")
    await settle(pilot)


async def further_purpose(stage: Stage, pilot: AppPilot) -> None:
    """The last of the further terms, with what belongs to it."""
    stage.app.screen.query_one("#more").focus()
    await pilot.press("enter")
    await settle(pilot)
    await choose(pilot, "purpose", 1)


def planted(at: Step, authorization: str, **fields: Any) -> Play:
    """A step for an authorization that the usual world lacks."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        stage.plant(term_authorizations)
        await step(at, authorization, **fields)(stage, pilot)

    return play


TERM_SCENES: dict[str, Play] = {
    "pricing-own-amounts-empty": step(
        Step.PRICING, INSTALLMENTS, installments=OWN, pricing=PricingChoice(), then=pressing("ctrl+n")
    ),
    "pricing-own-amounts-wrong": step(
        Step.PRICING, INSTALLMENTS, installments=amounts("15000", "12000", "x", "")
    ),
    "pricing-own-dates-empty": step(Step.PRICING, CONTRACT, installments=OWN, pricing=PricingChoice()),
    "pricing-own-dates-wrong": step(Step.PRICING, CONTRACT, installments=WRONG_DATE, then=pressing("ctrl+n")),
    "pricing-searched": step(Step.PRICING, MANY_DIMENSIONS, then=searched),
    "terms-own-dates": step(Step.TERMS, CONTRACT, installments=GOOD),
    "terms-replacement": step(Step.TERMS, CONTRACT, replaces=REPLACED, agreement="2028-06-30"),
    "terms-later-wrong": step(Step.TERMS, CONTRACT, start="2027-01-01", agreement="12 months"),
    "terms-further-wrong": step(Step.TERMS, NET_TERMS, agreement="1 year", then=pressing("ctrl+n"), **A_FILE),
    "terms-further-purpose": step(Step.TERMS, NET_TERMS, agreement="1 year", then=further_purpose),
    "terms-replacement-empty": step(Step.TERMS, CONTRACT, replaces=REPLACED, agreement=""),
    "review-unusual": step(Step.REVIEW, expiry="2028-01-29", pricing=PricingChoice(text="20")),
    "review-own-dates": step(Step.REVIEW, CONTRACT, installments=GOOD),
    "review-tick-asked": step(Step.REVIEW, then=pressing("ctrl+n"), consents=frozenset()),
    "review-tick-set": step(Step.REVIEW, then=pressing("ctrl+n", "t"), consents=frozenset()),
}

RARER_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "hourly": (BY_THE_HOUR, {"agreement": "450 days"}),
    "one-time": (ONE_TIME, {}),
    "unknown": (NEW_PRICING, {}),
}
"""The kinds of pricing that the usual world has no authorization of, and what is typed for each."""

for _name, (_authorization, _typed) in RARER_KINDS.items():
    TERM_SCENES[f"pricing-{_name}"] = planted(Step.PRICING, _authorization, **_typed)
    TERM_SCENES[f"terms-{_name}"] = planted(Step.TERMS, _authorization, **_typed)
