"""``cppo bulk`` and ``cppo gaps`` as they are typed, over HTTP, against a sandbox served once."""

import csv
import io
import json
import signal
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.e2e.bulk_table import AUTHORIZATION, TEMPLATE, accounts, consent, offered, write_table
from tests.e2e.served import Served, served_here, serving
from tests.e2e.terminal import COMMAND, PATIENCE, Terminal, clean_environment


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home"), "--pace", "instant") as one:
        yield one


def preview(served: Served, table: Path, *more: str) -> Any:
    """What --dry-run says, as data."""
    done = served.cppo(
        "bulk", str(table), *TEMPLATE, *consent(served), *more, "--dry-run", "--output", "json"
    )
    assert done.returncode in (0, 3), done
    return json.loads(done.stdout)


def test_twelve_customers_get_twelve_offers_and_a_second_run_none(served: Served, tmp_path: Path) -> None:
    ids = accounts(12)
    table, result = write_table(tmp_path / "customers.csv", ids), tmp_path / "result.csv"
    table.write_text(table.read_text(encoding="utf-8") + "=HYPERLINK(1),1.23457E+11\n", encoding="utf-8")
    shown = preview(served, table)
    assert (shown["offers"], shown["states"]) == (12, {"to be sent": 12, "not sent": 1})
    assert {(row["markup"], row["price"]) for row in shown["rows"]} == {("25", "0.01")}
    asked = ("bulk", str(table), *TEMPLATE, *consent(served))
    assert served.cppo(*asked).returncode == 3, "nobody is there to ask"
    assert served.cppo(*asked, "--yes", f"11-{shown['digest'][:8]}").returncode == 3
    assert set(offered(served, ids).values()) == {0}
    done = served.cppo(*asked, "--yes", shown["yes"], "--result", str(result))
    assert (done.returncode, "rounded its digits away" in done.stdout) == (3, True), "one row was not sent"
    assert set(offered(served, ids).values()) == {1}
    check_result(result, ids)
    again = served.cppo(*asked, "--result", str(result))
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert (preview(served, table)["offers"], set(offered(served, ids).values())) == (0, {1})


def check_result(result: Path, ids: list[str]) -> None:
    """Private, each id as text, nothing a spreadsheet would run."""
    assert stat.S_IMODE(result.stat().st_mode) == 0o600
    rows = list(csv.DictReader(io.StringIO(result.read_text(encoding="utf-8-sig"))))
    assert [row["accounts"].replace("-", "") for row in rows[:12]] == ids
    assert all(row["link"].endswith(row["offer id"]) and row["state"] == "made" for row in rows[:12])
    assert (rows[12]["customer"], rows[12]["state"]) == ("'=HYPERLINK(1)", "not sent")


def test_what_every_check_asks_stops_every_row_until_it_is_confirmed(served: Served, tmp_path: Path) -> None:
    table = write_table(tmp_path / "c.csv", accounts(2, "510"))
    done = served.cppo("bulk", str(table), *TEMPLATE, "--dry-run")
    assert (done.returncode, done.stdout.count("contract is not accepted yet")) == (3, 2)
    assert done.stdout.count(f"--consent {consent(served)[1]}") == 1, "answered once for all of them"
    link = done.stdout.splitlines()[-1]
    assert link.startswith("https://"), "and to be read before"
    assert "Signature=" in link


def test_an_offer_file_is_a_template_and_rows_have_their_own(served: Served, tmp_path: Path) -> None:
    table = tmp_path / "c.csv"
    table.write_text(
        "customer;account;margin;offer name\nContoso;511000000000;;\nFabrikam;511000020014;25;Ours\n",
        encoding="utf-8",
    )
    offer = tmp_path / "offer.yaml"
    offer.write_text("markup: 30\nagreement: 2 years\n", encoding="utf-8")
    asked = ("bulk", str(table), "--template", str(offer), "--authorization", AUTHORIZATION, *consent(served))
    done = served.cppo(*asked, "--dry-run", "--output", "json")
    rows = json.loads(done.stdout)["rows"]
    assert [row["markup"] for row in rows] == ["30", "33.333333333"]
    offer.write_text("buyers: 123456789012\nmarkup: 30\n", encoding="utf-8")
    done = served.cppo(*asked, "--dry-run")
    assert (done.returncode, "names buyers" in done.stderr) == (3, True)


@pytest.mark.parametrize(
    ("text", "template", "said"),
    [
        ("customer,mail\nA,b\n", "Archera - Subscription", "no column is called “account id”"),
        ("customer,account\n", "Archera - Subscription", "names no customer"),
        ("customer,account\nA,123456789012\n", "Archera - Subscripton", "Is it “Archera - Subscription”?"),
    ],
)
def test_what_cannot_be_used_is_said(
    served: Served, tmp_path: Path, text: str, template: str, said: str
) -> None:
    table = tmp_path / "c.csv"
    table.write_text(text, encoding="utf-8")
    done = served.cppo("bulk", str(table), "--template", template, "--authorization", AUTHORIZATION)
    assert (done.returncode, said in done.stderr) == (2, True), done


def test_a_person_types_how_many(served: Served, tmp_path: Path) -> None:
    ids = accounts(2, "520")
    table = write_table(tmp_path / "c.csv", ids)
    asked = ("bulk", str(table), *TEMPLATE, *consent(served), "--at", served.url)
    for typed, each in (("1", 0), ("2", 1)):
        with Terminal(*asked, home=served.home, size=(160, 50)) as terminal:
            terminal.wait_for("type how many")
            terminal.type(f"{typed}\r")
            terminal.exit_status()
        assert set(offered(served, ids).values()) == {each}


def test_ctrl_c_sends_no_more_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """It is pressed while the third row is being sent: AWS answers only when the run has heard it."""
    sandbox = Sandbox(":memory:", pace=INSTANT)
    starts: list[str] = []
    third, heard = threading.Event(), threading.Event()

    def exchange(request: WireRequest) -> Delivery:
        if request.url.endswith("/StartChangeSet"):
            starts.append(request.url)
            if len(starts) == 3:
                third.set()
                heard.wait(10 * PATIENCE)
        return Delivery(sandbox.respond(request))

    ids = accounts(6, "530")
    table = write_table(tmp_path / "c.csv", ids)
    with served_here(tmp_path, exchange) as served:
        asked = ("bulk", str(table), *TEMPLATE, *consent(served))
        with subprocess.Popen(
            [*COMMAND, *asked, "--at", served.url, "--yes", preview(served, table)["yes"]],
            env=clean_environment(served.home),
            cwd=served.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stderr is not None
            assert third.wait(10 * PATIENCE)
            running.send_signal(signal.SIGINT)
            told = ""
            for line in running.stderr:
                told += line
                if "Sending no more" in line:
                    heard.set()
            assert running.wait(timeout=PATIENCE) == 130, told
        assert "Run the same command again" in told
        assert (len(starts), sum(offered(served, ids).values())) == (3, 3)
        rest = preview(served, table)
        assert rest["states"] == {"made": 3, "to be sent": 3}, "what was on its way was recorded"
        assert served.cppo(*asked, "--yes", rest["yes"]).returncode == 0
        assert set(offered(served, ids).values()) == {1}
    sandbox.close()


def test_gaps_are_found_and_filled(served: Served, tmp_path: Path) -> None:
    ids = accounts(5, "540")
    bulk = write_table(tmp_path / "two.csv", ids[:2])
    yes = preview(served, bulk)["yes"]
    assert served.cppo("bulk", str(bulk), *TEMPLATE, *consent(served), "--yes", yes).returncode == 0
    table = write_table(tmp_path / "all.csv", ids)
    asked = ("gaps", str(table), "--authorization", AUTHORIZATION)
    log = served.home / "cppo" / "cppo.log"
    before = len(log.read_text(encoding="utf-8"))
    rows = served.json(*asked)
    assert [row["state"] for row in rows] == ["open", "open", "none", "none", "none"]
    calls = log.read_text(encoding="utf-8")[before:]
    assert [calls.count(name) for name in ("ListEntities", "DescribeEntity", "SearchAgreements")] == [1, 0, 1]
    served.accept(rows[0]["offer"])
    assert [row["state"] for row in served.json(*asked)][:2] == ["accepted", "open"]
    assert [row["line"] for row in served.json(*asked, "--missing")] == [4, 5, 6]
    fill = (*asked, "--fill", "--template", "Archera - Subscription", *consent(served))
    shown = json.loads(served.cppo(*fill, "--dry-run", "--output", "json").stdout)
    assert shown["offers"] == 3
    assert served.cppo(*fill, "--yes", shown["yes"]).returncode == 0
    assert set(offered(served, ids).values()) == {1}
    assert "No customer is without an offer" in served.cppo(*fill).stderr
    assert served.cppo(*asked, "--fill").returncode == 2
