"""May an offer be made from this authorization? One finding per reason, each saying what to do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.authorization_reading import authorization_from_entity
from cppo_tui.domain.checks.opportunity import check_authorization, usability
from cppo_tui.domain.findings import Severity
from tests.domain.given import (
    NOW,
    SELLER,
    a_context,
    a_draft,
    an_authorization,
    codes,
    recorded_document,
)
from tests.domain.kinds import EVERY_KIND

MOMENT = timedelta(milliseconds=1)


def found(**facts: Any) -> list[str]:
    return codes(usability(an_authorization(**facts), a_context()))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"status": "Draft"}, "AUTHORIZATION_NOT_ACTIVE"),
        ({"status": ""}, "AUTHORIZATION_NOT_ACTIVE"),
        ({"status": "active"}, "AUTHORIZATION_NOT_ACTIVE"),
        ({"status": "Restricted"}, "AUTHORIZATION_RESTRICTED"),
        ({"ends": NOW - MOMENT}, "AUTHORIZATION_EXPIRED"),
        ({"extended_status": "Completed-Used"}, "AUTHORIZATION_USED_UP"),
        ({"max_offers": 1, "offers_created": 1}, "AUTHORIZATION_USED_UP"),
        ({"reseller_role": "Distributor"}, "AUTHORIZATION_DISTRIBUTOR"),
        ({"reseller_account": "111122223333"}, "AUTHORIZATION_OTHER_RESELLER"),
        ({"usage_prices": ()}, "PRICES_UNREADABLE"),
        ({"unread": ("latest start",)}, "AUTHORIZATION_UNREAD"),
        ({"kind": PricingKind.CONTRACT}, "PRICES_UNREADABLE"),
        ({"kind": PricingKind.CONTRACT_WITH_CONSUMPTION}, "PRICES_UNREADABLE"),
        ({"kind": PricingKind.CONTRACT_WITH_INSTALLMENTS}, "PRICES_UNREADABLE"),
        ({"kind": PricingKind.HOURLY_WITH_ANNUAL}, "PRICES_UNREADABLE"),
        ({"kind": PricingKind.UNKNOWN}, "KIND_UNKNOWN"),
    ],
)
def test_each_state_has_exactly_one_finding_of_its_own(facts: dict[str, Any], code: str) -> None:
    assert found(**facts) == [code]


def test_what_aws_has_no_more_is_to_be_exchanged_whatever_else_speaks_against_it() -> None:
    draft = a_draft(authorization=an_authorization(status="Restricted"))
    (finding,) = check_authorization(draft, a_context(gone=frozenset({an_authorization().id})))
    assert (finding.code, finding.severity) == ("AUTHORIZATION_GONE", Severity.BLOCKING)
    assert not codes(check_authorization(a_draft(), a_context(gone=frozenset({"resaleauthz-another"}))))


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"ends": NOW},
        {"ends": NOW + MOMENT},
        {"ends": None},
        {"extended_status": "Completed-Usable", "offers_created": 12},
        {"max_offers": 1, "offers_created": 0},
        {"reseller_role": ""},
        {"reseller_account": ""},
        {"reseller_account": SELLER},
    ],
)
def test_what_can_be_used_has_no_finding(facts: dict[str, Any]) -> None:
    assert found(**facts) == []


@pytest.mark.parametrize("name", EVERY_KIND)
def test_an_authorization_of_every_kind_there_is_can_be_used(name: str) -> None:
    assert usability(EVERY_KIND[name], a_context()) == ()


@pytest.mark.parametrize(
    ("terms", "named"),
    [
        (("ResaleLegalTerm", "ResaleTieredPricingTerm"), "ResaleTieredPricingTerm"),
        (("ByolPricingTerm", "ResaleNetPaymentTerm"), "ByolPricingTerm"),
        (("BuyerLegalTerm", "ResaleNetPaymentTerm"), "no pricing"),
    ],
)
def test_a_kind_nobody_knows_is_told_by_its_pricing_terms(terms: tuple[str, ...], named: str) -> None:
    unknown = an_authorization(kind=PricingKind.UNKNOWN, term_types=terms)
    (finding,) = usability(unknown, a_context())
    assert finding.message == f"Its pricing is of a kind not known here: {named}."


def test_a_status_we_do_not_know_is_quoted_and_a_missing_one_is_unknown() -> None:
    assert "Suspended" in usability(an_authorization(status="Suspended"), a_context())[0].message
    assert "unknown" in usability(an_authorization(status=""), a_context())[0].message


def test_the_other_resellers_account_is_shown_in_groups() -> None:
    (finding,) = usability(an_authorization(reseller_account="111122223333"), a_context())
    assert "1111 2222 3333" in finding.message


def test_who_the_reseller_is_cannot_be_held_against_it_while_the_caller_is_unknown() -> None:
    assert usability(an_authorization(reseller_account="111122223333"), a_context(seller_account="")) == ()


def test_all_reasons_are_given_at_once() -> None:
    facts = {"status": "Restricted", "ends": NOW - MOMENT, "extended_status": "Completed-Used"}
    assert found(**facts) == ["AUTHORIZATION_RESTRICTED", "AUTHORIZATION_EXPIRED", "AUTHORIZATION_USED_UP"]


def test_every_reason_stops_the_offer_and_belongs_to_the_authorization() -> None:
    for finding in usability(an_authorization(status="Draft", reseller_role="Distributor"), a_context()):
        assert (finding.field, finding.severity) == ("authorization", Severity.BLOCKING)


def test_no_authorization_is_a_finding_too() -> None:
    assert codes(check_authorization(a_draft(authorization=None), a_context())) == ["AUTHORIZATION_MISSING"]


def test_the_recorded_authorization_was_good_in_its_day_only() -> None:
    entity = {"EntityIdentifier": "resaleauthz-x@1", "DetailsDocument": recorded_document()}
    authorization = authorization_from_entity(entity)
    own = authorization.reseller_account
    on_the_last_day = datetime(2024, 12, 12, 23, 59, 59, 999000, tzinfo=UTC)
    during = a_context(now=on_the_last_day, seller_account=own)
    after = a_context(now=on_the_last_day + MOMENT, seller_account=own)
    assert codes(usability(authorization, during)) == []
    assert codes(usability(authorization, after)) == ["AUTHORIZATION_EXPIRED"]
