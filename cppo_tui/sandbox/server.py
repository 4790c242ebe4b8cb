"""The sandbox behind a real socket, for boto3, the AWS CLI and any other client of this computer."""

import socket
import struct
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any

from cppo_tui.sandbox import jsontext
from cppo_tui.sandbox.delivery import Delivery, Ending, Exchange
from cppo_tui.sandbox.wire import WireRequest

HOST = "127.0.0.1"
MAX_BODY = 2 * 1024 * 1024
"""Bytes. The largest StartChangeSet AWS would take (fact sheet 6.1) is about 700 kB."""

_IDLE_SECONDS = 300.0
_PARTING_SECONDS = 2.0
_NAMES = (HOST, "localhost")


class CatalogServer:
    """A listening sandbox: it serves inside ``with``, or while ``serve_forever`` runs. Port 0: any free."""

    def __init__(self, exchange: Exchange, port: int = 0) -> None:
        self._server = _Server(exchange, port)
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """What a client is pointed at."""
        return f"http://{HOST}:{self.port}"

    def serve_forever(self) -> None:
        """Answer until the process is interrupted."""
        self._server.serve_forever()

    def close(self) -> None:
        """Stop listening and hang up on everybody."""
        self._server.server_close()
        self._server.hang_up()

    def __enter__(self) -> "CatalogServer":
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        if self._thread is not None:
            self._thread.join()
        self.close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def __init__(self, exchange: Exchange, port: int) -> None:
        self.exchange = exchange
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """As any TCP server: HTTPServer would also ask the name service who we are, which can take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._lines.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._lines.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every open line; its thread then ends by itself."""
        with self._lock:
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    # Headers and body leave in one piece: two small writes cost 40 ms each call (Nagle and delayed ACK).
    disable_nagle_algorithm = True
    wbufsize = 65_536
    server: _Server

    def _answer(self) -> None:
        body = self._body()
        if body is not None:
            url = f"http://{self.headers['Host']}{self.path}"
            request = WireRequest(self.command, url, dict(self.headers.items()), body)
            self._deliver(self.server.exchange(request))

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer

    def _body(self) -> bytes | None:
        """The request's body, or None when the request has been refused."""
        refusal = self._refusal()
        if refusal:
            self._refuse(*refusal)
            return None
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:  # the client went away in the middle
            self.close_connection = True
            return None
        return body

    def _refusal(self) -> tuple[int, str] | None:
        """Why this request is not even read."""
        # A web page may not talk to the sandbox, neither by another name for this computer (DNS rebinding)
        # nor from its own origin.
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name not in _NAMES or "Origin" in self.headers:
            return 403, f"The sandbox answers programs of this computer only, as {' or '.join(_NAMES)}."
        if "Transfer-Encoding" in self.headers:
            return 411, "Send the body whole, with its Content-Length."
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()):
            return 400, "Content-Length is no number."
        if len(length) > len(str(MAX_BODY)) or int(length) > MAX_BODY:
            return 413, f"The body is larger than {MAX_BODY} bytes."
        return None

    def _refuse(self, status: int, message: str) -> None:
        self.close_connection = True
        self._write(
            status, {"Content-Type": "application/json"}, jsontext.dumps({"Message": message}).encode()
        )
        # The rest is read away: closing on unread bytes would reset the line under the answer.
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(_PARTING_SECONDS)
        self._wait_for_the_client_to_leave()

    def _deliver(self, delivery: Delivery) -> None:
        response = delivery.response
        if delivery.ending is Ending.HELD:
            self._wait_for_the_client_to_leave()
        if delivery.ending in (Ending.HELD, Ending.RESET) or response is None:
            self._reset()
            return
        self.close_connection |= delivery.ending is Ending.CUT
        self._write(response.status, response.headers, response.body, arriving=delivery.body())
        if delivery.ending is Ending.STALLED:
            self.wfile.flush()
            self._wait_for_the_client_to_leave()
            self._reset()

    def _write(
        self, status: int, headers: dict[str, str], body: bytes, *, arriving: bytes | None = None
    ) -> None:
        """Only the sandbox's own headers: its Date is that of its own clock."""
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body if arriving is None else arriving)

    def handle_expect_100(self) -> bool:
        """The go-ahead must not wait in our buffer; a request that will be refused gets none."""
        if self._refusal() is None:
            super().handle_expect_100()
            self.wfile.flush()
        return True

    def _wait_for_the_client_to_leave(self) -> None:
        with suppress(OSError):
            while self.connection.recv(4096):
                pass

    def _reset(self) -> None:
        """Close with a reset in place of a proper end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: a fault is announced where the server was started."""
