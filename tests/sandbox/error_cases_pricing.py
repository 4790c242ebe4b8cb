"""Codes of UpdatePricingTerms. Rate cards are judged on a private offer for a product of our own."""

from typing import Any

from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import create, installments, lasting, markup, prices, upfront, validity
from tests.sandbox.error_cases import EXPIRED, RA, Build, ErrorCase, contract, future, on, published, renewing

Json = dict[str, Any]
MANY = {f"seat{number}": 1 for number in range(201)}


def case(code: str, build: Build, scenario: str = "archera", *, alone: bool = True) -> ErrorCase:
    return ErrorCase("UpdatePricingTerms", code, build, scenario, alone)


def rates(**by_key: str) -> list[Json]:
    return [{"DimensionKey": key, "Price": price} for key, price in by_key.items()]


def card(length: str, quantity: str = "Allowed", **by_key: str) -> Json:
    return {
        "Selector": {"Type": "Duration", "Value": length},
        "RateCard": rates(**(by_key or {"seat": "100"})),
        "Constraints": {"MultipleDimensionSelection": "Allowed", "QuantityConfiguration": quantity},
    }


def cards(*given: Json) -> Json:
    term = {"Type": "ConfigurableUpfrontPricingTerm", "CurrencyCode": "USD", "RateCards": list(given)}
    return prices(term, offer=OWN_PRODUCT)


def by_use(*given: list[Json], currency: str = "USD") -> Json:
    rate_cards = [{"RateCard": one} for one in given]
    return {"Type": "UsageBasedPricingTerm", "CurrencyCode": currency, "RateCards": rate_cards}


def usage(*given: list[Json]) -> Json:
    return prices(by_use(*given), offer=OWN_PRODUCT, model="Usage")


def own(*given: Json) -> Json:
    return prices(*given, offer=OWN_PRODUCT)


FORM = [
    case("DUPLICATE_DIMENSION_KEYS", lambda w: [usage([*rates(call="1"), *rates(call="2")])]),
    case(
        "DUPLICATE_DIMENSION_KEYS",
        lambda w: [own({**upfront(), "Grants": [*upfront()["Grants"], *upfront()["Grants"]]})],
    ),
    case("DUPLICATE_SELECTORS", lambda w: [cards(card("P12M"), card("P1Y"))]),
    case("DUPLICATE_TERM_TYPES", lambda w: [own(upfront(), upfront())]),
    case("INVALID_RATE_CARD", lambda w: [usage(rates(call="0.123456789"))]),
    case("INVALID_RATE_CARD", lambda w: [cards(card("P12M", seat="0.1234"))]),
    case("INVALID_SELECTOR_DURATION_VALUE", lambda w: [cards(card("P0M"))]),
    case("INVALID_SELECTOR_DURATION_VALUE", lambda w: [cards(card("P61M"))]),
    case("MISSING_DURATION", lambda w: [own(upfront(duration=None))]),
    case("INVALID_DURATION", lambda w: [own(upfront(duration="P61M"))]),
    case("INVALID_DURATION", lambda w: [own(upfront(duration="P27D"))]),
    case("TOO_MANY_GRANTS", lambda w: [own(upfront(MANY))]),
    case("TOO_MANY_RATES", lambda w: [usage(rates(**dict.fromkeys(MANY, "1")))]),
    case("TOO_MANY_RATE_CARDS", lambda w: [usage(rates(call="1"), rates(call="2"))]),
    case("TOO_MANY_RATE_CARDS", lambda w: [cards(*(card(f"P{n}M") for n in range(1, 14)))]),
    case("INCOMPATIBLE_RATE_CARD_CONSTRAINTS", lambda w: [cards(card("P12M"), card("P24M", "Disallowed"))]),
    case("INCOMPATIBLE_RATES", lambda w: [cards(card("P12M"), card("P24M", other="5"))]),
    case("MISSING_MANDATORY_TERMS", lambda w: [own(by_use(rates(call="1")))]),
    case(
        "MISSING_MANDATORY_TERMS",
        lambda w: [prices(upfront(), offer=OWN_PRODUCT, model="Usage")],
        alone=False,
    ),
    case(
        "MISSING_MANDATORY_TERMS",
        lambda w: [cards(card("P12M")), installments({on(w, 31): "10"}, OWN_PRODUCT)],
    ),
]

SURROUNDINGS = [
    case(
        "INCOMPATIBLE_TERMS",
        lambda w: [own(upfront(), {**cards(card("P12M"))["DetailsDocument"]["Terms"][0]})],
    ),
    case(
        "INCOMPATIBLE_TERMS", lambda w: contract(w, markup("5"), prices(upfront(price="9600"))), alone=False
    ),
    case(
        "INCOMPATIBLE_TERMS",
        lambda w: [own(upfront(price="5")), installments({on(w, 31): "10"}, OWN_PRODUCT)],
        alone=False,
    ),
    case("INCOMPATIBLE_TERMS", lambda w: [prices(upfront(price="9600"), offer=published(w))]),
    case("INCOMPATIBLE_TERMS", lambda w: [prices(upfront(), offer=EXPIRED)], alone=False),
    case("INVALID_AGREEMENT_DURATION", lambda w: [own(upfront()), lasting("P24M", OWN_PRODUCT)]),
    case(
        "INVALID_DURATION",
        lambda w: [own(upfront()), validity(OWN_PRODUCT, **_between(w, 40, 100))],
    ),
    case(
        "INCOMPATIBLE_SELECTOR_DURATION",
        lambda w: [cards(card("P12M")), validity(OWN_PRODUCT, **_between(w, 40, 100))],
    ),
    case("INVALID_CURRENCY_CODE", lambda w: [own(upfront(currency="XYZ"))]),
    case(
        "INCOMPATIBLE_CURRENCY_CODE",
        lambda w: [prices(upfront(), by_use(rates(call="1"), currency="EUR"), offer=OWN_PRODUCT)],
    ),
    case(
        "INCOMPATIBLE_PAYMENT_SETTINGS",
        lambda w: contract(w, prices(upfront(price="9600"))),
        "awkward-seller",
        alone=False,
    ),
    case("INCOMPATIBLE_PAYMENT_SETTINGS", lambda w: [own(upfront(currency="JPY"))]),
    case("INCOMPATIBLE_SELLER_VERIFICATION", lambda w: [own(upfront())], "awkward-seller", alone=False),
    case(
        "INCOMPATIBLE_AGREEMENT",
        lambda w: renewing(w, prices(by_use(rates(call="1")), model="Usage")),
        alone=False,
    ),
    case(
        "INCOMPATIBLE_PRODUCT", lambda w: [create(BRONZE), prices(upfront({"gri_premiums": 1}))], alone=False
    ),
]

AUTHORIZATION = [
    case(RA, lambda w: contract(w, prices(upfront(price="9600", currency="EUR")))),
    case(RA, lambda w: contract(w, prices(upfront(price="9600", duration="P18M")))),
    case(RA, lambda w: contract(w, prices(by_use(rates(call="1")), model="Usage"))),
    case(RA, lambda w: contract(w, prices(upfront(price="9600"), by_use(rates(call="1"))))),
    case(RA, lambda w: [create(vendors.INSTALLMENTS), prices(upfront({"analyst": 40}))]),
    case(RA, lambda w: [create(terms.ONE_TIME), prices(upfront({"analyst": 11, "viewer": 50}, "24000"))]),
    case(RA, lambda w: contract(w, prices(upfront()), installments({on(w, 31): "9599.99"})), alone=False),
    case("INVALID_GRANTS", lambda w: contract(w, prices(upfront({"ghost": 1}, "9600")))),
    case("INVALID_PRICE_CHANGE", lambda w: contract(w, prices(upfront(price="9599.999")))),
    case(
        "INVALID_PRICE_CHANGE",
        lambda w: [create(terms.ONE_TIME), prices(upfront({"analyst": 10, "viewer": 50}, "23999"))],
    ),
]


def _between(wire: Any, first: int, last: int) -> dict[str, str]:
    term: dict[str, str] = future(wire, first, last)["DetailsDocument"]["Terms"][0]
    return {key: value for key, value in term.items() if key != "Type"}


CASES = [*FORM, *SURROUNDINGS, *AUTHORIZATION]
