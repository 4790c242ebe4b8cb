"""botocore's descriptions of AWS's services: its own, and only what is used of them.

The endpoint list alone takes six megabytes for as long as the program runs; a few services of one partition
are needed. A description in the home folder or named by AWS_DATA_PATH, which could change what is sent, is
not read.
"""

from functools import cache
from typing import Any

from botocore.loaders import Loader

PARTITION = "aws"
PREFIXES = ("catalog.marketplace", "agreement-marketplace", "sts", "s3", "portal.sso", "oidc", "signin")
"""What the endpoint list calls the services used: ours, and those a login may ask for credentials."""


class LeanLoader(Loader):  # type: ignore[misc]
    """Implements botocore's component ``data_loader``."""

    def __init__(self) -> None:
        super().__init__(extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
        self._endpoints: tuple[dict[str, Any], str] | None = None

    def load_data_with_path(self, name: str) -> Any:
        """The data and where they come from; endpoints only of the services and the partition used."""
        if name != "endpoints":
            return super().load_data_with_path(name)
        if self._endpoints is None:
            self._endpoints = self._read_endpoints()
        return self._endpoints

    def _read_endpoints(self) -> tuple[dict[str, Any], str]:
        name = "endpoints"
        thrown_away = Loader(include_default_search_paths=False, extra_search_paths=self.search_paths)
        data, path = thrown_away.load_data_with_path(name)  # a loader keeps all it has ever read
        kept = [
            _only_used(partition) for partition in data["partitions"] if partition["partition"] == PARTITION
        ]
        return {**data, "partitions": kept}, path


@cache
def lean_loader() -> LeanLoader:
    """The one all sessions share: what it has read never changes, and a new login reads nothing again."""
    return LeanLoader()


def _only_used(partition: dict[str, Any]) -> dict[str, Any]:
    services = partition["services"]
    return {**partition, "services": {name: services[name] for name in PREFIXES if name in services}}
