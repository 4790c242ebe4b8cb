"""The simulated AWS Marketplace as a service of moto, which has none of its own, beside moto's STS and S3.

moto has no way to add a service from outside; these are the three places where it looks one up. The
folder's name must not begin with «moto»: it would take its modules for its own.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from moto import backend_index

Responder = Callable[[str, str, Mapping[str, str], bytes], tuple[int, Mapping[str, str], bytes]]

NAME = "marketplacecatalog"
# The last is what moto's server makes of the signing name.
HOSTS = r"https?://(catalog\.marketplace|agreement-marketplace|aws-marketplace)\.(.+)\.amazonaws\.com"


class Line:
    """Who answers at the moment."""

    responder: Responder | None = None


@contextmanager
def answering(responder: Responder) -> Iterator[None]:
    """Inside, moto lets ``responder`` answer for AWS Marketplace."""
    _register()
    Line.responder = responder
    try:
        yield
    finally:
        Line.responder = None


def _register() -> None:
    if f"moto.{NAME}" in sys.modules:
        return
    from tests.contracts.catalog_in_moto import models

    sys.modules[f"moto.{NAME}"] = models
    # First, because moto's metering service also claims the signing name.
    backend_index.backend_url_patterns.insert(0, (NAME, re.compile(HOSTS)))
