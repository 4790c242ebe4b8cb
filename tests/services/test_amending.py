"""Changing the expiry of a released offer: planned and sent as it was seen, at most once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.errors import Rejected
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.verify import compared
from cppo_tui.services.amending import Amendment, expiration, extension, moved_here
from cppo_tui.services.planner import NotReady
from tests.domain.given import BUYER, NOW, OTHER_BUYER, SELLER, a_context, a_released_offer, codes
from tests.services.acting import code_of_refusal, follow
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import HandClock, Server, lost, refused
from tests.services.plans import a_plan

OFFER = a_released_offer().id


def extended(text: str = "2027-03-31", offer: OfferView | None = None, **context: Any) -> Amendment:
    return extension(offer or a_released_offer(), text, None, a_context(**context), world="sandbox")


def expired(offer: OfferView | None = None) -> Amendment:
    return expiration(offer or a_released_offer(), a_context(), world="sandbox")


BOTH = pytest.mark.parametrize("make", [extended, expired], ids=["extend", "expire"])
Make = Callable[[], Amendment]


@pytest.fixture(autouse=True)
def _described(server: Server) -> None:
    server.described[OFFER] = a_released_offer()


def test_extending_sends_one_change_for_the_revision_that_was_seen() -> None:
    plan = extended().plan
    assert plan.changes == [
        {
            "ChangeType": "UpdateAvailability",
            "Entity": {"Type": "Offer@1.0", "Identifier": f"{OFFER}@3"},
            "DetailsDocument": {"AvailabilityEndDate": "2027-03-31"},
        }
    ]
    assert (plan.kind, plan.draft_id, plan.offer_id) == (PlanKind.EXTEND, OFFER, OFFER)
    assert (plan.buyers, plan.seller_account, plan.intact) == ((BUYER,), SELLER, True)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 days later", 10),
        ("+2 weeks Later", 14),
        ("10 dayslater", 10),
        ("20 more days", 20),
        ("20 days more", 20),
        ("+20 days later", 20),
        ("+20 more days", 20),
    ],
)
def test_a_length_may_count_from_the_day_that_stands(text: str, days: int) -> None:
    stands = a_released_offer().expires
    assert stands is not None
    assert extended(text).day == stands.date() + timedelta(days=days)
    assert extended("60 days").day == NOW.date() + timedelta(days=60), "without the word from today"


@pytest.mark.parametrize("text", ["later", "sooner or later", "2027-03-31 later"])
def test_later_needs_a_length(text: str) -> None:
    with pytest.raises(NotReady):
        extended(text)


async def test_an_expiry_moved_from_here_is_told_as_such_beside_what_was_reviewed(
    window: Window, server: Server, clock: HandClock
) -> None:
    """AWS has another date than the one reviewed, and the person who moved it is not to be alarmed."""
    offer = a_released_offer()
    assert moved_here(window.store, offer) == ""
    submission = window.submitter.submit(extended().plan)
    assert moved_here(window.store, offer) == "", "AWS has not done it yet"
    server.settle(submission.change_set_id)
    assert await follow(window, clock, submission) is SubmissionState.SUCCEEDED
    assert moved_here(window.store, offer) == "", "AWS has yet another date: somebody else moved it"
    ours = offer.model_copy(update={"expires": Expiry(day=date(2027, 3, 31)).instant})
    told = moved_here(window.store, ours)
    assert told == f"moved by you on {long_date(NOW.date())}"
    line = next(one for one in compared(a_plan(), ours, moved=told) if one.label == "Expires")
    assert (line.moved, line.same) == (told, False)


def test_expiring_gives_it_yesterday_as_its_last_day() -> None:
    """A past date on a released offer expires it (fact sheet 2.8)."""
    amendment = expired()
    assert amendment.day == NOW.date() - timedelta(days=1)
    assert amendment.plan.changes[0]["DetailsDocument"] == {"AvailabilityEndDate": "2026-11-22"}


def test_the_same_change_has_the_same_digest_whenever_it_is_planned() -> None:
    """So a script can confirm what it was shown."""
    later = NOW + timedelta(hours=3)
    assert extended().plan.digest == extended(now=later).plan.digest
    assert extended().plan.digest != extended(offer=a_released_offer(revision=4)).plan.digest


@pytest.mark.parametrize(
    ("text", "code"),
    [("soon", "DATE_UNREADABLE"), ("2026-11-20", "EXPIRY_PAST"), ("2027-01-31", "EXPIRY_UNCHANGED")],
)
def test_what_blocks_is_not_planned(text: str, code: str) -> None:
    with pytest.raises(NotReady) as not_ready:
        extended(text)
    assert codes(not_ready.value.findings) == [code]


@pytest.mark.parametrize("text", ["20", "+20", "20 more", "20 later"])
def test_a_number_without_a_unit_is_taught_to_count_from_the_last_day(text: str) -> None:
    """“20 days” would be earlier for an offer with more days left than that."""
    with pytest.raises(NotReady) as not_ready:
        extended(text)
    (found,) = not_ready.value.findings
    assert found.fix == "Type “20 days later” to count from the present last day, “20 days” from today."


@pytest.mark.parametrize("text", ["20 days", " 20  days"])
def test_a_length_that_takes_time_away_says_from_which_day_it_counts(text: str) -> None:
    (found,) = extended(text).findings
    assert "“20 days” is from today, “20 days later” from then" in found.fix
    (found,) = extended("2026-12-13").findings
    assert found.fix == "Confirm only if they are meant to have less time."


def test_what_asks_is_told_with_the_plan() -> None:
    """The person confirms the plan after reading it; that is the answer."""
    assert codes(extended("2026-12-24").findings) == ["EXPIRY_EARLIER"]


def test_without_knowing_who_sells_nothing_is_planned() -> None:
    with pytest.raises(NotReady):
        extended(seller_account="")


@BOTH
async def test_sent_once_and_followed_to_its_end(
    window: Window, server: Server, clock: HandClock, make: Make
) -> None:
    submission = window.submitter.submit(make().plan)
    assert (submission.state, submission.offer_id) == (SubmissionState.ACCEPTED, OFFER)
    server.settle(submission.change_set_id)
    assert await follow(window, clock, submission) is SubmissionState.SUCCEEDED
    assert len(server.starts) == 1
    assert code_of_refusal(window, make().plan) == "USED"


def test_an_offer_can_be_extended_again_and_again(window: Window, server: Server, clock: HandClock) -> None:
    for revision, day in enumerate(("2027-03-31", "2027-04-30", "2027-03-31"), start=3):
        stands = a_released_offer(revision=revision)
        server.described[OFFER] = stands
        submission = window.submitter.submit(extended(day, stands).plan)
        window.store.update_submission(
            submission.model_copy(update={"state": SubmissionState.SUCCEEDED}), expected="accepted"
        )
    assert len(server.starts) == len(server.held) == 3


@BOTH
@pytest.mark.parametrize(
    "changed",
    [{"revision": 4}, {"state": "Draft"}],
    ids=["another revision", "not released"],
)
def test_an_offer_that_has_moved_on_is_not_touched(
    window: Window, server: Server, make: Make, changed: dict[str, Any]
) -> None:
    plan = make().plan
    server.described[OFFER] = a_released_offer(**changed)
    assert code_of_refusal(window, plan) == "MOVED"
    assert server.starts == []


@pytest.mark.parametrize("changed", [{"revision": 4}, {"state": "Draft"}], ids=["revision", "state"])
def test_the_control_without_the_look_is_sent(
    window: Window, server: Server, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]
) -> None:
    """CONTROL that must fail: a submitter that does not look again changes an offer nobody has seen so."""
    monkeypatch.setattr("cppo_tui.services.send_guards.guard_amended", lambda *_: None)
    server.described[OFFER] = a_released_offer(**changed)
    window.submitter.submit(extended().plan)
    assert len(server.starts) == 1


def test_the_day_must_still_mean_what_it_meant(window: Window, server: Server, clock: HandClock) -> None:
    """A new last day that has come would expire the offer; a day meant to expire it must be past."""
    plans = extended("2026-12-24").plan, expired().plan
    clock.at = NOW.replace(month=12, day=24)
    assert code_of_refusal(window, plans[0]) == "EXPIRED"
    clock.at = NOW - timedelta(days=2)
    assert code_of_refusal(window, plans[1]) == "NOT_PAST"
    assert server.starts == []


@BOTH
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"world": "aws"}, "OTHER_WORLD"),
        ({"payload": "[]"}, "ALTERED"),
        ({"seller_account": BUYER}, "OTHER_ACCOUNT"),
    ],
    ids=["world", "bytes", "account"],
)
def test_the_guards_of_every_plan_guard_these_too(
    window: Window, server: Server, make: Make, change: dict[str, Any], code: str
) -> None:
    plan: Plan = make().plan.model_copy(update=change)
    assert code_of_refusal(window, plan) == code
    assert server.starts == []


def test_one_change_of_an_offer_is_in_flight_at_a_time(open_window: OpenWindow, server: Server) -> None:
    first, second = open_window(), open_window()
    server.answers.append(lost())
    assert first.submitter.submit(extended().plan).state is SubmissionState.UNKNOWN
    assert code_of_refusal(second, expired().plan) == "IN_FLIGHT"
    assert len(server.starts) == 1


def test_a_lost_answer_is_looked_up_and_never_sent_twice(window: Window, server: Server) -> None:
    server.answers.append(lost())
    submission = window.submitter.submit(extended().plan)
    assert window.submitter.look_up(submission.id).state is SubmissionState.ACCEPTED
    assert len(server.held) == 1


def test_what_aws_refuses_may_be_tried_again(window: Window, server: Server) -> None:
    server.answers.append(refused(Rejected("AWS says no.")))
    assert window.submitter.submit(extended().plan).state is SubmissionState.REFUSED
    assert window.submitter.submit(extended().plan).state is SubmissionState.ACCEPTED


def test_an_offer_being_opened_again_counts_as_one_to_its_buyer(window: Window, server: Server) -> None:
    server.described[OFFER] = a_released_offer(expires=NOW - timedelta(days=1))
    window.submitter.submit(extended(offer=server.described[OFFER]).plan)
    assert code_of_refusal(window, a_plan()) == "TWIN_IN_FLIGHT"


def test_an_offer_being_ended_makes_room_for_the_next(window: Window, server: Server) -> None:
    window.submitter.submit(expired().plan)
    assert window.submitter.submit(a_plan()).state is SubmissionState.ACCEPTED


def test_aws_s_own_reading_is_held_against_the_plan() -> None:
    amendment = extended()
    (line,) = compared(amendment.plan, a_released_offer())
    assert (line.same, line.ours) == (False, "2027-03-31T23:59:59+00:00")


def test_buyers_of_the_plan_are_those_of_the_offer() -> None:
    assert extended(offer=a_released_offer(buyers=(BUYER, OTHER_BUYER))).plan.buyers == (BUYER, OTHER_BUYER)


def test_a_plus_is_asked_about_where_two_days_could_be_meant() -> None:
    """Step 4 teaches “+60 days”, from today; beside an offer that has a last day it reads as “more”."""
    with pytest.raises(NotReady) as stopped:
        extended("+30 days")
    (found,) = stopped.value.findings
    assert found.code == "EXPIRY_PLUS"
    assert found.fix == "Type “30 days later” to count from the present last day, “30 days” from today."
    assert extended("+30 days later").day > extended("30 days").day
    assert (
        extended("+60 days from today").day == extended("60 days From Today").day == extended("60 days").day
    )
