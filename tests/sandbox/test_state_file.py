"""The world in a file: there tomorrow, shared by processes, private, never overwritten by mistake."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cppo_tui.sandbox.errors import SandboxStateError
from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.statefile import VERSION
from tests.sandbox.changes import create, whole_cppo
from tests.sandbox.conftest import Clock, MakeWire


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sandbox.sqlite"


def test_an_offer_published_yesterday_is_still_there_today(
    make_wire: MakeWire, clock: Clock, path: Path
) -> None:
    first = make_wire(path=path)
    offer = first.succeed(*whole_cppo("2027-01-31"))
    first.sandbox.close()
    clock.forward(days=1)
    assert make_wire(path=path).document(offer)["State"] == "Released"


def test_a_set_that_ran_while_nobody_was_there_has_ended(
    make_wire: MakeWire, clock: Clock, path: Path
) -> None:
    first = make_wire(path=path, pace=FAST)
    key = first.start(create()).body["ChangeSetId"]
    first.sandbox.close()
    clock.forward(days=1)
    assert make_wire(path=path).change_set(key)["EndTime"] == "2026-11-23T10:00:06Z"


def test_seed_dates_stay_where_they_were(make_wire: MakeWire, clock: Clock, path: Path) -> None:
    before = make_wire(path=path).document("offer-openbronze2kqw")["Rules"]
    clock.forward(days=9)
    assert make_wire(path=path).document("offer-openbronze2kqw")["Rules"] == before


def test_reset_goes_back_to_the_first_day_which_is_today(
    make_wire: MakeWire, clock: Clock, path: Path
) -> None:
    wire = make_wire(path=path)
    offer = wire.succeed(*whole_cppo("2027-01-31"))
    clock.forward(days=9)
    wire.sandbox.reset()
    assert wire.look(offer).status == 404
    assert (
        wire.document("offer-openbronze2kqw")["Rules"][0]["AvailabilityEndDate"]
        == f"{clock.date(41)}T23:59:59.999Z"
    )


def test_the_file_is_private(make_wire: MakeWire, path: Path) -> None:
    make_wire(path=path).start(create())
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert path.name in modes
    assert set(modes.values()) == {0o600}


def test_an_existing_world_is_not_replaced_by_another_scenario(make_wire: MakeWire, path: Path) -> None:
    make_wire(path=path)
    assert make_wire("empty", path=path).look("offer-openbronze2kqw").status == 200


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\x00" + b"\x99" * 500, b"x"])
def test_a_damaged_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SandboxStateError) as caught:
        Sandbox(path)
    assert caught.value.path == path
    assert caught.value.reason
    assert path.read_bytes() == content


def test_a_world_damaged_in_the_middle_is_refused_and_left_alone(make_wire: MakeWire, path: Path) -> None:
    make_wire(path=path).sandbox.close()
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\x55" * 8192
    path.write_bytes(content)
    with pytest.raises(SandboxStateError):
        Sandbox(path)
    assert path.read_bytes() == content


def test_a_file_of_a_newer_version_is_refused_and_left_alone(make_wire: MakeWire, path: Path) -> None:
    make_wire(path=path).sandbox.close()
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    content = path.read_bytes()
    with pytest.raises(SandboxStateError, match="newer version"):
        Sandbox(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE cat (name TEXT)")
    database.commit()
    database.close()
    content = path.read_bytes()
    with pytest.raises(SandboxStateError, match="another program"):
        Sandbox(path)
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SandboxStateError):
        Sandbox(tmp_path / "nowhere" / "file")


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown scenario"):
        Sandbox(scenario="atlantis")


def test_many_threads_may_ask_at_once(make_wire: MakeWire) -> None:
    wire = make_wire()
    statuses: list[int] = []

    def work() -> None:
        for _ in range(10):
            statuses.append(wire.start(create()).status)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 80
    assert wire.document("resaleauthz-archbronze2qx")["OfferDetails"]["OfferCreatedCount"] == 82


PROCESS = """
import json, sys
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest

sandbox = Sandbox(sys.argv[1], pace=INSTANT)
change = {
    "ChangeType": "CreateOfferUsingResaleAuthorization",
    "Entity": {"Type": "Offer@1.0"},
    "DetailsDocument": {"ResaleAuthorizationId": "resaleauthz-archbronze2qx"},
}
body = json.dumps({"Catalog": "AWSMarketplace", "ChangeSet": [change]}).encode()
for _ in range(20):
    response = sandbox.respond(WireRequest("POST", "https://x.invalid/StartChangeSet", {}, body))
    assert response.status == 200, response
sandbox.close()
"""


def test_processes_that_start_together_share_one_world(make_wire: MakeWire, path: Path) -> None:
    command = [sys.executable, "-c", PROCESS, str(path)]
    running = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    wire = make_wire(path=path)
    wire.clock.forward(days=30_000)
    assert wire.document("resaleauthz-archbronze2qx")["OfferDetails"]["OfferCreatedCount"] == 82
