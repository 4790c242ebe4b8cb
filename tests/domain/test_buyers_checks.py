"""Step 1: which buyer entries AWS would refuse, or the person would regret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.checks.opportunity import account_problem, check_buyers
from cppo_tui.domain.findings import Severity
from tests.domain.given import (
    BUYER,
    ISV,
    OTHER_BUYER,
    SELLER,
    a_context,
    a_draft,
    an_authorization,
    codes,
    limited_to,
)

accounts = st.from_regex(r"[0-9]{12}", fullmatch=True)


def many(count: int) -> tuple[str, ...]:
    return tuple(f"{number:012}" for number in range(1, count + 1))


def found(*buyers: str) -> list[str]:
    return codes(check_buyers(a_draft(buyers=buyers), a_context()))


def test_one_good_buyer_is_fine() -> None:
    assert found(BUYER) == []


def test_no_buyer_is_refused() -> None:
    assert found() == ["BUYERS_MISSING"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("12345678901", "BUYER_LENGTH"),
        ("1234567890123", "BUYER_LENGTH"),
        ("1234 5678 9012 3456", "BUYER_LENGTH"),
        ("1234-5678", "BUYER_LENGTH"),
        ("12345678901x", "BUYER_LETTERS"),
        ("Contoso1", "BUYER_LETTERS"),
        ("U+200B", "BUYER_LETTERS"),
        ("１２３４５６７８９０１２", "BUYER_LOOKALIKE"),
        ("12345678901٢", "BUYER_LOOKALIKE"),
        ("123456789012.0", "BUYER_UNREADABLE"),
        ("+491701234567", "BUYER_UNREADABLE"),
        ("1234-5678-9012-", "BUYER_UNREADABLE"),
        ("000000000000", "BUYER_ZEROS"),
    ],
)
def test_a_bad_entry_is_named_for_what_is_wrong_with_it(entry: str, code: str) -> None:
    assert found(entry) == [code]


@pytest.mark.parametrize(
    ("entry", "words"), [("12345678901", "11 digits, 1 missing"), ("1234567890123", "13 digits, 1 too many")]
)
def test_the_number_of_digits_is_counted_for_the_person(entry: str, words: str) -> None:
    problem = account_problem(entry)
    assert problem is not None
    assert words in problem[1]


@given(st.one_of(st.text(max_size=20), accounts))
def test_only_twelve_ascii_digits_that_are_not_all_zero_pass(text: str) -> None:
    assert (account_problem(text) is None) == (is_account(text) and text != "0" * 12)


def test_the_second_of_two_equal_entries_is_marked() -> None:
    findings = check_buyers(a_draft(buyers=(BUYER, OTHER_BUYER, BUYER)), a_context())
    assert (findings[0].code, findings[0].field) == ("BUYER_TWICE", "buyers.2")


def test_each_bad_entry_gets_its_own_finding_on_its_own_chip() -> None:
    findings = check_buyers(a_draft(buyers=("1", BUYER, "x")), a_context())
    assert [(f.code, f.field) for f in findings][:2] == [
        ("BUYER_LENGTH", "buyers.0"),
        ("BUYER_LETTERS", "buyers.2"),
    ]


def test_the_own_account_is_refused() -> None:
    assert found(SELLER) == ["BUYER_IS_SELLER"]


def test_the_own_account_is_refused_also_while_only_the_authorization_tells_who_we_are() -> None:
    draft = a_draft(buyers=(SELLER,))
    assert codes(check_buyers(draft, a_context(seller_account=""))) == ["BUYER_IS_SELLER"]


def test_the_isvs_account_is_refused() -> None:
    assert found(ISV) == ["BUYER_IS_ISV"]


def test_a_buyer_the_authorization_does_not_name_is_refused_and_the_named_ones_told() -> None:
    draft = a_draft(authorization=limited_to(OTHER_BUYER), buyers=(BUYER,))
    (finding,) = check_buyers(draft, a_context())
    assert finding.code == "BUYER_NOT_ALLOWED"
    assert grouped(OTHER_BUYER) in finding.message


def test_of_many_allowed_buyers_three_are_named_and_the_rest_counted() -> None:
    draft = a_draft(authorization=limited_to(*many(5)), buyers=(BUYER,))
    (finding,) = check_buyers(draft, a_context())
    assert "and 2 more" in finding.message


@given(st.lists(accounts, min_size=1, max_size=4, unique=True), st.lists(accounts, min_size=1, max_size=4))
def test_nobody_outside_the_authorizations_list_passes(allowed: list[str], buyers: list[str]) -> None:
    draft = a_draft(authorization=limited_to(*allowed), buyers=tuple(buyers))
    blocked = {f.field for f in check_buyers(draft, a_context()) if f.severity is Severity.BLOCKING}
    outside = {f"buyers.{index}" for index, buyer in enumerate(buyers) if buyer not in allowed}
    assert outside <= blocked


def test_an_authorization_without_a_list_allows_any_buyer() -> None:
    assert found(OTHER_BUYER) == []


def test_buyers_can_be_checked_before_an_authorization_is_chosen() -> None:
    assert check_buyers(a_draft(authorization=None), a_context()) == ()


@pytest.mark.parametrize("count", [2, 24, 25])
def test_up_to_25_accounts_are_asked_about_since_each_can_accept_separately(count: int) -> None:
    (finding,) = check_buyers(a_draft(buyers=many(count)), a_context())
    assert (finding.code, finding.severity) == ("BUYERS_SEVERAL", Severity.ASK)
    assert str(count) in finding.message
    assert ("24" in finding.message.removeprefix(str(count))) == (count > 24)


def test_26_accounts_are_refused() -> None:
    (finding,) = check_buyers(a_draft(buyers=many(26)), a_context())
    assert (finding.code, finding.severity) == ("BUYERS_TOO_MANY", Severity.BLOCKING)
    assert "Remove 1" in finding.fix


@pytest.mark.parametrize(
    ("now", "settled"),
    [
        ((BUYER, OTHER_BUYER), True),
        ((OTHER_BUYER, BUYER), True),
        ((BUYER, OTHER_BUYER, "333344445555"), False),
        ((BUYER, "333344445555"), False),
    ],
)
def test_a_consent_holds_for_exactly_these_accounts(now: tuple[str, ...], settled: bool) -> None:
    (asked,) = check_buyers(a_draft(buyers=(BUYER, OTHER_BUYER)), a_context())
    (finding,) = check_buyers(a_draft(buyers=now, consents=frozenset({asked.consent})), a_context())
    assert finding.stops is not settled


def test_a_consent_never_settles_a_refusal() -> None:
    draft = a_draft(buyers=(SELLER,), consents=frozenset({"", "buyers-several:" + SELLER}))
    assert check_buyers(draft, a_context())[0].stops


@given(st.lists(st.text(max_size=16), max_size=30))
def test_no_entry_breaks_the_check(buyers: list[str]) -> None:
    for finding in check_buyers(a_draft(buyers=tuple(buyers), authorization=an_authorization()), a_context()):
        assert finding.field.partition(".")[0] == "buyers"
