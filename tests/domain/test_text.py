"""Cleaning: whatever a terminal would act on is shown instead, and plain text stays as it is."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.text import clean, clean_tree, shorten

C0_AND_DEL = [chr(code) for code in (*range(0x20), 0x7F)]
C1 = [chr(code) for code in range(0x80, 0xA0)]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH = list("\u00ad\u034f\u200b\u200c\u200d\u2060\u2061\u2064\u180e\ufeff\U000e0041")
BLANK_LETTERS = list("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
LINE_ENDS = ["\t", "\r", "\n", "\x85", "\u2028", "\u2029"]

HIDDEN = [
    char for char in C0_AND_DEL + C1 + BIDI + ZERO_WIDTH + BLANK_LETTERS + SURROGATES if char not in LINE_ENDS
]

any_text = st.text(alphabet=st.characters(codec=None))
hostile = st.one_of(any_text, st.text(alphabet="".join(HIDDEN[:40]) + "\u0301\u0302ab\r\n\u2028"))

PAYLOADS = [
    "\x1b]0;title\x07",
    "\x1b]52;c;cGF5bG9hZA==\x07",
    "\x1b]8;;https://example.com\x07link",
    "\x1b[2J",
    "\x1b[6n",
    "\x1bPq\x1b\\",
    "\x1b_app\x1b\\",
    "\x9b2J",
    "\x9d0;title\x9c",
    "name\x1b",
    "right\b\b\b\b\bwrong",
    "paid\rfree",
    "\x00\x7f",
    "\u202egnp.exe\u2066\u2069",
]


@pytest.mark.parametrize("char", HIDDEN, ids=lambda char: f"U+{ord(char):04X}")
def test_a_hidden_character_is_shown_by_its_number_and_not_dropped(char: str) -> None:
    assert clean(f"a{char}b") == f"a<U+{ord(char):04X}>b"


@pytest.mark.parametrize("char", LINE_ENDS, ids=lambda char: f"U+{ord(char):04X}")
def test_tabs_and_line_ends_become_spaces(char: str) -> None:
    assert clean(f"a{char}b") == "a b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_with_lines_every_kind_of_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"123456789012{end}012345678901", lines=True) == "123456789012\n012345678901"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_terminal_command_survives(payload: str) -> None:
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in clean(payload))


@given(hostile, st.booleans())
def test_nothing_a_terminal_acts_on_is_ever_left(text: str, lines: bool) -> None:
    left = clean(text, lines=lines)
    kept = left.replace("\n", "") if lines else left
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in kept)
    left.encode("utf-8")


@given(hostile, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)), st.booleans())
def test_plain_text_is_untouched(text: str, lines: bool) -> None:
    assert clean(text, lines=lines) == text


@pytest.mark.parametrize(
    "text",
    [
        "Müller & Söhne",
        "漢字",
        "العربية",
        "a\u0301",
        "Größe 5 €",
        "[/b] \\[ [@click=app.quit]",
        "😀",
        "a\u00a0b",
    ],
)
def test_text_of_all_languages_and_brackets_are_untouched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(("count", "shown"), [(4, ""), (5, "<+1 marks>"), (100_000, "<+99996 marks>")])
def test_a_flood_of_combining_marks_is_counted_instead_of_drawn(count: int, shown: str) -> None:
    assert clean("a" + "\u0301" * count + "b") == "a" + "\u0301" * 4 + shown + "b"


def test_a_flood_at_the_end_and_an_enclosing_one_are_counted_too() -> None:
    assert clean("a" + "\u20dd" * 6) == "a" + "\u20dd" * 4 + "<+2 marks>"


@given(hostile)
def test_no_more_than_four_marks_stand_on_top_of_each_other(text: str) -> None:
    run = 0
    for char in clean(text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= 4


def test_a_tree_is_cleaned_in_every_string_and_key() -> None:
    tree = {"a\x1b": ["\u202e", {"b": "\x07"}, 5, None, True], "c": ("\x9b",)}
    assert clean_tree(tree) == {
        "a<U+001B>": ["<U+202E>", {"b": "<U+0007>"}, 5, None, True],
        "c": ["<U+009B>"],
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | hostile,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile, inner, max_size=3),
    max_leaves=10,
)


@given(json_values)
def test_a_cleaned_tree_can_be_stored_as_utf_8_and_cleaned_again(tree: object) -> None:
    cleaned = clean_tree(tree)
    json.dumps(cleaned, ensure_ascii=False).encode("utf-8")
    assert clean_tree(cleaned) == cleaned


@given(st.text(), st.integers(1, 50))
def test_shortening_keeps_to_the_width_and_says_that_it_cut(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
