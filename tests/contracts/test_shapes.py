"""Every answer of the sandbox, refusals included, walked against the SDK's own model of it."""

import json
from functools import cache

import pytest

from cppo_tui.sandbox.errors import OF_EVERY_SERVICE
from cppo_tui.sandbox.faults import ERRORS
from cppo_tui.sandbox.scenarios import SCENARIOS
from tests.contracts.shapes import misfits, modelled_status
from tests.contracts.story import Answer, tell
from tests.contracts.transports import hook

HUGE = "many-isvs"
"""Two thousand of the same: its pages are looked at, not each of its entities."""


@cache
def answers(scenario: str) -> tuple[Answer, ...]:
    return tuple(tell(hook, scenario=scenario, entities=20 if scenario == HUGE else None))


def problems(scenario: str) -> list[str]:
    return [problem for answer in answers(scenario) for problem in misfits(answer)]


@pytest.mark.parametrize("scenario", sorted(set(SCENARIOS) - {"hostile-names", "slow", "flaky"}))
def test_every_answer_fits_the_model(scenario: str) -> None:
    assert problems(scenario) == []


def test_hostile_texts_are_all_that_does_not_fit_in_the_hostile_world() -> None:
    assert [one for one in problems("hostile-names") if not one.endswith("NameString)")] == []
    assert problems("hostile-names")


@pytest.mark.parametrize("scenario", ["archera", "not-allowed"])
def test_every_refusal_has_the_models_status(scenario: str) -> None:
    refusals = [answer for answer in answers(scenario) if answer.status != 200]
    assert len(refusals) > 10
    assert [
        (one.operation, one.status) for one in refusals if modelled_status(one) not in (None, one.status)
    ] == []


@pytest.mark.parametrize("code", sorted(set(ERRORS) - OF_EVERY_SERVICE))
def test_an_injected_refusal_is_one_of_the_models(code: str) -> None:
    operation = "DescribeEntity" if code == "ResourceNotSupportedException" else "StartChangeSet"
    [refusal] = [
        answer
        for answer in tell(hook, faults=[f"{operation}:1:{code}"])
        if b"was told to refuse" in answer.body
    ]
    assert (modelled_status(refusal), misfits(refusal)) == (refusal.status, [])


def changed(**members: object) -> Answer:
    """A good DescribeChangeSet answer with members changed; None takes one away."""
    good = next(one for one in answers("archera") if one.operation == "DescribeChangeSet")
    body = {**json.loads(good.body), **members}
    kept = {key: value for key, value in body.items() if value is not None}
    return good._replace(body=json.dumps(kept).encode())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (changed(Colour="blue"), "$.Colour is unknown"),
        (changed(Status="PENDING"), "none of"),
        (changed(StartTime=5), "not a string"),
        (changed(StartTime="2026-11-23"), "20 to 20"),
        (changed(StartTime="2026-11-23 10:00:00Z"), "DateTimeISO8601"),
        (changed(ChangeSetName=""), "0 characters"),
        (changed(ChangeSetName="no/slash"), "ChangeSetName"),
        (changed(ChangeSet={}), "not a list"),
        (changed(ChangeSet=[5]), "not a structure"),
        (changed(ChangeSet=[{"Entity": {"Identifier": "offer-x"}}]), "Entity.Type is missing"),
        (changed(ChangeSet=[{"ErrorDetailList": [{"ErrorCode": "lower case"}]}]), "ErrorCode"),
    ],
)
def test_each_kind_of_misfit_would_be_noticed(answer: Answer, said: str) -> None:
    assert any(said in problem for problem in misfits(answer))
