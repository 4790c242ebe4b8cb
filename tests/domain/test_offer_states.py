"""What became of each offer, joined from three lists that were read once."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cppo_tui.domain.catalog import AgreementSummary, OfferSummary
from cppo_tui.domain.offer_states import (
    EXPIRING_DAYS,
    OfferRecord,
    Standing,
    acceptable_words,
    accepted_words,
    another_day_words,
    by_buyer,
    offer_records,
)
from cppo_tui.domain.plan import PlanKind
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission, SubmissionState
from tests.domain.given import BUYER, NOW, OTHER_BUYER, an_offer
from tests.services.plans import a_plan


def accepted(offer_id: str, buyer: str = BUYER, status: str = "ACTIVE") -> AgreementSummary:
    return AgreementSummary(
        id=f"agmt-{offer_id}-{buyer[:2]}", acceptor=buyer, offer_id=offer_id, status=status
    )


def on_its_way(**plan: Any) -> Submission:
    made = a_plan().model_copy(update=plan)
    return Submission(
        id="s1",
        plan=made,
        attempt=1,
        name="cppo 1",
        token="t",
        state=SubmissionState.ACCEPTED,
        created=NOW,
        updated=NOW,
    )


def record(*agreements: AgreementSummary, going: tuple[Submission, ...] = (), **facts: Any) -> OfferRecord:
    (only,) = offer_records([an_offer(**facts)], agreements, going, NOW)
    return only


@pytest.mark.parametrize(
    ("facts", "standing", "words"),
    [
        ({}, Standing.OPEN, "open until 31 January 2027, 69 days left"),
        ({"expires": None}, Standing.OPEN, "open"),
        (
            {"expires": NOW + timedelta(days=EXPIRING_DAYS)},
            Standing.EXPIRING,
            "open until 7 December 2026, 14 days left",
        ),
        (
            {"expires": NOW + timedelta(minutes=90)},
            Standing.EXPIRING,
            "open until 23 November 2026, 1 hour left",
        ),
        ({"expires": NOW - timedelta(seconds=1)}, Standing.EXPIRED, "expired on 23 November 2026"),
        ({"state": "Draft"}, Standing.DRAFT, "draft, nobody sees it"),
    ],
)
def test_without_an_agreement_state_and_date_decide(
    facts: dict[str, Any], standing: Standing, words: str
) -> None:
    seen = record(**facts)
    assert (seen.standing, seen.words(NOW)) == (standing, words)


def test_that_an_offer_was_accepted_only_its_agreement_tells() -> None:
    seen = record(accepted("offer-euxmbalqomroa"))
    assert seen.standing is Standing.ACCEPTED
    assert seen.words(NOW) == "accepted (agmt-offer-euxmbalqomroa-01)"
    assert seen.waiting_for == ()


@pytest.mark.parametrize("status", ["EXPIRED", "CANCELLED", "TERMINATED", "REPLACED"])
def test_an_agreement_that_has_ended_is_no_acceptance_any_more(status: str) -> None:
    seen = record(accepted("offer-euxmbalqomroa", status=status))
    assert seen.standing is Standing.ENDED
    assert seen.standing_for(BUYER) is Standing.ENDED
    assert "has ended" in seen.words(NOW)


def test_of_several_buyers_each_stands_where_they_stand() -> None:
    """Each listed account can accept it separately (fact sheet 2.6)."""
    seen = record(accepted("offer-euxmbalqomroa"), buyers=(BUYER, OTHER_BUYER))
    assert seen.standing_for(BUYER) is Standing.ACCEPTED
    assert seen.standing_for(OTHER_BUYER) is Standing.OPEN
    assert seen.waiting_for == (OTHER_BUYER,)
    assert seen.words(NOW).startswith("accepted by 1 of 2: 0123 4567 8901 ")


def test_agreements_of_other_offers_do_not_count() -> None:
    assert record(accepted("offer-other"), accepted("")).standing is Standing.OPEN


def test_offers_that_came_from_no_authorization_are_not_listed() -> None:
    assert offer_records([an_offer(authorization_id="")], [], [], NOW) == ()


def test_what_is_being_made_has_no_id_yet() -> None:
    (seen,) = offer_records([], [], [on_its_way()], NOW)
    assert seen.standing is Standing.ON_ITS_WAY
    assert (seen.offer.id, seen.offer.buyers, seen.submission) == ("", (BUYER,), "s1")
    assert seen.offer.expires is not None
    assert seen.offer.expires.date() == reviewed_expiry(on_its_way().plan), "its plan has one"


@pytest.mark.parametrize("kind", [PlanKind.EXTEND, PlanKind.EXPIRE, PlanKind.RELEASE])
def test_what_is_on_its_way_about_a_listed_offer_stands_beside_it(kind: PlanKind) -> None:
    seen = record(going=(on_its_way(kind=kind, offer_id="offer-euxmbalqomroa"),))
    assert (seen.standing, seen.submission) == (Standing.OPEN, "s1")


def test_the_most_urgent_comes_first() -> None:
    offers = [
        an_offer(id="late", expires=NOW + timedelta(days=90)),
        an_offer(id="gone", expires=NOW - timedelta(days=90)),
        an_offer(id="soon", expires=NOW + timedelta(days=2)),
        an_offer(id="draft", state="Draft"),
        an_offer(id="next", expires=NOW + timedelta(days=30)),
        an_offer(id="just gone", expires=NOW - timedelta(days=1)),
        an_offer(id="sold"),
    ]
    seen = offer_records(offers, [accepted("sold")], [on_its_way()], NOW)
    assert [one.offer.id for one in seen] == [
        "",
        "soon",
        "next",
        "late",
        "draft",
        "just gone",
        "gone",
        "sold",
    ]


def test_by_buyer_an_agreements_acceptor_counts_too() -> None:
    """AWS may list an offer without its buyers."""
    seen = offer_records([an_offer(buyers=())], [accepted("offer-euxmbalqomroa", OTHER_BUYER)], [], NOW)
    assert list(by_buyer(seen)) == [OTHER_BUYER]


def test_ten_thousand_offers_are_joined_within_a_second(figure: Any) -> None:
    """The local join stays under 1 s. Counted in CPU time: the machine may be busy."""
    count = 10_000
    day = datetime(2026, 6, 1, tzinfo=UTC)
    offers = [
        OfferSummary(
            id=f"offer-{number}",
            state="Released",
            authorization_id="resaleauthz-1",
            buyers=(f"{number % 2_000:012}",),
            expires=day + timedelta(days=number % 400),
        )
        for number in range(count)
    ]
    agreements = [accepted(f"offer-{number}", f"{number % 2_000:012}") for number in range(0, count, 3)]
    began = time.process_time()
    records = offer_records(offers, agreements, [], NOW)
    buyers = by_buyer(records)
    took = time.process_time() - began
    assert (len(records), len(buyers)) == (count, 2_000)
    assert sum(one.standing is Standing.ACCEPTED for one in records) == len(agreements)
    assert took < 1.0
    figure(f"{count} offers and {len(agreements)} agreements joined in {took:.2f} s (limit 1 s)")


def test_until_when_an_offer_can_be_accepted_is_said_for_then_and_for_now() -> None:
    day = datetime(2026, 5, 14, 23, 59, tzinfo=UTC)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert acceptable_words(day, before) == "It can be accepted until 2026-05-14 23:59 UTC."
    assert acceptable_words(day, after) == (
        "It could be accepted until 2026-05-14 23:59 UTC; nobody can accept it now. "
        "Another day opens it again."
    )
    assert "not known" in acceptable_words(None, before)


def test_of_several_buyers_it_is_told_how_many_have_accepted() -> None:
    two = (accepted("o", BUYER), accepted("o", OTHER_BUYER))
    everybody = tuple(f"{number:012}" for number in range(5))
    assert accepted_words((BUYER,), ()) == ""
    assert accepted_words((BUYER,), two[:1]) == "Accepted already"
    assert accepted_words((BUYER, OTHER_BUYER), two[:1]) == "Accepted already by 1 of 2"
    whole = accepted_words(everybody, [accepted("o", one) for one in everybody[:3]])
    assert whole == "Accepted already by 3 of 5"


def test_an_acceptance_whose_agreement_has_ended_is_one_and_told_apart() -> None:
    runs, over = accepted("o", BUYER), accepted("o", OTHER_BUYER, status="EXPIRED")
    both = (BUYER, OTHER_BUYER)
    assert accepted_words((OTHER_BUYER,), [over]) == "Accepted already, and that agreement has ended"
    assert accepted_words(both, [over]) == "Accepted already by 1 of 2; the agreement of 1 has ended"
    assert accepted_words(both, [runs, over]) == "Accepted already by 2 of 2; the agreement of 1 has ended"
    begun_again = accepted("o", OTHER_BUYER)
    assert accepted_words(both, [runs, over, begun_again]) == "Accepted already by 2 of 2"


def test_what_another_day_means_is_told_where_it_is_known() -> None:
    runs, over = accepted("o", BUYER), accepted("o", OTHER_BUYER, status="EXPIRED")
    assert another_day_words((BUYER,), []) == ""
    assert another_day_words((BUYER,), [runs]) == (
        "Accepted already: another last day changes nothing for that buyer."
    )
    assert another_day_words((BUYER, OTHER_BUYER), [runs]).endswith("changes nothing for them.")
    told = another_day_words((BUYER, OTHER_BUYER), [runs, over])
    assert told.endswith("has ended. Whether AWS lets a buyer accept it again is not known.")


def test_the_list_counts_it_too() -> None:
    offer_id = "offer-euxmbalqomroa"
    agreements = accepted(offer_id), accepted(offer_id, OTHER_BUYER, status="EXPIRED")
    told = record(*agreements, buyers=(BUYER, OTHER_BUYER)).words(NOW)
    assert told.startswith("accepted by 2 of 2: 0123 4567 8901, ")
    assert " (ended) (" in told
