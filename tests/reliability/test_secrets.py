"""No secret on disk, in the log or on the screen (reliability T6): credentials that open nothing are put
where real ones would be, everything is done with --debug, and then every byte is searched for them."""

import io
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from cppo_tui.cli.journal import Journal
from cppo_tui.cli.log_file import LOG_NAME
from cppo_tui.domain.errors import CatalogError
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import REGION, AwsSession
from cppo_tui.sandbox.delivery import in_process
from cppo_tui.sandbox.faults import Faulty
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.server import CatalogServer
from cppo_tui.sandbox.service import Sandbox
from tests.contracts.catalog_in_moto import answering
from tests.reliability.canaries import (
    ACCESS_KEY,
    BUYER,
    CANARIES,
    ENVIRONMENT,
    PROXY_PASSWORD,
    SECRET_KEY,
    TOKEN,
    all_bytes,
    hits,
    profile_files,
)
from tests.sandbox.changes import buyers, whole_cppo

WHOLE = whole_cppo("2026-12-31")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Exchange = Callable[..., Any]


@pytest.fixture(autouse=True)
def _canaries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@contextmanager
def over_http(exchange: Exchange) -> Iterator[AwsSession]:
    """A socket of this computer, signed with the canaries."""
    with CatalogServer(exchange) as server:
        url = server.url
        yield AwsSession(
            lambda: boto3.session.Session(region_name=REGION), endpoint_of=lambda _service: url, proxies={}
        )


@contextmanager
def in_moto(exchange: Exchange) -> Iterator[AwsSession]:
    """AWS's own host names, with S3, signed with the canaries."""
    with mock_aws(config={"core": {"mock_credentials": False}}), answering(in_process(exchange)):
        boto3.client("s3", region_name=REGION).create_bucket(Bucket="contracts-here")
        yield AwsSession(lambda: boto3.session.Session(region_name=REGION))


def quoting(_method: str, _url: str, headers: Any, _body: bytes) -> Any:
    """An AWS that quotes the whole signed request back, token and all, as it does for a bad signature."""
    spelled = "\n".join(f"{name}:{value}" for name, value in headers.items())
    said = {
        "Message": f"The Canonical String for this request should have been\n'POST\n/\n{spelled}\n'",
        "CanonicalRequestBytes": spelled.encode().hex(" "),
    }
    answered = {"x-amzn-RequestId": "r-1", "x-amzn-ErrorType": "InvalidSignatureException"}
    return 403, {**answered, "Content-Type": "application/json"}, json.dumps(said).encode()


@contextmanager
def quoted(_exchange: Exchange) -> Iterator[AwsSession]:
    """Nothing but refusals that quote the request, inside the process."""
    from cppo_tui.gateway.transport import answer_with

    def make() -> Any:
        session = boto3.session.Session(region_name=REGION)
        session.events.register("before-send.*.*", answer_with(quoting))
        return session

    yield AwsSession(make, proxies={})


TRANSPORTS = {"http": over_http, "moto": in_moto, "quoted": quoted}


def everything(session: AwsSession, pdf: Path) -> list[str]:
    """Every kind of call, those that fail too; the secrets in the links that came back."""
    catalog = AwsCatalog(session)
    links: list[str] = []
    for call in (
        catalog.caller,
        lambda: list(catalog.authorizations()),
        catalog.offers,
        lambda: catalog.agreements(""),
        lambda: catalog.change_set("nosuch"),
        lambda: _send(catalog),
        catalog.offers,
        catalog.change_sets,
        lambda: links.append(catalog.documents().upload(str(pdf), "contracts-here", "eula.pdf", NOW).url),
        lambda: _crash(links),
    ):
        with suppress(CatalogError):
            call()
    return [
        part.partition("=")[2]
        for link in links
        for part in link.partition("?")[2].split("&")
        if part.startswith(("X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential"))
    ]


def _send(catalog: AwsCatalog) -> None:
    chosen = [buyers(BUYER) if step["ChangeType"] == "UpdateTargeting" else step for step in WHOLE]
    payload = json.dumps(chosen).encode()
    catalog.sender().start(payload, name="cppo canary 1", token="canary-token-1")


def _crash(links: list[str]) -> None:
    """A mistake whose message holds a secret, noted as the program notes them."""
    try:
        raise RuntimeError(f"{SECRET_KEY} {links}")
    except RuntimeError:
        logging.getLogger("cppo.ui").info("a crash", exc_info=True)
        logging.getLogger("botocore.hooks").debug("odd %s", {"aws_secret_access_key": SECRET_KEY})


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "eula.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_debug_writes_every_call_and_no_secret(
    transport: str, tmp_path: Path, pdf: Path, figure: Callable[[str], None]
) -> None:
    """Scenario 25 in part: a botocore that logs a secret at another place is found here."""
    journal = Journal(lambda: tmp_path, debug=True)
    raw = io.StringIO()
    with ExitStack() as stack:
        stack.callback(journal.close)
        stack.enter_context(careless(raw))
        sandbox = Sandbox(scenario="archera", pace=INSTANT, clock=lambda: NOW)
        stack.callback(sandbox.close)
        further = everything(stack.enter_context(TRANSPORTS[transport](Faulty(sandbox, ()).exchange)), pdf)
    kept = all_bytes(tmp_path)
    control = hits(raw.getvalue().encode(), more=further)
    assert {"access key", "session token"} <= set(control), "botocore's own lines hold no canary: no proof"
    assert BUYER in raw.getvalue() or transport == "quoted"
    assert hits(kept, more=further) == []
    assert BUYER.encode() not in kept
    assert not journal.trouble
    assert b"marketplace-catalog StartChangeSet, " in kept
    assert b"RuntimeError at " in kept
    figure(
        f"secrets in the --debug log, {transport}: 0 in {len(kept):,} bytes, "
        f"control: {raw.getvalue().count(TOKEN)} session tokens in botocore's own lines"
    )


@contextmanager
def careless(raw: io.StringIO) -> Iterator[None]:
    """botocore's lines as they are: the control."""
    handler, logger = logging.StreamHandler(raw), logging.getLogger("botocore")
    handler.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def test_without_debug_nothing_of_requests_and_answers_is_kept(tmp_path: Path, pdf: Path) -> None:
    journal = Journal(lambda: tmp_path)
    sandbox = Sandbox(scenario="archera", pace=INSTANT, clock=lambda: NOW)
    with over_http(Faulty(sandbox, ()).exchange) as session:
        everything(session, pdf)
    journal.close()
    sandbox.close()
    lines = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert hits("\n".join(lines).encode()) == []
    assert not [line for line in lines if "botocore" in line or "Archera" in line or BUYER in line]
    called = [
        line.split(": ", 1)[1].split(",")[0] for line in lines if "cppo.aws: marketplace-catalog" in line
    ]
    assert "marketplace-catalog ListEntities" in called
    assert "marketplace-catalog StartChangeSet" in called


def test_several_windows_threads_and_lines_at_once_stay_whole(tmp_path: Path) -> None:
    journals = [Journal(lambda: tmp_path) for _ in range(2)]

    def speak(number: int) -> None:
        for line in range(50):
            logging.getLogger("cppo.aws").info("line %d %d", number, line)

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for journal in journals:
        journal.close()
    lines = (tmp_path / LOG_NAME).read_text(encoding="ascii").splitlines()
    said = sorted(line.rpartition("cppo.aws: ")[2] for line in lines)
    assert said == sorted([f"line {n} {i}" for n in range(4) for i in range(50)] * 2)
    assert ACCESS_KEY not in "".join(lines)


def test_the_canaries_are_found_however_they_are_spelled() -> None:
    for name, value in CANARIES.items():
        assert name in hits(b"x" + value.encode() + b"x")
    assert hits(SECRET_KEY.replace("/", "%2F").replace("+", "%2B").encode()) == ["secret key"]
    assert hits(TOKEN.encode().hex(" ").encode())
    assert not hits(b"nothing")


def test_profile_files_and_proxy_are_canaries_too(tmp_path: Path) -> None:
    assert set(profile_files(tmp_path)) == {"AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"}
    assert PROXY_PASSWORD in CANARIES.values()
    assert hits(all_bytes(tmp_path))
