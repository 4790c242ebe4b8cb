"""Offer files on disk: read as the text that stands there, every message with its line, never overwritten."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.offer_file_drafts import draft_of, file_of
from cppo_tui.domain.offer_file_reading import read_values
from cppo_tui.store.offer_file_text import offer_text
from cppo_tui.store.offer_files import (
    LARGEST,
    OfferFilesOnDisk,
    create_file,
    parse_offer_text,
    read_offer_text,
    replace_file,
)
from tests.domain.any_draft import any_drafts, beside
from tests.domain.given import a_draft
from tests.test_walls import loaded_after


def values(text: str) -> Any:
    """What stands in this text."""
    return parse_offer_text(text, "offer.yaml").values


def trouble(text: str) -> str:
    """Why this text is not taken."""
    with pytest.raises(FileTrouble) as error:
        parse_offer_text(text, "offer.yaml")
    return str(error.value)


@settings(max_examples=500)
@given(any_drafts)
def test_any_draft_comes_back_from_its_file_letter_by_letter(draft: OfferDraft) -> None:
    file = file_of(draft)
    read = read_values(values(offer_text(file)))
    assert read == file
    assert draft_of(read, beside(draft)) == draft


class TestText:
    def test_every_value_keeps_its_digits(self) -> None:
        text = "a: 012345678901\nb: 0.010\nc: 1e3\nd: 2027-01-31\ne: no\nf: 1_000\ng: 0x1F\nh: 12:30"
        assert list(values(text).values()) == [
            *("012345678901", "0.010", "1e3", "2027-01-31", "no", "1_000", "0x1F", "12:30")
        ]

    def test_json_is_taken_too_with_its_digits(self) -> None:
        assert values('{"price": 0.010, "buyers": ["012345678901"], "name": null}') == {
            "price": "0.010",
            "buyers": ["012345678901"],
        }

    def test_a_key_without_a_value_counts_as_left_out_and_quotes_make_it_a_text(self) -> None:
        assert values("a:\nb: ~\nc: null\nd: ''\ne: 'null'") == {"d": "", "e": "null"}

    def test_an_empty_file_holds_nothing(self) -> None:
        assert values("") == values("# only this\n") == {}

    def test_lines_are_known_down_to_list_entries(self) -> None:
        lines = parse_offer_text("# a\nbuyers:\n  - x\n\n  - y\nprice:\n  amount: 1\n", "f").lines
        assert (lines[("buyers",)], lines[("buyers", 1)], lines[("price", "amount")]) == (2, 5, 7)


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("a: &x 1\nb: *x", 1, "anchors"),
            ("a: 1\nb: *x", 2, "anchors"),
            ("a: !!python/object/apply:os.system ['true']", 1, "tags"),
            ("a: !!str 1", 1, "tags"),
            ("name: 1\nx: 2\nname: 3", 3, "stands in line 1 already"),
            ("a: 1\n---\nb: 2", 2, "a second document"),
            ("a:\n\tb: 1", 2, "this is not YAML"),
            ("a: 'x", 1, "this is not YAML"),
            ("b: 1\nname: A: b", 2, "goes in quotes"),
            ("a: 1\n\tb: 2", 2, "Indent with spaces"),
            ("a: @x", 1, "Put it in quotes"),
            ('b: 1\nname: "x\nmarkup: 2\n', 2, "a quotation mark is opened here and not closed"),
            ("b: 1\nbuyers: [1,\n 2\nmarkup: 3\n", 2, "a comma is missing in it, or its end"),
            ('b: 1\nbuyers: ["1" "2"]\n', 2, "a comma is missing in it, or its end"),
            ("a: 1\nb: \x07", 2, "U+0007"),
            ("? [a]\n: b", 1, "a key must be a word"),
            ("a: " + "[" * 40 + "]" * 40, 1, "nested too deep"),
            ("a: " + "[" * 5000, 1, "nested too deep"),
        ],
    )
    def test_what_could_mean_something_else_is_refused_with_its_line(
        self, text: str, line: int, says: str
    ) -> None:
        told = trouble(text)
        assert told.startswith(f"offer.yaml:{line}: ")
        assert says in told

    def test_nothing_in_a_file_is_ever_run(self, tmp_path: Path) -> None:
        mark = tmp_path / "ran"
        for tag in ("python/object/apply:os.system", "python/object/new:os.system"):
            trouble(f"a: !!{tag} ['touch {mark}']")
        assert not mark.exists()

    def test_a_billion_laughs_are_none(self) -> None:
        laughs = "a: &a [x,x]\n" + "".join(
            f"{c}: &{c} [*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
        )
        assert "anchors" in trouble(laughs)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"name: \xff\n", ":1: this is not UTF-8"),
            ("a: 1\nb: ü".encode("latin-1"), ":2: this is not UTF-8"),
            ("name: x".encode("utf-16"), ":1: this is not UTF-8"),
            (b"#" * (LARGEST + 1), "larger than 256 KiB"),
        ],
    )
    def test_bytes_that_are_no_text_of_ours(self, content: bytes, says: str, tmp_path: Path) -> None:
        path = tmp_path / "offer.yaml"
        path.write_bytes(content)
        with pytest.raises(FileTrouble, match=r"offer\.yaml") as error:
            read_offer_text(path)
        assert says in str(error.value)

    def test_a_byte_order_mark_is_no_part_of_the_first_key(self, tmp_path: Path) -> None:
        path = tmp_path / "offer.yaml"
        path.write_bytes("name: Größe".encode("utf-8-sig"))
        assert read_offer_text(path).values == {"name": "Größe"}

    @pytest.mark.parametrize("name", ["gone.yaml", "."])
    def test_what_is_not_there_or_no_file(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(FileTrouble, match="could not be read"):
            read_offer_text(tmp_path / name)


class TestWriting:
    def test_it_is_private_whatever_the_umask(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            OfferFilesOnDisk().write(str(tmp_path / "offer.yaml"), file_of(a_draft()))
        finally:
            os.umask(before)
        assert (tmp_path / "offer.yaml").stat().st_mode & 0o777 == 0o600

    def test_never_over_another_file_nor_through_a_link(self, tmp_path: Path) -> None:
        there, link = tmp_path / "there", tmp_path / "link"
        there.write_text("mine")
        link.symlink_to(tmp_path / "elsewhere")
        for path in (there, link):
            with pytest.raises(FileTrouble, match="is there already"):
                create_file(path, "theirs")
        assert there.read_text() == "mine"
        assert not (tmp_path / "elsewhere").exists()

    def test_replacing_is_whole_and_private(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.json"
        path.write_text("old")
        replace_file(path, "new")
        assert path.read_text() == "new"
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in tmp_path.iterdir()] == ["plan.json"]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        for write in (create_file, replace_file):
            with pytest.raises(FileTrouble, match="could not be written"):
                write(tmp_path / "gone" / "f", "x")

    def test_every_key_is_taught_also_where_it_is_not_given(self) -> None:
        text = offer_text(file_of(OfferDraft(id="x")))
        assert values(text) == {}
        for key in ("authorization", "buyers", "markup", "installments", "eula", "consents"):
            assert f"\n#{key}:" in text
        uncommented = "\n".join(
            line.removeprefix("#") for line in text.splitlines() if not line.startswith("# ")
        )
        without_two = "\n".join(
            line for line in uncommented.splitlines() if not line.startswith(("margin", "price:"))
        )
        assert read_values(values(without_two)).authorization == "resaleauthz-abcd1234"


def test_yaml_is_loaded_only_when_a_file_is_read() -> None:
    loaded = loaded_after("import cppo_tui.store.offer_files, cppo_tui.store.offer_file_text")
    assert not loaded & {"yaml", "pydantic"}
