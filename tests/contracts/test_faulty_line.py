"""A send over a bad line: the gateway tells «refused» from «unknown», on a socket as in process."""

import pytest

from cppo_tui.domain import errors
from cppo_tui.domain.change_sets import publish_changes
from cppo_tui.gateway import session
from cppo_tui.sandbox.faults import ERRORS, SPOILT, UNSEEN
from tests.contracts.conftest import MakeWorld, World
from tests.contracts.test_catalog import send, terms

pytestmark = pytest.mark.parametrize("make_world", ["hook", "http"], indirect=True)

# A 500 proves nothing, and 415 is an answer AWS has for DescribeEntity only.
UNCLEAR = ("InternalServiceException", "ResourceNotSupportedException")
NEVER_ENDS = ("hang-before", "hang-after", "stall")
SAYS_NO = sorted(set(ERRORS) - set(UNCLEAR))


def submit(world: World) -> str:
    return send(world, publish_changes(terms(world)))


@pytest.mark.parametrize("kind", [*UNSEEN, *SPOILT, *UNCLEAR])
def test_an_answer_that_is_none_is_unknown_and_sending_again_makes_no_second(
    make_world: MakeWorld, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(faults=[f"StartChangeSet:1:{kind}"])
    with monkeypatch.context() as impatient:
        if kind in NEVER_ENDS:  # what is answered may take its time on a busy machine
            impatient.setattr(session, "READ_TIMEOUT", 1.0)
        with pytest.raises(errors.UnknownOutcome):
            submit(world)
    assert len(world.catalog.change_sets()) == (kind in SPOILT)
    change_set_id = submit(world)
    assert [one.id for one in world.catalog.change_sets()] == [change_set_id]


@pytest.mark.parametrize("code", SAYS_NO)
def test_a_refusal_is_a_refusal(make_world: MakeWorld, code: str) -> None:
    world = make_world(faults=[f"StartChangeSet:1:{code}"])
    with pytest.raises(errors.CatalogError) as refusal:
        submit(world)
    assert not isinstance(refusal.value, errors.UnknownOutcome)
    assert world.catalog.change_sets() == ()


@pytest.mark.parametrize("kind", ["empty", "truncate", "garbage", "portal"])
def test_a_list_that_came_broken_is_never_an_empty_list(make_world: MakeWorld, kind: str) -> None:
    world = make_world(faults=[f"ListEntities:1+:{kind}"])
    with pytest.raises(errors.CatalogError):
        world.catalog.offers()
