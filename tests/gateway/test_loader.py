"""What AWS's interfaces look like is botocore's word, not the home folder's, and no more of it is kept than
is used."""

import json
from pathlib import Path

import pytest
from botocore.loaders import Loader

from cppo_tui.gateway.loader import PREFIXES, LeanLoader
from cppo_tui.gateway.session import AGREEMENTS, CATALOG, S3, STS, AwsSession, aws_session


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AwsSession:
    """Signed in by the environment, with a forged description of the Catalog lying ready."""
    forged = tmp_path / "models" / CATALOG / "2018-09-17"
    forged.mkdir(parents=True)
    model = Loader().load_service_model(CATALOG, "service-2")
    (forged / "service-2.json").write_text(json.dumps(model | {"operations": {}}))
    for name, value in {
        "AWS_DATA_PATH": str(tmp_path / "models"),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_ACCESS_KEY_ID": "AKIAENV",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    return aws_session(None)


def test_a_description_in_a_folder_named_by_the_environment_changes_nothing(account: AwsSession) -> None:
    assert "StartChangeSet" in account.client(CATALOG).meta.service_model.operation_names


def test_control_botocore_itself_would_take_it(account: AwsSession, tmp_path: Path) -> None:
    loader = Loader(extra_search_paths=[str(tmp_path / "models")])
    assert loader.load_service_model(CATALOG, "service-2")["operations"] == {}


@pytest.mark.parametrize(
    ("service", "region", "host"),
    [
        (CATALOG, "us-east-1", "https://catalog.marketplace.us-east-1.amazonaws.com"),
        (AGREEMENTS, "us-east-1", "https://agreement-marketplace.us-east-1.amazonaws.com"),
        (STS, "us-east-1", "https://sts.us-east-1.amazonaws.com"),
        (S3, "eu-central-1", "https://s3.eu-central-1.amazonaws.com"),
    ],
)
def test_each_service_is_found_where_it_is(account: AwsSession, service: str, region: str, host: str) -> None:
    assert account.client_in(service, region).meta.endpoint_url == host


def test_only_what_is_used_of_the_endpoint_list_is_kept() -> None:
    loader = LeanLoader()
    (aws,) = loader.load_data_with_path("endpoints")[0]["partitions"]
    assert aws["partition"] == "aws"
    assert set(aws["services"]) <= set(PREFIXES)
    assert "eu-central-1" in aws["services"]["s3"]["endpoints"]
