"""A batch is confirmed by its number of offers or its token, and its ending is an exit code."""

import io
import sys

import pytest

from cppo_tui.cli.batches import _ending, _not_confirmed
from cppo_tui.cli.endings import Exit
from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from tests.services.plans import a_plan

PLAN = a_plan()


def a_row(state: RowState, line: int = 2) -> BulkRow:
    return BulkRow(
        line=line, customer="Contoso", accounts=PLAN.buyers, draft_id=f"d{line}", state=state, plan=PLAN
    )


BATCH = Batch(
    authorization_id=PLAN.authorization_id,
    rows=(a_row(RowState.WAITING), a_row(RowState.WAITING, 3), a_row(RowState.STOPPED, 4)),
)


class AtTerminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "sent"), [("2\n", True), (" 2 \n", True), ("3\n", False), ("y\n", False)])
def test_a_person_types_the_number_of_offers(monkeypatch: pytest.MonkeyPatch, typed: str, sent: bool) -> None:
    monkeypatch.setattr(sys, "stdin", AtTerminal(typed))
    assert (_not_confirmed(BATCH, "") == "") is sent


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (BATCH.token, True),
        (f"2-{BATCH.digest}", True),
        (BATCH.token[:-1], False),
        (f"3-{BATCH.digest[:8]}", False),
        (BATCH.digest[:8], False),
        ("2", False),
    ],
)
def test_a_script_gives_exactly_what_was_shown(given: str, sent: bool) -> None:
    assert (_not_confirmed(BATCH, given) == "") is sent


def test_another_row_is_another_batch() -> None:
    fewer = BATCH.model_copy(update={"rows": BATCH.rows[:1]})
    assert _not_confirmed(fewer, BATCH.token)


def test_nobody_to_ask_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n"))
    assert BATCH.token in _not_confirmed(BATCH, "")


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("made", "made"), Exit.DONE),
        (("made", "not sent"), Exit.STOPPED),
        (("to be sent", "made"), Exit.STOPPED),
        (("failed", "not sent"), Exit.FAILED),
        (("not known", "failed"), Exit.UNKNOWN),
        (("on its way", "made"), Exit.UNKNOWN),
    ],
)
def test_the_worst_row_is_the_exit_code(states: tuple[str, ...], code: Exit) -> None:
    assert _ending([a_row(RowState(state)) for state in states], interrupted=False) == code


def test_interrupted_is_said_before_everything_else() -> None:
    assert _ending([a_row(RowState.UNKNOWN)], interrupted=True) == Exit.INTERRUPTED
