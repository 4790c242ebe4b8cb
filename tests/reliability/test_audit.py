"""The look-up of known vulnerabilities (T11) notices one, and does not take silence for good news."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.audit import ACCEPTED, CONTROL, LOCK, Report, audit, judged, report

Known = dict[str, list[str]]
CVE = "CVE-2099-0001"
CONTROL_KNOWN: Known = {"jinja2": ["PYSEC-2014-8"]}
OF_TWO = "".join(
    f"{requirement} \\\n    --hash=sha256:{'0' * 64}\n" for requirement in ("idna==3.20", "rsa==4.7.2")
)


class Database(HTTPServer):
    """A database of vulnerabilities on this computer; knows what it is told."""

    def __init__(self, known: Known) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.known = known
        self.asked: list[str] = []


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        database = self.server
        assert isinstance(database, Database)
        name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
        database.asked.append(name)
        found = [{"id": one, "affected": [], "summary": "…"} for one in database.known.get(name, [])]
        body = json.dumps({"vulns": found} if found else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@contextmanager
def database(known: Known) -> Iterator[tuple[Database, tuple[str, ...]]]:
    """The database, and the options by which pip-audit asks it."""
    with Database(known) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/v1/query"
        try:
            yield server, ("--vulnerability-service", "osv", "--osv-url", url)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Two locked packages."""
    path = tmp_path / "locked.txt"
    path.write_text(OF_TWO, encoding="ascii")
    return path


@pytest.mark.parametrize(
    ("known", "code", "last"),
    [
        (CONTROL_KNOWN, 0, "2 locked packages looked up: fine"),
        ({**CONTROL_KNOWN, "rsa": [CVE]}, 1, "2 locked packages looked up: vulnerable"),
        ({}, 0, "not looked up, no database answered"),
    ],
    ids=["nothing known", "one known", "a mirror that knows no package"],
)
def test_it_fails_for_a_known_vulnerability_and_believes_no_silence(
    lock: Path,
    capsys: pytest.CaptureFixture[str],
    figure: Callable[[str], None],
    known: Known,
    code: int,
    last: str,
) -> None:
    with database(known) as (server, service):
        assert audit(lock, [service]) == code
    said = capsys.readouterr().out.strip().splitlines()
    assert last in said[-1]
    assert server.asked == (["jinja2", "idna", "rsa"] if known else ["jinja2"])
    if code:
        assert said[0] == f"rsa==4.7.2: {CVE}"
        figure(f"known vulnerabilities: 1 planted among {len(server.asked) - 1} packages, {code} found")


def test_without_a_network_it_is_said_and_nothing_fails(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database({}) as (_, closed):
        pass
    assert audit(lock, [closed]) == 0
    assert capsys.readouterr().out == "known vulnerabilities: not looked up, no database answered\n"


def test_a_line_that_swallows_requests_does_not_hold_up_the_tests(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(lock, [("--vulnerability-service", "osv")], patience=0.0) == 0
    assert "not looked up" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["", "no such option", "[]", "{}", '{"dependencies": 1}'])
def test_what_is_no_report_is_none(answer: str) -> None:
    assert report(answer) is None


def test_an_accepted_one_does_not_fail_and_stays_visible() -> None:
    [(name, accepted)] = ACCEPTED.items()
    looked = Report({accepted.requirement: {frozenset({"GHSA-1", name})}}, ["new"], 7)
    code, said = judged(looked)
    assert code == 0
    assert said[0] == f"{accepted.requirement}: {name}, GHSA-1 (accepted: {accepted.reason})"
    assert said[1:] == [
        "not known to the database and not looked up: new",
        "7 locked packages looked up: fine",
    ]


def test_accepted_is_one_vulnerability_of_one_version() -> None:
    [(name, accepted)] = ACCEPTED.items()
    newer, other = {"pytest==9.9": {frozenset({name})}}, {accepted.requirement: {frozenset({CVE})}}
    assert [judged(Report(found, [], 1))[0] for found in (newer, other)] == [1, 1]


@pytest.mark.parametrize("name", ACCEPTED)
def test_nothing_is_accepted_of_a_version_that_is_not_locked(name: str) -> None:
    assert f"\n{ACCEPTED[name].requirement} \\\n" in LOCK.read_text(encoding="ascii")


def test_the_control_is_not_a_version_we_use() -> None:
    assert CONTROL not in LOCK.read_text(encoding="ascii")
