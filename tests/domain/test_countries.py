"""Where the buyers must be located: ISO codes, as many as AWS takes, where the product takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.checks.further import check_further
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.countries import COUNTRIES, split_countries
from cppo_tui.domain.draft import ProductType
from tests.domain.given import a_context, a_draft, codes
from tests.domain.kinds import a_draft_of, contract, replacing

ALL = tuple(sorted(COUNTRIES))


def found(*countries: str) -> list[str]:
    return codes(check_further(a_draft(countries=countries), a_context()))


def test_the_codes_are_those_of_iso_3166() -> None:
    assert len(COUNTRIES) == 249
    assert {"US", "CA", "DE", "GB", "JP", "IN", "ZA"} <= COUNTRIES
    assert not {"UK", "EU", "XX", "SU"} & COUNTRIES


@pytest.mark.parametrize("countries", [(), ("US",), ("US", "CA", "DE")])
def test_any_list_of_codes_goes_and_none_means_any(countries: tuple[str, ...]) -> None:
    assert found(*countries) == []
    terms = offer_terms(a_draft(countries=countries), a_context())
    assert terms is not None
    assert terms.countries == countries


@pytest.mark.parametrize("country", ["UK", "Germany", "USA", "us", "", "Ü"])
def test_what_is_no_code_is_named(country: str) -> None:
    (finding,) = check_further(a_draft(countries=("US", country)), a_context())
    assert (finding.code, finding.field, finding.stops) == ("COUNTRY_UNKNOWN", "countries", True)
    assert country in finding.message


def test_the_code_that_is_mistaken_most_is_told() -> None:
    (finding,) = check_further(a_draft(countries=("US", "UK")), a_context())
    assert finding.fix == "The United Kingdom is GB."


def test_a_whole_sentence_is_shortened() -> None:
    (finding,) = check_further(a_draft(countries=("x" * 500,) * 9), a_context())
    assert len(finding.message) < 80


@pytest.mark.parametrize(
    ("count", "said"), [(244, []), (245, ["COUNTRIES_TOO_MANY"]), (249, ["COUNTRIES_TOO_MANY"])]
)
def test_at_most_as_many_as_aws_takes(count: int, said: list[str]) -> None:
    assert found(*ALL[:count]) == said


def test_professional_services_take_none() -> None:
    services = a_draft(countries=("US",), product_type=ProductType.SERVICES)
    assert codes(check_further(services, a_context())) == ["COUNTRIES_WITH_SERVICES"]
    assert check_further(services.model_copy(update={"countries": ()}), a_context()) == ()


def test_a_replacement_goes_to_its_buyer_wherever_that_is() -> None:
    draft = a_draft_of(contract(), replaces=replacing(), agreement="2028-01-31", countries=("Mars",))
    assert "countries" not in {finding.field for finding in check_further(draft, a_context())}
    terms = offer_terms(draft, a_context())
    assert terms is not None
    assert terms.countries == ()


@pytest.mark.parametrize(
    ("typed", "codes_read"),
    [
        ("", ()),
        (" , ; ", ()),
        ("US", ("US",)),
        ("us, ca;de  US", ("US", "CA", "DE")),
        ("US\nCA", ("US", "CA")),
        ("Germany", ("Germany",)),
    ],
)
def test_a_typed_list_is_taken_apart(typed: str, codes_read: tuple[str, ...]) -> None:
    assert split_countries(typed) == codes_read


@given(st.lists(st.sampled_from(ALL), unique=True), st.sampled_from([" ", ",", ", ", ";", "\n"]))
def test_what_is_joined_comes_apart_again(countries: list[str], between: str) -> None:
    assert split_countries(between.join(countries)) == tuple(countries)
    assert split_countries(between.join(countries).lower()) == tuple(countries)


@given(st.text())
def test_no_text_breaks_it_and_nothing_is_lost(typed: str) -> None:
    parts = split_countries(typed)
    assert len(set(parts)) == len(parts)
    assert all(part.lower() in typed.lower() for part in parts)
