"""Step 3: figures that AWS takes and that are nearly always a slip are asked again, each by itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.archera import exact_markup, is_archera, isv_name, month, tier_of
from cppo_tui.domain.checks.pricing import check_pricing
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import amount
from cppo_tui.domain.pricing_terms import UnitPrice
from tests.domain.given import a_context, a_draft, an_authorization, archera, codes, priced


def draft_at(markup: str, *consents: str) -> OfferDraft:
    return a_draft(pricing=PricingChoice(text=markup), consents=frozenset(consents))


@pytest.mark.parametrize(
    "figure", ["0", "0.05", "0.5", "0.999999999", "1.25", "1.999999999", "100.000000001", "500", "999999999"]
)
def test_a_figure_out_of_the_ordinary_is_asked_again(figure: str) -> None:
    (finding,) = check_pricing(draft_at(figure), a_context())
    assert (finding.code, finding.severity) == ("MARKUP_UNUSUAL", Severity.ASK)
    assert f"{figure} %" in finding.message


@pytest.mark.parametrize("figure", ["2", "5", "25", "33.333333333", "100"])
def test_an_ordinary_figure_is_not_questioned(figure: str) -> None:
    assert check_pricing(draft_at(figure), a_context()) == ()


@pytest.mark.parametrize("figure", ["0", "0.5", "500"])
def test_a_consent_settles_exactly_that_figure(figure: str) -> None:
    (asked,) = check_pricing(draft_at(figure), a_context())
    (settled,) = check_pricing(draft_at(figure, asked.consent), a_context())
    assert settled.severity is Severity.WARNING
    assert not settled.stops


unusual = st.one_of(st.decimals("0", "0.999999999", places=9), st.decimals("101", "999999", places=9)).map(
    lambda value: f"{value:f}"
)


@given(unusual, unusual)
def test_a_consent_to_one_figure_never_settles_another(given_for: str, now: str) -> None:
    (asked,) = check_pricing(draft_at(given_for), a_context())
    (finding,) = check_pricing(draft_at(now, asked.consent), a_context())
    assert finding.stops == (Decimal(given_for) != Decimal(now))


@pytest.mark.parametrize("consent", ["markup-unusual:", "markup-unusual", "500", "buyers-several:500"])
def test_a_consent_to_something_else_settles_nothing(consent: str) -> None:
    assert check_pricing(draft_at("500", consent), a_context())[0].stops


def test_the_multiple_of_wholesale_is_spelled_out() -> None:
    (finding,) = check_pricing(draft_at("500"), a_context())
    assert "6 times" in finding.message


def test_a_bad_figure_is_the_only_thing_said_about_the_price() -> None:
    assert codes(check_pricing(draft_at("5,0"), a_context())) == ["FIGURE_COMMA"]


@given(
    st.sampled_from(list(PriceBasis)),
    st.decimals("0", "999999999", places=9),
    st.decimals("0", "99999999999999999999", places=20),
)
def test_no_price_an_isv_can_ask_breaks_the_check(
    basis: PriceBasis, value: Decimal, wholesale: Decimal
) -> None:
    prices = (UnitPrice(dimension_key="units", wholesale=wholesale),)
    authorization = an_authorization(usage_prices=prices, product_name="Archera")
    check_pricing(a_draft(authorization=authorization, pricing=priced(basis, f"{value:f}")), a_context())


ARCHERA = [
    ("0.008", "25", "0.01", None),
    ("0.0075", "33.3", "0.0099975", "33.333333333"),
    ("0.0075", "33.333333333", "0.01", None),
    ("0.007", "42.8", "0.009996", "42.857142857"),
    ("0.007", "42.857142857", "0.01", None),
    ("0.0075", "25", "0.009375", "33.333333333"),
]


@pytest.mark.parametrize(("wholesale", "figure", "price", "better"), ARCHERA)
def test_archeras_tiers_come_out_at_one_cent_or_the_exact_figure_is_told(
    wholesale: str, figure: str, price: str, better: str | None
) -> None:
    authorization = archera(wholesale)
    assert Markup(percentage=Decimal(figure)).buyer_price(Decimal(wholesale)) == Decimal(price)
    findings = check_pricing(
        a_draft(authorization=authorization, pricing=PricingChoice(text=figure)), a_context()
    )
    if better is None:
        assert findings == ()
        return
    (finding,) = findings
    assert (finding.code, finding.severity) == ("MARKUP_MISSES_CENT", Severity.WARNING)
    assert price in finding.message
    assert better in finding.fix


@pytest.mark.parametrize(("typed", "off"), [("20", "4 % too low"), ("30", "4 % too high")])
def test_how_far_the_bills_are_off_is_said(typed: str, off: str) -> None:
    draft = a_draft(authorization=archera("0.008"), pricing=PricingChoice(text=typed))
    (finding,) = check_pricing(draft, a_context())
    assert f"a unit, not Archera's 0.01, every bill is {off}." in finding.message
    assert finding.fix == "For exactly 0.01 use 25 %; you may go on with this one."


def test_another_tiers_figure_is_named_with_both_tiers() -> None:
    draft = a_draft(authorization=archera("0.0075"), pricing=PricingChoice(text="25"))
    (finding,) = check_pricing(draft, a_context())
    assert "25 % is Bronze's figure, wholesale 0.0075 is Silver's." in finding.message


def test_a_tiers_figure_on_a_wholesale_of_no_tier_still_makes_a_whole_sentence() -> None:
    draft = a_draft(authorization=archera("0.0078"), pricing=PricingChoice(text="25"))
    (finding,) = check_pricing(draft, a_context())
    assert finding.message.endswith("is no tier's.")


@pytest.mark.parametrize(
    ("wholesale", "tier", "exact"),
    [("0.008", "Bronze", "25"), ("0.0075", "Silver", "33.333333333"), ("0.007", "Gold", "42.857142857")],
)
def test_the_tier_follows_from_the_wholesale_price_and_so_does_the_exact_markup(
    wholesale: str, tier: str, exact: str
) -> None:
    authorization = archera(wholesale)
    found, markup = tier_of(authorization), exact_markup(authorization)
    assert found is not None
    assert markup is not None
    assert (found.name, markup.text) == (tier, exact)


@given(st.decimals("0.00001", "0.01", places=5))
def test_the_exact_markup_gives_the_cent_for_any_wholesale_below_it(wholesale: Decimal) -> None:
    markup = exact_markup(archera(str(wholesale)))
    assert markup is not None
    assert markup.buyer_price(wholesale) == Decimal("0.01")


@pytest.mark.parametrize("wholesale", ["0", "0.011", "1"])
def test_no_exact_markup_where_none_can_be(wholesale: str) -> None:
    assert exact_markup(archera(wholesale)) is None


@pytest.mark.parametrize(
    ("manufacturer", "product", "expected"),
    [
        ("Reserved AI", "Archera - Subscription", True),
        ("ReservedAI", "ArcheraAI Subscription", True),
        ("RESERVED AI, INC.", "Insured commitments", True),
        ("Acme Inc", "WorkloadGuard", False),
        ("Preserved Air Ltd", "Filters", False),
        ("Preserved AI Ltd", "Filters", False),
        ("Acme reserved", "AI helper", False),
    ],
)
def test_archera_is_known_by_the_names_its_own_pages_use(
    manufacturer: str, product: str, expected: bool
) -> None:
    names = {"manufacturer_name": manufacturer, "product_name": product}
    assert is_archera(an_authorization(**names)) is expected


@pytest.mark.parametrize(
    ("isv", "product", "shown"),
    [
        ("Reserved AI", "Archera - Subscription", "Reserved AI (Archera)"),
        ("Archera Inc", "Archera - Subscription", "Archera Inc"),
        ("Acme Inc", "WorkloadGuard", "Acme Inc"),
        ("Evil Inc", "Archera - Subscription", "Evil Inc"),
        ("Not Reserved AI", "Archera - Subscription", "Not Reserved AI"),
        ("", "Archera - Subscription", ""),
    ],
)
def test_archera_s_legal_name_is_told_together_with_the_one_its_partners_know(
    isv: str, product: str, shown: str
) -> None:
    assert isv_name(an_authorization(manufacturer_name=isv, product_name=product)) == shown


def test_a_month_is_shared_out_without_a_cent_missing() -> None:
    buyer, partner, vendor = month(Markup(percentage=Decimal(25)), Decimal("0.008"), Decimal(1000))
    assert (buyer, partner, vendor) == (Decimal(1000), Decimal(200), Decimal(800))


def test_even_an_absurd_month_can_be_printed() -> None:
    markup = Markup(percentage=Decimal(999999999))
    assert amount(month(markup, Decimal("9" * 20), Decimal(1000))[0], "USD").startswith("$")
