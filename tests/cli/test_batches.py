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
    assert "\n1 customer: 1 not sent." in said.out
    assert shop.started == []


TABLE = "customer,account id\nNorthwind,422199998888\nContoso,466177775555\n"
"""Two customers of whom AWS has no offer yet."""
SAY_YES = ("--template", ARCHERA.name, "--authorization", BRONZE)


def all_asked(shop: Shop, *command: str) -> list[str]:
    """The consents a batch asks for, as arguments."""
    shown = shop.run(*command, "--dry-run", "--output", "json").json()
    keys = dict.fromkeys(key for row in shown["rows"] for key in row["asks"])
    return [word for key in keys for word in ("--consent", key)]


def sent(shop: Shop, *command: str) -> dict[str, str]:
    """The batch sent as its dry run shows it; the offers by their customer."""
    command = (*command, *all_asked(shop, *command))
    yes = shop.run(*command, "--dry-run", "--output", "json").json()["yes"]
    done = shop.run(*command, "--yes", yes, "--output", "json")
    assert done.code == Exit.DONE, done
    return {row["customer"]: row["offer"] for row in done.json()}


def ended(shop: Shop, offer: str) -> None:
    """Ended now, by the seller's own word."""
    digest = shop.run("expire", offer, "--plan", "--output", "json").json()["digest"][:8]
    assert shop.run("expire", offer, "--yes", digest).code == Exit.DONE


@pytest.fixture
def once_ended(shop: Shop) -> Shop:
    """Both customers had an offer; Northwind's was ended by hand."""
    (shop.folder / "customers.csv").write_text(TABLE, encoding="utf-8")
    ended(shop, sent(shop, "bulk", "customers.csv", *SAY_YES)["Northwind"])
    shop.started.clear()
    return shop


def test_a_dry_run_knows_what_the_submitter_would_refuse(once_ended: Shop) -> None:
    """The very same bytes make no second offer: that is said before anybody is asked, and counted so."""
    shop = once_ended
    again = ("bulk", "customers.csv", *SAY_YES, "--batch", "second")
    asked = all_asked(shop, *again)
    shown = shop.run(*again, *asked, "--dry-run", "--output", "json").json()
    north = shown["rows"][0]
    assert (north["state"], north["asks"]) == ("not sent", [])
    assert "Exactly this was sent already" in north["says"]
    assert "put another name in the column “offer name”" in north["says"]
    assert "make a new plan" not in north["says"]
    assert f"--at {shop.url}»" in north["says"], "its command means the same AWS"
    assert shown["offers"] == shown["states"].get("to be sent", 0)
    assert shown["yes"].startswith(f"{shown['offers']}-")
    said = shop.run(*again, *asked, "--yes", shown["yes"])
    assert (said.code, len(shop.started)) == (Exit.STOPPED, shown["offers"])


def test_with_another_name_it_is_asked_whether_an_ended_offer_is_to_be_made_anew(once_ended: Shop) -> None:
    """The seller ended it and may have meant it."""
    shop = once_ended
    table = "customer,account id,offer name\nNorthwind,422199998888,For Northwind once more\n"
    (shop.folder / "customers.csv").write_text(table, encoding="utf-8")
    again = ("bulk", "customers.csv", *SAY_YES, "--batch", "second")
    (row,) = shop.run(*again, "--dry-run", "--output", "json").json()["rows"]
    assert "You ended this customer's offer" in row["says"]
    assert any(key.startswith("offer-ended:offer-") for key in row["asks"])
    assert sent(shop, *again)["Northwind"].startswith("offer-")
    assert len(shop.started) == 1
