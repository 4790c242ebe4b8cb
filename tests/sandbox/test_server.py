"""The sandbox behind a socket: plain HTTP, only for programs of this computer, and the faults as bytes."""

import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.faults import FaultRule, Faulty
from cppo_tui.sandbox.server import MAX_BODY, CatalogServer
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from tests.sandbox.conftest import START, Clock, Counter

LIST = json.dumps({"Catalog": "AWSMarketplace", "EntityType": "Offer"}).encode()
Serve = Callable[..., CatalogServer]


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    made = Sandbox(clock=clock, new_id=Counter())
    yield made
    made.close()


@pytest.fixture
def serve(sandbox: Sandbox) -> Iterator[Serve]:
    """A server with these faults, gone when the test is."""
    with ExitStack() as stack:

        def start(*rules: str) -> CatalogServer:
            faulty = Faulty(sandbox, [FaultRule.parse(rule) for rule in rules])
            return stack.enter_context(CatalogServer(faulty.exchange))

        yield start


def line_to(server: CatalogServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)


def ask(line: http.client.HTTPConnection, body: bytes = LIST, **headers: str) -> http.client.HTTPResponse:
    line.request("POST", "/ListEntities", body, headers)
    return line.getresponse()


def raw(server: CatalogServer, request: bytes) -> bytes:
    """Everything the server says to these bytes until it hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65_536), b""))


class TestAnswers:
    def test_the_sandboxs_status_headers_and_body_arrive_as_they_are(
        self, serve: Serve, sandbox: Sandbox
    ) -> None:
        answer = ask(line_to(serve()))
        body = answer.read()
        expected = Sandbox(clock=lambda: START, new_id=Counter()).respond(
            WireRequest("POST", "http://x/ListEntities", {}, LIST)
        )
        assert (answer.status, body) == (expected.status, expected.body)
        assert dict(answer.getheaders()) == {**expected.headers, "Content-Length": str(len(body))}

    def test_one_connection_carries_many_calls(self, serve: Serve) -> None:
        line = line_to(serve())
        ask(line).read()
        first = line.sock
        assert [ask(line).read() != b"" for _ in range(3)] == [True] * 3
        assert line.sock is first

    def test_the_request_reaches_the_sandbox_whole(self) -> None:
        seen: list[WireRequest] = []

        def keep(request: WireRequest) -> Delivery:
            seen.append(request)
            return Delivery(WireResponse(200, {}, b""))

        with CatalogServer(keep) as server:
            line = line_to(server)
            line.request("PATCH", "/CancelChangeSet?catalog=A%20B&changeSetId=x", b"\x00\xff", {"X-Any": "1"})
            line.getresponse().read()
        [request] = seen
        assert (request.method, request.body, request.headers["X-Any"]) == ("PATCH", b"\x00\xff", "1")
        assert request.url == f"{server.url}/CancelChangeSet?catalog=A%20B&changeSetId=x"

    def test_a_client_that_waits_for_the_go_ahead_gets_it(self, serve: Serve) -> None:
        server = serve()
        head = (
            f"POST /ListEntities HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Content-Length: {len(LIST)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
            line.sendall(head.encode())
            assert line.recv(4096).startswith(b"HTTP/1.1 100 ")
            line.sendall(LIST)
            assert b"HTTP/1.1 200 " in line.recv(65_536)

    def test_two_servers_share_one_sandbox(self, serve: Serve) -> None:
        first, second = serve(), serve()
        assert first.port != second.port
        assert ask(line_to(first)).read() == ask(line_to(second)).read()


class TestOnlyForProgramsOfThisComputer:
    def test_it_listens_on_the_loopback_address_only(self, serve: Serve) -> None:
        assert serve().url.startswith("http://127.0.0.1:")

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
    def test_its_own_names_are_answered(self, serve: Serve, host: str) -> None:
        server = serve()
        assert ask(line_to(server), Host=f"{host}:{server.port}").status == 200
        assert ask(line_to(server), Host=host).status == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1:80:80", "", "[::1]"]
    )
    def test_another_name_for_this_computer_is_refused(self, serve: Serve, host: str) -> None:
        answer = ask(line_to(serve()), Host=host)
        assert answer.status == 403
        assert "this computer" in json.loads(answer.read())["Message"]

    def test_a_web_page_is_refused(self, serve: Serve) -> None:
        assert ask(line_to(serve()), Origin="https://evil.example").status == 403

    def test_a_request_without_a_host_is_refused(self, serve: Serve) -> None:
        assert raw(serve(), b"POST /ListEntities HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 403 ")

    def test_what_is_refused_was_not_performed(self, serve: Serve) -> None:
        server = serve("ListEntities:1:ThrottlingException")
        assert ask(line_to(server), Host="evil.example").status == 403
        assert ask(line_to(server)).status == 429


class TestBodies:
    def test_the_largest_body_is_read(self, serve: Serve) -> None:
        assert ask(line_to(serve()), b" " * MAX_BODY).status == 422

    def test_a_larger_one_is_refused(self, serve: Serve) -> None:
        answer = ask(line_to(serve()), b" " * (MAX_BODY + 1))
        assert (answer.status, answer.headers["Connection"]) == (413, "close")

    @pytest.mark.parametrize(
        ("header", "status"),
        [
            ("Content-Length: -1", 400),
            ("Content-Length: +5", 400),
            ("Content-Length: ten", 400),
            ("Content-Length: " + "9" * 5000, 413),
            ("Transfer-Encoding: chunked", 411),
        ],
    )
    def test_a_length_that_is_none_is_refused(self, serve: Serve, header: str, status: int) -> None:
        server = serve()
        request = f"POST /ListEntities HTTP/1.1\r\nHost: localhost:{server.port}\r\n{header}\r\n\r\n"
        assert raw(server, request.encode()).startswith(f"HTTP/1.1 {status} ".encode())

    def test_a_client_that_leaves_in_the_middle_performs_nothing(self, serve: Serve) -> None:
        server = serve("ListEntities:1:ThrottlingException")
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
            head = (
                f"POST /ListEntities HTTP/1.1\r\nHost: localhost:{server.port}\r\nContent-Length: 90\r\n\r\n"
            )
            line.sendall(head.encode() + b'{"Cat')
            line.shutdown(socket.SHUT_WR)
            assert line.recv(4096) == b""
        assert ask(line_to(server)).status == 429


class TestFaults:
    @pytest.mark.parametrize("kind", ["reset-before", "reset-after"])
    def test_a_reset_line(self, serve: Serve, kind: str) -> None:
        with pytest.raises(ConnectionResetError):
            ask(line_to(serve(f"*:1:{kind}")))

    @pytest.mark.parametrize("kind", ["hang-before", "hang-after"])
    def test_silence_lasts_as_long_as_the_client_waits(self, serve: Serve, kind: str) -> None:
        line = line_to(serve(f"*:1:{kind}"))
        line.timeout = 0.2
        with pytest.raises(TimeoutError):
            ask(line)

    def test_closing_the_server_ends_the_silence(self, sandbox: Sandbox) -> None:
        with CatalogServer(Faulty(sandbox, [FaultRule.parse("*:1:hang-before")]).exchange) as server:
            line = line_to(server)
            line.request("POST", "/ListEntities", LIST)
        with pytest.raises(ConnectionError):
            line.getresponse()

    def test_half_an_answer_under_the_whole_ones_length(self, serve: Serve) -> None:
        server = serve("*:1:truncate")
        whole = ask(line_to(serve())).read()
        answer = ask(line_to(server))
        with pytest.raises(http.client.IncompleteRead) as cut:
            answer.read()
        assert cut.value.partial == whole[: len(whole) // 2]
        assert int(answer.headers["Content-Length"]) == len(whole)

    def test_after_a_fault_the_next_call_is_answered(self, serve: Serve) -> None:
        server = serve("*:1:reset-before", "*:2:truncate", "*:3:portal")
        for _ in range(3):
            try:
                ask(line_to(server)).read()
            except (ConnectionError, http.client.IncompleteRead):
                continue
        assert ask(line_to(server)).status == 200


class TestEnding:
    def test_nobody_is_left_waiting_on_an_idle_line(self, sandbox: Sandbox) -> None:
        with CatalogServer(Faulty(sandbox).exchange) as server:
            line = line_to(server)
            ask(line).read()
        assert line.sock is not None
        assert line.sock.recv(1) == b""

    def test_a_port_that_is_taken_is_an_oserror(self, serve: Serve) -> None:
        with pytest.raises(OSError):
            CatalogServer(lambda request: Delivery(None), serve().port)

    def test_a_client_that_goes_away_is_not_worth_a_word(
        self, serve: Serve, capfd: pytest.CaptureFixture[str]
    ) -> None:
        server = serve("ListChangeSets:1:hang-before")  # another call than the next: that may overtake it
        line = line_to(server)
        line.request("POST", "/ListChangeSets", LIST)
        line.close()
        ask(line_to(server)).read()
        assert capfd.readouterr() == ("", "")

    def test_a_defect_of_the_sandbox_is_shown(self, capfd: pytest.CaptureFixture[str]) -> None:
        def broken(request: WireRequest) -> Delivery:
            raise LookupError("a defect")

        with CatalogServer(broken) as server, pytest.raises(http.client.RemoteDisconnected):
            ask(line_to(server))
        assert "a defect" in capfd.readouterr().err


def test_the_name_service_is_not_asked_who_we_are(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr(socket, "getfqdn", asked)
    assert ask(line_to(serve())).status == 200
