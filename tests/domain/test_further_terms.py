"""When an invoice is due: only sooner than the ISV granted (fact 2.12). And the further terms together."""

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.further import NET_TERMS, check_further, shorter_terms
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import EulaChoice, EulaKind, OfferDraft, ProductType, Purpose
from cppo_tui.domain.findings import Finding
from tests.domain.given import a_context, a_draft, an_authorization, codes


def granted(period: str) -> ResaleAuthorization:
    return an_authorization(net_payment=period)


def said(draft: OfferDraft) -> tuple[Finding, ...]:
    return check_further(draft, a_context())


def test_aws_knows_six_periods_in_order() -> None:
    assert NET_TERMS == ("P15D", "P30D", "P45D", "P60D", "P90D", "P120D")


@pytest.mark.parametrize("period", NET_TERMS)
@pytest.mark.parametrize("wanted", NET_TERMS)
def test_a_payment_term_can_only_be_shortened(period: str, wanted: str) -> None:
    shorter = int(wanted[1:-1]) < int(period[1:-1])
    draft = a_draft(authorization=granted(period), net_payment=wanted)
    assert codes(said(draft)) == ([] if shorter else ["NET_TERM_NOT_SHORTER"])
    assert (wanted in shorter_terms(granted(period))) is shorter


@pytest.mark.parametrize("period", ["", "P75D", "P2M", "whenever"])
@pytest.mark.parametrize("wanted", [*NET_TERMS, "P1D", "30"])
def test_without_a_known_term_of_the_isv_none_can_be_set(period: str, wanted: str) -> None:
    draft = a_draft(authorization=granted(period), net_payment=wanted)
    assert codes(said(draft)) == ["NET_TERM_NOT_SHORTER"]
    assert shorter_terms(granted(period)) == ()


@pytest.mark.parametrize("wanted", ["P1D", "P31D", "15 days", "p15d"])
def test_a_period_aws_does_not_know_is_none_however_short(wanted: str) -> None:
    assert codes(said(a_draft(authorization=granted("P120D"), net_payment=wanted))) == [
        "NET_TERM_NOT_SHORTER"
    ]


@pytest.mark.parametrize("period", ["", *NET_TERMS])
def test_keeping_it_is_always_right_and_sends_nothing(period: str) -> None:
    draft = a_draft(authorization=granted(period))
    assert said(draft) == ()
    terms = offer_terms(draft, a_context())
    assert terms is not None
    assert terms.net_payment == ""


def test_what_the_isv_granted_is_told_in_words() -> None:
    def message(period: str) -> str:
        return said(a_draft(authorization=granted(period), net_payment="P120D"))[0].message

    assert "grants 60 days" in message("P60D")
    assert "grants 2 months" in message("P2M")
    assert "has no payment term" in message("")


def test_all_further_terms_are_judged_and_none_hides_another() -> None:
    draft = a_draft(
        countries=("Mars",),
        eula=EulaChoice(kind=EulaKind.URL),
        net_payment="P15D",
        purpose=Purpose.MOVING,
        product_type=ProductType.SAAS,
    )
    assert codes(said(draft)) == [
        "COUNTRY_UNKNOWN",
        "EULA_URL_MISSING",
        "NET_TERM_NOT_SHORTER",
        "PURPOSE_IS_FINAL",
    ]


def test_without_an_authorization_they_are_judged_too() -> None:
    draft = a_draft(authorization=None, net_payment="P15D")
    assert codes(said(draft)) == ["NET_TERM_NOT_SHORTER"]
    assert shorter_terms(None) == ()
