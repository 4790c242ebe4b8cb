"""Across offers: a second open offer for the same authorization and buyer needs an explicit yes."""

from datetime import timedelta
from typing import Any

import pytest

from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.checks.existing import check_existing
from cppo_tui.domain.findings import Severity
from tests.domain.given import BUYER, NOW, OTHER_BUYER, a_context, a_draft, an_offer, codes

MOMENT = timedelta(milliseconds=1)


def found(*offers: OfferSummary, **changes: Any) -> list[str]:
    return codes(check_existing(a_draft(**changes), a_context(offers=offers)))


def test_an_open_offer_to_the_same_buyer_is_named_and_asked_about() -> None:
    (finding,) = check_existing(a_draft(), a_context(offers=(an_offer(),)))
    assert (finding.code, finding.severity) == ("OFFER_EXISTS", Severity.ASK)
    assert "offer-euxmbalqomroa" in finding.message
    assert "31 January 2027" in finding.message
    assert "0123 4567 8901" in finding.message


@pytest.mark.parametrize(
    "difference",
    [
        {"authorization_id": "resaleauthz-other"},
        {"buyers": (OTHER_BUYER,)},
        {"state": "Draft"},
        {"expires": NOW - MOMENT},
    ],
)
def test_an_offer_that_cannot_be_accepted_instead_is_no_twin(difference: dict[str, Any]) -> None:
    assert found(an_offer(**difference)) == []


@pytest.mark.parametrize(
    "difference", [{"expires": NOW}, {"expires": None}, {"buyers": (OTHER_BUYER, BUYER)}]
)
def test_an_offer_that_may_still_be_accepted_is_a_twin(difference: dict[str, Any]) -> None:
    assert found(an_offer(**difference)) == ["OFFER_EXISTS"]


def test_every_twin_is_asked_about_by_itself() -> None:
    assert found(an_offer(), an_offer(id="offer-2")) == ["OFFER_EXISTS", "OFFER_EXISTS"]


def test_a_list_that_could_not_be_read_stops_and_never_means_none() -> None:
    (finding,) = check_existing(a_draft(), a_context(offers=None))
    assert (finding.code, finding.severity) == ("OFFERS_NOT_CHECKED", Severity.BLOCKING)


@pytest.mark.parametrize("gap", [{"authorization": None}, {"buyers": ()}])
def test_without_authorization_or_buyer_there_is_nothing_to_compare(gap: dict[str, Any]) -> None:
    assert check_existing(a_draft(**gap), a_context(offers=None)) == ()


def test_a_consent_holds_for_this_offer_and_these_buyers_only() -> None:
    (asked,) = check_existing(a_draft(), a_context(offers=(an_offer(),)))
    consents = frozenset({asked.consent})
    both = (BUYER, OTHER_BUYER)

    def stops(offer: OfferSummary, *buyers: str) -> bool:
        draft = a_draft(consents=consents, buyers=buyers)
        return any(finding.stops for finding in check_existing(draft, a_context(offers=(offer,))))

    assert not stops(an_offer(), BUYER)
    assert stops(an_offer(id="offer-2"), BUYER)
    assert stops(an_offer(buyers=both), *both)
