"""Thirty-two clients at once: nothing is lost or done twice, and what a call takes (``pytest -s``)."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cppo_tui.sandbox.delivery import Delivery, Exchange
from cppo_tui.sandbox.faults import Faulty
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.routes import operation_name
from cppo_tui.sandbox.server import CatalogServer
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from tests.contracts.load import audit, drive

Compare = Callable[[Callable[[Exchange], Exchange]], list[str]]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Every change set ends at once, so that no quota of running ones is met."""
    made = Sandbox(pace=INSTANT)
    yield made
    made.close()


def test_two_thousand_pairs_by_thirty_two_clients(sandbox: Sandbox) -> None:
    with CatalogServer(Faulty(sandbox).exchange) as server:
        believed, figures = drive([server.port], clients=32, pairs=2_000)
    print(f"\n{figures}")
    assert len(believed) == 2_000
    assert audit(sandbox, believed) == []


def test_two_processes_on_one_file(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with ExitStack() as stack:
        ports = [stack.enter_context(_Serving(state)).port for _ in range(2)]
        believed, figures = drive(ports, clients=6, pairs=150)
    print(f"\ntwo processes: {figures}")
    sandbox = Sandbox(state)
    assert len(believed) == 150
    assert audit(sandbox, believed) == []
    sandbox.close()


class _Serving:
    """``cppo sandbox serve`` in a process of its own."""

    def __init__(self, state: Path) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "cppo_tui", "sandbox", "serve", "--port", "0", "--pace", "instant"),
                *("--state", str(state)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline().rpartition(":")[2])

    def __enter__(self) -> "_Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        assert self._process.wait(timeout=20) == 0
        if self._process.stdout is not None:
            self._process.stdout.close()


class TestControls:
    """Sandboxes with one defect each, which the comparison of the books must find."""

    @pytest.fixture
    def compared(self, sandbox: Sandbox) -> Compare:
        def compare(defect: Callable[[Exchange], Exchange]) -> list[str]:
            with CatalogServer(defect(Faulty(sandbox).exchange)) as server:
                believed, _ = drive([server.port], clients=4, pairs=40)
            return audit(sandbox, believed)

        return compare

    def test_without_a_defect_nothing_is_found(self, compared: Compare) -> None:
        assert compared(lambda exchange: exchange) == []

    def test_a_lost_change_set_is_found(self, compared: Compare) -> None:
        def losing(exchange: Exchange) -> Exchange:
            def answer(request: WireRequest) -> Delivery:
                if b'"load-17"' in request.body:
                    return Delivery(WireResponse(200, {}, json.dumps({"ChangeSetId": "lost"}).encode()))
                return exchange(request)

            return answer

        assert "load-17: lost is not there" in compared(losing)

    def test_a_doubled_change_set_is_found(self, compared: Compare) -> None:
        def doubling(exchange: Exchange) -> Exchange:
            def answer(request: WireRequest) -> Delivery:
                if b'"load-17"' in request.body and operation_name(request) == "StartChangeSet":
                    body = json.loads(request.body)
                    again = json.dumps({**body, "ClientRequestToken": "another"}).encode()
                    exchange(WireRequest(request.method, request.url, request.headers, again))
                return exchange(request)

            return answer

        assert compared(doubling) == ["load-17: made 2 times"]
