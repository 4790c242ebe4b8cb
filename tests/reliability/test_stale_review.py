"""What an offer depends on has changed between review and send: nothing is sent, and the person sees what was
and what is (P2; scenario 12)."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cppo_tui.domain.authorization_changes import differences
from cppo_tui.domain.errors import NotFound
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.services.refusals import PlanRefused
from tests.reliability.network_person import Person, at_the_wizard, each, reviewed, reviewing
from tests.reliability.network_rig import SEND, Aws, Computer, open_net

Steps = tuple[str | int, ...]

HARMLESS = {
    "Name",
    "Description",
    "ProductName",
    "OfferDetails.OfferCreatedCount",
    "OfferDetails.OfferExtendedStatus",
    "Terms.Id",
    "Terms.Documents.Url",
    "Rules.Id",
    "CreatedDate",
    "ManufacturerLegalName",
    "ManufacturerAccountId",
}
"""All that no offer depends on: names, AWS's own ids, links signed anew for each reader, and how often it was
used while it is not used up. Anything else, known or new, is material."""


class Change(NamedTuple):
    """One thing of the document changed, or gone."""

    steps: Steps
    doc: Json

    @property
    def name(self) -> str:
        """The members on the way, without the places in lists."""
        return ".".join(step for step in self.steps if isinstance(step, str))


@pytest.fixture(scope="module")
def computers() -> Iterator[list[Computer]]:
    with open_net() as net:
        yield [Computer(net, f"AKIA{number}") for number in range(3)]


def document(aws: Aws) -> Json:
    """What AWS says of the authorization the plans are made from."""
    world = aws.sandbox._world
    with world.transaction():
        entity = world.entity(BRONZE)
    assert entity is not None
    return entity.doc


def put(aws: Aws, doc: Json) -> None:
    """The ISV has just changed it."""
    world = aws.sandbox._world
    with world.transaction():
        entity = world.entity(BRONZE)
        assert entity is not None
        world.put_entity(entity.revised(doc, entity.modified))


def leaves(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The way to everything that is neither object nor list."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*steps, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*steps, number))
    else:
        yield steps


def at(value: Any, steps: Steps) -> Any:
    """What is found there."""
    for step in steps:
        value = value[step]
    return value


def another(value: Any) -> Any:
    """Another value of the same sort: for a price a price, for a word a word."""
    return f"{value}1" if isinstance(value, str) else value + 1


def changes(doc: Json) -> Iterator[Change]:
    """Every leaf changed, and every term, rule and dimension gone, one at a time."""
    for steps in leaves(doc):
        changed = copy.deepcopy(doc)
        at(changed, steps[:-1])[steps[-1]] = another(at(doc, steps))
        yield Change(steps, changed)
    for key in ("Terms", "Rules", "Dimensions"):
        for number in range(len(doc[key])):
            changed = copy.deepcopy(doc)
            del changed[key][number]
            yield Change((key, number), changed)


def shown(person: Person) -> str:
    """Submit; "sent", or the lines of what was and what is. One that is another's now is not there at all."""
    try:
        person.submitter.submit(reviewed())
    except NotFound as error:
        return error.sentences()
    except PlanRefused as refusal:
        if refusal.code == "GONE":
            return str(refusal)
        before = reviewing()[0].authorization
        if refusal.code != "STALE" or refusal.fresh is None or before is None:
            raise
        changed = differences(before, refusal.fresh)
        return "\n".join(f"{one.label}: {one.before} -> {one.after}" for one in changed)
    return "sent"


def test_whatever_of_the_authorization_has_changed_stops_it_with_before_and_after(
    computers: list[Computer], tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """Scenario 12: changed or withdrawn, in any single fact."""

    def play(computer: Computer, change: Change) -> tuple[str, int]:
        aws = Aws()
        put(aws, change.doc)
        with at_the_wizard(computer, aws, tmp_path / f"{'-'.join(map(str, change.steps))}.db") as person:
            return shown(person), len(aws.sends())

    first = Aws()
    cases = list(changes(document(first)))
    first.close()
    found = dict(zip(cases_names(cases), each(play, computers, cases), strict=True))
    sent = {name for name, (words, sends) in found.items() if sends or words == "sent"}
    assert sent == HARMLESS
    assert "" not in {words for words, _ in found.values()}, "refused without saying why"
    refused = sum(words != "sent" for words, _ in found.values())
    figure(
        f"{len(cases)} changes of the authorization between review and send: {refused} material, all "
        f"refused with before and after, 0 sent; {len(cases) - refused} harmless ones, each named"
    )


def cases_names(cases: list[Change]) -> list[str]:
    """A harmless change by the members on the way; any other by its whole way."""
    return [case.name if case.name in HARMLESS else repr(case.steps) for case in cases]


def test_what_changed_is_named_in_words(computers: list[Computer], tmp_path: Path) -> None:
    aws = Aws()
    dearer = copy.deepcopy(document(aws))
    dearer["Terms"][0]["RateCards"][0]["RateCard"][0]["Price"] = "0.009"
    put(aws, dearer)
    with at_the_wizard(computers[0], aws, tmp_path / "cppo.db") as person:
        assert shown(person) == "Wholesale of gri_premiums: 0.008 -> 0.009"


def test_the_control_that_does_not_read_it_again_sends(
    computers: list[Computer],
    tmp_path: Path,
    figure: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is refused above is refused for the second reading alone."""
    aws = Aws()
    doc = copy.deepcopy(document(aws))
    doc["Terms"][0]["RateCards"][0]["RateCard"][0]["Price"] = "0.009"
    put(aws, doc)
    with at_the_wizard(computers[0], aws, tmp_path / "cppo.db") as person:
        monkeypatch.setattr(person.submitter._guards, "authorization", lambda _plan: None)
        person.submitter.submit(reviewed())
    assert [one.operation for one in aws.sends()] == [SEND]
    figure("control, authorization not read again: sent at a wholesale price that had changed")
