"""One long conversation by every way there is: each answer is the same, byte for byte."""

from functools import cache
from itertools import zip_longest

import pytest

from tests.contracts.story import Answer, tell
from tests.contracts.transports import hook, http, moto, moto_server

WAYS = {"http": http, "moto": moto, "moto-server": moto_server}


@cache
def told_in_process(scenario: str) -> tuple[Answer, ...]:
    """What the others are measured by."""
    return tuple(tell(hook, scenario=scenario))


def first_difference(expected: tuple[Answer, ...], found: list[Answer]) -> str:
    """Where two conversations part, "" when they do not."""
    for number, (one, other) in enumerate(zip_longest(expected, found), 1):
        if one != other:
            return f"answer {number}:\n{one}\n{other}"
    return ""


@pytest.mark.parametrize("scenario", ["archera", "hostile-names"])
@pytest.mark.parametrize("way", WAYS)
def test_every_answer_is_the_same(way: str, scenario: str) -> None:
    found = tell(WAYS[way], scenario=scenario)
    assert first_difference(told_in_process(scenario), found) == ""


def test_the_conversation_meets_every_operation_and_every_kind_of_answer() -> None:
    answers = told_in_process("archera")
    assert len(answers) > 80
    assert {answer.operation for answer in answers} == {
        *("ListEntities", "DescribeEntity", "BatchDescribeEntities", "StartChangeSet", "DescribeChangeSet"),
        *("CancelChangeSet", "ListChangeSets", "TagResource", "UntagResource", "ListTagsForResource"),
        *("GetResourcePolicy", "SearchAgreements", "DescribeAgreement", "GetAgreementTerms"),
    }
    assert {answer.status for answer in answers} >= {200, 402, 404, 422, 423}
    bodies = b"".join(answer.body for answer in answers)
    for status in (b"PREPARING", b"APPLYING", b"SUCCEEDED", b"FAILED", b"CANCELLED"):
        assert b'"Status":"%s"' % status in bodies


@pytest.mark.parametrize("kind", ["truncate", "empty", "garbage", "ThrottlingException"])
def test_a_single_changed_answer_would_be_noticed(kind: str) -> None:
    spoilt = tell(http, faults=[f"DescribeEntity:5:{kind}"])
    assert "DescribeEntity" in first_difference(told_in_process("archera"), spoilt)
