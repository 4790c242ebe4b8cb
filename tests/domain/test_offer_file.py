"""Offer files: nothing of a draft is lost in one, and what is no offer file says so in all its places."""

from typing import Any

import pytest
from hypothesis import given, settings

from cppo_tui.domain.draft import EulaKind, OfferDraft, PriceBasis
from cppo_tui.domain.offer_file import OfferFile, offer_schema
from cppo_tui.domain.offer_file_drafts import draft_of, file_of
from cppo_tui.domain.offer_file_reading import FileUnreadable, Problem, read_values, spelled
from tests.domain.any_draft import any_drafts, beside
from tests.domain.given import a_draft
from tests.domain.kinds import contract, own_amounts, own_schedule, replacing

EMPTY = OfferDraft(id="x")


def problems(values: Any) -> tuple[Problem, ...]:
    """What is wrong with the form of these values."""
    with pytest.raises(FileUnreadable) as unreadable:
        read_values(values)
    return unreadable.value.problems


class TestThereAndBack:
    @settings(max_examples=600)
    @given(any_drafts)
    def test_any_draft_comes_back_as_it_was(self, draft: OfferDraft) -> None:
        assert draft_of(file_of(draft), beside(draft)) == draft

    @settings(max_examples=200)
    @given(any_drafts)
    def test_the_file_of_what_came_back_is_the_same_file(self, draft: OfferDraft) -> None:
        file = file_of(draft)
        assert file_of(draft_of(file, beside(draft))) == file

    def test_every_field_of_a_draft_is_in_the_file_or_known_beside_it(self) -> None:
        """A field added to drafts must find its key here, or it would be lost in every file."""
        kept = {"id", "reached"}
        as_keys = {
            *("pricing", "replaces", "template", "reuse_offer_id", "reuse_offer_revision"),
            *(set(OfferDraft.model_fields) & set(OfferFile.model_fields)),
        }
        assert set(OfferDraft.model_fields) == kept | as_keys

    def test_an_empty_draft_is_an_empty_file(self) -> None:
        assert file_of(EMPTY).model_fields_set == set()


class TestReadings:
    def test_a_reading_counts_only_for_the_authorization_that_is_named(self) -> None:
        draft = a_draft()
        assert draft.authorization is not None
        named = read_values({"authorization": draft.authorization.id})
        other = read_values({"authorization": "resaleauthz-other"})
        assert draft_of(named, draft).authorization == draft.authorization
        assert draft_of(other, draft).authorization is None

    def test_an_agreement_that_was_not_read_is_kept_by_its_id(self) -> None:
        file = read_values({"replaces": "agmt-7"})
        assert draft_of(file, EMPTY).replaces == replacing(agreement_id="agmt-7", acceptor="", product_id="")

    def test_a_signature_in_an_address_is_never_kept(self) -> None:
        url = "https://b.s3.amazonaws.com/e.pdf"
        draft = draft_of(read_values({"eula": {"url": f"{url}?X-Amz-Signature=ab"}}), EMPTY)
        assert (draft.eula.kind, draft.eula.url, draft.eula.needs_link) == (EulaKind.URL, url, True)


class TestFriendlyForms:
    @pytest.mark.parametrize(
        ("values", "basis", "text", "key"),
        [
            ({"markup": "25"}, PriceBasis.MARKUP, "25", ""),
            ({"margin": "20"}, PriceBasis.MARGIN, "20", ""),
            ({"price": "0.010"}, PriceBasis.PRICE, "0.010", ""),
            ({"price": {"amount": "0.010", "dimension": "d"}}, PriceBasis.PRICE, "0.010", "d"),
            ({"price": "0.010", "dimension": "d"}, PriceBasis.PRICE, "0.010", "d"),
        ],
    )
    def test_the_one_figure(self, values: Any, basis: PriceBasis, text: str, key: str) -> None:
        pricing = draft_of(read_values(values), EMPTY).pricing
        assert (pricing.basis, pricing.text, pricing.dimension_key) == (basis, text, key)

    def test_one_text_is_a_list_of_one(self) -> None:
        assert read_values({"buyers": "012345678901"}).buyers == ("012345678901",)

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ("standard", EulaKind.STANDARD),
            ({"url": "https://x"}, EulaKind.URL),
            ({"path": "e.pdf", "bucket": "b"}, EulaKind.FILE),
            ({"kind": "inherited", "url": "https://x"}, EulaKind.INHERITED),
        ],
    )
    def test_an_end_user_agreement_needs_no_kind_that_can_be_seen(self, value: Any, kind: EulaKind) -> None:
        assert read_values({"eula": value}).eula.kind is kind

    def test_own_amounts_on_the_isv_s_dates(self) -> None:
        file = read_values({"installments": {"amounts": ["1000", "1000.01"]}})
        assert draft_of(file, EMPTY).installments == own_amounts("1000", "1000.01")

    def test_own_dates(self) -> None:
        file = file_of(a_draft(authorization=contract(), installments=own_schedule()))
        assert file.installments is not None
        assert (file.installments.duration, file.installments.amounts) == ("P12M", ())
        assert [row.due for row in file.installments.rows] == ["2026-12-01", "2027-06-01"]

    def test_texts_are_cleaned_at_this_door(self) -> None:
        assert read_values({"name": "a\x1b[2Jb\u202e"}).name == "a<U+001B>[2Jb<U+202E>"


class TestForm:
    @pytest.mark.parametrize(
        ("values", "place", "says"),
        [
            ({"markpu": "25"}, ("markpu",), "Did you mean “markup”?"),
            ({"Buyers": "1"}, ("Buyers",), "Did you mean “buyers”?"),
            ({"zzz": "1"}, ("zzz",), "Known here: template, title,"),
            ({"price": {"amout": "1"}}, ("price", "amout"), "Did you mean “amount”?"),
            ({"installments": {"rows": [{"du": "x"}]}}, ("installments", "rows", 0, "du"), "“due”?"),
            ({"mode": "verfy"}, ("mode",), "Did you mean “verify”?"),
            ({"product_type": "AMI"}, ("product_type",), "“AMI or container”"),
            ({"eula": "standart"}, ("eula", "kind"), "Did you mean “standard”?"),
            ({"name": ["a"]}, ("name",), "name must be one text"),
            ({"buyers": {"a": "b"}}, ("buyers",), "buyers must be a list"),
            ({"buyers": ["1", ["2"]]}, ("buyers", 1), "buyers.2 must be one text"),
            ({"price": ["1"]}, ("price",), "price must be a mapping"),
            ({"installments": {"own": "maybe"}}, ("installments", "own"), "Write yes or no."),
            ({"completes": {"offer": "o", "revision": "x"}}, ("completes", "revision"), "whole number"),
            ({"markup": "1", "price": "2"}, ("price",), "Both markup and price are given"),
            ({"markup": "1", "margin": "2"}, ("margin",), "Both markup and margin are given"),
            (["a"], (), "mapping of keys and values"),
            ("a", (), "mapping of keys and values"),
        ],
    )
    def test_what_is_wrong_says_where_and_what_to_do(
        self, values: Any, place: tuple[Any, ...], says: str
    ) -> None:
        (problem,) = problems(values)
        assert problem.path == place
        assert says in f"{problem.message} {problem.fix}"

    def test_all_of_it_is_said_at_once(self) -> None:
        wrong = {"a": "1", "b": "2", "mode": "x", "name": [], "markup": "25", "margin": "20"}
        assert len(problems(wrong)) == 5

    def test_amounts_and_rows_exclude_each_other(self) -> None:
        both = {"amounts": ["1"], "rows": [{"due": "2027-01-01", "amount": "1"}]}
        assert problems({"installments": both})[0].path == ("installments", "rows")

    def test_lists_are_counted_as_people_do(self) -> None:
        assert spelled(("installments", "rows", 0, "due")) == "installments.rows.1.due"


class TestSchema:
    def test_every_key_is_explained_with_an_example_or_a_list_of_its_keys(self) -> None:
        schema = offer_schema()
        for name, key in schema["properties"].items():
            assert key.get("description"), name
        for part in schema["$defs"].values():
            assert part.get("description")

    def test_no_key_besides_these_is_taken(self) -> None:
        schema = offer_schema()
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == set(OfferFile.model_fields)

    def test_two_figures_are_refused_there_too(self) -> None:
        pairs = [set(one["required"]) for one in offer_schema()["not"]["anyOf"]]
        assert pairs == [{"markup", "margin"}, {"markup", "price"}, {"margin", "price"}]

    def test_an_editor_that_takes_digits_for_a_number_is_not_contradicted(self) -> None:
        properties = offer_schema()["properties"]
        assert {"type": ["string", "number"]} in properties["markup"]["anyOf"]
        assert {"type": ["string", "number"]} in properties["buyers"]["anyOf"]
