"""The table of rules is the code: what it lists is what the checks say, no more and no less."""

import re

import pytest

from cppo_tui.domain.findings import Severity
from cppo_tui.domain.rule_texts import UNKNOWN, Source
from cppo_tui.domain.rules import OUR_OWN, Rule, all_rules, rules_for
from cppo_tui.domain.steps import FIELDS, Step
from tests.domain.drafts import every_finding
from tests.domain.test_findings import MADE_UP

FOUND = every_finding()
RULES = {rule.code: rule for rule in all_rules()}
BY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def test_every_rule_the_tests_provoke_is_listed_and_no_other() -> None:
    assert set(RULES) == {finding.code for finding in FOUND} | MADE_UP


def test_each_is_listed_once_in_the_order_of_the_steps() -> None:
    assert len(all_rules()) == len(RULES)
    steps = [rule.step for rule in all_rules()]
    assert steps == sorted(steps)


@BY_RULE
def test_a_rule_says_something_and_where_it_comes_from(rule: Rule) -> None:
    for text in (rule.message, rule.fix):
        assert re.search(r"[A-Za-z]{2}", text)
        assert not re.search(r"[{}]|None", text)
    assert rule.source == OUR_OWN or re.fullmatch(r"(fact sheet|facts) \d[\d., and-]*", rule.source)


@BY_RULE
def test_its_fields_and_severities_are_those_of_its_findings(rule: Rule) -> None:
    said = [finding for finding in FOUND if finding.code == rule.code]
    assert {finding.field.partition(".")[0] for finding in said} == set(rule.fields)
    assert {finding.severity.value for finding in said} <= set(rule.severity.split(" or "))


def says(text: str, said: str) -> bool:
    """Whether a rule's text, its gaps filled, is what a finding says."""
    return bool(re.fullmatch(".*".join(map(re.escape, text.split(UNKNOWN))), said))


@pytest.mark.parametrize("code", sorted(set(RULES) - {"CHARGE_DATE_UNREADABLE"}))
def test_what_a_rule_says_is_what_its_findings_say(code: str) -> None:
    said = [finding for finding in FOUND if finding.code == code]
    for texts, name in ((RULES[code].message, "message"), (RULES[code].fix, "fix")):
        assert any(says(text, getattr(one, name)) for text in texts.split(" / ") for one in said), name


def test_the_limits_of_aws_stand_in_the_texts() -> None:
    assert "at most 25." in RULES["BUYERS_TOO_MANY"].message
    assert "at most 150." in RULES["NAME_TOO_LONG"].message
    assert "stop at 1,095." in RULES["AGREEMENT_TOO_LONG"].message
    assert "60 months" in RULES["END_TOO_FAR"].message


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("BUYERS_TOO_MANY", "fact sheet 2.6"),
        ("REPLACEMENT_NOT_POSSIBLE", "fact sheet 2.3"),
        ("NET_TERM_NOT_SHORTER", "fact sheet 2.12"),
        ("MARKUP_UNUSUAL", OUR_OWN),
        ("EXPIRY_SOON", OUR_OWN),
    ],
)
def test_the_source_is_the_nearest_reference(code: str, source: str) -> None:
    assert RULES[code].source == source


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_rules(field: str) -> None:
    assert rules_for(field)
    assert all(field in rule.fields for rule in rules_for(field))


def test_a_problem_with_a_date_belongs_to_every_field_that_takes_one() -> None:
    assert set(RULES["DATE_ORDER"].fields) == {"agreement", "expiry", "start"}
    assert RULES["DATE_ORDER"].step is Step.TERMS


def test_a_severity_that_depends_names_both() -> None:
    assert RULES["CHARGE_AFTER_AGREEMENT"].severity == "blocking or warning"
    assert all(part in list(Severity) for rule in RULES.values() for part in rule.severity.split(" or "))


def test_what_a_text_depends_on_is_found_in_the_nearest_place_before_it() -> None:
    """Several texts of one name in one function are told apart."""
    assert RULES["NAME_MISSING"].message.startswith("Name is empty")
    assert RULES["DESCRIPTION_TOO_LONG"].message == "… characters; AWS takes at most 255."
    source = Source("cppo_tui.domain.checks.pricing")
    assert source.functions["_unusual"].name in source.calls
    assert len(RULES["MARKUP_UNUSUAL"].message.split(" / ")) == 3
