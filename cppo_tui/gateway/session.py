"""One boto3 session and its clients, made once, on first use, with every setting fixed by hand.

Settings are explicit because botocore's defaults change between releases (retry mode and count did) and
because environment variables and configuration files must not redirect or repeat a binding call.
"""

import os
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from cppo_tui.gateway.call_log import CallLog
from cppo_tui.gateway.errors import catalog_errors
from cppo_tui.gateway.transport import Responder, answer_with

REGION = "us-east-1"
"""The only region that has the Catalog API (fact sheet 1.2)."""

CATALOG = "marketplace-catalog"
STS = "sts"
S3 = "s3"
AGREEMENTS = "marketplace-agreement"
CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 20.0
READ_ATTEMPTS = 3
SEND_ATTEMPTS = 1


class FrozenClients(NamedTuple):
    """An STS and a Catalog client that sign with the very same keys, whatever is refreshed meanwhile."""

    sts: Any
    catalog: Any


class AwsSession:
    """The clients everything shares. Building takes about 250 ms and happens on first use, under a lock.

    When AWS or botocore says that nobody is signed in, ``forget`` drops everything, so that the next call
    sees the login the person has made in another window meanwhile.
    """

    def __init__(
        self,
        make_session: Callable[[], Any],
        *,
        endpoint_of: Callable[[str], str | None] = lambda _service: None,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        self._make_session = make_session
        self._endpoint_of = endpoint_of
        self._proxies = proxies
        self._lock = threading.RLock()
        self._session: Any = None
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        """The shared client of ``service``, for reading. Raises CatalogError when it can't be built."""
        with self._lock, catalog_errors():
            if service not in self._clients:
                self._clients[service] = self._build(service, READ_ATTEMPTS)
            return self._clients[service]

    def client_in(self, service: str, region: str) -> Any:
        """A client of ``service`` in a region, for the person's own data. Raises CatalogError."""
        with self._lock, catalog_errors():
            key = f"{service} {region}"
            if key not in self._clients:
                self._clients[key] = self._build(service, READ_ATTEMPTS, region=region)
            return self._clients[key]

    def credentials_end(self) -> datetime | None:
        """When the login ends, and with it every link it signed; None when that is not known."""
        with self._lock, catalog_errors():
            credentials = self._boto3_session().get_credentials()
            end = getattr(credentials, "_expiry_time", None)  # botocore has no public name for it
            return end if isinstance(end, datetime) and end.tzinfo else None

    def frozen_clients(self) -> FrozenClients:
        """Fresh clients on a snapshot of the credentials, the Catalog one without any retry.

        Raises NotSignedIn when there are no credentials, LoginExpired when they can't be refreshed.
        """
        from botocore.exceptions import NoCredentialsError

        with self._lock, catalog_errors():
            credentials = self._boto3_session().get_credentials()
            if credentials is None:
                raise NoCredentialsError
            frozen = credentials.get_frozen_credentials()
            keys = {
                "aws_access_key_id": frozen.access_key,
                "aws_secret_access_key": frozen.secret_key,
                "aws_session_token": frozen.token,
            }
            return FrozenClients(
                sts=self._build(STS, READ_ATTEMPTS, keys),
                catalog=self._build(CATALOG, SEND_ATTEMPTS, keys),
            )

    def forget(self) -> None:
        """Drop session and clients; the next call starts from the credentials as they are then."""
        with self._lock:
            self._session = None
            self._clients = {}

    def _boto3_session(self) -> Any:
        if self._session is None:
            self._session = self._make_session()
        return self._session

    def _build(
        self, service: str, attempts: int, keys: Mapping[str, str | None] | None = None, region: str = REGION
    ) -> Any:
        client = self._boto3_session().client(
            service,
            region_name=region,
            endpoint_url=self._endpoint_of(service),
            config=client_config(attempts, proxies=self._proxies).merge(_signing(service)),
            **(keys or {}),
        )
        CallLog(client.meta.service_model.service_id.hyphenize()).attach(client.meta.events)
        return client


def aws_session(profile: str | None) -> AwsSession:
    """Real AWS, as ``profile`` (None: whatever the environment says). Nothing is read until first use."""

    def make_session() -> Any:
        import boto3
        import botocore.session

        core = _lean(botocore.session.Session())
        return boto3.session.Session(profile_name=profile, botocore_session=core, region_name=REGION)

    return AwsSession(make_session)


def hermetic_session(responder: Responder) -> AwsSession:
    """A session that can't leave the process: ``responder`` answers, and hosts end in ``.invalid``.

    It reads no configuration file, no profile, no credentials and no proxy setting; a service without a
    hook fails at name look-up.
    """

    def make_session() -> Any:
        session = _nobody_s_session()
        for service in (CATALOG, STS, S3, AGREEMENTS):
            session.events.register(f"before-send.{service}.*", answer_with(responder))
        return session

    return AwsSession(make_session, endpoint_of=_nowhere, proxies={})


def served_session(url: str) -> AwsSession:
    """The sandbox that another process serves at ``url`` on this computer. Reads nobody's credentials."""
    return AwsSession(_nobody_s_session, endpoint_of=lambda _service: url, proxies={})


def _nobody_s_session() -> Any:
    """A boto3 session with made-up keys that looks at no file and no profile."""
    import boto3
    import botocore.session

    nothing = (None, None, None, None)
    core = botocore.session.Session(
        session_vars={
            "profile": nothing,
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
            "ca_bundle": ("ca_bundle", None, None, None),
            "sts_regional_endpoints": ("sts_regional_endpoints", None, "regional", None),
        }
    )
    _lean(core).set_credentials("AKIASANDBOX", "sandbox")
    return boto3.session.Session(botocore_session=core, region_name=REGION)


def _lean(core: Any) -> Any:
    """The botocore session, reading of AWS's descriptions only what is used."""
    from cppo_tui.gateway.loader import lean_loader

    core.register_component("data_loader", lean_loader())
    return core


def _signing(service: str) -> Any:
    """Links of S3 are signed the current way everywhere; botocore still makes old ones in us-east-1."""
    from botocore.config import Config

    return Config(signature_version="s3v4") if service == S3 else Config()


def _nowhere(service: str) -> str | None:
    """Hosts that do not exist. S3 keeps its own, for its links are shown and checked; its hook answers."""
    return None if service == S3 else f"https://{service}.sandbox.invalid"


def client_config(attempts: int, *, proxies: Mapping[str, str] | None = None) -> Any:
    """The settings of every client: ``attempts`` counts all tries of one call, the first included.

    Timeouts are in seconds. ``proxies`` None means the environment's (a company proxy is legitimate).
    Each remaining value is one that an environment variable could otherwise set or break.
    """
    from botocore.config import Config

    settings: dict[str, Any] = {
        "connect_timeout": CONNECT_TIMEOUT,
        "read_timeout": READ_TIMEOUT,
        "retries": {"mode": "standard", "total_max_attempts": attempts},
        "ignore_configured_endpoint_urls": True,
        "use_fips_endpoint": False,
        "use_dualstack_endpoint": False,
        "defaults_mode": "legacy",
        "request_checksum_calculation": "when_supported",
        "response_checksum_validation": "when_supported",
        "account_id_endpoint_mode": "preferred",
        "request_min_compression_size_bytes": 10240,
        "disable_request_compression": True,
        "proxies": None if proxies is None else dict(proxies),
    }
    return Config(**settings)
