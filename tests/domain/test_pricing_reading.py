"""Reading contract prices, fixed prices and installments: all of a term to the last digit, or nothing."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.authorization_reading import authorization_from_entity
from cppo_tui.domain.checks.opportunity import usability
from cppo_tui.domain.pricing_reading import (
    UnreadablePrice,
    charges,
    fixed_upfront,
    rate_cards,
    unit_prices,
)
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant, RateCard, UnitPrice
from tests.domain.given import a_context, codes, recorded_document

Json = dict[str, Any]


def rates(**prices: Any) -> list[Json]:
    return [{"DimensionKey": key, "Price": price} for key, price in prices.items()]


def usage(**prices: Any) -> Json:
    card = [{"RateCard": rates(**prices)}]
    return {"Type": "ResaleUsageBasedPricingTerm", "CurrencyCode": "USD", "RateCards": card}


def upfront(**durations: list[Json]) -> Json:
    listed = [
        {"Selector": {"Type": "Duration", "Value": duration}, "RateCard": card}
        for duration, card in durations.items()
    ]
    return {"Type": "ResaleConfigurableUpfrontPricingTerm", "CurrencyCode": "USD", "RateCards": listed}


def once(**changes: Any) -> Json:
    term = {"Type": "ResaleFixedUpfrontPricingTerm", "CurrencyCode": "USD", "Price": "0", "Duration": "P12M"}
    return {**term, "Grants": [{"DimensionKey": "seats", "MaxQuantity": 10}], **changes}


def schedule(*lines: tuple[Any, Any]) -> Json:
    listed = [{"ChargeDate": day, "ChargeAmount": amount} for day, amount in lines]
    return {"Type": "ResalePaymentScheduleTerm", "CurrencyCode": "USD", "Schedule": listed}


def read(*terms: Json) -> ResaleAuthorization:
    document = {"Status": "Active", "Terms": list(terms)}
    return authorization_from_entity({"EntityIdentifier": "ra-1@1", "DetailsDocument": document})


def test_contract_prices_are_read_by_length() -> None:
    found = rate_cards(upfront(P12M=rates(seats="100", storage="10.50"), P36M=rates(seats="270.001")))
    assert found == (
        RateCard(
            duration="P12M",
            prices=(
                UnitPrice(dimension_key="seats", wholesale=Decimal(100)),
                UnitPrice(dimension_key="storage", wholesale=Decimal("10.50")),
            ),
        ),
        RateCard(duration="P36M", prices=(UnitPrice(dimension_key="seats", wholesale=Decimal("270.001")),)),
    )


def test_the_recorded_fixed_price_and_installments_are_read() -> None:
    document = recorded_document()
    authorization = authorization_from_entity({"EntityIdentifier": "ra-1@1", "DetailsDocument": document})
    assert authorization.fixed == FixedUpfront(
        price=Decimal(0),
        duration="P12M",
        grants=tuple(Grant(dimension_key=f"dimension_{n}_id", quantity=22000) for n in (1, 2, 3)),
    )
    assert authorization.schedule == (
        Charge(day=date(2025, 1, 1), amount=Decimal("30.00")),
        Charge(day=date(2025, 1, 15), amount=Decimal("30.00")),
    )
    assert authorization.unread == ()


def test_installments_are_put_in_order_of_their_dates() -> None:
    found = charges(schedule(("2027-06-01", "2"), ("2027-01-01T00:00:00.000Z", "1")))
    assert [(charge.day, charge.amount) for charge in found] == [
        (date(2027, 1, 1), Decimal(1)),
        (date(2027, 6, 1), Decimal(2)),
    ]


def test_an_offers_fixed_price_has_no_length_and_an_authorizations_must_have_one() -> None:
    without = once()
    del without["Duration"]
    assert fixed_upfront(without).duration == ""
    assert read(without).fixed is None
    assert read(without).unread == ("upfront price",)


def test_a_single_unit_is_a_quantity() -> None:
    one = once(Grants=[{"DimensionKey": "seats", "MaxQuantity": 1}])
    assert fixed_upfront(one).grants == (Grant(dimension_key="seats", quantity=1),)


GOOD = rates(seats="1")
BAD_CARDS: list[Any] = [
    {"RateCards": None},
    {"RateCards": [None]},
    {"RateCards": [{"RateCard": GOOD}]},
    {"RateCards": [{"Selector": "P12M", "RateCard": GOOD}]},
    upfront(P12M=[]),
    upfront(P12M=rates(seats="1") + rates(seats="2")),
    upfront(P12M=rates(seats=1)),
    upfront(P12M=rates(seats=1.5)),
    upfront(P12M=rates(seats="1,5")),
    upfront(P12M=[{"Price": "1"}]),
    {"RateCards": upfront(P12M=GOOD)["RateCards"] * 2},
    *(upfront(**{length: GOOD}) for length in ("", "P", "12M", "P0M", "P0D", "PT1H", "P1W", "p12m", "P-1M")),
]
BAD_FIXED: list[Any] = [
    once(Price=None),
    once(Price="1e2"),
    once(Price=0),
    once(Grants=None),
    once(Grants=[{"DimensionKey": "seats"}]),
    once(Grants=[{"MaxQuantity": 1}]),
    *(once(Grants=[{"DimensionKey": "seats", "MaxQuantity": n}]) for n in (0, -1, "10", 1.0, True, None)),
    *(once(Duration=length) for length in (None, "", "P0M", "a year", 12)),
]
BAD_SCHEDULES: list[Any] = [
    {**schedule(), "Schedule": None},
    schedule((None, "1")),
    schedule(("01/02/2027", "1")),
    schedule(("2027-02-30", "1")),
    schedule(("2027-02-01", 1)),
    schedule(("2027-02-01", "-1")),
    schedule(("2027-02-01", "1"), ("2027-02-01T00:00:00Z", "2")),
]


@pytest.mark.parametrize("term", BAD_CARDS)
def test_contract_prices_with_anything_unreadable_are_not_read_at_all(term: Json) -> None:
    with pytest.raises(UnreadablePrice):
        rate_cards(term)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        *(({**upfront(), **term}, "upfront prices") for term in BAD_CARDS),
        *((term, "upfront price") for term in BAD_FIXED),
        *((term, "installments") for term in BAD_SCHEDULES),
        (usage(calls=0.1), "usage prices"),
        ({**usage(), "RateCards": []}, "usage prices"),
    ],
)
def test_what_could_not_be_read_is_named_and_stops_the_offer(term: Json, words: str) -> None:
    authorization = read(term)
    assert authorization.unread == (words,)
    assert "AUTHORIZATION_UNREAD" in codes(usability(authorization, a_context()))


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        ((usage(calls="1"),), PricingKind.USAGE),
        ((upfront(P12M=GOOD),), PricingKind.CONTRACT),
        ((upfront(P12M=GOOD), usage(calls="1")), PricingKind.CONTRACT_WITH_CONSUMPTION),
        ((upfront(P365D=rates(calls="500")), usage(calls="1")), PricingKind.HOURLY_WITH_ANNUAL),
        ((once(), schedule(("2027-01-01", "1"))), PricingKind.CONTRACT_WITH_INSTALLMENTS),
        ((once(Price="1000"),), PricingKind.CONTRACT_WITH_INSTALLMENTS),
        ((upfront(P12M=GOOD), schedule(("2027-01-01", "1"))), PricingKind.UNKNOWN),
    ],
)
def test_hours_and_years_of_the_same_dimension_are_an_ami_and_not_a_contract_with_consumption(
    terms: tuple[Json, ...], kind: PricingKind
) -> None:
    assert read(*terms).kind is kind


def test_further_terms_are_read() -> None:
    due = {"Type": "ResaleNetPaymentTerm", "PaymentDuePeriod": "P60D"}
    start = {"Type": "BuyerValidityTerm", "MaximumAgreementStartDate": "2027-06-30T00:00:00.000Z"}
    authorization = read(upfront(P12M=GOOD), due, start)
    assert (authorization.net_payment, authorization.latest_start) == ("P60D", date(2027, 6, 30))
    assert authorization.kind is PricingKind.CONTRACT
    assert authorization.unread == ()


@pytest.mark.parametrize("latest", ["30.06.2027", "", 1782777600, ["2027-06-30"]])
def test_a_latest_start_nobody_can_read_never_passes_for_any_start(latest: Any) -> None:
    start = {"Type": "BuyerValidityTerm", "MaximumAgreementStartDate": latest}
    assert read(upfront(P12M=GOOD), start).unread == ("latest start",)
    assert read(upfront(P12M=GOOD), {"Type": "BuyerValidityTerm"}).unread == ()


@pytest.mark.parametrize(
    "accounts", ["012345678901", [{"AwsAccountId": 12345678901}], [{"Name": "x"}, "012345678901"], [None], {}]
)
def test_a_buyer_nobody_can_read_never_passes_for_any_buyer(accounts: Any) -> None:
    term = {"Type": "BuyerTargetingTerm", "PositiveTargeting": {"BuyerAccounts": accounts}}
    assert read(usage(calls="1"), term).unread == ("buyers",)


amounts = st.decimals(0, 99_999_999, places=3).map(lambda value: f"{value:f}")
lengths = st.builds(
    lambda years, months, days: f"P{years}Y{months}M{days}D",
    st.integers(1, 9),
    st.integers(0, 11),
    st.integers(0, 30),
)
keys = st.text("abcdefgh_", min_size=1, max_size=6)


@given(
    st.dictionaries(lengths, st.dictionaries(keys, amounts, min_size=1, max_size=4), min_size=1, max_size=3)
)
def test_every_contract_price_is_read_as_it_is_written(lines: dict[str, dict[str, str]]) -> None:
    found = rate_cards(upfront(**{length: rates(**prices) for length, prices in lines.items()}))
    assert {
        card.duration: {price.dimension_key: f"{price.wholesale:f}" for price in card.prices}
        for card in found
    } == lines


@given(st.dictionaries(st.dates(date(2000, 1, 1), date(2098, 1, 1)), amounts, min_size=1, max_size=60))
def test_every_installment_is_read_as_it_is_written(lines: dict[date, str]) -> None:
    found = charges(schedule(*((day.isoformat(), amount) for day, amount in lines.items())))
    assert {charge.day: f"{charge.amount:f}" for charge in found} == lines
    assert [charge.day for charge in found] == sorted(lines)


def test_the_long_way_round_0_1_stays_0_1() -> None:
    (price,) = unit_prices(usage(calls="0.1"))
    assert price.wholesale * 3 == Decimal("0.3")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
DOCUMENT = {
    "Status": "Active",
    "Terms": [
        upfront(P12M=rates(seats="1"), P36M=rates(seats="2")),
        once(),
        schedule(("2027-01-01", "1"), ("2027-02-01", "1")),
        usage(calls="1"),
        {"Type": "ResaleNetPaymentTerm", "PaymentDuePeriod": "P60D"},
        {"Type": "BuyerValidityTerm", "MaximumAgreementStartDate": "2027-06-30"},
    ],
}


def spoilt(value: Any, draw: st.DrawFn) -> Any:
    """The document with anything anywhere replaced by something else."""
    if draw(st.integers(0, 12)) == 0:
        return draw(json_values)
    if isinstance(value, dict):
        return {key: spoilt(item, draw) for key, item in value.items()}
    if isinstance(value, list):
        return [spoilt(item, draw) for item in value]
    return value


@st.composite
def spoilt_documents(draw: st.DrawFn) -> Any:
    return spoilt(deepcopy(DOCUMENT), draw)


@given(spoilt_documents())
def test_no_document_breaks_the_reading_and_no_float_becomes_a_price(document: Any) -> None:
    entity = {"EntityIdentifier": "ra-1@1", "DetailsDocument": document}
    for price in authorization_from_entity(entity).wholesale:
        assert type(price.amount) is Decimal
        assert price.amount >= 0
