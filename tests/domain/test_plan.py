"""A plan is the bytes that were reviewed: one spelling, and any change to it shows."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.change_sets import draft_changes, publish_changes
from cppo_tui.domain.plan import Plan, PlanKind, canonical, digest_of
from cppo_tui.domain.validity import Validity
from tests.domain.given import NOW, some_terms

any_text = st.text(alphabet=st.characters(codec=None), max_size=40)


def a_plan(payload: str, digest: str = "") -> Plan:
    return Plan(
        draft_id="d",
        kind=PlanKind.PUBLISH,
        world="sandbox",
        seller_account="777788889999",
        authorization_id="resaleauthz-x",
        fingerprint="f",
        title="t",
        payload=payload,
        digest=digest or digest_of(payload),
        made=NOW,
    )


@given(any_text, any_text)
def test_the_spelling_is_ascii_and_reads_back_to_the_same_changes(name: str, description: str) -> None:
    changes = publish_changes(some_terms(name=name, description=description))
    payload = canonical(changes)
    assert payload.isascii()
    assert json.loads(payload) == changes
    plan = a_plan(payload)
    assert plan.intact
    assert plan.changes == changes
    assert plan.body.decode("ascii") == payload


def test_the_members_stand_in_our_order() -> None:
    payload = canonical(publish_changes(some_terms()))
    assert payload == json.dumps(publish_changes(some_terms()))
    assert payload.index("CreateOffer") < payload.index("UpdateMarkup") < payload.index("ReleaseOffer")


CHANGED: list[dict[str, Any]] = [
    {"authorization_id": "resaleauthz-y"},
    {"name": "Contoso 2028"},
    {"description": "Ref Q-8842"},
    {"markup": "25.000000001"},
    {"buyers": ("012345678901",)},
    {"buyers": ("111122223333", "012345678901")},
    {"expires": "2027-02-01"},
    {"validity": Validity(duration="P366D")},
]


@pytest.mark.parametrize("change", CHANGED)
def test_the_digest_changes_with_any_term(change: dict[str, Any]) -> None:
    before = digest_of(canonical(publish_changes(some_terms())))
    assert digest_of(canonical(publish_changes(some_terms(**change)))) != before


def test_the_digest_tells_a_draft_from_a_release() -> None:
    publish, draft = publish_changes(some_terms()), draft_changes(some_terms())
    assert digest_of(canonical(publish)) != digest_of(canonical(draft))


@given(st.integers(0, 10_000), st.characters(codec=None))
def test_a_single_changed_character_is_noticed_whatever_it_is(place: int, char: str) -> None:
    payload = canonical(publish_changes(some_terms()))
    place %= len(payload)
    damaged = payload[:place] + char + payload[place + 1 :]
    assert a_plan(damaged, digest_of(payload)).intact == (damaged == payload)


@given(any_text, any_text)
def test_different_payloads_have_different_digests(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_never_spelled(value: float) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical([{"DetailsDocument": {"Percentage": value}}])


def test_a_plan_never_changes() -> None:
    with pytest.raises(ValueError, match="frozen"):
        a_plan("[]").payload = "[1]"  # type: ignore[misc]


def test_a_plan_survives_being_stored() -> None:
    plan = a_plan(canonical(publish_changes(some_terms(name="Größe 😀"))))
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
