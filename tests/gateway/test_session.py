"""Every setting of every client, whatever the environment says (reliability 2e)."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore import exceptions

from cppo_tui.domain import errors
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import CATALOG, STS, AwsSession, aws_session, client_config, hermetic_session
from tests.gateway.script import Script, identity, ok

HOSTILE = {
    "AWS_PROFILE": "missing",
    "AWS_ENDPOINT_URL": "https://evil.example",
    "AWS_ENDPOINT_URL_MARKETPLACE_CATALOG": "https://evil.example",
    "AWS_ENDPOINT_URL_STS": "https://evil.example",
    "AWS_RETRY_MODE": "bogus",
    "AWS_MAX_ATTEMPTS": "99",
    "AWS_DEFAULTS_MODE": "bogus",
    "AWS_STS_REGIONAL_ENDPOINTS": "bogus",
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "AWS_USE_DUALSTACK_ENDPOINT": "true",
    "AWS_REQUEST_CHECKSUM_CALCULATION": "bogus",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "bogus",
    "AWS_CA_BUNDLE": "/nowhere/ca.pem",
    "HTTPS_PROXY": "http://127.0.0.1:9",
}


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody's real AWS settings: empty files, no instance metadata."""
    for name in HOSTILE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAENV")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


def hermetic() -> AwsSession:
    return hermetic_session(Script(GetCallerIdentity=[identity()]))


def real() -> AwsSession:
    return aws_session(None)


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("make", [hermetic, real])
class TestSettings:
    def test_reading_clients(self, make: Callable[[], AwsSession]) -> None:
        session = make()
        for service in (CATALOG, STS):
            assert_settings(session.client(service), attempts=3)

    def test_sending_clients(self, make: Callable[[], AwsSession]) -> None:
        clients = make().frozen_clients()
        assert_settings(clients.catalog, attempts=1)
        assert_settings(clients.sts, attempts=3)

    def test_the_environment_changes_nothing(
        self, make: Callable[[], AwsSession], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = make().client(CATALOG).meta
        for name in set(HOSTILE) - {"AWS_PROFILE", "AWS_STS_REGIONAL_ENDPOINTS"}:
            monkeypatch.setenv(name, HOSTILE[name])
        client = make().client(CATALOG)
        assert client.meta.endpoint_url == before.endpoint_url
        assert_settings(client, attempts=3)


def assert_settings(client: Any, *, attempts: int) -> None:
    config = client.meta.config
    assert client.meta.region_name == "us-east-1"
    assert config.connect_timeout == 5
    assert config.read_timeout == 20
    assert config.retries == {"mode": "standard", "total_max_attempts": attempts}


def test_settings_botocore_does_not_show_on_a_built_client() -> None:
    config = client_config(1)
    assert config.ignore_configured_endpoint_urls is True
    assert config.use_fips_endpoint is False
    assert config.use_dualstack_endpoint is False
    assert config.defaults_mode == "legacy"
    assert client_config(1, proxies={}).proxies == {}


@pytest.mark.usefixtures("signed_in")
class TestRealAws:
    def test_endpoints(self) -> None:
        session = real()
        assert (
            session.client(CATALOG).meta.endpoint_url == "https://catalog.marketplace.us-east-1.amazonaws.com"
        )
        assert session.client(STS).meta.endpoint_url == "https://sts.us-east-1.amazonaws.com"

    def test_without_our_settings_the_environment_would_redirect_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The control: these variables do bite."""
        monkeypatch.setenv("AWS_ENDPOINT_URL", HOSTILE["AWS_ENDPOINT_URL"])
        session: Any = boto3.session.Session(region_name="us-east-1")
        plain = session.client(CATALOG)
        assert plain.meta.endpoint_url == "https://evil.example"

    @pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_STS_REGIONAL_ENDPOINTS"])
    def test_settings_that_can_not_be_overruled_are_named(
        self, variable: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(variable, HOSTILE[variable])
        with pytest.raises(errors.NotSignedIn, match=HOSTILE[variable]):
            AwsCatalog(real()).caller()

    def test_a_profile_that_does_not_exist_is_named(self) -> None:
        catalog = AwsCatalog(aws_session("nobody"))
        with pytest.raises(errors.NotSignedIn, match="nobody"):
            catalog.caller()

    def test_a_broken_configuration_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "config").write_text("[profile", encoding="utf-8")
        with pytest.raises(errors.NotSignedIn, match="config"):
            AwsCatalog(real()).caller()

    def test_half_a_credential_is_not_a_login(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        with pytest.raises(errors.NotSignedIn):
            AwsCatalog(real()).sender()


class TestLogin:
    def test_nobody_signed_in(self) -> None:
        catalog = AwsCatalog(real())
        for call in (catalog.caller, catalog.sender, catalog.offers, lambda: list(catalog.authorizations())):
            with pytest.raises(errors.NotSignedIn):
                call()

    def test_making_a_session_reads_nothing_yet(self) -> None:
        aws_session("nobody")

    def test_a_login_made_meanwhile_is_seen_by_the_next_call(self, tmp_path: Path) -> None:
        session = real()
        catalog = AwsCatalog(session)
        with pytest.raises(errors.NotSignedIn):
            catalog.sender()
        (tmp_path / "credentials").write_text(
            "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = s\n", encoding="utf-8"
        )
        catalog.sender()

    def test_a_failing_login_helper_is_an_expired_login(self, tmp_path: Path) -> None:
        (tmp_path / "config").write_text("[default]\ncredential_process = false\n", encoding="utf-8")
        with pytest.raises(errors.LoginExpired):
            AwsCatalog(real()).sender()


class TestSandbox:
    def test_no_environment_stops_it(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for name, value in HOSTILE.items():
            monkeypatch.setenv(name, value)
        (tmp_path / "config").write_text("[profile", encoding="utf-8")
        script = Script(GetCallerIdentity=[identity()], ListEntities=[ok({"EntitySummaryList": []})])
        catalog = script.catalog()
        assert catalog.caller().account == "777788889999"
        assert catalog.offers() == ()
        assert catalog.sender().caller().account == "777788889999"
        assert all(".sandbox.invalid/" in seen.url for seen in script.seen)

    def test_a_service_without_a_responder_goes_nowhere(self) -> None:
        with pytest.raises(exceptions.EndpointConnectionError):
            hermetic().client("sqs").list_queues()


class TestBuilding:
    def test_clients_are_built_once_whoever_comes_first(self) -> None:
        made: list[object] = []
        inner = hermetic()

        def make() -> Any:
            made.append(object())
            return inner._boto3_session()

        session = AwsSession(make)
        found: list[Any] = []
        threads = [threading.Thread(target=lambda: found.append(session.client(CATALOG))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 1
        assert len({id(client) for client in found}) == 1

    def test_warming_builds_the_clients_in_a_thread_of_its_own(self) -> None:
        builders: list[str] = []
        inner = hermetic()

        def make() -> Any:
            builders.append(threading.current_thread().name)
            return inner._boto3_session()

        AwsCatalog(AwsSession(make)).warm()
        join_warming()
        assert builders == ["warm-aws-clients"]

    def test_warming_without_a_login_stays_quiet(self) -> None:
        AwsCatalog(aws_session("nobody")).warm()
        join_warming()


def join_warming() -> None:
    for thread in threading.enumerate():
        if thread.name == "warm-aws-clients":
            thread.join()
