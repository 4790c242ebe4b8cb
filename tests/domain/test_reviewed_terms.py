"""The plan is the record: what was reviewed is read back out of it, whole and to the last digit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.change_sets import OfferTerms, draft_changes, publish_changes, release_changes
from cppo_tui.domain.plan import Changes, Plan, PlanKind, canonical, digest_of
from cppo_tui.domain.pricing_terms import Charge
from cppo_tui.domain.reviewed_terms import reviewed_terms
from tests.domain.given import BUYER, NOW, some_terms
from tests.domain.random_terms import random_terms
from tests.domain.test_change_sets import SEVEN


def a_plan(changes: Changes, *, drafted: Changes | None = None, buyers: tuple[str, ...] = ()) -> Plan:
    payload = canonical(changes)
    return Plan(
        draft_id="d" * 32,
        kind=PlanKind.PUBLISH,
        world="sandbox",
        seller_account="777788889999",
        authorization_id="resaleauthz-wlmpaurnfdqmi",
        fingerprint="",
        title="",
        payload=payload,
        digest=digest_of(payload),
        made=NOW,
        buyers=buyers,
        drafted_payload=canonical(drafted) if drafted else "",
    )


@given(random_terms())
def test_what_is_published_is_read_back_whole(terms: OfferTerms) -> None:
    assert reviewed_terms(a_plan(publish_changes(terms), buyers=terms.buyers)) == terms


@given(random_terms())
def test_of_a_release_it_is_what_the_draft_was_made_with(terms: OfferTerms) -> None:
    release = a_plan(release_changes("offer-x@2"), drafted=draft_changes(terms), buyers=terms.buyers)
    assert reviewed_terms(release) == terms


@given(random_terms().filter(lambda terms: not terms.agreement_id))
def test_of_a_completed_draft_everything_but_what_it_was_created_from(terms: OfferTerms) -> None:
    plan = a_plan(publish_changes(terms, reuse="offer-x@2"), buyers=terms.buyers)
    assert reviewed_terms(plan) == terms.model_copy(update={"authorization_id": ""})


def test_amounts_come_back_as_the_decimals_they_are() -> None:
    charge = Charge(day=date(2027, 1, 1), amount=Decimal("0.10"))
    terms = some_terms(markup="", currency="USD", charges=(charge,))
    (read,) = reviewed_terms(a_plan(publish_changes(terms))).charges
    assert type(read.amount) is Decimal
    assert read.amount * 3 == Decimal("0.30")


def test_awss_own_seven_changes_as_earlier_versions_stored_them_are_still_read() -> None:
    assert reviewed_terms(a_plan(SEVEN)) == some_terms()


@pytest.mark.parametrize("missing", ["UpdateInformation", "UpdateAvailability"])
def test_a_change_set_of_another_make_is_an_error(missing: str) -> None:
    changes = [change for change in publish_changes(some_terms()) if change["ChangeType"] != missing]
    with pytest.raises(KeyError):
        reviewed_terms(a_plan(changes))


def test_a_replacement_tells_its_buyer_by_the_plan() -> None:
    terms = some_terms(agreement_id="agmt-1", buyers=(BUYER,))
    assert reviewed_terms(a_plan(publish_changes(terms), buyers=(BUYER,))).buyers == (BUYER,)


@given(st.decimals(0, 100_000_000, places=2))
def test_no_amount_ever_becomes_a_float(amount: Decimal) -> None:
    terms = some_terms(markup="", currency="USD", charges=(Charge(day=date(2027, 1, 1), amount=amount),))
    payload = a_plan(publish_changes(terms)).payload
    assert "e+" not in payload.lower()
    assert reviewed_terms(a_plan(publish_changes(terms))).charges[0].amount == amount
