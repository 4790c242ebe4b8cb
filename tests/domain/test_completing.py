"""A draft offer AWS already has is completed only where nothing stays in it that was not reviewed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferPrice, OfferView
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.completing import check_completing
from cppo_tui.domain.draft import EulaChoice, EulaKind, OfferDraft
from cppo_tui.domain.pricing_terms import Grant
from cppo_tui.domain.validity import Validity
from tests.domain.given import a_context, a_draft, a_released_offer, an_authorization
from tests.domain.kinds import ISV_DATES, a_draft_of, contract, installments, own_amounts, own_schedule

GRANTED = an_authorization(eula="StandardEula 2022-07-14", net_payment="P60D")


def a_draft_offer(**facts: Any) -> OfferView:
    """As AWS makes it of an authorization, before anything is set."""
    usual = {"state": "Draft", "markup": "", "eula": "StandardEula", "net_payment": "P60D"}
    return a_released_offer(**{**usual, "validity": Validity(), **facts})


def charged(*amounts: str) -> tuple[OfferPrice, ...]:
    return tuple(
        OfferPrice(key=f"due {day}", price=Decimal(amount))
        for day, amount in zip(ISV_DATES, amounts, strict=False)
    )


def said(offer: OfferView, draft: OfferDraft) -> list[str]:
    return [finding.code for finding in check_completing(offer, draft)]


@pytest.mark.parametrize("markup", ["", "0", "12.5"])
@pytest.mark.parametrize("authorization", [GRANTED, contract(eula="StandardEula", net_payment="P60D")])
def test_what_every_change_set_sets_anew_may_be_anything(
    authorization: ResaleAuthorization, markup: str
) -> None:
    offer = a_draft_offer(markup=markup, countries=("US",), validity=Validity(duration="P30D"))
    assert said(offer, a_draft_of(authorization)) == []


def test_nothing_is_known_before_an_authorization_is_chosen() -> None:
    assert said(a_draft_offer(eula="CustomEula"), a_draft(authorization=None)) == []


def test_another_end_user_agreement_would_stay() -> None:
    offer = a_draft_offer(eula="CustomEula")
    assert said(offer, a_draft(authorization=GRANTED)) == ["COMPLETING_OTHER_EULA"]
    chosen = a_draft(authorization=GRANTED, eula=EulaChoice(kind=EulaKind.STANDARD))
    assert said(offer, chosen) == []


def test_a_shorter_payment_term_would_stay() -> None:
    offer = a_draft_offer(net_payment="P30D")
    assert said(offer, a_draft(authorization=GRANTED)) == ["COMPLETING_OTHER_PAYMENT"]
    assert said(offer, a_draft(authorization=GRANTED, net_payment="P15D")) == []


@pytest.mark.parametrize(
    "facts", [{"prices": charged("9")}, {"grants": (Grant(dimension_key="seats", quantity=1),)}]
)
def test_a_schedule_where_the_isv_has_none_takes_no_markup_any_more(facts: dict[str, Any]) -> None:
    plain = contract(eula="StandardEula", net_payment="P60D")
    assert said(a_draft_offer(**facts), a_draft_of(plain)) == ["COMPLETING_OWN_PRICES"]
    assert said(a_draft_offer(**facts), a_draft_of(plain, installments=own_schedule())) == []


@pytest.mark.parametrize(
    ("markup", "amounts", "own"),
    [
        ("", ("1000", "1000", "1000"), False),
        ("25", ("1250", "1250", "1250"), False),
        ("", ("1000", "1000", "1000.01"), True),
        ("0.0", ("1500", "1000", "1000"), True),
    ],
)
def test_amounts_that_no_markup_made_are_the_resellers_own(
    markup: str, amounts: tuple[str, ...], own: bool
) -> None:
    theirs = installments(eula="StandardEula", net_payment="P60D")
    grants = theirs.fixed.grants if theirs.fixed else ()
    offer = a_draft_offer(markup=markup, prices=charged(*amounts), grants=grants)
    assert said(offer, a_draft_of(theirs)) == (["COMPLETING_OWN_PRICES"] if own else [])
    assert said(offer, a_draft_of(theirs, installments=own_amounts("1", "1", "1"))) == []


def test_a_draft_of_another_authorization_is_not_completed_by_this_one() -> None:
    offer = a_draft_offer(authorization_id="resaleauthz-2", net_payment="P30D")
    assert said(offer, a_draft(authorization=GRANTED)) == ["COMPLETING_OTHER_AUTHORIZATION"]


def at_review(offer: OfferView | None, **changes: Any) -> list[str]:
    """The codes about completing among all that the review says of a draft that completes ``offer-x``."""
    facts = {"authorization": GRANTED, "reuse_offer_id": "offer-x", "reuse_offer_revision": 3, **changes}
    found = check_all(a_draft(**facts), a_context(completes=offer))
    return [finding.code for finding in found if finding.code.startswith("COMPLETING_")]


class TestAtReview:
    """The same is said beforehand, for the draft as it is and the offer as AWS was last seen to have it."""

    def test_nothing_speaks_against_an_untouched_draft(self) -> None:
        assert at_review(a_draft_offer(id="offer-x")) == []

    def test_a_draft_that_completes_none_needs_no_reading(self) -> None:
        assert at_review(None, reuse_offer_id="", reuse_offer_revision=0) == []

    @pytest.mark.parametrize("offer", [None, a_draft_offer(id="offer-y")])
    def test_what_was_not_read_is_never_taken_for_good(self, offer: OfferView | None) -> None:
        assert at_review(offer) == ["COMPLETING_NOT_READ"]

    def test_each_change_of_the_draft_is_judged_anew(self) -> None:
        offer = a_draft_offer(id="offer-x", eula="CustomEula", net_payment="P30D")
        assert at_review(offer) == ["COMPLETING_OTHER_EULA", "COMPLETING_OTHER_PAYMENT"]
        assert at_review(offer, net_payment="P15D") == ["COMPLETING_OTHER_EULA"]
        assert at_review(offer, net_payment="P15D", eula=EulaChoice(kind=EulaKind.STANDARD)) == []

    def test_a_draft_somebody_changed_or_released_meanwhile(self) -> None:
        assert at_review(a_draft_offer(id="offer-x", revision=4)) == ["COMPLETING_CHANGED"]
        assert at_review(a_released_offer(id="offer-x")) == ["COMPLETING_NO_DRAFT"]


def test_a_draft_that_replaces_an_agreement_is_for_its_buyer_alone() -> None:
    offer = a_draft_offer(validity=Validity(end=date(2027, 6, 1)))
    assert said(offer, a_draft(authorization=GRANTED)) == ["COMPLETING_REPLACEMENT"]
    dated = a_draft_offer(validity=Validity(start=date(2027, 2, 1), end=date(2027, 6, 1)))
    assert said(dated, a_draft(authorization=GRANTED)) == []
