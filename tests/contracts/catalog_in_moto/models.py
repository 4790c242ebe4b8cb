"""What moto calls a backend: here a place without a state of its own."""

from moto.core.base_backend import BackendDict, BaseBackend


class CatalogBackend(BaseBackend):  # type: ignore[misc, unused-ignore]
    """moto finds the addresses beside it, in ``urls``."""


marketplacecatalog_backends = BackendDict(
    CatalogBackend, "marketplace-catalog", use_boto3_regions=False, additional_regions=["us-east-1"]
)
