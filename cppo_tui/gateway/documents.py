"""An own end-user agreement on its way to AWS: into the person's S3 bucket, with a link for AWS to read."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cppo_tui.domain.errors import Rejected
from cppo_tui.domain.legal import SignedLink
from cppo_tui.gateway.errors import catalog_errors
from cppo_tui.gateway.session import REGION, AwsSession

LINK_SECONDS = 7 * 24 * 3600
"""The longest a presigned link can last; AWS may fetch the document hours later (fact sheet 8.4)."""

LARGEST = 25 * 1024 * 1024
"""Bytes of a document we upload. AWS documents no limit (fact sheet 11.8)."""

_PDF = b"%PDF-"


class AwsDocuments:
    """Implements ``domain.ports.Documents``. Calls block."""

    def __init__(self, session: AwsSession) -> None:
        self._session = session

    def upload(self, path: str, bucket: str, key: str, now: datetime) -> SignedLink:
        """Put the PDF into the bucket and presign it. Raises CatalogError; nothing else ever leaves."""
        content = _read(path)
        with catalog_errors():
            client = self._session.client_in("s3", self._region(bucket))
            client.put_object(Bucket=bucket, Key=key, Body=content, ContentType="application/pdf")
            url = client.generate_presigned_url(
                "get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=LINK_SECONDS
            )
            ends = now + timedelta(seconds=LINK_SECONDS)
            login = self._session.credentials_end()
        return SignedLink(source=path, url=url, ends=min(ends, login) if login else ends)

    def _region(self, bucket: str) -> str:
        """Where the bucket is: a link signed for another region does not work."""
        answer: dict[str, Any] = self._session.client_in("s3", REGION).head_bucket(Bucket=bucket)
        region = answer.get("BucketRegion")
        return region if isinstance(region, str) and region else REGION


def _read(path: str) -> bytes:
    """The file's bytes, once they look like a PDF of a sensible size. Raises Rejected."""
    file = Path(path).expanduser()
    try:
        if file.stat().st_size > LARGEST:
            megabytes = LARGEST // 1024 // 1024
            raise Rejected(f"The file is larger than {megabytes} MB.", next_step="Use a smaller PDF.")
        content = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Rejected(f"The file cannot be read: {reason}.", next_step="Check the path.") from error
    if not content.startswith(_PDF):
        raise Rejected("The file is not a PDF.", next_step="Save the agreement as PDF, without a password.")
    return content
