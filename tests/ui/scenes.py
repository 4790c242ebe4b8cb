"""The moments of the wizard that are kept as pictures. Each is reached on a stage of its own."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from cppo_tui.domain.catalog import ChangeError, ChangeSetStatus, ChangeSetView, ChangeView
from cppo_tui.domain.draft import InstallmentRow, Installments, PriceBasis, PricingChoice
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.sandbox.pace import REAL
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_awkward import OWN_SCHEDULE_ON_INSTALLMENTS
from cppo_tui.sandbox.seed_vendors import (
    AMI_ANNUAL,
    CONSUMPTION,
    CONTRACT,
    ENDS_SOON,
    EURO,
    INSTALLMENTS,
    MANY_DIMENSIONS,
    NET_TERMS,
    SERVICES,
)
from cppo_tui.ui.desk import AWS
from cppo_tui.ui.widgets.json_view import JsonView
from tests.ui.catalogs import Otherwise, SignedOut
from tests.ui.clocks import HeldSleep
from tests.ui.looks import click, fill
from tests.ui.stage import BUYER, AppPilot, Stage, settle, type_text

Play = Callable[[Stage, AppPilot], Awaitable[None]]
TWO = (BUYER, "433344445555")
HAS_AN_OFFER = "422233334444"
OWN_AMOUNTS = Installments(
    own=True, rows=tuple(InstallmentRow(amount=text) for text in ("14000", "13500.50", "12", "13000"))
)
OWN_DATES = Installments(
    own=True,
    duration="P12M",
    rows=(InstallmentRow(due="2027-02-01", amount="2500"), InstallmentRow(due="2027-08-01", amount="1500")),
    quantities=(("analyst", "3"), ("viewer", "2")),
)
FIVE_BUYERS = (BUYER, "12345", "777788889999", "4333 4444 555O", BUYER)


def new_stage(folder: Path, **circumstances: Any) -> Stage:
    """A stage on which no time passes."""
    return Stage(folder, **({"sleep": HeldSleep()} | circumstances))


def step(at: Step, authorization: str | None = None, then: Play | None = None, **fields: Any) -> Play:
    """A step with a draft, and what is done there."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        draft = stage.draft(BRONZE if authorization is None else authorization, **fields)
        await stage.open_at(pilot, at, draft)
        if then is not None:
            await then(stage, pilot)

    return play


def pressing(*keys: str) -> Play:
    """Press these keys."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await pilot.press(*keys)
        await settle(pilot, but=("follow",))

    return play


def searching(text: str) -> Play:
    """Search the table."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await fill(pilot, "#search", text)

    return play


def clicking(selector: str) -> Play:
    """Press a button."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await click(pilot, selector)

    return play


def finding(text: str) -> Play:
    """Fold the change set, and open it again where a text is found."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        pilot.app.screen.query_one(JsonView).action_fold_all()
        await pilot.press("slash")
        await fill(pilot, "#json-find", text)
        await pilot.press("enter")

    return play


async def renaming(stage: Stage, pilot: AppPilot) -> None:
    """The dialog for a draft's name."""
    await pilot.press("ctrl+g")
    await settle(pilot)
    await pilot.press("r")
    await settle(pilot)


async def nothing(_stage: Stage, pilot: AppPilot) -> None:
    """The first screen as it comes up."""
    await settle(pilot)


async def home_full(stage: Stage, pilot: AppPilot) -> None:
    """Everything the list can hold."""
    stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-openbronze2kqw")
    stage.clock.move(minutes=7)
    tried = stage.draft(EURO, agreement="1 year", title="Harrow & Finch, Loomwatch renewal")
    stage.store.save_draft(tried, revision=0)
    stage.submission(SubmissionState.FAILED, tried)
    stage.clock.move(minutes=7)
    stage.store.save_draft(stage.draft(buyers=(), reached=Step.INFORMATION), revision=0)
    stage.clock.move(minutes=7)
    two = stage.draft(buyers=TWO)
    two = two.model_copy(update={"consents": two.consents | {f"buyers-several:{','.join(TWO)}"}})
    stage.submission(SubmissionState.UNKNOWN, two)
    stage.app.screen.fill()  # type: ignore[attr-defined]
    await settle(pilot)


def status(state: SubmissionState, seen: ChangeSetView | None = None, **facts: Any) -> Play:
    """The status of a submission that was sent 47 seconds ago."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        submission = stage.submission(
            state, last_seen=seen, change_set_id="stagechangeset00000000007", **facts
        )
        stage.clock.move(seconds=47)
        await show(stage, pilot, submission)

    return play


async def in_flight(stage: Stage, pilot: AppPilot) -> None:
    """The status of what AWS has been working at for 47 seconds."""
    plan = stage.plan(stage.draft())
    sent = stage.catalog.sender().start(plan.body, name=f"cppo {plan.draft_id} 1", token="0" * 32)
    submission = stage.sent(plan, SubmissionState.ACCEPTED, change_set_id=sent)
    stage.clock.move(seconds=47)
    await show(stage, pilot, submission)


async def show(stage: Stage, pilot: AppPilot, submission: Submission) -> None:
    """Open a submission's status."""
    stage.app.show_submission(submission.id)
    await settle(pilot, but=("follow",))


async def publishing(_stage: Stage, pilot: AppPilot) -> None:
    """Confirm at review and wait for the end."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, BUYER[-4:])
    await pilot.press("enter")
    await settle(pilot, but=("follow",))


def seen(status: ChangeSetStatus, *errors: tuple[str, str, str]) -> ChangeSetView:
    """A change set in a state, with errors as (change type, code, message)."""
    changes = tuple(
        ChangeView(change_type=change, errors=(ChangeError(code=code, message=message),))
        for change, code, message in errors
    )
    failure = "CLIENT_ERROR" if errors else ""
    return ChangeSetView(id="stagechangeset00000000007", status=status, failure_code=failure, changes=changes)


FAILURE = seen(
    ChangeSetStatus.FAILED,
    ("UpdateTargeting", "INVALID_BUYER_ACCOUNTS", "The buyer accounts 999999999999 are not valid."),
    ("UpdateMarkup", "SOMETHING_NEW", "A reason nobody has seen before [/b]."),
)
COMPLETING: dict[str, Any] = {"reuse_offer_id": OWN_SCHEDULE_ON_INSTALLMENTS, "reuse_offer_revision": 1}
EMPTY: dict[str, Any] = {
    "authorization": "",
    "buyers": (),
    "pricing": PricingChoice(),
    "reached": Step.OPPORTUNITY,
}
BLANK: dict[str, Any] = {
    "buyers": (),
    "pricing": PricingChoice(),
    "reached": Step.OPPORTUNITY,
    "consents": frozenset(),
}
"""An authorization, and nothing else yet."""
BAD: dict[str, Any] = {
    "buyers": FIVE_BUYERS,
    "name": "Harrow <3",
    "description": "",
    "pricing": PricingChoice(text="5,0"),
    "agreement": "12/31/2027",
    "expiry": "2020-01-01",
}
VERIFY = PublishMode.VERIFY
PRICE = PricingChoice(basis=PriceBasis.PRICE, text="0.3", dimension_key="meter_200")

SCENES: dict[str, Play] = {
    "home-empty": nothing,
    "home-full": home_full,
    "home-rename": step(Step.INFORMATION, then=renaming),
    "opportunity-empty": step(Step.OPPORTUNITY, **EMPTY),
    "opportunity-filled": step(Step.OPPORTUNITY, buyers=TWO),
    "opportunity-findings": step(Step.OPPORTUNITY, buyers=FIVE_BUYERS),
    "opportunity-unusable": step(Step.OPPORTUNITY, then=searching("peakflow"), **EMPTY),
    "opportunity-next-empty": step(Step.OPPORTUNITY, then=pressing("ctrl+n"), **EMPTY),
    "opportunity-several": step(Step.OPPORTUNITY, then=pressing("ctrl+n"), buyers=TWO),
    "information-empty": step(Step.INFORMATION, "", buyers=()),
    "information-filled": step(Step.INFORMATION),
    "information-findings": step(Step.INFORMATION, **BAD),
    "pricing-empty": step(Step.PRICING, pricing=PricingChoice()),
    "pricing-filled": step(Step.PRICING),
    "pricing-findings": step(Step.PRICING, **BAD),
    "pricing-warning": step(Step.PRICING, pricing=PricingChoice(text="33.3")),
    "pricing-many": step(Step.PRICING, MANY_DIMENSIONS, pricing=PRICE),
    "terms-empty": step(Step.TERMS, EURO, expiry=""),
    "terms-filled": step(Step.TERMS),
    "terms-findings": step(Step.TERMS, **BAD),
    "terms-warning": step(Step.TERMS, ENDS_SOON, agreement="2 years"),
    "review-empty": step(Step.REVIEW, "", buyers=(), pricing=PricingChoice()),
    "review-filled": step(Step.REVIEW),
    "review-findings": step(Step.REVIEW, **BAD),
    "review-verify": step(Step.REVIEW, mode=VERIFY),
    "review-twin": step(Step.REVIEW, buyers=(HAS_AN_OFFER,)),
    "review-confirm": step(Step.REVIEW, then=pressing("ctrl+n")),
    "review-not-yet": step(Step.REVIEW, then=pressing("ctrl+n"), name=""),
    "status-failed": status(SubmissionState.FAILED, FAILURE),
    "status-refused": status(SubmissionState.REFUSED, problem="AWS refused the request: name too long."),
    "status-unknown": status(SubmissionState.UNKNOWN, problem="The connection broke while waiting."),
    "status-published": step(Step.REVIEW, then=publishing),
    "status-draft": step(Step.REVIEW, then=publishing, mode=VERIFY),
}
"""Scenes on the usual stage."""

KINDS = {
    "contract": CONTRACT,
    "consumption": CONSUMPTION,
    "installments": INSTALLMENTS,
    "hourly-annual": AMI_ANNUAL,
    "services": SERVICES,
}
"""One authorization for each kind of pricing; usage is in all the other scenes."""

for _name, _authorization in KINDS.items():
    SCENES[f"pricing-{_name}"] = step(Step.PRICING, _authorization)
    SCENES[f"terms-{_name}"] = step(Step.TERMS, _authorization)

SCENES |= {
    "pricing-own-amounts": step(Step.PRICING, INSTALLMENTS, installments=OWN_AMOUNTS),
    "pricing-own-dates": step(Step.PRICING, CONTRACT, installments=OWN_DATES),
    "terms-later": step(Step.TERMS, CONTRACT, start="2027-03-01", agreement="12 months"),
    "terms-further": step(Step.TERMS, NET_TERMS, then=clicking("#more"), agreement="1 year"),
    "opportunity-type": step(Step.OPPORTUNITY, CONTRACT, then=clicking("#product-type")),
    "review-not-accepted": step(Step.REVIEW, consents=frozenset()),
    "review-search": step(Step.REVIEW, then=finding("Percentage")),
    "review-own-amounts": step(Step.REVIEW, INSTALLMENTS, installments=OWN_AMOUNTS),
}

ELSEWHERE: dict[str, tuple[Play, dict[str, Any]]] = {
    "home-signed-out": (nothing, {"world": AWS, "wrap": SignedOut}),
    "opportunity-none": (step(Step.OPPORTUNITY, **EMPTY), {"scenario": "empty"}),
    "opportunity-signed-out": (pressing("n"), {"world": AWS, "wrap": SignedOut}),
    "review-reuse": (step(Step.REVIEW), {"scenario": "awkward-seller"}),
    "review-completing": (step(Step.REVIEW, INSTALLMENTS, **COMPLETING), {"scenario": "awkward-seller"}),
    "status-in-flight": (in_flight, {"pace": REAL}),
    "status-differs": (step(Step.REVIEW, then=publishing, mode=VERIFY), {"wrap": Otherwise}),
    "review-hostile": (step(Step.REVIEW, name="[/b] [Team A] 株式会社"), {"scenario": "archera"}),
}
"""Scenes that need other circumstances."""
