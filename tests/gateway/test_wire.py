"""The outcome of a send over real sockets: what botocore and urllib3 really raise, not what we think."""

import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cppo_tui.domain import errors
from cppo_tui.gateway import session as settings
from cppo_tui.gateway.sender import AwsSender
from cppo_tui.gateway.session import AwsSession

Behaviour = Callable[[socket.socket], None]


def signed_in_session(endpoint: str, **options: Any) -> AwsSession:
    """Real sockets, made-up keys, and ``endpoint`` in place of AWS."""

    def make() -> Any:
        import boto3

        return boto3.session.Session("AKIATEST", "secret", region_name="us-east-1")

    return AwsSession(make, endpoint_of=lambda _service: endpoint, **options)


@contextmanager
def server(behave: Behaviour) -> Iterator[tuple[int, list[bytes]]]:
    """A loopback server that does ``behave`` to every connection; yields its port and what it read."""
    listener = socket.create_server(("127.0.0.1", 0))
    received: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                received.append(whole(connection))
                behave(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], received
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)


def whole(connection: socket.socket) -> bytes:
    """One request with its body: to hang up on unread bytes is a reset, at times, to the other side."""
    read = b""
    while chunk := connection.recv(65536):
        read += chunk
        head, end, body = read.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        speaks_http = read.startswith((b"POST", b"GET"))
        if not speaks_http or (end and len(body) >= (int(length[1]) if length else 0)):
            break
    return read


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def close(connection: socket.socket) -> None:
    """Hang up without a word."""


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def says(answer: bytes) -> Behaviour:
    return lambda connection: connection.sendall(answer)


def stay_silent(connection: socket.socket) -> None:
    """Until the other side gives up."""
    while connection.recv(65536):
        pass


def start(session: AwsSession) -> str:
    sender = AwsSender(session.frozen_clients())
    return sender.start(
        b'[{"ChangeType": "ReleaseOffer", "Entity": {"Type": "Offer@1.0"}}]', name="n", token="t"
    )


def response(body: bytes, *, promised: int | None = None, status: bytes = b"200 OK") -> bytes:
    length = len(body) if promised is None else promised
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status, length, body)


DOUBTFUL: dict[str, Behaviour] = {
    "closed": close,
    "reset": reset,
    "not HTTP": says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "headers only": says(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n"),
    "answer cut": says(response(b'{"ChangeSetId": "cs', promised=60)),
    "empty answer": says(response(b"")),
    "portal": says(response(b"<html>Accept our terms</html>")),
    "redirect": says(response(b"", status=b"302 Found\r\nLocation: http://portal.invalid/")),
    "proxy's 403": says(response(b"<html>Blocked</html>", status=b"403 Forbidden")),
    "proxy's 504": says(response(b"<html>Timeout</html>", status=b"504 Gateway Timeout")),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_once_bytes_have_left_anything_but_a_clear_answer_is_unknown(case: str) -> None:
    with server(DOUBTFUL[case]) as (port, received):
        with pytest.raises(errors.UnknownOutcome):
            start(signed_in_session(f"http://127.0.0.1:{port}"))
        assert len(received) == 1


def test_silence_is_unknown_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "READ_TIMEOUT", 1.0)
    with server(stay_silent) as (port, received):
        with pytest.raises(errors.UnknownOutcome, match="no answer came in time"):
            start(signed_in_session(f"http://127.0.0.1:{port}"))
        assert len(received) == 1


def test_an_accepted_change_set_over_a_real_socket() -> None:
    with server(says(response(b'{"ChangeSetId": "cs-1"}'))) as (port, received):
        assert start(signed_in_session(f"http://127.0.0.1:{port}")) == "cs-1"
        assert received[0].startswith(b"POST /StartChangeSet")


def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(errors.Unreachable):
        start(signed_in_session(f"https://127.0.0.1:{unused_port()}"))


def test_an_unknown_host_is_unreachable() -> None:
    with pytest.raises(errors.Unreachable):
        start(signed_in_session("https://catalog.example.invalid"))


@pytest.mark.parametrize(
    "behave", [says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), says(b"\x15\x03\x03\x00\x02\x02\x28")]
)
def test_a_failed_tls_handshake_is_unreachable_and_nothing_was_sent(behave: Behaviour) -> None:
    with server(behave) as (port, received):
        with pytest.raises(errors.Unreachable):
            start(signed_in_session(f"https://127.0.0.1:{port}"))
        assert all(b"StartChangeSet" not in hello for hello in received)


def test_a_proxy_that_refuses_the_tunnel_is_unreachable() -> None:
    with server(says(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) as (port, received):
        with pytest.raises(errors.Unreachable) as caught:
            start(
                signed_in_session(
                    "https://catalog.example.invalid",
                    proxies={"https": f"http://me:hunter2@127.0.0.1:{port}"},
                )
            )
        assert "hunter2" not in caught.value.sentences()
        assert all(hello.startswith(b"CONNECT ") for hello in received)


def test_a_proxy_that_is_down_is_unreachable() -> None:
    session = signed_in_session(
        "https://catalog.example.invalid", proxies={"https": f"http://127.0.0.1:{unused_port()}"}
    )
    with pytest.raises(errors.Unreachable):
        start(session)
