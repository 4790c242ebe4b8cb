"""The change sets, member for member as AWS's own sample has them (fact sheet 6.2)."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.change_sets import draft_changes, publish_changes, release_changes
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.complete import offer_terms, read_draft
from cppo_tui.domain.draft import PricingChoice
from tests.domain.given import BUYER, OTHER_BUYER, a_context, a_draft, some_terms

REF = {"Type": "Offer@1.0", "Identifier": "$CreateCPPO.Entity.Identifier"}
SEVEN: list[dict[str, Any]] = [
    {
        "ChangeType": "CreateOfferUsingResaleAuthorization",
        "ChangeName": "CreateCPPO",
        "Entity": {"Type": "Offer@1.0"},
        "DetailsDocument": {"ResaleAuthorizationId": "resaleauthz-wlmpaurnfdqmi"},
    },
    {
        "ChangeType": "UpdateInformation",
        "Entity": REF,
        "DetailsDocument": {"Name": "Contoso 2027", "Description": "Ref Q-8841"},
    },
    {"ChangeType": "UpdateMarkup", "Entity": REF, "DetailsDocument": {"Percentage": "25"}},
    {
        "ChangeType": "UpdateTargeting",
        "Entity": REF,
        "DetailsDocument": {"PositiveTargeting": {"BuyerAccounts": [BUYER, OTHER_BUYER]}},
    },
    {
        "ChangeType": "UpdateAvailability",
        "Entity": REF,
        "DetailsDocument": {"AvailabilityEndDate": "2027-01-31"},
    },
    {
        "ChangeType": "UpdateValidityTerms",
        "Entity": REF,
        "DetailsDocument": {"Terms": [{"Type": "ValidityTerm", "AgreementDuration": "P365D"}]},
    },
    {"ChangeType": "ReleaseOffer", "Entity": REF, "DetailsDocument": {}},
]
REUSED = "offer-euxmbalqomroa@2"


def every_set() -> list[list[dict[str, Any]]]:
    terms = some_terms()
    return [
        publish_changes(terms),
        draft_changes(terms),
        publish_changes(terms, reuse=REUSED),
        draft_changes(terms, reuse=REUSED),
        release_changes(REUSED),
    ]


def test_publishing_is_awss_seven_changes() -> None:
    assert publish_changes(some_terms()) == SEVEN


def test_a_draft_is_the_same_without_the_release() -> None:
    assert draft_changes(some_terms()) == SEVEN[:-1]


def test_a_release_is_one_change_on_the_revision_that_was_seen() -> None:
    (change,) = release_changes(REUSED)
    entity = {"Type": "Offer@1.0", "Identifier": REUSED}
    assert change == {"ChangeType": "ReleaseOffer", "Entity": entity, "DetailsDocument": {}}


def test_reuse_creates_nothing_and_works_on_the_abandoned_draft_alone() -> None:
    changes = publish_changes(some_terms(), reuse=REUSED)
    assert [change["ChangeType"] for change in changes] == [change["ChangeType"] for change in SEVEN[1:]]
    assert {change["Entity"]["Identifier"] for change in changes} == {REUSED}
    first, *rest = (change["DetailsDocument"] for change in changes)
    assert first == {**SEVEN[1]["DetailsDocument"], "PreExistingAgreement": None}  # whatever it said before
    assert rest == [change["DetailsDocument"] for change in SEVEN[2:]]


@pytest.mark.parametrize("changes", every_set())
def test_every_set_keeps_to_awss_form(changes: list[dict[str, Any]]) -> None:
    assert 1 <= len(changes) <= 20
    assert max(Counter(change["ChangeType"] for change in changes).values()) == 1
    for change in changes:
        assert type(change["DetailsDocument"]) is dict
        assert "Details" not in change
        assert change["Entity"]["Type"] == "Offer@1.0"


@pytest.mark.parametrize("changes", every_set())
def test_every_reference_points_to_a_change_of_the_same_set(changes: list[dict[str, Any]]) -> None:
    names = {change["ChangeName"] for change in changes if "ChangeName" in change}
    for change in changes:
        identifier = change["Entity"].get("Identifier", "")
        if identifier.startswith("$"):
            assert identifier.split(".")[0][1:] in names


def test_nothing_in_a_set_is_a_float_and_figures_are_text() -> None:
    def leaves(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in leaves(item)]
        if isinstance(value, list):
            return [leaf for item in value for leaf in leaves(item)]
        return [value]

    assert all(type(leaf) is str or leaf is None for changes in every_set() for leaf in leaves(changes))


@given(st.lists(st.from_regex(r"[0-9]{12}", fullmatch=True), min_size=1, max_size=25))
def test_buyers_go_out_as_text_with_their_leading_zeros(accounts: list[str]) -> None:
    targeting = publish_changes(some_terms(buyers=tuple(accounts)))[3]
    assert targeting["DetailsDocument"] == {"PositiveTargeting": {"BuyerAccounts": accounts}}


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_the_expiry_goes_out_as_a_date(day: date) -> None:
    sent = publish_changes(some_terms(expires=day))[4]["DetailsDocument"]["AvailabilityEndDate"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", sent)


def test_a_checked_draft_becomes_exactly_what_was_typed() -> None:
    draft = a_draft(name="Contoso 2027", description="Ref", agreement="10 years", expiry="2027-01-31")
    assert not [finding for finding in check_all(draft, a_context()) if finding.stops]
    terms = offer_terms(draft, a_context())
    assert terms is not None
    assert terms.authorization_id == "resaleauthz-wlmpaurnfdqmi"
    assert (terms.name, terms.description) == ("Contoso 2027", "Ref")
    assert (terms.markup, terms.buyers) == ("25", (BUYER,))
    assert (terms.expires, terms.validity.duration) == (date(2027, 1, 31), "P3653D")


@pytest.mark.parametrize(
    "gap",
    [
        {"authorization": None},
        {"pricing": PricingChoice(text="5,0")},
        {"agreement": ""},
        {"expiry": "2027-02-29"},
    ],
)
def test_a_draft_with_a_gap_becomes_no_offer(gap: dict[str, Any]) -> None:
    draft = a_draft(**gap)
    assert offer_terms(draft, a_context()) is None
    assert any(finding.stops for finding in check_all(draft, a_context()))


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_no_draft_breaks_the_reading(markup: str, agreement: str, expiry: str) -> None:
    draft = a_draft(pricing=PricingChoice(text=markup), agreement=agreement, expiry=expiry)
    reading = read_draft(draft, a_context())
    complete = None not in (reading.markup, reading.validity, reading.expiry)
    assert (offer_terms(draft, a_context()) is not None) == complete
