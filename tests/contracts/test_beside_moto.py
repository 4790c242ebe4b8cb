"""The simulated Catalog is one service among moto's: one session speaks to it, to S3 and to STS."""

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tests.contracts.conftest import World
from tests.contracts.test_identity import MOTO_ACCOUNT
from tests.contracts.transports import moto


@pytest.mark.parametrize("make_world", ["moto"], indirect=True)
def test_catalog_s3_and_sts_answer_side_by_side(world: World) -> None:
    session = boto3.session.Session(region_name="us-east-1")
    storage = session.client("s3")
    storage.create_bucket(Bucket="contracts")
    storage.put_object(Bucket="contracts", Key="eula.pdf", Body=b"%PDF")
    assert storage.get_object(Bucket="contracts", Key="eula.pdf")["Body"].read() == b"%PDF"
    assert session.client("sts").get_caller_identity()["Account"] == MOTO_ACCOUNT
    listed = session.client("marketplace-catalog").list_entities(Catalog="AWSMarketplace", EntityType="Offer")
    assert {line["EntityId"] for line in listed["EntitySummaryList"]} == {
        one.id for one in world.catalog.offers()
    }


def test_moto_alone_has_no_catalog() -> None:
    with mock_aws(), pytest.raises((ClientError, AssertionError)):
        boto3.client("marketplace-catalog", "us-east-1").list_entities(
            Catalog="AWSMarketplace", EntityType="Offer"
        )


def test_outside_the_transport_nobody_answers() -> None:
    with moto(lambda request: pytest.fail("asked")):
        pass
    with mock_aws(), pytest.raises((ClientError, AssertionError)):
        boto3.client("marketplace-catalog", "us-east-1").list_entities(
            Catalog="AWSMarketplace", EntityType="Offer"
        )
