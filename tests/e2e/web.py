"""``cppo serve`` in a process of its own, and what a program that is no browser may get from it."""

import http.client
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


class Web:
    """A running ``cppo serve``; ``link`` is what it printed, ``told`` the file of what it says besides."""

    def __init__(self, process: subprocess.Popen[str], told: Path) -> None:
        self.process = process
        self.told = told
        assert process.stdout is not None
        self.link = process.stdout.readline().strip()
        self.host = urlsplit(self.link).netloc
        self.token = parse_qs(urlsplit(self.link).query)["token"][0]

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> http.client.HTTPResponse:
        """One request, as a program makes it."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", path, headers=dict(headers or {}))
        return connection.getresponse()

    def enter(self) -> str:
        """Use the token up; the cookie it gives."""
        answer = self.get(f"/?token={self.token}")
        assert answer.status == 303
        return str(answer.headers["Set-Cookie"])

    def wizards(self) -> list[int]:
        """The wizards it has started and that still run."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(one) for one in listed.split()]

    def interrupt(self) -> int:
        """Ctrl+C, and the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[Web]:
    """``cppo serve`` on a free port, gone when this ends."""
    told = home / "told-by-serve"
    with (
        told.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *arguments],
            env=clean_environment(home),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
        ) as process,
    ):
        try:
            yield Web(process, told)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
