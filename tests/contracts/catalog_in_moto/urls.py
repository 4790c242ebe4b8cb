"""The addresses the backend answers at, and how a request of moto's gets to whoever answers."""

from collections.abc import Mapping
from typing import Any

from tests.contracts.catalog_in_moto import HOSTS, Line


def ask(request: Any, url: str, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
    """Whatever comes goes on to the one who answers now."""
    assert Line.responder is not None, "nobody answers for AWS Marketplace"
    return Line.responder(request.method, url, dict(headers), request.get_data())


url_bases = [HOSTS]
url_paths = {"{0}/(?P<path>.*)$": ask}
