"""The steps: in order, each with its state; forward only through the gate, back always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.steps import FORM_STEPS, Step
from cppo_tui.services.wizard import Gate, Progress, first_open_step, gate, rail
from tests.domain.given import BUYER, OTHER_BUYER, a_context, a_draft

steps = st.sampled_from(Step)
some_drafts = st.builds(
    a_draft,
    reached=steps,
    buyers=st.sampled_from([(), (BUYER,), ("12",)]),
    name=st.sampled_from([None, ""]),
    pricing=st.builds(PricingChoice, text=st.sampled_from(["", "25", "500"])),
    agreement=st.sampled_from(["1 year", "x"]),
)


def progress(here: Step, **changes: object) -> str:
    """The rail in one letter per step."""
    entries = rail(a_draft(**changes), here, a_context())
    return "".join(entry.progress.name[0] for entry in entries)


@given(some_drafts, steps)
def test_the_rail_shows_every_step_in_order_and_one_as_here(draft: OfferDraft, here: Step) -> None:
    entries = rail(draft, here, a_context())
    assert [entry.step for entry in entries] == list(Step)
    assert [entry.step for entry in entries if entry.progress is Progress.HERE] == [here]


@given(some_drafts, st.sampled_from([*FORM_STEPS, Step.REVIEW]))
def test_one_may_always_go_back_whatever_is_wrong(draft: OfferDraft, here: Step) -> None:
    draft = draft.model_copy(update={"reached": max(draft.reached, here)})
    assert all(entry.open for entry in rail(draft, here, a_context()) if entry.step < here)


@given(some_drafts, steps)
def test_one_may_not_jump_beyond_what_was_reached_nor_into_the_status(draft: OfferDraft, here: Step) -> None:
    for entry in rail(draft, here, a_context()):
        expected = entry.step <= draft.reached and entry.step is not Step.STATUS
        assert entry.open == expected


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (Step.OPPORTUNITY, "HAAAAA"),
        (Step.PRICING, "HDAAAA"),
        (Step.REVIEW, "HDDDAA"),
    ],
)
def test_what_was_passed_is_done_and_what_was_not_lies_ahead(reached: Step, expected: str) -> None:
    assert progress(Step.OPPORTUNITY, reached=reached) == expected


def test_a_passed_step_that_is_wrong_now_is_to_be_fixed() -> None:
    assert progress(Step.REVIEW, reached=Step.REVIEW, buyers=("12",), name="") == "PPDDHA"


def test_a_passed_step_that_asks_is_to_be_fixed_until_answered() -> None:
    draft = {"pricing": PricingChoice(text="500"), "reached": Step.REVIEW}
    assert progress(Step.REVIEW, **draft) == "DDPDHA"
    assert progress(Step.REVIEW, consents=frozenset({"markup-unusual:500"}), **draft) == "DDDDHA"


def test_the_step_one_stands_on_is_here_also_when_it_is_wrong() -> None:
    assert progress(Step.PRICING, pricing=PricingChoice(), reached=Step.TERMS) == "DDHAAA"


class TestGate:
    @pytest.mark.parametrize("step", FORM_STEPS)
    def test_opens_when_nothing_speaks_against_the_step(self, step: Step) -> None:
        assert gate(step, a_draft(), a_context()).open

    @pytest.mark.parametrize("step", FORM_STEPS)
    def test_minds_only_its_own_step(self, step: Step) -> None:
        broken = a_draft(buyers=(), name="", pricing=PricingChoice(), agreement="x")
        found = gate(step, broken, a_context())
        assert not found.open
        assert {finding.step for finding in (*found.blocking, *found.asking)} == {step}

    def test_tells_what_must_be_fixed_from_what_must_be_answered(self) -> None:
        found = gate(Step.OPPORTUNITY, a_draft(buyers=(BUYER, OTHER_BUYER, "12")), a_context())
        assert [finding.code for finding in found.blocking] == ["BUYER_LENGTH"]
        assert [finding.code for finding in found.asking] == ["BUYERS_SEVERAL"]

    def test_stays_shut_while_one_question_is_open(self) -> None:
        asked = gate(Step.PRICING, a_draft(pricing=PricingChoice(text="500")), a_context())
        assert asked.blocking == ()
        assert not asked.open
        agreed = a_draft(pricing=PricingChoice(text="500"), consents=frozenset({"markup-unusual:500"}))
        assert gate(Step.PRICING, agreed, a_context()) == Gate(blocking=(), asking=())

    def test_warnings_and_notes_do_not_shut_it(self) -> None:
        draft = a_draft(agreement="10 years", expiry="5 days")
        assert gate(Step.TERMS, draft, a_context()).open
        assert Severity.WARNING not in (Severity.BLOCKING, Severity.ASK)


@pytest.mark.parametrize("reached", Step)
def test_a_draft_is_continued_where_it_was_left_but_never_in_the_status(reached: Step) -> None:
    assert first_open_step(a_draft(reached=reached)) == min(reached, Step.REVIEW)
