"""Findings: one form for every rule, each code one rule's own, each text a sentence that helps."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cppo_tui.domain
from cppo_tui.domain.catalog import ChangeError
from cppo_tui.domain.checks import check_all, check_step
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.failures import explain
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.steps import FORM_STEPS, Step, step_of_field
from tests.domain.drafts import all_drafts, every_finding
from tests.domain.given import a_context, a_draft, codes

ROOM = Path(cppo_tui.domain.__file__).parent
HOLDERS = ("markup", "terms", "dates", "validity", "installments", "legal")
RULES = [*sorted((ROOM / "checks").glob("*.py")), *(ROOM / f"{name}.py" for name in HOLDERS)]
FOUND = every_finding()
BY_TEXT = {(finding.code, finding.message, finding.fix): finding for finding in FOUND}
MADE_UP = {
    f"{field}_{rest}"
    for field in ("NAME", "DESCRIPTION")
    for rest in ("MISSING", "TOO_LONG", "LEADING_SPACE", "INVISIBLE", "CHARACTERS")
}
FIELDS = {
    "authorization": Step.OPPORTUNITY,
    "buyers": Step.OPPORTUNITY,
    "name": Step.INFORMATION,
    "description": Step.INFORMATION,
    "replaces": Step.OPPORTUNITY,
    "pricing": Step.PRICING,
    "installments": Step.PRICING,
    "start": Step.TERMS,
    "agreement": Step.TERMS,
    "expiry": Step.TERMS,
    "countries": Step.TERMS,
    "eula": Step.TERMS,
    "net_payment": Step.TERMS,
    "purpose": Step.TERMS,
    "completes": Step.REVIEW,
    "mode": Step.REVIEW,
    "contract": Step.REVIEW,
}


def written_codes() -> Counter[str]:
    """Every code as it stands in the source, and how often."""
    constants = [
        node.value
        for path in RULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return Counter(value for value in constants if re.fullmatch(r"[A-Z]+(_[A-Z0-9]+)+", value))


def test_every_code_is_written_in_exactly_one_place() -> None:
    assert [code for code, count in written_codes().items() if count > 1] == []


def test_every_code_in_the_source_is_reached_by_some_draft_and_no_other_appears() -> None:
    assert {finding.code for finding in FOUND} == set(written_codes()) | MADE_UP


def test_a_code_belongs_to_one_field_except_for_those_that_take_dates() -> None:
    fields: dict[str, set[str]] = {}
    for finding in FOUND:
        fields.setdefault(finding.code, set()).add(finding.field.partition(".")[0])
    shared = {code for code, names in fields.items() if len(names) > 1}
    assert shared == {code for code in fields if code.startswith("DATE_")}
    assert all(fields[code] == {"agreement", "start", "expiry"} for code in shared)


@pytest.mark.parametrize("finding", BY_TEXT.values(), ids=lambda finding: finding.code)
def test_message_and_fix_are_sentences(finding: Finding) -> None:
    for text in (finding.message, finding.fix):
        assert text[0].isupper() or text[0].isdigit()
        assert text[-1] in ".!?"
        assert text == " ".join(text.split())
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("finding", BY_TEXT.values(), ids=lambda finding: finding.code)
def test_a_finding_that_asks_has_a_consent_and_no_other_has(finding: Finding) -> None:
    assert bool(finding.consent) == (finding.severity is Severity.ASK)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_belongs_to_the_step_that_shows_it(field: str) -> None:
    assert step_of_field(field) is FIELDS[field]
    assert step_of_field(f"{field}.3") is FIELDS[field]


def test_every_finding_names_a_field_there_is() -> None:
    assert {finding.field.partition(".")[0] for finding in FOUND} == set(FIELDS)
    assert all(finding.step is step_of_field(finding.field) for finding in FOUND)


@pytest.mark.parametrize("step", Step)
def test_what_the_check_of_a_step_finds_can_be_fixed_on_that_step(step: Step) -> None:
    said = [finding for draft in all_drafts() for finding in check_step(step, draft, a_context())]
    assert {finding.step for finding in said} <= {step}


def test_an_unknown_field_is_nowhere() -> None:
    with pytest.raises(KeyError):
        step_of_field("price")


def test_only_steps_with_something_to_fill_in_have_checks_of_their_own() -> None:
    for step in Step:
        spoke = bool(check_step(step, OfferDraft(id="empty"), a_context()))
        assert spoke == (step in FORM_STEPS)


def test_all_findings_come_in_the_order_of_the_steps_and_those_across_offers_last() -> None:
    draft = a_draft(authorization=None, name="", description="", agreement="", expiry="")
    assert codes(check_all(draft, a_context())) == [
        "AUTHORIZATION_MISSING",
        "NAME_MISSING",
        "DESCRIPTION_MISSING",
        "AGREEMENT_MISSING",
        "EXPIRY_MISSING",
    ]
    assert codes(check_all(a_draft(name=""), a_context(offers=None))) == [
        "NAME_MISSING",
        "OFFERS_NOT_CHECKED",
    ]


def test_check_all_is_every_step_after_another_and_then_the_rest() -> None:
    draft, context = a_draft(buyers=("1",), name="", expiry=""), a_context(offers=None)
    steps = [finding for step in Step for finding in check_step(step, draft, context)]
    assert list(check_all(draft, context)[: len(steps)]) == steps


def test_a_good_draft_has_nothing_against_it() -> None:
    assert check_all(a_draft(), a_context()) == ()


severities = st.sampled_from(list(Severity))
words = st.sampled_from(["", "a", "b"])


@given(severities, words, st.frozensets(words))
def test_a_consent_settles_only_what_asks_and_only_by_its_own_key(
    severity: Severity, consent: str, consents: frozenset[str]
) -> None:
    finding = Finding(code="X", field="name", message="M.", fix="F.", severity=severity, consent=consent)
    settled = finding.settled_by(consents)
    if severity is Severity.ASK and consent in consents:
        assert settled.severity is Severity.WARNING
    else:
        assert settled == finding
    assert stopping((finding,)) == ((finding,) if severity in (Severity.BLOCKING, Severity.ASK) else ())


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_failure_at_aws_points_to_a_field_there_is_or_to_none(change_type: str, code: str) -> None:
    found = explain(change_type, ChangeError(code=code, message="m"))
    assert found.field in ("", *FIELDS)
    assert found.meaning.endswith(".")
