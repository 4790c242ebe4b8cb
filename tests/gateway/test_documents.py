"""An own end-user agreement goes to the person's bucket, and a link that lasts comes back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from cppo_tui.domain.errors import CatalogError, Rejected
from cppo_tui.domain.legal import LONG_ENOUGH, signed, url_problem
from cppo_tui.gateway.documents import LARGEST, LINK_SECONDS, AwsDocuments
from cppo_tui.gateway.session import aws_session

NOW = datetime.now(UTC).replace(microsecond=0)
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture
def buckets(monkeypatch: pytest.MonkeyPatch) -> Iterator[AwsDocuments]:
    """S3 with one bucket in each of two regions."""
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="contracts-here")
        boto3.client("s3", region_name="eu-central-1").create_bucket(
            Bucket="contracts-there", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        yield AwsDocuments(aws_session(None))


@pytest.fixture
def pdf(tmp_path: Path) -> str:
    path = tmp_path / "eula.pdf"
    path.write_bytes(PDF)
    return str(path)


@pytest.mark.parametrize(
    ("bucket", "region"), [("contracts-here", "us-east-1"), ("contracts-there", "eu-central-1")]
)
def test_the_very_bytes_are_in_the_bucket_and_the_link_is_signed_for_its_region(
    buckets: AwsDocuments, pdf: str, bucket: str, region: str
) -> None:
    link = buckets.upload(pdf, bucket, "cppo/eula.pdf", NOW)
    kept = boto3.client("s3", region_name=region).get_object(Bucket=bucket, Key="cppo/eula.pdf")
    assert kept["Body"].read() == PDF
    assert kept["ContentType"] == "application/pdf"
    assert url_problem(link.url) is None
    assert f"%2F{region}%2Fs3%2F" in link.url
    assert link.source == pdf


def test_the_link_lasts_as_long_as_it_says_and_long_enough(buckets: AwsDocuments, pdf: str) -> None:
    link = buckets.upload(pdf, "contracts-here", "cppo/eula.pdf", NOW)
    assert link.ends == NOW + timedelta(seconds=LINK_SECONDS)
    read = signed(link.url)
    assert read is not None
    assert read.ends is not None
    assert read.ends - NOW > LONG_ENOUGH


@pytest.mark.parametrize(
    ("content", "said"), [(b"hello", "not a PDF"), (b"", "not a PDF"), (b"%PDF-" + b"x" * LARGEST, "larger")]
)
def test_what_aws_would_not_take_is_not_uploaded(
    buckets: AwsDocuments, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(Rejected, match=said):
        buckets.upload(str(path), "contracts-here", "cppo/x.pdf", NOW)
    assert "Contents" not in boto3.client("s3", region_name="us-east-1").list_objects_v2(
        Bucket="contracts-here"
    )


def test_a_missing_file_and_a_missing_bucket_are_named(
    buckets: AwsDocuments, pdf: str, tmp_path: Path
) -> None:
    with pytest.raises(Rejected, match="cannot be read"):
        buckets.upload(str(tmp_path / "nowhere.pdf"), "contracts-here", "x", NOW)
    with pytest.raises(CatalogError):
        buckets.upload(pdf, "nobodys-bucket-at-all", "x", NOW)
