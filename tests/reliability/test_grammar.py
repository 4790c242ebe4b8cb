"""What is typed is exactly the grammar, and nothing is trimmed in silence (reliability T4)."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.opportunity import account_problem
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.terms import resolve_agreement, resolve_expiry
from cppo_tui.domain.text import clean
from tests.domain.given import a_context, a_draft, an_authorization
from tests.reliability.payloads import PAYLOADS

MARKUPS = {
    "0.05": "MARKUP_UNUSUAL",
    "5": "5",
    "5.0": "5",
    " 5 ": "5",
    "05": "5",
    "5,0": "FIGURE_COMMA",
    "5%": "FIGURE_PERCENT_SIGN",
    "500": "MARKUP_UNUSUAL",
    "100": "100",
    "100.000000001": "MARKUP_UNUSUAL",
    "0": "MARKUP_UNUSUAL",
    "1e2": "FIGURE_EXPONENT",
    "٥": "FIGURE_DIGITS",
    "５": "FIGURE_DIGITS",
    "²": "FIGURE_DIGITS",
    "1_0": "FIGURE_UNREADABLE",
    "Infinity": "FIGURE_UNREADABLE",
    "NaN": "FIGURE_UNREADABLE",
    "+5": "FIGURE_UNREADABLE",
    "-5": "FIGURE_NEGATIVE",
    "5.": "FIGURE_POINT",
    "5 5": "FIGURE_UNREADABLE",
    "0x5": "FIGURE_UNREADABLE",
    "5.1234567891": "FIGURE_DECIMALS",
    "1234567890": "FIGURE_TOO_LONG",
}


@pytest.mark.parametrize(("typed", "comes_of_it"), MARKUPS.items())
def test_a_mis_scaled_markup_is_asked_about_or_refused_never_guessed(typed: str, comes_of_it: str) -> None:
    """Scenario 10: the figure AWS gets is the one that was typed, or none; 0.05 and 500 need a yes."""
    draft = a_draft(pricing=PricingChoice(text=typed))
    found = {one.code: one for one in check_all(draft, a_context()) if one.stops and one.field == "pricing"}
    if comes_of_it[0].isdigit():
        markup = resolve(draft.pricing, an_authorization())
        assert isinstance(markup, Markup)
        assert markup.text == comes_of_it
        assert not found
    else:
        assert set(found) == {comes_of_it}
        asked = found[comes_of_it].severity is Severity.ASK
        assert asked == (comes_of_it == "MARKUP_UNUSUAL")


def test_control_a_decimal_would_have_taken_them() -> None:
    from decimal import Decimal, InvalidOperation

    taken = []
    for typed, comes_of_it in MARKUPS.items():
        try:
            Decimal(typed)
        except InvalidOperation:
            continue
        if comes_of_it.startswith("FIGURE"):
            taken.append(typed)
    assert {"1e2", "٥", "５", "1_0", "Infinity", "NaN", "+5", "-5"} <= set(taken)


ACCOUNTS = {
    "123456789012": "",
    "000000000001": "",
    "12345678901": "BUYER_LENGTH",
    "1234567890123": "BUYER_LENGTH",
    "1234-5678-9012x": "BUYER_LETTERS",
    "٠١٢٣٤٥٦٧٨٩٠١": "BUYER_LOOKALIKE",
    "１２３４５６７８９０１２": "BUYER_LOOKALIKE",
    "123456789O12": "BUYER_LETTERS",
    "123456789012\n": "BUYER_UNREADABLE",
    "000000000000": "BUYER_ZEROS",
}


@pytest.mark.parametrize(("text", "code"), ACCOUNTS.items())
def test_an_account_is_twelve_ascii_digits(text: str, code: str) -> None:
    """Scenario 11 in part. Control: the usual pattern takes two of these and a line end."""
    problem = account_problem(text)
    assert (problem[0] if problem else "") == code


def test_control_the_usual_pattern_takes_look_alikes() -> None:
    taken = [text for text, code in ACCOUNTS.items() if code and re.match(r"^\d{12}$", text)]
    assert len(taken) == 4


PASTES = [
    "123456789012",
    "1234-5678-9012",
    "1234 5678 9012\n2345-6789-0123",
    "123456789012, 234567890123; 345678901234",
    "Acme Ltd\t123456789012\r\nGlobex\t234567890123\r\n",
    "12345678901",
    "1234567890123",
    "１２３４５６７８９０１２",
    "=HYPERLINK(1)\n123456789012",
    "'123456789012",
    "1.23456789012E+11",
    "arn:aws:iam::123456789012:root",
    *PAYLOADS.values(),
]
FIGURES: list[Callable[[str], object]] = [
    lambda text: resolve(PricingChoice(text=text), an_authorization()),
    lambda text: resolve_agreement(text, date(2026, 11, 23)),
    lambda text: resolve_expiry(text, date(2026, 11, 23)),
]


def test_of_a_paste_nothing_is_lost_in_silence(figure: Callable[[str], None]) -> None:
    """Each word of a pasted list is an entry or named as left out; a figure is read whole or refused."""
    changed = 0
    for pasted in PASTES:
        text = clean(pasted, lines=True)
        found = find_accounts(text)
        kept = "".join((*found.entries, *found.ignored))
        changed += _signs(kept) != _signs(text)
        for read in FIGURES:
            meant = read(clean(pasted).strip())
            changed += not isinstance(meant, Finding) and bool(set(clean(pasted)) - set("0123456789. "))
    assert changed == 0
    figure(f"pastes: {len(PASTES)} texts x 4 fields, {changed} changed in silence")


def _signs(text: str) -> list[str]:
    """The letters and digits, whatever separates them."""
    return sorted(char for char in text if char.isalnum())
