"""Buyer accounts out of whatever was pasted: none invented, none lost, nothing dropped without a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.buyers import find_accounts, means_accounts
from cppo_tui.domain.text import clean

A, B = "123456789012", "012345678901"

GOOD = {
    "one id": (A, [A]),
    "leading zero": (B, [B]),
    "commas": (f"{A},{B}", [A, B]),
    "semicolons": (f"{A};{B}", [A, B]),
    "spaces": (f"{A} {B}", [A, B]),
    "lines": (f"{A}\n{B}\n", [A, B]),
    "windows lines": (f"{A}\r\n{B}\r\n", [A, B]),
    "tabs": (f"{A}\t{B}", [A, B]),
    "dashes": ("1234-5678-9012", [A]),
    "en dashes": ("1234–5678–9012", [A]),
    "grouped by spaces": ("1234 5678 9012", [A]),
    "two grouped by spaces": ("1234 5678 9012 0123 4567 8901", [A, B]),
    "two grouped by en dashes": ("1234–5678–9012–0123–4567–8901", [A, B]),
    "two grouped, comma": ("1234 5678 9012, 0123 4567 8901", [A, B]),
    "two grouped, lines": ("1234 5678 9012\n0123-4567-8901", [A, B]),
    "plain then dashes": (f"{A} 0123-4567-8901", [A, B]),
    "a full stop": (f"The account is {A}.", [A]),
    "brackets": (f"Contoso ({A})", [A]),
    "curly quotes": (f"‘{A}’ “{B}”", [A, B]),
    "straight quotes": (f"'{A}' \"{B}\"", [A, B]),
    "code quotes": (f"`{A}`", [A]),
    "json": (f'{{"accounts":["{A}","{B}"]}}', [A, B]),
    "an arn": (f"arn:aws:iam::{A}:root", [A]),
    "csv": (f"name;account\nContoso;{A}\nFabrikam;{B}", [A, B]),
    "bullets": (f"• {A}\n* {B}\n", [A, B]),
    "a name after a dash": (f"{A} - Contoso", [A]),
    "a byte order mark": (clean(f"\ufeff{A}"), [A]),
    "twice": (f"{A} {A}", [A, A]),
}


@pytest.mark.parametrize("case", GOOD)
def test_every_valid_id_in_a_pasted_text_is_found_in_order(case: str) -> None:
    text, expected = GOOD[case]
    assert list(find_accounts(text).entries) == expected


NOT_AN_ID = {
    "eleven digits": "12345678901",
    "thirteen digits": "1234567890123",
    "letters behind": f"{A}abc",
    "letters before": f"acct{A}",
    "an underscore": f"account_{A}",
    "full-width digits": "１２３４５６７８９０１２",
    "arabic digits": "١٢٣٤٥٦٧٨٩٠١٢",
    "one full-width digit": "１234-5678-9012",
    "a full-width digit behind": "1234-5678-9012１",
    "four groups of four": "1234 5678 9012 3456",
    "five groups of four": "1234-5678-9012-3456-7890",
    "a year before the id": "2024 1234-5678-9012",
    "years around the id": "2024 1234-5678-9012 2025 2026",
    "groups of different signs": "1234-5678 9012",
    "two ids glued with a dash": f"{A}-{B}",
    "two ids glued with an en dash": f"{A}–{B}",
    "a dash behind": "1234-5678-9012-",
    "more behind a dash": "1234-5678-9012-34",
    "more behind an en dash": "1234–5678–9012–34",
    "a phone number": "+491701234567",
    "a spaced phone number": "+4917 0123 4567",
    "a spreadsheet's float": f"{A}.0",
    "a spreadsheet's exponent": "1.23457E+11",
    "an e-mail address": f"{A}@example.com",
    "em dashes": "1234—5678—9012",
    "groups of three": "123 456 789 012",
    "hidden inside": clean("1234\u200b56789012"),
    "a backslash": f"x\\{A}",
}


@pytest.mark.parametrize("case", NOT_AN_ID)
def test_what_is_not_an_id_is_kept_as_a_bad_entry_and_no_id_is_guessed_out_of_it(case: str) -> None:
    found = find_accounts(NOT_AN_ID[case])
    assert found.entries
    assert not any(is_account(entry) for entry in found.entries)


def test_words_without_any_digit_are_named_as_ignored() -> None:
    found = find_accounts(f"Contoso Ltd: {A}, thanks!")
    assert found.entries == (A,)
    assert found.ignored == ("Contoso", "Ltd", "thanks")


def test_nothing_pasted_is_nothing_found() -> None:
    assert find_accounts("") == find_accounts(" \n,;") == find_accounts("...")
    assert find_accounts("").entries == ()


pieces = st.one_of(
    st.text(alphabet="0123456789", min_size=1, max_size=14),
    st.from_regex(r"[0-9]{12}", fullmatch=True),
    st.from_regex(r"[0-9]{4}([-– ][0-9]{4}){1,6}", fullmatch=True),
    st.sampled_from(
        ["-", "–", " ", ",", "\n", ";", "+", ".", "Acme", "１", "٣", "_", "\u200b", "\xa0", "2024"]
    ),
)
pastes = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=8).map("".join))


@given(pastes)
def test_no_id_is_ever_invented(text: str) -> None:
    for entry in find_accounts(text).entries:
        if is_account(entry):
            groups = entry[:4], entry[4:8], entry[8:]
            assert any(sign.join(groups) in text for sign in ("", "-", "–", " "))


@given(pastes)
def test_every_digit_of_a_plain_id_stands_alone_in_the_text(text: str) -> None:
    """An id is never cut out of a longer number."""
    for entry in find_accounts(text).entries:
        if is_account(entry) and entry in text and not re.search(r"[0-9]{4}[-– ][0-9]{4}", text):
            assert re.search(rf"(?<!\d){entry}(?!\d)", text)


@given(
    st.lists(st.from_regex(r"[0-9]{12}", fullmatch=True), max_size=6),
    st.sampled_from([",", "\n", " ", "; ", "|"]),
)
def test_no_valid_id_is_lost(accounts: list[str], between: str) -> None:
    assert list(find_accounts(between.join(accounts)).entries) == accounts


@given(st.lists(st.from_regex(r"[0-9]{12}", fullmatch=True), max_size=5), st.sampled_from("- –"))
def test_no_grouped_id_is_lost(accounts: list[str], sign: str) -> None:
    lines = "\n".join(f"{a[:4]}{sign}{a[4:8]}{sign}{a[8:]}" for a in accounts)
    assert list(find_accounts(lines).entries) == accounts


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@given(pastes)
def test_entries_and_ignored_together_hold_every_letter_and_digit_in_order_of_kind(text: str) -> None:
    found = find_accounts(text)
    kept = _words("".join(found.entries) + "".join(found.ignored))
    assert sorted(kept) == sorted(_words(text))


@given(pastes)
def test_what_is_ignored_holds_no_digit_at_all(text: str) -> None:
    assert not any(re.search(r"\d", word) for word in find_accounts(text).ignored)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_what_we_show_can_be_pasted_back(account: str) -> None:
    assert find_accounts(grouped(account)).entries == (account,)


@given(st.text(max_size=20))
def test_grouping_touches_only_account_ids(text: str) -> None:
    assert (grouped(text) != text) == is_account(text)


@pytest.mark.parametrize("text", [f"{A}\n", f" {A}", "１２３４５６７８９０１２", "", A[:-1], f"{A}0"])
def test_an_account_id_is_exactly_twelve_ascii_digits(text: str) -> None:
    assert not is_account(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1234-5678-9012", True),
        ("buyer: 123456789012, thanks", True),
        ("arn:aws:iam::123456789012:root", True),
        ("12345", True),
        ("1234 5678", True),
        ("resaleauthz-archbronze2qx", False),
        ("Archera 2026 - Subscription", False),
        ("invoice 1234567890123", False),
        ("no digits at all", False),
        (" \n", False),
    ],
)
def test_a_text_means_accounts_when_one_is_in_it_or_nothing_but_digits(text: str, *, meant: bool) -> None:
    assert means_accounts(text) is meant
