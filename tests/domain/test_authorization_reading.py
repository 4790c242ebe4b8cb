"""Reading an authorization: what is there is read, what cannot be read is absent, nothing is guessed."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.authorization_reading import authorization_from_entity, split_identifier
from cppo_tui.domain.instants import parse_end, parse_instant
from cppo_tui.domain.pricing_terms import UnitPrice
from tests.domain.given import recorded_document


def read(document: Any, identifier: Any = "resaleauthz-wlmpaurnfdqmi@3") -> ResaleAuthorization:
    return authorization_from_entity({"EntityIdentifier": identifier, "DetailsDocument": document})


def terms(*names: str) -> dict[str, Any]:
    return {"Terms": [{"Type": name} for name in names]}


def usage(*rates: dict[str, Any]) -> dict[str, Any]:
    card = {"RateCards": [{"RateCard": list(rates)}]}
    return {"Terms": [{"Type": "ResaleUsageBasedPricingTerm", "CurrencyCode": "USD", **card}]}


def test_the_recorded_authorization_is_read_whole() -> None:
    authorization = read(recorded_document())
    assert (authorization.id, authorization.revision) == ("resaleauthz-wlmpaurnfdqmi", 3)
    assert authorization.name == "DemoResaleAuthorization"
    assert authorization.product_id == "prod-1234567890"
    assert authorization.manufacturer_account == "045694257970"
    assert authorization.reseller_account == "205695857470"
    assert authorization.status == "Active"
    assert (authorization.offers_created, authorization.max_offers) == (0, 1)
    assert not authorization.used_up
    assert authorization.created == datetime(2024, 10, 7, 20, 48, 55, 720000, tzinfo=UTC)
    assert authorization.ends == datetime(2024, 12, 12, 23, 59, 59, 999000, tzinfo=UTC)
    assert authorization.currency == "USD"
    assert authorization.kind is PricingKind.CONTRACT_WITH_INSTALLMENTS
    assert [price.dimension_key for price in authorization.usage_prices] == [
        f"metered_{n}_id" for n in (1, 2, 3)
    ]
    assert {price.wholesale for price in authorization.usage_prices} == {Decimal("0.001")}
    assert len(authorization.dimensions) == 6
    assert authorization.dimension("metered_1_id").types == ("Metered", "ExternallyMetered")
    assert authorization.buyers == ()
    assert authorization.eula == "StandardEula"
    assert authorization.reseller_contract == "StandardResellerContract"
    assert authorization.eula_url.startswith("https://")
    assert authorization.reseller_contract_url.startswith("https://")


@given(st.sets(st.sampled_from(sorted(recorded_document()))))
def test_any_key_may_be_missing(missing: set[str]) -> None:
    document = recorded_document()
    for key in missing:
        del document[key]
    assert read(document).id == "resaleauthz-wlmpaurnfdqmi"


def test_new_keys_change_nothing() -> None:
    document = recorded_document()
    for place in (document, document["OfferDetails"], *document["Terms"], *document["Dimensions"]):
        place["BrandNew"] = {"Nested": [1, None]}
    plain = read(recorded_document())
    assert read(document).model_copy(update={"terms_digest": plain.terms_digest}) == plain


@pytest.mark.parametrize(
    ("told", "earlier"),
    [
        (
            {"AcquisitionChannel": "AwsMarketplace", "PricingModel": "Contract"},
            ("AwsMarketplace", "Contract"),
        ),
        ({"AcquisitionChannel": "External"}, ("External", "")),
        ({"AcquisitionChannel": "Unknown", "PricingModel": "Unknown"}, None),
        ({}, None),
        ("AwsMarketplace", None),
    ],
)
def test_what_the_isv_says_of_the_customer_is_read(told: Any, earlier: tuple[str, str] | None) -> None:
    assert read({"PreExistingBuyerAgreement": told}).earlier == earlier


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


def swapped(value: Any, draw: st.DrawFn) -> Any:
    """The recorded document with anything anywhere replaced by something else."""
    if draw(st.integers(0, 9)) == 0:
        return draw(json_values)
    if isinstance(value, dict):
        return {key: swapped(item, draw) for key, item in value.items()}
    if isinstance(value, list):
        return [swapped(item, draw) for item in value]
    return value


@st.composite
def damaged_documents(draw: st.DrawFn) -> Any:
    return swapped(recorded_document(), draw)


@given(st.one_of(json_values, damaged_documents()))
def test_no_document_breaks_the_reading(document: Any) -> None:
    authorization = read(document)
    assert len(authorization.fingerprint) == 64
    assert all(type(price.wholesale) is Decimal for price in authorization.usage_prices)


@given(json_values)
def test_a_bad_identifier_is_a_value_error_and_nothing_else(identifier: Any) -> None:
    try:
        authorization = read({}, identifier)
    except ValueError:
        return
    assert isinstance(identifier, str)
    assert identifier.startswith(authorization.id)


@pytest.mark.parametrize(
    "identifier", ["", "@3", "a b", "a@x", "a@1@2", "a@-1", "é", "a@١", None, 5, "x" * 256]
)
def test_what_is_not_an_identifier_is_not_an_entity(identifier: Any) -> None:
    with pytest.raises(ValueError, match="not an entity identifier"):
        read({}, identifier)


def test_a_missing_identifier_is_not_an_entity() -> None:
    with pytest.raises(ValueError, match="not an entity identifier"):
        authorization_from_entity({"DetailsDocument": {}})


@pytest.mark.parametrize(
    ("identifier", "parts"),
    [("offer-x@3", ("offer-x", 3)), ("offer-x", ("offer-x", 0)), ("2bd2c761-3b7f@12", ("2bd2c761-3b7f", 12))],
)
def test_an_identifier_is_id_and_revision(identifier: str, parts: tuple[str, int]) -> None:
    assert split_identifier(identifier) == parts


USAGE, CONFIGURABLE = "ResaleUsageBasedPricingTerm", "ResaleConfigurableUpfrontPricingTerm"
FIXED, SCHEDULE = "ResaleFixedUpfrontPricingTerm", "ResalePaymentScheduleTerm"
OTHERS = (
    "BuyerLegalTerm",
    "ResaleLegalTerm",
    "BuyerValidityTerm",
    "BuyerTargetingTerm",
    "ResaleNetPaymentTerm",
)


@pytest.mark.parametrize("around", [(), OTHERS])
@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ((USAGE,), PricingKind.USAGE),
        ((CONFIGURABLE,), PricingKind.CONTRACT),
        ((CONFIGURABLE, USAGE), PricingKind.CONTRACT_WITH_CONSUMPTION),
        ((FIXED, SCHEDULE), PricingKind.CONTRACT_WITH_INSTALLMENTS),
        ((FIXED, SCHEDULE, USAGE), PricingKind.CONTRACT_WITH_INSTALLMENTS),
        ((), PricingKind.UNKNOWN),
        ((SCHEDULE,), PricingKind.UNKNOWN),
        ((SCHEDULE, USAGE), PricingKind.UNKNOWN),
        ((CONFIGURABLE, FIXED), PricingKind.UNKNOWN),
        ((USAGE, "ResaleTieredPricingTerm"), PricingKind.UNKNOWN),
        ((USAGE, "ResaleRecurringPaymentTerm"), PricingKind.UNKNOWN),
        (("ByolPricingTerm",), PricingKind.UNKNOWN),
        (("FreeTrialPricingTerm", USAGE), PricingKind.UNKNOWN),
    ],
)
def test_the_kind_follows_from_the_pricing_terms_and_a_new_one_is_not_recognised(
    names: tuple[str, ...], kind: PricingKind, around: tuple[str, ...]
) -> None:
    assert read(terms(*names, *around)).kind is kind


@pytest.mark.parametrize(
    "price", ["1e-3", "-1", "0.1 ", "0,1", ".5", "", None, 0.01, 1, True, "NaN", "٥", "0x1", "9" * 21]
)
def test_one_unreadable_price_leaves_no_price_rather_than_all_but_one(price: Any) -> None:
    good = {"DimensionKey": "a", "Price": "0.1"}
    assert len(read(usage(good)).usage_prices) == 1
    assert read(usage(good, {"DimensionKey": "b", "Price": price})).usage_prices == ()


def test_two_prices_for_one_dimension_are_not_read_as_either() -> None:
    twice = [{"DimensionKey": "a", "Price": price} for price in ("0.1", "0.2")]
    assert read(usage(*twice)).usage_prices == ()


def test_a_price_is_read_to_its_last_digit() -> None:
    price = "0.00000001"
    found = read(usage({"DimensionKey": "a", "Price": price})).usage_prices
    assert found == (UnitPrice(dimension_key="a", wholesale=Decimal(price)),)


@pytest.mark.parametrize(
    "accounts", [[{"AwsAccountId": "012345678901", "LegalName": "Contoso"}], ["012345678901"]]
)
def test_the_named_buyers_are_read_from_objects_and_from_bare_strings(accounts: list[Any]) -> None:
    term = {"Type": "BuyerTargetingTerm", "PositiveTargeting": {"BuyerAccounts": accounts}}
    assert [buyer.account for buyer in read({"Terms": [term]}).buyers] == ["012345678901"]


@pytest.mark.parametrize(
    ("document", "used_up"),
    [
        ({}, False),
        ({"OfferDetails": {"OfferExtendedStatus": "Completed-Used"}}, True),
        ({"OfferDetails": {"OfferExtendedStatus": "Completed-Usable", "OfferCreatedCount": 9}}, False),
        (
            {
                "OfferDetails": {"OfferCreatedCount": 1},
                "Rules": [{"Type": "AvailabilityRule", "OffersMaxQuantity": 1}],
            },
            True,
        ),
        (
            {
                "OfferDetails": {"OfferCreatedCount": 0},
                "Rules": [{"Type": "AvailabilityRule", "OffersMaxQuantity": 1}],
            },
            False,
        ),
    ],
)
def test_an_authorization_is_used_up_by_its_status_or_by_count(
    document: dict[str, Any], used_up: bool
) -> None:
    assert read(document).used_up is used_up


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-12T23:59:59.999Z", datetime(2026, 12, 12, 23, 59, 59, 999000, tzinfo=UTC)),
        ("2026-12-12T23:59:59Z", datetime(2026, 12, 12, 23, 59, 59, tzinfo=UTC)),
        ("2026-12-12T23:59Z", datetime(2026, 12, 12, 23, 59, tzinfo=UTC)),
        ("2026-12-12 23:59:59+00:00", datetime(2026, 12, 12, 23, 59, 59, tzinfo=UTC)),
        ("2026-12-12", datetime(2026, 12, 12, tzinfo=UTC)),
        ("2026-12-12T23:59:59+02:00", None),
        ("2026-02-30T00:00:00Z", None),
        ("12/12/2026", None),
        ("", None),
        (None, None),
        (1765540799, None),
    ],
)
def test_an_instant_is_read_with_and_without_fractions_and_only_in_utc(
    text: object, instant: datetime | None
) -> None:
    assert parse_instant(text) == instant


@pytest.mark.parametrize("text", ["2099-12-31T23:59:59.999Z", "2099-12-31", "9999-01-01T00:00:00Z"])
def test_awss_far_future_is_no_end(text: str) -> None:
    assert parse_end(text) is None
    assert parse_instant(text) is not None


def test_the_day_before_the_far_future_is_an_end() -> None:
    assert parse_end("2099-12-30T23:59:59.999Z") is not None


@given(st.one_of(json_values, st.from_regex(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", fullmatch=True)))
def test_no_value_breaks_the_reading_of_instants(value: object) -> None:
    instant = parse_instant(value)
    assert instant is None or instant.tzinfo is UTC
