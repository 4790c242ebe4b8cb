"""Submissions that change the expiry of an offer, in the wizard's list and on the status screen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from cppo_tui.domain.catalog import ChangeError, ChangeSetStatus, ChangeSetView, ChangeView
from cppo_tui.domain.last_day import last_day
from cppo_tui.domain.plan import AMENDING, Plan
from cppo_tui.domain.ports import SubmissionRow
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.submission_words import AMENDS, drafts_stand
from cppo_tui.services.amending import expiration, extension
from cppo_tui.ui import status_view as view
from cppo_tui.ui.home_view import home_rows
from cppo_tui.ui.screens.home import HomeScreen
from tests.domain.given import NOW, a_context, a_released_offer
from tests.services.plans import a_plan
from tests.ui.clocks import HeldSleep
from tests.ui.looks import shown, toasts
from tests.ui.stage import BUYER, LARGE, Stage, settle, type_text


def plan_to_extend() -> Plan:
    return extension(a_released_offer(), "2027-03-31", None, a_context(), world="sandbox").plan


def plan_to_expire() -> Plan:
    return expiration(a_released_offer(), a_context(), world="sandbox").plan


def sent(plan: Plan, state: SubmissionState, number: int = 1, **facts: object) -> Submission:
    submission = Submission(
        id=f"{plan.draft_id}-{number}",
        plan=plan,
        attempt=number,
        name=f"cppo {plan.draft_id} {number}",
        token=f"token{number}",
        state=state,
        created=NOW,
        updated=NOW,
        offer_id=plan.offer_id,
    )
    return submission.model_copy(update=facts)


def row(kind: str, state: str, number: int = 1, **facts: str) -> SubmissionRow:
    values = {
        "id": f"offer-x-{number}",
        "draft_id": "offer-x",
        "title": "Contoso 2027",
        "buyers": "0123 4567 8901",
        "kind": kind,
        "state": state,
        "change_set_id": "cs",
        "offer_id": "offer-x",
        "digest": "",
        **facts,
    }
    return SubmissionRow(**values, updated=datetime(2026, 11, 23, tzinfo=UTC))


def said(*rows: SubmissionRow) -> list[str]:
    return [texts[2] for _, texts, _ in home_rows(rows, [], UTC)[0]]


def test_the_kinds_without_pydantic_are_those_with() -> None:
    assert set(AMENDS) == {kind.value for kind in AMENDING}


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("extend", "succeeded", "published, expiry moved"),
        ("expire", "succeeded", "expired early"),
        ("extend", "accepted", "AWS is working on it"),
        ("expire", "failed", "failed at AWS"),
        ("extend", "refused", "refused, nothing changed"),
    ],
)
def test_the_list_says_what_became_of_it_also_when_it_came_to_nothing(
    kind: str, state: str, words: str
) -> None:
    """There is no draft whose row could say so."""
    assert said(row(kind, state)) == [words]


def test_a_failure_that_was_made_good_is_not_listed_any_more() -> None:
    assert said(row("extend", "succeeded", 2), row("extend", "failed", 1)) == ["published, expiry moved"]


@pytest.mark.parametrize(
    ("kind", "stands"), [("extend", "published, expiry moved"), ("expire", "expired early")]
)
def test_an_offer_published_from_here_has_one_row_whatever_was_done_to_it(kind: str, stands: str) -> None:
    published = row("publish", "succeeded", draft_id="d1", id="d1-1", title="Archera - Subscription")
    ((key, texts, _),) = home_rows(
        [row(kind, "succeeded", 2), row("extend", "succeeded"), published], [], UTC
    )[0]
    assert (key, texts[0], texts[2]) == ("s:d1-1", "Archera - Subscription", stands)


def test_what_was_not_done_to_an_offer_has_its_own_row() -> None:
    published = row("publish", "succeeded", draft_id="d1", id="d1-1")
    assert said(row("extend", "failed"), published) == ["failed at AWS", "published"]


@pytest.mark.parametrize(
    ("plan", "state", "words"),
    [
        (
            plan_to_extend(),
            SubmissionState.SUCCEEDED,
            "Moved: the offer is live; its last day is now 31 March 2027",
        ),
        (plan_to_expire(), SubmissionState.SUCCEEDED, "Expired: the offer cannot be accepted any more"),
        (plan_to_extend(), SubmissionState.REFUSED, "Refused: nothing was changed"),
    ],
    ids=["extended", "expired", "refused"],
)
def test_the_status_screens_headline(plan: Plan, state: SubmissionState, words: str) -> None:
    stands = last_day(plan, None, NOW)
    assert view.headline(sent(plan, state), stands).plain.startswith(words)


@pytest.mark.parametrize(
    ("plan", "stands", "now", "words"),
    [
        (a_plan(), None, NOW, "Published: the offer is live for its buyers"),
        (a_plan(), date(2027, 3, 31), NOW, "the offer is live; its last day is now 31 March 2027"),
        (a_plan(), date(2026, 11, 22), NOW, "Ended: published, but nobody can accept it any more"),
        (a_plan(), None, datetime(2030, 1, 1, tzinfo=UTC), "Ended: published, but nobody"),
        (plan_to_extend(), date(2026, 11, 22), NOW, "Ended: expiry moved, but nobody can accept it"),
        (plan_to_extend(), date(2027, 4, 30), NOW, "the offer is live; its last day is now 30 April 2027"),
        (plan_to_expire(), date(2027, 4, 30), NOW, "Open again: it can be accepted until 30 April 2027"),
    ],
)
def test_the_headline_says_what_is_true_now(
    plan: Plan, stands: date | None, now: datetime, words: str
) -> None:
    """Whatever was done to the offer since, also when its day simply went by."""
    submission = sent(plan, SubmissionState.SUCCEEDED)
    assert words in view.headline(submission, last_day(plan, stands, now)).plain


async def test_the_status_of_an_offer_that_was_ended_sends_nobody_to_it(stage: Stage) -> None:
    """By what was done from here: AWS need not have been asked."""
    published = sent(a_plan(), SubmissionState.SUCCEEDED, offer_id=plan_to_expire().offer_id)
    later = NOW + timedelta(minutes=5)
    for submission in (
        published,
        sent(plan_to_expire(), SubmissionState.SUCCEEDED, updated=later, token="other"),
    ):
        stage.store.add_submission(submission)
    async with stage.running(size=LARGE) as pilot:
        stage.app.show_submission(published.id)
        await settle(pilot)
        text = shown(stage.app)
        assert "Ended: published, but nobody can accept it any more" in text
        assert f"«cppo extend {published.offer_id} DATE --sandbox»" in text
        for untrue in ("hears of it from you", "Copy link", "Hand over", "live for its buyers"):
            assert untrue not in text
        await pilot.press("l")
        assert stage.app.clipboard == ""


async def test_a_moved_expiry_on_its_way_says_which_offer_and_which_day(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(sleep=HeldSleep())
    plan = plan_to_extend()
    submission = sent(plan, SubmissionState.ACCEPTED, change_set_id="cs-1")
    stage.store.add_submission(submission)
    async with stage.running(size=LARGE, but=("follow",)) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot, but=("follow",))
        for said in (plan.title, plan.offer_id, "becomes 31 March 2027"):
            assert said in shown(stage.app)


def test_there_is_no_draft_to_open_and_no_link_to_an_expired_offer() -> None:
    nothing = {"compared": False}
    failed = view.buttons(sent(plan_to_extend(), SubmissionState.FAILED), **nothing)
    assert not failed["edit"]
    expired = view.buttons(sent(plan_to_expire(), SubmissionState.SUCCEEDED), **nothing)
    assert not {"copy-link", "like", "hand-over"} & {name for name, shown in expired.items() if shown}
    assert view.buttons(sent(plan_to_extend(), SubmissionState.SUCCEEDED), **nothing)["copy-link"]


@pytest.mark.parametrize("make", [plan_to_extend, plan_to_expire])
async def test_the_status_screen_opens_for_every_ending(stage: Stage, make: Callable[[], Plan]) -> None:
    """Whatever became of it; and nothing there leads to a draft that is not there."""
    refusal = ChangeView(
        change_type="UpdateAvailability",
        errors=(ChangeError(code="INVALID_AVAILABILITY_END_DATE", message="No."),),
    )
    seen = ChangeSetView(id="cs", status=ChangeSetStatus.FAILED, changes=(refusal,))
    endings = (SubmissionState.REFUSED, SubmissionState.FAILED, SubmissionState.SUCCEEDED)
    kept = [
        sent(make(), state, number, last_seen=seen if state is SubmissionState.FAILED else None)
        for number, state in enumerate(endings, start=1)
    ]
    for submission in kept:
        stage.store.add_submission(submission)
    async with stage.running(size=LARGE) as pilot:
        for submission in kept:
            stage.app.show_submission(submission.id)
            await settle(pilot)
            text = shown(stage.app)
            assert "Offer expiry" in text
            assert "Fix it" not in text
            assert "Open the draft" not in text
            await pilot.press("escape")
            await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_the_key_that_deletes_says_where_an_offer_that_was_sent_is_ended(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "ended under Offers, key o" in toasts(stage.app)
        assert len(stage.store.submissions()) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [row("publish", "succeeded", draft_id="d")],
        [row("expire", "succeeded", 2), row("publish", "succeeded", draft_id="d")],
        [row("extend", "succeeded", 2), row("publish", "succeeded", draft_id="d")],
        [
            row("extend", "failed", 3),
            row("expire", "succeeded", 2),
            row("publish", "succeeded", draft_id="d"),
        ],
        [row("release", "succeeded", 2, draft_id="d"), row("draft", "succeeded", draft_id="d")],
        [row("draft", "succeeded", draft_id="d")],
        [row("publish", "accepted", 2, draft_id="d", offer_id=""), row("publish", "failed", draft_id="d")],
    ],
)
def test_the_command_s_list_of_drafts_says_what_the_wizard_s_list_says(rows: list[SubmissionRow]) -> None:
    listed = {key: texts[2] for key, texts, _ in home_rows(rows, [], UTC)[0]}
    ours = [f"s:{one.id}" for one in rows if one.draft_id == "d"]
    assert drafts_stand(rows)["d"] == next(listed[key] for key in ours if key in listed)
