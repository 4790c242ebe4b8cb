"""The commands in this process, before a sandbox over HTTP that counts what it is asked to start."""

import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

import pytest

from cppo_tui.cli.main import main
from cppo_tui.sandbox.delivery import Delivery, Ending
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.routes import operation_name
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.server import CatalogServer
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse

BUYER = "123456789012"
OFFER: Mapping[str, str] = {
    "authorization": BRONZE,
    "buyers": f'["{BUYER}"]',
    "price": "0.010",
    "agreement": "10 years",
    "name": '"Größe: one"',
}


class Said(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it said on stdout, as data."""
        return json.loads(self.out)


class Typing(io.StringIO):
    """A person at a terminal, whose lines are known beforehand."""

    def isatty(self) -> bool:
        return True


@contextmanager
def into_a_pipe() -> Iterator[tuple[TextIO, BinaryIO]]:
    """A stream and its reader: once that is closed nobody reads on, as after «| head»."""
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, "rb") as reader,
        os.fdopen(writing, "w", buffering=1, encoding="utf-8") as stream,
    ):
        yield stream, reader


@dataclass
class Shop:
    """``folder`` holds the files; every command works on the sandbox at ``url``."""

    folder: Path
    sandbox: Sandbox
    monkeypatch: pytest.MonkeyPatch
    url: str = ""
    started: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refusing: bool = False
    losing: bool = False
    dropping: bool = False
    blind: bool = False
    denied: str = ""
    """An operation the person has no right to."""

    def exchange(self, request: WireRequest) -> Delivery:
        """The sandbox; what is sent to StartChangeSet is kept, and the name of every operation."""
        self.asked.append(operation_name(request))
        if self.asked[-1] == self.denied:
            headers = {"Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException"}
            return Delivery(WireResponse(403, headers, b'{"message": "No."}'))
        if self.blind and request.url.endswith("/ListChangeSets"):
            return Delivery(WireResponse(200, {"Content-Type": "application/json"}, b"{}"))
        if request.url.endswith("/StartChangeSet"):
            self.started.append(bytes(request.body))
            if self.refusing:
                headers = {"Content-Type": "application/json", "x-amzn-ErrorType": "ValidationException"}
                return Delivery(WireResponse(422, headers, b'{"Message": "No."}'))
            if self.dropping:
                return Delivery(WireResponse(200, {}, b""), Ending.RESET)
            if self.losing:
                return Delivery(self.sandbox.respond(request), Ending.RESET)
        return Delivery(self.sandbox.respond(request))

    def run(
        self, *arguments: str, typed: str | None = None, at: bool = True, talk: TextIO | None = None
    ) -> Said:
        """A command. ``typed``: what the person at the terminal types; nobody is there without. ``talk``
        stands for stderr."""
        out, err = io.StringIO(), io.StringIO()
        self.monkeypatch.setattr("sys.stdin", io.StringIO() if typed is None else Typing(typed))
        whole = [*arguments, "--at", self.url] if at else [*arguments]
        with redirect_stdout(out), redirect_stderr(talk or err):
            try:
                code = main(whole)
            except SystemExit as left:
                code = int(left.code or 0)
        return Said(code, out.getvalue(), err.getvalue())

    def offer_file(self, file_name: str = "offer.yaml", **changes: str) -> str:
        """An offer file in which everything that is asked is confirmed; the values are YAML."""
        path = self.folder / file_name
        path.unlink(missing_ok=True)
        values = {**OFFER, **changes}
        path.write_text("".join(f"{key}: {value}\n" for key, value in values.items()), encoding="utf-8")
        asked = self.run("check", str(path), "--output", "json").json()
        consents = json.dumps([row["consent"] for row in asked if row["consent"]])
        with path.open("a", encoding="utf-8") as file:
            file.write(f"consents: {consents}\n")
        return str(path)

    def plan(self, file_name: str = "plan.json", **changes: str) -> tuple[str, str]:
        """A plan file of such an offer; its path and the first digits of its digest."""
        path = self.folder / file_name
        said = self.run("plan", self.offer_file(**changes), "-o", str(path), "--output", "json")
        assert said.code == 0, said
        return str(path), said.json()["digest"][:8]

    def change_authorization(self, **facts: Any) -> None:
        """What the ISV did meanwhile."""
        world = self.sandbox._world
        with world.transaction():
            entity = world.entity(BRONZE)
            assert entity is not None
            entity.doc.update(facts)
            world.put_entity(entity)


@contextmanager
def open_shop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop with nothing sold yet, and a data folder of its own."""
    monkeypatch.setenv("CPPO_HOME", str(folder / "home"))
    monkeypatch.chdir(folder)
    shop = Shop(folder, Sandbox(":memory:", pace=INSTANT), monkeypatch)
    with CatalogServer(shop.exchange) as server:
        shop.url = server.url
        yield shop
    shop.sandbox.close()
