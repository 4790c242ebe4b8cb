"""The change sets of every kind of offer: which changes they hold, letter for letter where it matters (2)."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.change_sets import OfferTerms, draft_changes, publish_changes
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import EulaChoice, EulaKind, OfferDraft, Purpose
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.plan import Changes, canonical
from tests.domain.given import BUYER, a_context, an_authorization, some_terms
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    consumption,
    contract,
    hourly,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
    rows,
)
from tests.domain.random_terms import random_terms

COMMON = ["UpdateInformation", "UpdateMarkup", "UpdateTargeting", "UpdateAvailability"]


def published(draft: OfferDraft) -> dict[str, Any]:
    """The change set of a draft that nothing stops: change type -> document."""
    assert stopping(check_all(draft, a_context())) == ()
    terms = offer_terms(draft, a_context())
    assert terms is not None
    return by_type(publish_changes(terms))


def by_type(changes: Changes) -> dict[str, Any]:
    return {change["ChangeType"]: change["DetailsDocument"] for change in changes}


def a_validity(**members: str) -> dict[str, Any]:
    return {"Terms": [{"Type": "ValidityTerm", **members}]}


@pytest.mark.parametrize(
    ("authorization", "validity"),
    [
        (an_authorization(), a_validity(AgreementDuration="P450D")),
        (hourly(), a_validity(AgreementDuration="P450D")),
        (contract(), None),
        (contract("P12M", "P36M"), None),
        (consumption(), None),
        (installments(), a_validity(AgreementDuration="P12M")),
        (paid_at_once(), a_validity(AgreementDuration="P12M")),
    ],
)
def test_a_marked_up_offer_is_the_same_for_every_kind_but_for_its_length(
    authorization: ResaleAuthorization, validity: dict[str, Any] | None
) -> None:
    changes = published(a_draft_of(authorization))
    length = ["UpdateValidityTerms"] if validity else []
    assert list(changes) == ["CreateOfferUsingResaleAuthorization", *COMMON, *length, "ReleaseOffer"]
    assert changes.get("UpdateValidityTerms") == validity
    assert changes["UpdateMarkup"] == {"Percentage": "25"}


def test_a_later_start_sends_start_and_end() -> None:
    changes = published(a_draft_of(contract("P12M", "P36M"), start="2027-02-01", agreement="3 years"))
    assert changes["UpdateValidityTerms"] == a_validity(
        AgreementStartDate="2027-02-01", AgreementEndDate="2030-01-31"
    )


def test_own_amounts_on_the_isvs_dates_are_a_schedule_and_nothing_else() -> None:
    changes = published(a_draft_of(installments(), installments=own_amounts("1000", "1500.50", "007000")))
    assert "UpdateMarkup" not in changes
    assert "UpdatePricingTerms" not in changes
    assert changes["UpdatePaymentScheduleTerms"] == {
        "Terms": [
            {
                "Type": "PaymentScheduleTerm",
                "CurrencyCode": "USD",
                "Schedule": [
                    {"ChargeDate": "2026-12-01", "ChargeAmount": "1000"},
                    {"ChargeDate": "2027-03-01", "ChargeAmount": "1500.5"},
                    {"ChargeDate": "2027-06-01", "ChargeAmount": "7000"},
                ],
            }
        ]
    }


def test_a_schedule_of_ones_own_comes_with_a_price_of_zero_length_and_quantities() -> None:
    euros = contract("P12M", "P36M", currency="EUR")
    changes = published(a_draft_of(euros, installments=own_schedule()))
    assert "UpdateMarkup" not in changes
    assert changes["UpdatePricingTerms"] == {
        "PricingModel": "Contract",
        "Terms": [
            {
                "Type": "FixedUpfrontPricingTerm",
                "CurrencyCode": "EUR",
                "Price": "0.0",
                "Duration": "P12M",
                "Grants": [{"DimensionKey": "seats", "MaxQuantity": 10}],
            }
        ],
    }
    assert changes["UpdatePaymentScheduleTerms"]["Terms"][0]["CurrencyCode"] == "EUR"
    assert changes["UpdateValidityTerms"] == a_validity(AgreementDuration="P12M")


def test_a_schedule_with_a_later_start_spans_its_own_length() -> None:
    own = own_schedule(duration="P36M", rows=rows(("2026-12-01", "600"), ("2029-06-01", "600")))
    changes = published(a_draft_of(contract("P12M", "P36M"), installments=own, start="2027-02-01"))
    assert changes["UpdatePricingTerms"]["Terms"][0]["Duration"] == "P36M"
    assert changes["UpdateValidityTerms"]["Terms"][0]["AgreementEndDate"] == "2030-01-31"


def test_further_terms_are_sent_only_where_they_were_chosen() -> None:
    draft = a_draft_of(
        contract(net_payment="P60D"),
        countries=("US", "CA"),
        eula=EulaChoice(kind=EulaKind.STANDARD),
        net_payment="P30D",
        purpose=Purpose.EXISTING,
    )
    changes = published(draft)
    assert changes["UpdateTargeting"] == {
        "PositiveTargeting": {"BuyerAccounts": [BUYER], "CountryCodes": ["US", "CA"]}
    }
    assert changes["UpdateLegalTerms"] == {
        "Terms": [{"Type": "LegalTerm", "Documents": [{"Type": "StandardEula", "Version": "2022-07-14"}]}]
    }
    assert changes["UpdateNetPaymentTerms"] == {
        "Terms": [{"Type": "NetPaymentTerm", "PaymentDuePeriod": "P30D"}]
    }
    assert changes["UpdateInformation"]["PreExistingAgreement"]["AcquisitionChannel"] == "AwsMarketplace"


def test_in_a_reused_draft_an_earlier_length_is_taken_out_where_the_buyer_chooses() -> None:
    terms = offer_terms(a_draft_of(contract()), a_context())
    assert terms is not None
    assert by_type(draft_changes(terms, reuse="offer-x@1"))["UpdateValidityTerms"] == {"Terms": []}
    assert "UpdateValidityTerms" not in by_type(draft_changes(terms))


PERCENTAGE = re.compile(r"(\d*\.)?\d{1,9}", re.ASCII)
AMOUNT = re.compile(r"(100000000(\.0{0,2})?)|(\d{1,8}(\.\d{0,2})?)", re.ASCII)
PRICE = re.compile(r"(100000000(\.0{0,3})?)|(\d{1,8}(\.\d{0,3})?)", re.ASCII)
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?", re.ASCII)
PATTERNS = {
    "Percentage": PERCENTAGE,
    "ChargeAmount": AMOUNT,
    "Price": PRICE,
    "Duration": DURATION,
    "AgreementDuration": DURATION,
    "PaymentDuePeriod": re.compile(r"P(15|30|45|60|90|120)D"),
    "CurrencyCode": re.compile(r"[A-Z]{3}"),
    "Url": re.compile(r"https?://.+"),
    "Type": re.compile(
        r"Offer@1\.0|(FixedUpfrontPricing|PaymentSchedule|NetPayment|Legal|Validity)Term|CustomEula|StandardEula"
    ),
}


def keep_to_grammar(value: Any, key: str = "") -> None:
    """Every text under a key AWS has a pattern for follows it; dates exist; there is no float anywhere.

    Only a purpose may be taken out again by null (fact sheet 2.4).
    """
    if value is None:
        assert key == "PreExistingAgreement"
        return
    assert type(value) in (dict, list, str, int)
    if isinstance(value, dict):
        assert value or key == "DetailsDocument"
        for name, item in value.items():
            keep_to_grammar(item, name)
    elif isinstance(value, list):
        for item in value:
            keep_to_grammar(item, key)
    elif isinstance(value, int):
        assert key == "MaxQuantity"
    elif key in PATTERNS:
        assert PATTERNS[key].fullmatch(value), (key, value)
    elif key.endswith("Date"):
        assert date.fromisoformat(value).isoformat() == value


@given(random_terms(), st.sampled_from(["", "offer-x@3"]))
def test_whatever_the_terms_the_set_keeps_to_awss_form(terms: OfferTerms, reuse: str) -> None:
    changes = publish_changes(terms, reuse=reuse)
    keep_to_grammar(changes)
    types = [change["ChangeType"] for change in changes]
    assert len(types) == len(set(types)) <= 20
    assert types[-1] == "ReleaseOffer"
    assert ("UpdateMarkup" in types) != ("UpdatePaymentScheduleTerms" in types)
    targets = {
        change["Entity"].get("Identifier", "") for change in changes if "Identifier" in change["Entity"]
    }
    assert targets == {reuse or "$CreateCPPO.Entity.Identifier"}
    assert json.loads(canonical(changes)) == changes


@given(random_terms())
def test_a_draft_is_the_published_set_without_its_release(terms: OfferTerms) -> None:
    assert draft_changes(terms) == publish_changes(terms)[:-1]


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_has_an_offer_nothing_stops(name: str) -> None:
    keep_to_grammar(list(published(a_draft_of(EVERY_KIND[name])).values()), "DetailsDocument")


def test_terms_without_anything_special_are_awss_own_seven_changes() -> None:
    assert len(publish_changes(some_terms())) == 7
