"""Step 2: name and description as AWS takes them, and defaults that never need correcting."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.checks.information import check_information
from cppo_tui.domain.defaults import draft_title, offer_description, offer_name
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.text import clean
from tests.domain.given import a_draft, an_authorization, codes

AWS_TEXT = re.compile(r"\S[\S\s]*", re.ASCII)
"""Name and Description as the published schema has them, copied here on purpose; no ``\\ < >`` besides."""

LIMITS = {"name": 150, "description": 255}
FIELDS = list(LIMITS)


def found(field: str, text: str) -> tuple[Finding, ...]:
    return check_information(a_draft(**{field: text}))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("char", ["x", "é", "😀", "漢"])
def test_the_limit_counts_code_points_and_the_last_one_still_fits(field: str, char: str) -> None:
    limit = LIMITS[field]
    assert found(field, char * limit) == ()
    (finding,) = found(field, char * (limit + 1))
    assert finding.code == f"{field.upper()}_TOO_LONG"
    assert finding.fix == "Shorten it by 1."


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
def test_neither_may_be_empty_or_blank(field: str, text: str) -> None:
    assert codes(found(field, text)) == [f"{field.upper()}_MISSING"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", [" Contoso", "\tContoso", "\u00a0Contoso"])
def test_neither_may_begin_with_a_space(field: str, text: str) -> None:
    assert codes(found(field, text)) == [f"{field.upper()}_LEADING_SPACE"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("char", ["\\", "<", ">"])
def test_the_three_characters_aws_refuses_are_named(field: str, char: str) -> None:
    (finding,) = found(field, f"Contoso{char}2027")
    assert finding.code == f"{field.upper()}_CHARACTERS"
    assert char in finding.message


@pytest.mark.parametrize("field", FIELDS)
def test_everything_wrong_with_one_text_is_said_at_once(field: str) -> None:
    label = field.upper()
    expected = [f"{label}_TOO_LONG", f"{label}_LEADING_SPACE", f"{label}_CHARACTERS"]
    assert codes(found(field, " <" + "x" * 300)) == expected


@pytest.mark.parametrize("field", FIELDS)
@given(text=st.text(max_size=300))
def test_what_passes_is_what_aws_takes(field: str, text: str) -> None:
    if not any(finding.stops for finding in found(field, text)):
        assert AWS_TEXT.fullmatch(text)
        assert not set(text) & set("\\<>")
        assert 1 <= len(text) <= LIMITS[field]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x1b", "\ufeff", "\u3164"])
def test_a_name_of_invisible_characters_does_not_pass_once_cleaned(hidden: str) -> None:
    assert codes(found("name", clean(hidden))) == ["NAME_INVISIBLE"]


@pytest.mark.parametrize(("typed", "shown"), [("a\0b", "<U+0000>"), ("a\u202eb\0", "<U+202E> <U+0000>")])
def test_what_cannot_be_seen_is_named_and_no_sign_it_is_shown_with(typed: str, shown: str) -> None:
    (finding,) = found("name", clean(typed))
    assert finding.code == "NAME_INVISIBLE"
    assert f"show as {shown}." in finding.message


def test_a_sign_of_one_s_own_beside_it_is_named_too() -> None:
    assert codes(found("name", clean("<\0"))) == ["NAME_INVISIBLE", "NAME_CHARACTERS"]
    assert codes(found("name", "<U+0041>")) == ["NAME_CHARACTERS"]


@pytest.mark.parametrize("name", ["For jane@contoso.com", "jane.doe+x@mail.contoso.co.uk"])
def test_an_e_mail_address_in_the_name_is_warned_about_as_buyers_see_it(name: str) -> None:
    (finding,) = found("name", name)
    assert (finding.code, finding.severity) == ("NAME_PERSONAL", Severity.WARNING)


@pytest.mark.parametrize("name", ["Contoso @ 25 %", "me@home", "a@b.", "@contoso.com", "Q-8841 v1.2"])
def test_a_name_without_an_e_mail_address_is_not_warned_about(name: str) -> None:
    assert found("name", name) == ()


def test_an_e_mail_address_in_the_description_is_nobodys_business() -> None:
    assert found("description", "asked for by jane@contoso.com") == ()


def test_a_megabyte_pasted_into_the_name_is_refused_without_a_wait() -> None:
    started = time.process_time()
    assert "NAME_TOO_LONG" in codes(found("name", "a" * 1_000_000))
    assert time.process_time() - started < 5


hostile = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="\\<> \n\tA😀", max_size=400),
    st.text(alphabet="x", min_size=140, max_size=300),
).map(clean)
ids = st.from_regex(r"[A-Za-z0-9_-]{1,255}", fullmatch=True)


@given(hostile, hostile, ids, st.lists(st.one_of(hostile, st.just("012345678901")), max_size=3))
def test_the_defaults_always_pass_their_own_check(
    product: str, name: str, authorization_id: str, buyers: list[str]
) -> None:
    authorization = an_authorization(product_name=product, name=name, id=authorization_id)
    draft = a_draft(authorization=authorization, buyers=tuple(buyers))
    assert not [finding for finding in check_information(draft) if finding.stops]


def test_the_default_name_says_product_and_buyer() -> None:
    assert offer_name(a_draft()) == "WorkloadGuard for 0123 4567 8901"
    assert offer_name(a_draft(buyers=("012345678901", "111122223333"))) == "WorkloadGuard for 2 accounts"
    assert offer_name(a_draft(buyers=())) == "WorkloadGuard"


def test_a_buyer_entry_that_is_no_account_never_gets_into_the_name() -> None:
    assert offer_name(a_draft(buyers=("x\\123456789012",))) == "WorkloadGuard"


def test_the_default_description_names_the_authorization() -> None:
    expected = "From FY27 Contoso (resaleauthz-wlmpaurnfdqmi)"
    assert offer_description(a_draft()) == expected


def test_the_default_description_fits_with_the_longest_id_too() -> None:
    draft = a_draft(authorization=an_authorization(id="x" * 255))
    assert check_information(draft) == ()


def test_what_was_typed_stands_also_when_it_is_empty() -> None:
    draft = a_draft(name="", description="")
    assert (offer_name(draft), offer_description(draft)) == ("", "")


def test_without_an_authorization_there_is_nothing_to_suggest() -> None:
    assert codes(check_information(a_draft(authorization=None))) == ["NAME_MISSING", "DESCRIPTION_MISSING"]


@given(hostile, hostile)
def test_a_draft_always_has_a_title_of_its_own(product: str, name: str) -> None:
    assert draft_title(a_draft(authorization=an_authorization(product_name=product, name=name)))
    assert draft_title(a_draft(authorization=None)) == "New offer"
    assert draft_title(a_draft(title="Mine")) == "Mine"
