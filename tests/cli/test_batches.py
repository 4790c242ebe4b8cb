"""A batch is confirmed by its number of offers or its token, and its ending is an exit code."""

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from cppo_tui.cli.batches import _ending, _not_confirmed, handle_batch
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import tell
from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.templates import ARCHERA
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.cli.shop import Shop, into_a_pipe
from tests.domain.given import an_authorization
from tests.services.plans import a_plan

PLAN = a_plan()
WITH_CONTRACT = an_authorization(reseller_contract_url="https://contract.example/it")


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


def handled(batch: Batch, **options: Any) -> int:
    """The batch from its preview to its exit code; nothing in it is sent by itself."""
    given = {"output": "table", "result": None, "dry_run": False, "stop_on_error": False, "yes": batch.token}
    nothing = cast(Any, None)
    return handle_batch(nothing, argparse.Namespace(**given | options), nothing, batch, WITH_CONTRACT)


def test_a_batch_nobody_reads_of_goes_on_and_writes_its_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """«cppo bulk … --result r.csv 2>&1 | head -3»: the reader goes when the first line of progress comes."""
    made = [a_row(RowState.MADE, line) for line in (2, 3)]

    def run(*_: Any, **__: Any) -> tuple[list[BulkRow], bool]:
        monkeypatch.setattr(sys, "stdout", gone)
        monkeypatch.setattr(sys, "stderr", gone)
        for row in made:
            tell(f"{row.customer}: made")
        return made, False

    monkeypatch.setattr("cppo_tui.cli.batch_run.run_batch", run)
    with into_a_pipe() as (gone, reader):
        reader.close()
        code = handled(BATCH, result=tmp_path / "r.csv")
    assert code == Exit.DONE
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").count("made") == len(made)


@pytest.mark.parametrize("asked", [True, False])
def test_a_script_is_told_where_the_contract_is_that_it_is_asked_to_accept(
    capsys: pytest.CaptureFixture[str], *, asked: bool
) -> None:
    asks = ((contract_consent(WITH_CONTRACT), "It is not accepted."),) if asked else ()
    row = a_row(RowState.STOPPED).model_copy(update={"asks": asks})
    handled(BATCH.model_copy(update={"rows": (row,)}), dry_run=True, output="json")
    told = json.loads(capsys.readouterr().out)
    assert told["contract"] == ("https://contract.example/it" if asked else "")


def test_where_nothing_can_be_sent_the_table_is_shown_once(shop: Shop) -> None:
    (shop.folder / "customers.csv").write_text("customer,account id\nContoso,12\n", encoding="utf-8")
    said = shop.run("bulk", "customers.csv", "--template", ARCHERA.name, "--authorization", BRONZE)
    assert said.code == Exit.STOPPED
    assert said.out.count("Contoso") == 1
    assert "There is nothing to send." in said.err
    assert shop.started == []
