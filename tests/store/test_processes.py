"""Several windows are several processes: races with real ones, and a control that must lose."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import cppo_tui
from tests.store.conftest import OpenStore
from tests.store.samples import a_submission

HOUSE = Path(cppo_tui.__file__).parents[1]


def race(action: str, path: Path, runners: int) -> tuple[list[str], list[int]]:
    """Start that many processes, let them go together, and return their answers, sorted, and exit codes."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.racer", action, str(path), f"r{number}"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(runners)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = sorted(process.communicate(timeout=60)[0].strip() for process in processes)
    return answers, [process.returncode for process in processes]


def test_of_several_windows_submitting_one_draft_one_gets_in(path: Path, open_store: OpenStore) -> None:
    store = open_store()
    answers, _ = race("submit", path, 4)
    assert answers == ["refused", "refused", "refused", "stored"]
    assert [row.state for row in store.submissions()] == ["sending"]


def test_the_index_keeps_the_second_out_even_from_a_careless_program(
    path: Path, open_store: OpenStore
) -> None:
    open_store().close()
    assert race("careless", path, 2)[0] == ["refused", "stored"]


def test_control_without_the_index_two_get_in(path: Path, open_store: OpenStore) -> None:
    open_store().close()
    connection = sqlite3.connect(path)
    connection.execute("DROP INDEX one_in_flight")
    connection.close()
    assert race("careless", path, 2)[0] == ["stored", "stored"]


def test_first_starts_at_the_same_time_make_one_database(path: Path, open_store: OpenStore) -> None:
    assert race("opened", path, 4)[0] == ["opened"] * 4
    assert sorted(row.id for row in open_store().drafts()) == ["r0", "r1", "r2", "r3"]


def test_starts_at_a_damaged_file_set_it_aside_once(path: Path, open_store: OpenStore) -> None:
    path.write_bytes(b"not a database" * 100)
    answers, _ = race("opened", path, 4)
    assert [answer for answer in answers if "set aside" in answer] == answers[:1]
    assert len(list(path.parent.glob("cppo.db.damaged-*"))) == 1
    assert len(open_store().drafts()) == 4


def test_an_intent_recorded_before_a_kill_is_found_by_the_next_start(
    path: Path, open_store: OpenStore
) -> None:
    answers, codes = race("killed", path, 1)
    assert (answers, codes) == ([""], [-signal.SIGKILL])
    store = open_store()
    assert store.notice == ""
    assert store.load_submission("r0") == a_submission("r0")
