"""AWS's asynchronous error codes in the person's terms: a meaning, and the field that cures it."""

import pytest

from cppo_tui.domain.catalog import ChangeError
from cppo_tui.domain.change_sets import publish_changes
from cppo_tui.domain.failures import Explanation, explain
from cppo_tui.domain.legal import EulaDocument
from cppo_tui.domain.steps import step_of_field
from tests.domain.given import some_terms
from tests.domain.kinds import ISV_DATES, charges, fixed

NO_MEANING = explain("", ChangeError(code="NOT_A_CODE", message="")).meaning

PRICING_CODES = """
DUPLICATE_DIMENSION_KEYS DUPLICATE_SELECTORS DUPLICATE_TERM_TYPES INCOMPATIBLE_CURRENCY_CODE
INCOMPATIBLE_PRODUCT INCOMPATIBLE_RATE_CARD_CONSTRAINTS INCOMPATIBLE_RATES INCOMPATIBLE_RESALE_AUTHORIZATION
INCOMPATIBLE_SELECTOR_DURATION INCOMPATIBLE_TERMS INVALID_AGREEMENT_DURATION INVALID_CURRENCY_CODE
INVALID_DURATION INVALID_GRANTS INVALID_PRICE_CHANGE INVALID_RATE_CARD INVALID_SELECTOR_DURATION_VALUE
MISSING_DURATION MISSING_MANDATORY_TERMS TOO_MANY_GRANTS TOO_MANY_RATE_CARDS TOO_MANY_RATES
"""
SCHEDULE_CODES = """
DUPLICATE_CHARGE_DATES INCOMPATIBLE_CURRENCY_CODE INCOMPATIBLE_MARKUP_PERCENTAGE
INCOMPATIBLE_RESALE_AUTHORIZATION INCOMPATIBLE_TERMS INVALID_CHARGE_DATES INVALID_CURRENCY_CODE
TOO_MANY_CHARGES
"""

DOCUMENTED: dict[str, dict[str, str]] = {
    "CreateOfferUsingResaleAuthorization": {
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "authorization",
        "INCOMPATIBLE_PRODUCT": "authorization",
    },
    "CreateReplacementOfferUsingResaleAuthorization": {
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "authorization",
    },
    "UpdateInformation": {"INCOMPATIBLE_PRE_EXISTING_AGREEMENT": "purpose"},
    "UpdateMarkup": {
        "INCOMPATIBLE_MARKUP": "pricing",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "pricing",
        "INCOMPATIBLE_TERMS": "pricing",
        "INVALID_MARKUP_PERCENTAGE": "pricing",
    },
    "UpdateTargeting": {
        "INVALID_BUYER_ACCOUNTS": "buyers",
        "INVALID_COUNTRY_CODES": "countries",
        "INVALID_TARGETING": "buyers",
        "INCOMPATIBLE_PRODUCT": "countries",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "buyers",
        "INCOMPATIBLE_TARGETING": "buyers",
        "TOO_MANY_BUYER_ACCOUNTS": "buyers",
    },
    "UpdateLegalTerms": {
        "INCOMPATIBLE_TERMS": "eula",
        "INVALID_LEGAL_DOCUMENTS": "eula",
        "LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE": "eula",
    },
    "UpdateAvailability": {
        "INVALID_AVAILABILITY_END_DATE": "expiry",
        "MISSING_AVAILABILITY_END_DATE": "expiry",
    },
    "UpdateValidityTerms": {
        "INCOMPATIBLE_AGREEMENT": "start",
        "INCOMPATIBLE_AGREEMENT_END_DATE": "agreement",
        "INCOMPATIBLE_AGREEMENT_START_DATE": "start",
        "INCOMPATIBLE_PRODUCT": "start",
        "INCOMPATIBLE_RESALE_AUTHORIZATION": "agreement",
        "INCOMPATIBLE_TERMS": "agreement",
        "INVALID_AGREEMENT_DURATION": "agreement",
        "INVALID_AGREEMENT_END_DATE": "agreement",
        "INVALID_AGREEMENT_START_DATE": "start",
        "INVALID_AGREEMENT_TIME_INTERVAL": "agreement",
        "MISSING_AGREEMENT_START_DATE": "agreement",
    },
    "UpdatePricingTerms": {
        **dict.fromkeys(PRICING_CODES.split(), "installments"),
        "INCOMPATIBLE_AGREEMENT": "replaces",
        "INCOMPATIBLE_PAYMENT_SETTINGS": "",
        "INCOMPATIBLE_SELLER_VERIFICATION": "",
    },
    "UpdatePaymentScheduleTerms": {
        **dict.fromkeys(SCHEDULE_CODES.split(), "installments"),
        "INCOMPATIBLE_PAYMENT_SETTINGS": "",
        "INCOMPATIBLE_SELLER_VERIFICATION": "",
        "TOO_MANY_BACKDATED_CHARGES": "expiry",
    },
    "UpdateNetPaymentTerms": dict.fromkeys(
        (
            "INVALID_PAYMENT_DUE_PERIOD",
            "INCOMPATIBLE_RESALE_AUTHORIZATION",
            "INCOMPATIBLE_TERMS",
            "INCOMPATIBLE_PRODUCT",
            "DUPLICATE_TERM_TYPES",
        ),
        "net_payment",
    ),
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
    assert len(meanings) == sum("INCOMPATIBLE_RESALE_AUTHORIZATION" in codes for codes in DOCUMENTED.values())


def test_every_change_we_send_is_among_them() -> None:
    everything = some_terms(
        currency="USD",
        charges=charges(ISV_DATES[0]),
        fixed=fixed("0"),
        net_payment="P30D",
        eula=EulaDocument(version="2022-07-14"),
    )
    sent = {change["ChangeType"] for change in publish_changes(everything)}
    replacement = {change["ChangeType"] for change in publish_changes(some_terms(agreement_id="agmt-1"))}
    assert sent | replacement == set(DOCUMENTED)


def test_an_unknown_code_says_so_and_still_leads_to_the_field_of_its_change() -> None:
    assert explained("UpdateMarkup", "SOMETHING_NEW") == Explanation(field="pricing", meaning=NO_MEANING)
    assert "own words" in NO_MEANING


def test_a_change_type_of_another_make_leads_nowhere() -> None:
    assert explained("UpdateSupportTerms", "INCOMPATIBLE_PRODUCT").field == ""


def test_aws_own_words_decide_nothing() -> None:
    error = ChangeError(code="SOMETHING_NEW", message="MISSING_NAME INVALID_BUYER_ACCOUNTS")
    assert explain("UpdateMarkup", error) == explained("UpdateMarkup", "SOMETHING_NEW")
