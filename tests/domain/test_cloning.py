"""A draft like an offer AWS has: what comes back, what does not, and that it is said."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferPrice, OfferView
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.cloning import Clone, draft_completing, draft_from_offer
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.defaults import draft_title
from cppo_tui.domain.draft import EarlierPricing, EulaKind, InstallmentRow, PricingChoice, Purpose
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.pricing_terms import Grant, charge_key
from cppo_tui.domain.validity import Validity
from tests.domain.given import BUYER, NOW, OTHER_BUYER, a_context, an_authorization
from tests.domain.kinds import ISV_DATES, consumption, contract, hourly, installments


def an_offer_view(**changes: Any) -> OfferView:
    """A released offer of 25 % on usage pricing for a year, to two buyers."""
    facts: dict[str, Any] = {
        "id": "offer-1",
        "revision": 3,
        "name": "Contoso 2026",
        "description": "Q-8841",
        "state": "Released",
        "authorization_id": an_authorization().id,
        "markup": "25.0",
        "prices": (OfferPrice(key="units", price=Decimal("0.01")),),
        "buyers": (BUYER, OTHER_BUYER),
        "validity": Validity(duration="P365D"),
        "expires": NOW,
    }
    return OfferView(**(facts | changes))


def clone(
    authorization: ResaleAuthorization | None = None, *, with_buyers: bool = False, **changes: Any
) -> Clone:
    source = authorization or an_authorization()
    return draft_from_offer(an_offer_view(**changes), source, lambda: "new", with_buyers=with_buyers)


def paid(*charges: tuple[date, str], **changes: Any) -> dict[str, Any]:
    """An offer whose prices are installments of its own."""
    prices = tuple(OfferPrice(key=charge_key(day), price=Decimal(amount)) for day, amount in charges)
    return {"markup": "0", "prices": prices, "validity": Validity(duration="P12M")} | changes


@pytest.mark.parametrize(
    ("duration", "typed"),
    [
        ("P3653D", "10 years"),
        ("P3652D", "3652 days"),
        ("P365D", "1 year"),
        ("P60D", "60 days"),
        ("P10Y", "10 years"),
        ("P99999D", "99999 days"),
    ],
)
def test_days_that_are_whole_years_from_today_on_come_back_as_years(duration: str, typed: str) -> None:
    offer = an_offer_view(validity=Validity(duration=duration))
    copy = draft_from_offer(offer, an_authorization(), lambda: "new", today=date(2026, 11, 23))
    assert copy.draft.agreement == typed


def test_markup_length_and_countries_come_back_as_one_would_type_them() -> None:
    draft = clone(countries=("DE", "FR")).draft
    assert draft.pricing == PricingChoice(text="25")
    assert draft.agreement == "365 days"
    assert draft.countries == ("DE", "FR")
    assert draft.id == "new"


def test_the_expiry_starts_afresh_and_nothing_else_of_the_old_offer_s_life_is_there() -> None:
    draft = clone(with_buyers=True).draft
    assert draft.expiry is None
    assert (draft.replaces, draft.consents, draft.reuse_offer_id) == (None, frozenset(), "")


def test_without_its_buyers_neither_they_nor_the_words_about_them_are_taken_over() -> None:
    made = clone()
    assert made.draft.buyers == ()
    assert (made.draft.name, made.draft.description, made.draft.title) == (None, None, "")
    assert made.notice == "Not taken over: its name and description, which may speak of its buyer."


def test_with_its_buyers_the_words_are_too_and_there_is_nothing_to_tell() -> None:
    made = clone(with_buyers=True)
    assert made.draft.buyers == (BUYER, OTHER_BUYER)
    assert (made.draft.name, made.draft.description) == ("Contoso 2026", "Q-8841")
    assert made.notice == ""


def test_words_that_would_be_suggested_anyway_stay_suggestions() -> None:
    name = "WorkloadGuard for 0123 4567 8901"
    description = "From FY27 Contoso (resaleauthz-wlmpaurnfdqmi)"
    made = clone(name=name, description=description, buyers=(BUYER,))
    assert (made.draft.name, made.notice) == (None, "")
    again = clone(name=name, description=description, buyers=(BUYER,), with_buyers=True)
    assert (again.draft.name, again.draft.description) == (None, None)


def test_the_draft_can_be_sent_as_it_is_and_asks_for_the_same_terms() -> None:
    draft = clone(with_buyers=True, countries=("DE",), buyers=(BUYER,)).draft
    assert stopping(check_all(draft, a_context())) == ()
    terms = offer_terms(draft, a_context())
    assert terms is not None
    assert (terms.markup, terms.validity, terms.countries) == ("25", Validity(duration="P365D"), ("DE",))


@pytest.mark.parametrize(("markup", "text"), [("", ""), ("0", "0"), ("33.333333333", "33.333333333")])
def test_a_markup_is_taken_to_the_last_digit(markup: str, text: str) -> None:
    assert clone(markup=markup).draft.pricing == PricingChoice(text=text)


def test_a_markup_that_is_no_number_is_named() -> None:
    made = clone(markup="lots", with_buyers=True)
    assert made.draft.pricing == PricingChoice()
    assert made.left_out == ("its markup, which is no number",)


class TestInstallments:
    OWN = tuple(zip(ISV_DATES, ("1100", "1200.5", "1000"), strict=True))

    def test_own_amounts_on_the_isv_s_dates(self) -> None:
        draft = clone(installments(), **paid(*self.OWN)).draft
        assert draft.installments.own
        assert draft.installments.rows == tuple(
            InstallmentRow(amount=text) for text in ("1100", "1200.5", "1000")
        )
        assert draft.installments.quantities == ()

    def test_amounts_that_are_the_isv_s_marked_up_stay_a_markup(self) -> None:
        charges = [(day, "1250") for day in ISV_DATES]
        draft = clone(installments(), **paid(*charges, markup="25")).draft
        assert (draft.installments.own, draft.pricing.text) == (False, "25")

    def test_the_isv_s_amounts_without_a_markup_are_no_installments_of_ours(self) -> None:
        draft = clone(installments(), **paid(*((day, "1000") for day in ISV_DATES))).draft
        assert (draft.installments.own, draft.pricing.text) == (False, "0")

    def test_amounts_for_dates_the_authorization_no_longer_has_are_named(self) -> None:
        made = clone(installments(), with_buyers=True, **paid((date(2026, 12, 2), "1500")))
        assert not made.draft.installments.own
        assert made.left_out == ("its own installments, because the authorization's dates are others",)

    def test_own_dates_come_with_length_and_quantities(self) -> None:
        charges = ((date(2026, 12, 1), "600"), (date(2027, 6, 1), "600"))
        grants = (Grant(dimension_key="seats", quantity=10),)
        draft = clone(
            contract("P12M", "P36M"), buyers=(BUYER,), with_buyers=True, **paid(*charges, grants=grants)
        ).draft
        assert draft.installments.rows[0] == InstallmentRow(due="2026-12-01", amount="600")
        assert draft.installments.quantities == (("seats", "10"),)
        assert draft.installments.duration == "P12M"
        assert stopping(check_all(draft, a_context())) == ()

    def test_installments_the_authorization_does_not_allow_are_named(self) -> None:
        made = clone(with_buyers=True, **paid((date(2026, 12, 1), "600")))
        assert made.left_out == ("its own installments, which the authorization does not allow",)


class TestLength:
    def test_a_contract_s_buyer_chooses_so_none_is_typed(self) -> None:
        assert clone(consumption(), validity=Validity()).draft.agreement is None

    def test_a_start_comes_with_the_length_it_had(self) -> None:
        dated = Validity(start=date(2027, 2, 1), end=date(2030, 1, 31))
        draft = clone(contract("P12M", "P36M"), validity=dated, buyers=(BUYER,), with_buyers=True).draft
        assert (draft.start, draft.agreement) == ("2027-02-01", "36 months")
        assert stopping(check_all(draft, a_context())) == ()

    def test_a_length_that_is_not_offered_any_more_is_named(self) -> None:
        dated = Validity(start=date(2027, 2, 1), end=date(2029, 1, 31))
        made = clone(contract("P12M", "P36M"), validity=dated, with_buyers=True)
        assert made.draft.agreement is None
        assert made.left_out == ("its length, which the authorization does not offer",)

    def test_a_replacement_becomes_an_offer_of_its_own(self) -> None:
        made = clone(contract(), validity=Validity(end=date(2028, 1, 31)), with_buyers=True)
        assert (made.draft.replaces, made.draft.agreement) == (None, None)
        assert made.left_out == ("the agreement it replaced, with that agreement's end",)

    def test_hours_beside_years_keep_their_days(self) -> None:
        assert clone(hourly(), validity=Validity(duration="P450D")).draft.agreement == "450 days"


class TestFurtherTerms:
    def test_a_shorter_payment_term_is_taken_over(self) -> None:
        source = an_authorization(net_payment="P60D")
        assert clone(source, net_payment="P30D").draft.net_payment == "P30D"
        assert clone(source, net_payment="P60D").draft.net_payment == ""

    @pytest.mark.parametrize("granted", ["", "P15D"])
    def test_one_that_is_not_granted_any_more_is_named(self, granted: str) -> None:
        made = clone(an_authorization(net_payment=granted), net_payment="P30D", with_buyers=True)
        assert made.draft.net_payment == ""
        assert made.left_out == ("its payment term of 30 days, which the authorization does not grant",)

    def test_the_purpose_comes_back(self) -> None:
        draft = clone(purpose=("External", "Byol")).draft
        assert (draft.purpose, draft.earlier_pricing) == (Purpose.MOVING, EarlierPricing.BYOL)
        assert clone().draft.purpose is Purpose.NEW

    @pytest.mark.parametrize("purpose", [("Elsewhere", "Usage"), ("External", "Barter")])
    def test_a_purpose_nobody_knows_is_named(self, purpose: tuple[str, str]) -> None:
        made = clone(purpose=purpose, with_buyers=True)
        assert made.draft.purpose is Purpose.NEW
        assert made.left_out == ("its purpose, which is not known here",)

    @pytest.mark.parametrize(
        ("granted", "had", "kind", "told"),
        [
            ("StandardEula 2022-07-14", "StandardEula", EulaKind.INHERITED, ""),
            ("CustomEula", "StandardEula", EulaKind.STANDARD, ""),
            ("", "", EulaKind.INHERITED, ""),
            ("StandardEula 2022-07-14", "CustomEula", EulaKind.INHERITED, "does not give the document back"),
            ("CustomEula", "CustomEula", EulaKind.INHERITED, "AWS does not say"),
        ],
    )
    def test_the_end_user_agreement(self, granted: str, had: str, kind: EulaKind, told: str) -> None:
        made = clone(an_authorization(eula=granted), eula=had, with_buyers=True)
        assert made.draft.eula.kind is kind
        assert told in made.notice
        assert bool(made.notice) == bool(told)


def test_without_its_authorization_the_rest_still_comes_and_that_is_named() -> None:
    made = draft_from_offer(an_offer_view(), None, lambda: "new", with_buyers=True)
    assert made.draft.authorization is None
    assert made.draft.pricing.text == "25"
    assert made.left_out == ("its authorization, which cannot be read",)


@pytest.mark.parametrize("name", ["Contoso 2026", "WorkloadGuard for 0123 4567 8901"])
def test_a_draft_that_completes_an_offer_is_that_offer_under_its_name(name: str) -> None:
    """Also where it would be suggested: a suggestion may become another."""
    offer = an_offer_view(state="Draft", name=name, buyers=(BUYER,))
    made = draft_completing(offer, an_authorization(), lambda: "new")
    assert (made.title, made.name, made.description) == ("", name, "Q-8841")
    assert (made.reuse_offer_id, made.reuse_offer_revision) == (offer.id, offer.revision)
    assert draft_title(made) == name
    terms = offer_terms(made, a_context())
    assert terms is not None
    assert terms.name == name
