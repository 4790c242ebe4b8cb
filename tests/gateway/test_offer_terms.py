"""The terms of a described offer: every price under the key its wholesale price has, or no answer at all."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.catalog import OfferPrice
from cppo_tui.domain.errors import BrokenAnswer
from cppo_tui.domain.pricing_terms import Grant
from cppo_tui.domain.validity import Validity
from cppo_tui.gateway.offer_terms import offer_terms_from

Json = dict[str, Any]
CARD = [{"DimensionKey": "seats", "Price": "125"}, {"DimensionKey": "storage", "Price": "13.125"}]
UPFRONT: Json = {
    "ConfigurableUpfrontPricingTerm": {
        "RateCards": [{"Selector": {"Type": "Duration", "Value": "P12M"}, "RateCard": CARD}]
    }
}
USAGE: Json = {
    "UsageBasedPricingTerm": {"RateCards": [{"RateCard": [{"DimensionKey": "calls", "Price": "0.00125"}]}]}
}
FIXED: Json = {
    "FixedUpfrontPricingTerm": {"Price": "0", "Grants": [{"DimensionKey": "seats", "MaxQuantity": 10}]}
}
SCHEDULE: Json = {
    "PaymentScheduleTerm": {
        "Schedule": [
            {"ChargeDate": "2027-06-01T00:00:00.000Z", "ChargeAmount": "10.5"},
            {"ChargeDate": "2027-01-01", "ChargeAmount": "10"},
        ]
    }
}


def told(*terms: Json) -> dict[str, Any]:
    return offer_terms_from({name: term for one in terms for name, term in one.items()})


def prices(*terms: Json) -> dict[str, str]:
    return {price.key: str(price.price) for price in told(*terms)["prices"]}


def test_contract_and_metered_prices() -> None:
    assert prices(UPFRONT, USAGE) == {"seats / P12M": "125", "storage / P12M": "13.125", "calls": "0.00125"}


def test_installments_stand_for_a_fixed_price_of_zero_and_the_quantities_are_told() -> None:
    assert prices(FIXED, SCHEDULE) == {"due 2027-01-01": "10", "due 2027-06-01": "10.5"}
    assert told(FIXED, SCHEDULE)["grants"] == (Grant(dimension_key="seats", quantity=10),)


def test_a_fixed_price_alone_is_a_price() -> None:
    assert told(FIXED)["prices"] == (OfferPrice(key="fixed upfront", price=Decimal(0)),)


@pytest.mark.parametrize(
    ("term", "validity"),
    [
        ({}, Validity()),
        ({"AgreementDuration": "P12M"}, Validity(duration="P12M")),
        (
            {
                "AgreementStartDate": "2027-02-01T00:00:00.000Z",
                "AgreementEndDate": "2028-01-31T23:59:59.999Z",
            },
            Validity(start=date(2027, 2, 1), end=date(2028, 1, 31)),
        ),
        ({"AgreementEndDate": "2028-01-31"}, Validity(end=date(2028, 1, 31))),
    ],
)
def test_every_form_of_the_validity_is_read(term: Json, validity: Validity) -> None:
    assert told({"ValidityTerm": term})["validity"] == validity


def test_payment_term_and_end_user_agreement_are_read() -> None:
    found = told(
        {"NetPaymentTerm": {"PaymentDuePeriod": "P30D"}},
        {"LegalTerm": {"Documents": [{"Type": "CustomEula", "Url": "https://example.com"}]}},
    )
    assert (found["net_payment"], found["eula"]) == ("P30D", "CustomEula")
    assert (told()["net_payment"], told()["eula"], told()["prices"]) == ("", "", ())


@pytest.mark.parametrize(
    "term",
    [
        {"ConfigurableUpfrontPricingTerm": {"RateCards": [{"RateCard": CARD}]}},
        {"UsageBasedPricingTerm": {"RateCards": "none"}},
        {"FixedUpfrontPricingTerm": {"Price": 1.5, "Grants": []}},
        {"PaymentScheduleTerm": {"Schedule": [{"ChargeAmount": "1"}]}},
    ],
)
def test_a_price_nobody_can_read_is_a_broken_answer_and_not_an_offer_without_it(term: Json) -> None:
    with pytest.raises(BrokenAnswer):
        told(UPFRONT, term)
