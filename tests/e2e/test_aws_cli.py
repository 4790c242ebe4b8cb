"""The ``aws`` command against ``cppo sandbox serve``: two real programs, and a shell told where to go."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.sandbox.seed_offers import OPEN
from tests.e2e.served import Done, Served, serving
from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment
from tests.sandbox.changes import BUYER, until, whole_cppo

LEFT_OVER = {
    "AWS_PROFILE": "nobody",
    "AWS_SESSION_TOKEN": "stale",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_EC2_METADATA_DISABLED": "false",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
}
"""What a person's shell may carry from real work."""


class Shell:
    """A shell into which the lines of ``cppo sandbox serve`` were pasted."""

    def __init__(self, served: Served) -> None:
        self.home = served.home
        self._served = served

    def run(self, *command: str) -> Done:
        return self._served.run(*command, **LEFT_OVER)

    def aws(self, service: str, operation: str, *arguments: str) -> Any:
        """The answer, read; the command must succeed."""
        done = self.run(sys.executable, "-m", "awscli", service, operation, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), done
        return json.loads(done.stdout)

    def catalog(self, operation: str, *arguments: str) -> Any:
        return self.aws("marketplace-catalog", operation, "--catalog", "AWSMarketplace", *arguments)

    def start(self, *changes: Any) -> str:
        """Start a change set; its identifier."""
        given = self.home / "changes.json"
        given.write_text(json.dumps(changes))
        key: str = self.catalog("start-change-set", "--change-set", f"file://{given}")["ChangeSetId"]
        return key

    def change_set(self, key: str) -> Any:
        return self.catalog("describe-change-set", "--change-set-id", key)

    def offer(self, key: str) -> Any:
        return self.catalog("describe-entity", "--entity-id", key)["DetailsDocument"]


@pytest.fixture(params=["instant"])
def shell(home: Path, request: pytest.FixtureRequest) -> Iterator[Shell]:
    """The sandbox is served at this pace."""
    with serving(home, "--pace", request.param) as served:
        yield Shell(served)


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def test_who_one_is_and_what_is_shared(shell: Shell) -> None:
    assert shell.aws("sts", "get-caller-identity")["Account"] == "777788889999"
    shared = ("list-entities", "--entity-type", "ResaleAuthorization", "--ownership-type", "SHARED")
    everything = [line["EntityId"] for line in shell.catalog(*shared)["EntitySummaryList"]]
    paged: list[str] = []
    more: list[str] = []
    while not paged or more:
        page = shell.catalog(*shared, "--page-size", "4", "--max-items", "8", *more)
        paged += [line["EntityId"] for line in page["EntitySummaryList"]]
        more = ["--starting-token", page["NextToken"]] if "NextToken" in page else []
    assert paged == everything
    assert len(everything) > 16


def test_an_offer_from_nothing_to_its_buyers_acceptance(shell: Shell, home: Path) -> None:
    published = shell.start(*whole_cppo(day(60)))
    described = shell.change_set(published)
    assert (described["Status"], len(described["ChangeSet"])) == ("SUCCEEDED", 7)
    offer = described["ChangeSet"][0]["Entity"]["Identifier"].partition("@")[0]
    document = shell.offer(offer)
    assert document["State"] == "Released"
    assert expiry(document) == f"{day(60)}T23:59:59.999Z"

    extended = shell.start(until(day(90), offer))
    assert expiry(shell.offer(offer)) == f"{day(90)}T23:59:59.999Z"
    listed = [one["ChangeSetId"] for one in shell.catalog("list-change-sets")["ChangeSetSummaryList"]]
    assert listed == [extended, published]

    # Another process on the same file, while it is served.
    accepted = subprocess.run(
        [*COMMAND, "sandbox", "accept", offer],
        env=clean_environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    ).stdout.strip()
    agreement = shell.aws("marketplace-agreement", "describe-agreement", "--agreement-id", accepted)
    assert (agreement["status"], agreement["acceptor"]["accountId"]) == ("ACTIVE", BUYER)


@pytest.mark.parametrize("shell", ["fast"], indirect=True)
def test_a_change_set_is_watched_to_its_end(shell: Shell) -> None:
    key = shell.start(until(day(90), OPEN))
    seen = [shell.change_set(key)["Status"]]
    deadline = time.monotonic() + PATIENCE
    while seen[-1] in ("PREPARING", "APPLYING") and time.monotonic() < deadline:
        seen.append(shell.change_set(key)["Status"])
    assert seen == sorted(seen, key=["PREPARING", "APPLYING", "SUCCEEDED"].index)
    assert seen[-1] == "SUCCEEDED"  # on a slow machine it may have ended before the first look


def test_a_refusal_is_readable(shell: Shell) -> None:
    done = shell.run(
        *(sys.executable, "-m", "awscli", "marketplace-catalog", "describe-entity"),
        *("--catalog", "AWSMarketplace", "--entity-id", "offer-nobody"),
    )
    assert done.returncode != 0
    assert "ResourceNotFoundException" in done.stderr
    assert "offer-nobody" in done.stderr


def expiry(document: Any) -> str:
    [rule] = [one for one in document["Rules"] if one["Type"] == "AvailabilityRule"]
    return str(rule["AvailabilityEndDate"])
