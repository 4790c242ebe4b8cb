"""What buyer and ISV are told of an offer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cppo_tui.domain.authorization import Dimension
from cppo_tui.domain.catalog import AgreementSummary, OfferPrice
from cppo_tui.domain.handover import MOST_PRICES, NOT_FOUND, handover_of, handover_problem
from cppo_tui.domain.validity import Validity
from tests.domain.given import BUYER, NOW, OTHER_BUYER, a_released_offer, an_authorization

NAMED = an_authorization(dimensions=(Dimension(key="units", name="Protected endpoints"),))


def test_the_mail_tells_where_as_whom_until_when_and_for_how_much() -> None:
    told = handover_of(a_released_offer(), NAMED)
    mail = told.mail()
    for part in (
        "“Contoso 2027”",
        "AWS account 0123 4567 8901.",
        "https://aws.amazon.com/marketplace/saas/ordering?productId=prod-ad8exampl651k&offerId=offer-euxmbalqomroa",
        "Accept by 31 January 2027, 23:59 UTC.",
        "- $0.01 per unit of Protected endpoints, as used",
        "The agreement runs 1 year (365 days) from acceptance.",
    ):
        assert part in mail
    assert told.subject == "Private offer “Contoso 2027” in AWS Marketplace: accept by 31 January 2027"


def test_of_a_rehearsed_offer_every_part_says_first_that_nobody_may_get_it() -> None:
    told = handover_of(a_released_offer(), NAMED, sandbox=True)
    parts = (told.subject, told.mail(), told.isv_note())
    assert all(part.startswith("SANDBOX: do not send") for part in parts)
    real = handover_of(a_released_offer(), NAMED)
    assert "SANDBOX" not in f"{real.subject}{real.mail()}{real.isv_note()}"


def test_both_begin_with_a_greeting_and_are_cut_apart_where_they_are_saved_together() -> None:
    """They go to different people: the one must not be sent with the other below it."""
    told = handover_of(a_released_offer(), NAMED)
    assert told.mail().startswith("Hello,\n\nOur private offer")
    assert told.isv_note().startswith("Hello,\n\nWe made")
    first, cut, second = told.letters().partition(
        f"- - - 8< - - - To {told.isv}; not for the buyer - - - 8< - - -\n"
    )
    assert cut
    assert first == f"- - - 8< - - - To the buyer - - - 8< - - -\n{told.letter()}\n"
    assert second == told.isv_letter()
    assert second.startswith("Subject: ")


def test_what_leads_to_not_found_is_listed() -> None:
    """Scenario of the FAQ: wrong account, payer and linked account, private marketplace, expired."""
    mail = handover_of(a_released_offer(), None).mail()
    assert all(reason in mail for reason in NOT_FOUND)
    for word in ("signed in", "management account", "private marketplace", "expired"):
        assert word in mail


def test_every_kind_of_price_has_its_words() -> None:
    prices = tuple(
        OfferPrice(key=key, price=Decimal(price))
        for key, price in (
            ("due 2027-02-01", "5000"),
            ("fixed upfront", "12.5"),
            ("units / P12M", "960"),
            ("other", "2"),
        )
    )
    told = handover_of(a_released_offer(prices=prices), NAMED)
    assert told.prices == (
        "$5,000.00 due on 2027-02-01",
        "$12.50 upfront",
        "$960.00 per unit of Protected endpoints for 12 months",
        "$2.00 per unit of other, as used",
    )


def test_a_long_price_list_is_not_written_out() -> None:
    many = tuple(OfferPrice(key=f"d{number}", price=Decimal(1)) for number in range(200))
    told = handover_of(a_released_offer(prices=many), None)
    assert len(told.prices) == MOST_PRICES + 1
    assert told.prices[-1].startswith("and 188 more")


def test_several_buyers_are_all_named() -> None:
    told = handover_of(a_released_offer(buyers=(BUYER, OTHER_BUYER)), None)
    assert told.accounts == "0123 4567 8901 or 1111 2222 3333"


def test_the_isv_hears_ids_and_acceptance_but_no_margin() -> None:
    agreements = (
        AgreementSummary(id="agmt-1", acceptor=BUYER, offer_id="offer-euxmbalqomroa"),
        AgreementSummary(id="agmt-2", acceptor=BUYER, offer_id="offer-other"),
    )
    note = handover_of(a_released_offer(), NAMED, agreements).isv_note()
    assert "Offer: offer-euxmbalqomroa" in note
    assert "Agreement: agmt-1 with account 0123 4567 8901, active" in note
    assert "agmt-2" not in note
    assert "25" not in note.replace("offer-euxmbalqomroa", "")
    assert "Not accepted yet." in handover_of(a_released_offer(), NAMED).isv_note()
    unread = handover_of(a_released_offer(), NAMED, None).isv_note()
    assert "Whether it is accepted is not known." in unread


def test_without_the_authorization_only_what_the_offer_says_is_told() -> None:
    told = handover_of(a_released_offer(validity=Validity()), None)
    assert told.agreement == ""
    assert "The agreement runs" not in told.mail()
    ends = handover_of(a_released_offer(validity=Validity(end=date(2028, 1, 1))), None)
    assert ends.agreement == "from acceptance to 1 January 2028"


def test_a_draft_or_an_expired_offer_is_not_handed_over() -> None:
    assert "is a draft" in handover_problem(a_released_offer(state="Draft"), NOW)
    gone = a_released_offer(expires=NOW - timedelta(days=1))
    assert "cppo extend offer-euxmbalqomroa DATE" in handover_problem(gone, NOW)
    assert handover_problem(a_released_offer(), NOW) == ""


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P3653D", "10 years (3,653 days) from acceptance"),
        ("P3652D", "10 years (3,652 days) from acceptance"),
        ("P3650D", "3,650 days from acceptance"),
        ("P1096D", "3 years (1,096 days) from acceptance"),
        ("P60D", "60 days from acceptance"),
        ("P12M", "12 months from acceptance"),
    ],
)
def test_the_agreement_is_told_as_it_was_sold(duration: str, words: str) -> None:
    """Ten years are never exactly 3,650 days."""
    assert handover_of(a_released_offer(validity=Validity(duration=duration)), None).agreement == words


def test_the_mail_says_nothing_that_is_untrue_tomorrow_or_in_the_sellers_name() -> None:
    mail = handover_of(a_released_offer(), NAMED).mail()
    assert "left" not in mail
    assert "we extend" not in mail
