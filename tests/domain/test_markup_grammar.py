"""What may be typed as a markup: exactly what AWS takes, and everything else is said, never guessed."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cppo_tui.domain.draft import PriceBasis
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.markup import Markup, parse_figure, resolve
from cppo_tui.domain.pricing_terms import UnitPrice
from tests.domain.given import an_authorization, priced

AWS_PERCENTAGE = re.compile(r"(\d*\.)?\d{1,9}", re.ASCII)
"""UpdateMarkup's Percentage as the published schema has it, copied here on purpose."""

WHAT = ("markup", "25")
figures = st.one_of(
    st.text(max_size=24),
    st.text(alphabet="0123456789.", max_size=24),
    st.text(alphabet="0123456789.,%-+eE _٥５", max_size=16),
)


def markup_of(text: str, basis: PriceBasis = PriceBasis.MARKUP) -> Markup | Finding:
    return resolve(priced(basis, text), an_authorization())


@given(figures)
@example("0.000000001")
@example("000000000.000000000")
@example("999999999.999999999")
@example("100")
@example(".5")
def test_whatever_is_accepted_is_printed_in_aws_grammar_and_is_the_same_number(text: str) -> None:
    markup = markup_of(text)
    if isinstance(markup, Finding):
        return
    assert AWS_PERCENTAGE.fullmatch(text.strip())
    assert AWS_PERCENTAGE.fullmatch(markup.text)
    assert Decimal(markup.text) == Decimal(text.strip())
    assert "e" not in markup.text.lower()


@given(st.from_regex(AWS_PERCENTAGE, fullmatch=True))
def test_whatever_aws_takes_with_up_to_nine_digits_on_either_side_is_accepted(text: str) -> None:
    accepted = not isinstance(parse_figure(text, WHAT), Finding)
    assert accepted == (len(text.partition(".")[0]) <= 9)


@given(figures)
def test_a_figure_is_a_decimal_or_a_finding_and_never_a_float(text: str) -> None:
    assert type(parse_figure(text, WHAT)) in (Decimal, Finding)


wholesales = st.decimals("0.00000000000000000001", "99999999", places=20)
typed = st.decimals("0", "999999999", places=9).map(lambda value: f"{value:f}")


@given(st.sampled_from([PriceBasis.MARGIN, PriceBasis.PRICE]), typed, wholesales)
@example(PriceBasis.MARGIN, "99.999999999", Decimal(1))
@example(PriceBasis.PRICE, "1", Decimal("0.00000001"))
def test_a_markup_worked_out_from_margin_or_price_is_in_aws_grammar_too(
    basis: PriceBasis, text: str, wholesale: Decimal
) -> None:
    prices = (UnitPrice(dimension_key="units", wholesale=wholesale),)
    markup = resolve(priced(basis, text), an_authorization(usage_prices=prices))
    if not isinstance(markup, Finding):
        assert AWS_PERCENTAGE.fullmatch(markup.text)


def test_a_margin_so_close_to_100_that_aws_cannot_read_the_markup_is_refused() -> None:
    found = markup_of("99.999999999", PriceBasis.MARGIN)
    assert isinstance(found, Finding)
    assert found.code == "MARKUP_BEYOND_AWS"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "FIGURE_MISSING"),
        ("   ", "FIGURE_MISSING"),
        ("5,0", "FIGURE_COMMA"),
        ("1,000.5", "FIGURE_COMMA"),
        ("5%", "FIGURE_PERCENT_SIGN"),
        ("25 %", "FIGURE_PERCENT_SIGN"),
        ("1e2", "FIGURE_EXPONENT"),
        ("1E+2", "FIGURE_EXPONENT"),
        ("-1", "FIGURE_NEGATIVE"),
        ("−5", "FIGURE_NEGATIVE"),
        ("-0", "FIGURE_NEGATIVE"),
        ("1.1234567890", "FIGURE_DECIMALS"),
        (".1234567891", "FIGURE_DECIMALS"),
        ("25.", "FIGURE_POINT"),
        ("1234567890", "FIGURE_TOO_LONG"),
        (".", "FIGURE_TOO_LONG"),
        ("1.2.3", "FIGURE_TOO_LONG"),
        ("٥", "FIGURE_DIGITS"),
        ("２５", "FIGURE_DIGITS"),
        ("2５", "FIGURE_DIGITS"),
        ("½", "FIGURE_DIGITS"),
        ("1_000", "FIGURE_UNREADABLE"),
        ("2 5", "FIGURE_UNREADABLE"),
        ("+5", "FIGURE_UNREADABLE"),
        ("0x10", "FIGURE_UNREADABLE"),
        ("NaN", "FIGURE_UNREADABLE"),
        ("Infinity", "FIGURE_UNREADABLE"),
    ],
)
def test_anything_else_is_named_for_what_it_is(text: str, code: str) -> None:
    found = parse_figure(text, WHAT)
    assert isinstance(found, Finding)
    assert (found.code, found.field) == (code, "pricing")
    assert found.stops


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("25", "25"),
        ("25.0", "25"),
        (" 25 ", "25"),
        ("00025", "25"),
        (".5", "0.5"),
        ("0", "0"),
        ("0.0", "0"),
        ("500", "500"),
        ("100", "100"),
        ("33.333333333", "33.333333333"),
        ("0.000000001", "0.000000001"),
        ("999999999", "999999999"),
    ],
)
def test_a_good_figure_is_sent_without_superfluous_zeros(text: str, sent: str) -> None:
    markup = markup_of(text)
    assert isinstance(markup, Markup)
    assert markup.text == sent


@pytest.mark.parametrize(("basis", "word"), [(PriceBasis.MARKUP, "markup"), (PriceBasis.MARGIN, "margin")])
def test_a_missing_figure_is_called_by_the_name_of_what_is_typed(basis: PriceBasis, word: str) -> None:
    found = markup_of("", basis)
    assert isinstance(found, Finding)
    assert word in found.message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25,5", "25.5"),
        ("33,333333333", "33.333333333"),
        ("1,000", "1.000 or 1000"),
        ("1,000.5", "1000.5"),
        ("30%", "30"),
        ("30,5 %", "30.5"),
        ("2,5,1", "25"),
        ("five %", "25"),
    ],
)
def test_what_is_to_be_typed_instead_is_the_figure_itself(typed: str, meant: str) -> None:
    found = parse_figure(typed, ("markup", "25"))
    assert isinstance(found, Finding)
    assert found.fix.endswith(f": {meant}.")
