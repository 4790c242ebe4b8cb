"""A sandbox served by a process of its own, and ``cppo`` commands that work on it over HTTP."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cppo_tui.sandbox.delivery import Exchange
from cppo_tui.sandbox.server import CatalogServer
from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment

Done = subprocess.CompletedProcess[str]


class Served:
    """``url`` is where it listens; ``cppo`` runs a command on it, with its own drafts and submissions."""

    def __init__(self, home: Path, pasted: Path) -> None:
        self.home = home
        self.pasted = pasted
        self.url = pasted.read_text(encoding="utf-8").partition("=")[2].splitlines()[0]

    def run(self, *command: str, **more: str) -> Done:
        """Any program, in a shell into which the lines of the server were pasted."""
        return subprocess.run(
            ["sh", "-c", '. "$0" && exec "$@"', str(self.pasted), *command],
            env=clean_environment(self.home, **more),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def cppo(self, *arguments: str) -> Done:
        """The command; nobody is at its terminal."""
        return subprocess.run(
            [*COMMAND, *arguments, "--at", self.url],
            env=clean_environment(self.home),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def json(self, *arguments: str) -> Any:
        """What the command says on stdout; it must succeed."""
        done = self.cppo(*arguments, "--output", "json")
        assert done.returncode == 0, done
        return json.loads(done.stdout)

    def accept(self, offer: str) -> str:
        """Be the buyer; the agreement's id."""
        done = subprocess.run(
            [*COMMAND, "sandbox", "accept", offer],
            env=clean_environment(self.home),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout.strip()

    def with_aws_command(self) -> str:
        """A PATH on which ``aws`` is the AWS CLI of the tests."""
        folder = self.home / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "aws").write_text(f'#!/bin/sh\nexec {sys.executable} -m awscli "$@"\n', encoding="utf-8")
        (folder / "aws").chmod(0o700)
        return f"{folder}:{os.environ.get('PATH', os.defpath)}"


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[Served]:
    """«cppo sandbox serve» on any free port, until the block ends."""
    pasted = home / "pasted.sh"
    with (
        pasted.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            [*COMMAND, "sandbox", "serve", "--port", "0", *arguments],
            env=clean_environment(home),
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
        ) as server,
    ):
        try:
            assert server.stderr is not None
            for line in server.stderr:
                if "Ctrl+C" in line:
                    break
            yield Served(home, pasted)
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=PATIENCE) == 0, "Ctrl+C is how a server is meant to end"
        finally:
            server.kill()


@contextmanager
def served_here(home: Path, exchange: Exchange) -> Iterator[Served]:
    """A sandbox in this process, so that the test decides when it answers and what has ended."""
    pasted = home / "pasted.sh"
    with CatalogServer(exchange) as server:
        pasted.write_text(f"export AWS_ENDPOINT_URL={server.url}\n", encoding="utf-8")
        yield Served(home, pasted)
