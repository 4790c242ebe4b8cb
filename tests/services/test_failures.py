"""AWS's asynchronous error codes in the person's terms: a meaning, and the field that cures it."""

import pytest

from cppo_tui.domain.catalog import ChangeError
from cppo_tui.domain.failures import Explanation, explain
from cppo_tui.domain.steps import step_of_field

NO_MEANING = explain("", ChangeError(code="NOT_A_CODE", message="")).meaning

DOCUMENTED = {
    "CreateOfferUsingResaleAuthorization": {
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "authorization",
        "INCOMPATIBLE_PRODUCT": "authorization",
    },
    "UpdateInformation": {"INCOMPATIBLE_PRE_EXISTING_AGREEMENT": "name"},
    "UpdateMarkup": {
        "INCOMPATIBLE_MARKUP": "pricing",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "pricing",
        "INCOMPATIBLE_TERMS": "pricing",
        "INVALID_MARKUP_PERCENTAGE": "pricing",
    },
    "UpdateTargeting": {
        "INVALID_BUYER_ACCOUNTS": "buyers",
        "INVALID_COUNTRY_CODES": "buyers",
        "INVALID_TARGETING": "buyers",
        "INCOMPATIBLE_PRODUCT": "buyers",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "buyers",
        "INCOMPATIBLE_TARGETING": "buyers",
        "TOO_MANY_BUYER_ACCOUNTS": "buyers",
    },
    "UpdateAvailability": {
        "INVALID_AVAILABILITY_END_DATE": "expiry",
        "MISSING_AVAILABILITY_END_DATE": "expiry",
    },
    "UpdateValidityTerms": {
        "INCOMPATIBLE_AGREEMENT": "agreement",
        "INCOMPATIBLE_AGREEMENT_END_DATE": "agreement",
        "INCOMPATIBLE_AGREEMENT_START_DATE": "agreement",
        "INCOMPATIBLE_PRODUCT": "agreement",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "agreement",
        "INCOMPATIBLE_TERMS": "agreement",
        "INVALID_AGREEMENT_DURATION": "agreement",
        "INVALID_AGREEMENT_END_DATE": "agreement",
        "INVALID_AGREEMENT_START_DATE": "agreement",
        "INVALID_AGREEMENT_TIME_INTERVAL": "agreement",
        "MISSING_AGREEMENT_START_DATE": "agreement",
    },
    "ReleaseOffer": {
        "INCOMPATIBLE_PAYMENT_SETTINGS": "",
        "INCOMPATIBLE_PRODUCT": "",
        "INCOMPATIBLE_SELLER_VERIFICATION": "",
        "INVALID_UPDATE_REQUEST": "",
        "MISSING_AGREEMENT_END_DATE": "agreement",
        "MISSING_AVAILABILITY_END_DATE": "expiry",
        "MISSING_BUYER_ACCOUNTS": "buyers",
        "MISSING_DESCRIPTION": "description",
        "MISSING_NAME": "name",
        "MISSING_MANDATORY_TERMS": "",
        "TOO_MANY_OFFERS": "",
        "INCOMPATIBLE_TARGETING": "buyers",
        "INVALID_TAX_INFORMATION": "",
    },
}
"""Change type -> error code -> the field that cures it, "" when none does (fact sheet 2.15)."""

PAIRS = [(change, code) for change, codes in DOCUMENTED.items() for code in codes]


def explained(change_type: str, code: str) -> Explanation:
    return explain(change_type, ChangeError(code=code, message="AWS's own words"))


@pytest.mark.parametrize(("change_type", "code"), PAIRS)
def test_every_documented_code_has_a_meaning(change_type: str, code: str) -> None:
    meaning = explained(change_type, code).meaning
    assert meaning != NO_MEANING
    assert meaning.endswith(".")


@pytest.mark.parametrize(("change_type", "code"), PAIRS)
def test_every_documented_code_leads_to_the_right_field(change_type: str, code: str) -> None:
    field = explained(change_type, code).field
    assert field == DOCUMENTED[change_type][code]
    assert not field or step_of_field(field)


def test_the_same_code_means_something_else_on_another_change() -> None:
    meanings = {
        explained(change_type, "INCOMPATIBLE_RESALE_AUTHORIZATION").meaning
        for change_type, codes in DOCUMENTED.items()
        if "INCOMPATIBLE_RESALE_AUTHORIZATION" in codes
    }
    assert len(meanings) == 4


def test_an_unknown_code_says_so_and_still_leads_to_the_field_of_its_change() -> None:
    assert explained("UpdateMarkup", "SOMETHING_NEW") == Explanation(field="pricing", meaning=NO_MEANING)
    assert "own words" in NO_MEANING


def test_a_change_type_of_another_make_leads_nowhere() -> None:
    assert explained("UpdateSupportTerms", "INCOMPATIBLE_PRODUCT").field == ""


def test_aws_own_words_decide_nothing() -> None:
    error = ChangeError(code="SOMETHING_NEW", message="MISSING_NAME INVALID_BUYER_ACCOUNTS")
    assert explain("UpdateMarkup", error) == explained("UpdateMarkup", "SOMETHING_NEW")
