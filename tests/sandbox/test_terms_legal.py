"""The licence: inherited, the newest standard one, or the reseller's own document in S3 (fact sheet 2.7)."""

from datetime import timedelta
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import REAL
from tests.sandbox.changes import create, eula, standard_eula
from tests.sandbox.conftest import Clock, MakeWire, Wire

Json = dict[str, Any]
BUCKET = "https://contracts.s3.amazonaws.com"
LARGE, INVALID = "LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE", "INVALID_LEGAL_DOCUMENTS"


def presigned(clock: Clock, key: str, lifetime: str = "3600", *, age: int = 0) -> str:
    begun = (clock.now - timedelta(seconds=age)).strftime("%Y%m%dT%H%M%SZ")
    credential = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261123"
    return f"{BUCKET}/{key}?{credential}&X-Amz-Date={begun}&X-Amz-Expires={lifetime}&X-Amz-Signature=abc"


def legal_term(wire: Wire, offer: str) -> Json:
    [term] = [one for one in wire.document(offer)["Terms"] if one["Type"] == "LegalTerm"]
    found: Json = term
    return found


def judged(wire: Wire, url: str) -> list[Json]:
    """What UpdateLegalTerms is told about a document; the change set may succeed or fail."""
    done = wire.run(create(), eula(url))
    found: list[Json] = next(
        one["ErrorDetailList"] for one in done["ChangeSet"] if one["ChangeType"] == "UpdateLegalTerms"
    )
    return found


def test_the_standard_licence_replaces_the_custom_one(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.CUSTOM_LEGAL), standard_eula())
    [document] = legal_term(wire, offer)["Documents"]
    assert (document["Type"], document["Version"]) == ("StandardEula", "2022-07-14")
    assert "X-Amz-Signature=" in document["Url"]


def test_our_own_document_replaces_the_inherited_one_as_a_copy_at_aws(wire: Wire) -> None:
    offer = wire.succeed(create(), eula(f"{BUCKET}/contoso/eula.pdf"))
    [document] = legal_term(wire, offer)["Documents"]
    copies = f"https://aws-mp-offer-legal-artifacts-us-east-1-prod.s3.amazonaws.com/{offer}/"
    assert set(document) == {"Type", "Url"}
    assert document["Type"] == "CustomEula"
    assert document["Url"].startswith(copies)
    assert "contoso" not in document["Url"]


def test_the_signed_address_of_our_document_passes_and_the_copy_stays(wire: Wire) -> None:
    offer = wire.succeed(create(), eula(f"{BUCKET}/eula.pdf"))
    first = legal_term(wire, offer)["Documents"][0]["Url"]
    wire.clock.forward(1)
    second = legal_term(wire, offer)["Documents"][0]["Url"]
    assert first != second
    assert first.partition("?")[0] == second.partition("?")[0]


def test_only_the_legal_term_changes(wire: Wire) -> None:
    offer = wire.succeed(create())
    before = wire.document(offer)
    wire.succeed(eula(f"{BUCKET}/eula.pdf", offer))
    after = wire.document(offer)
    assert {**after, "Terms": after["Terms"][1:]} == {**before, "Terms": before["Terms"][1:]}


@pytest.mark.parametrize(
    "url",
    [
        f"{BUCKET}/eula.pdf",
        f"{BUCKET}/deep/folder/EULA%20final.txt",
        "https://contracts.eu.s3.eu-central-1.amazonaws.com/eula.pdf",
        "https://contracts.s3-us-west-2.amazonaws.com/eula.pdf",
        "https://contracts.s3.dualstack.us-east-1.amazonaws.com/eula.pdf",
        "https://s3.amazonaws.com/contracts/eula.pdf",
        "https://s3.us-east-1.amazonaws.com/contracts/eula.pdf",
        "https://CONTRACTS.S3.amazonaws.com/eula.pdf",
    ],
)
def test_a_document_in_s3_is_fine_whatever_the_form_of_its_address(wire: Wire, url: str) -> None:
    assert judged(wire, url) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://contracts.s3.amazonaws.com/eula.pdf",
        "https://example.com/eula.pdf",
        "https://contracts.s3.amazonaws.com.example.com/eula.pdf",
        "https://contracts.s3.amazonaws.com@example.com/eula.pdf",
        "https://s3.amazonaws.com.example.com/contracts/eula.pdf",
        "https://contracts.s3-website-us-east-1.amazonaws.com/eula.pdf",
        "https://contracts.s3.amazonaws.com/",
        "https://contracts.s3.amazonaws.com",
        "https://s3.amazonaws.com/contracts",
        "https://s3.amazonaws.com/contracts/",
        "https://[contracts/eula.pdf",
        f"{BUCKET}/missing.pdf",
        f"{BUCKET}/PRIVATE/eula.pdf",
        f"{BUCKET}/mis%73ing.pdf",
    ],
)
def test_anything_aws_cannot_fetch_from_s3_is_invalid(wire: Wire, url: str) -> None:
    [error] = judged(wire, url)
    assert error["ErrorCode"] == INVALID
    assert error["ErrorMessage"] == "Provide URLs for legal documents stored in accessible S3 buckets."


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("huge.pdf", [LARGE]),
        ("encrypted.pdf", [INVALID]),
        ("not-a-pdf.pdf", [INVALID]),
        ("huge-and-encrypted.pdf", [LARGE, INVALID]),
    ],
)
def test_a_document_can_be_found_and_still_be_no_good(wire: Wire, key: str, codes: list[str]) -> None:
    assert [error["ErrorCode"] for error in judged(wire, f"{BUCKET}/{key}")] == codes


def test_a_presigned_address_opens_a_private_document(wire: Wire) -> None:
    assert judged(wire, presigned(wire.clock, "private/eula.pdf")) == []


def test_a_presigned_address_has_to_last_until_aws_gets_there(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=REAL)
    for lifetime, wanted in (("604800", []), ("1", [INVALID])):
        started = wire.start(create(), eula(presigned(clock, "eula.pdf", lifetime)))
        clock.forward(3600)
        done = wire.change_set(started.body["ChangeSetId"])
        found = [error["ErrorCode"] for one in done["ChangeSet"] for error in one["ErrorDetailList"]]
        assert found == wanted


@pytest.mark.parametrize(
    ("lifetime", "age"),
    [("3600", 3601), ("604801", 604_801), ("soon", 0), ("-5", 0), ("", 0)],
)
def test_a_presigned_address_that_has_expired_or_is_broken_is_invalid(
    wire: Wire, lifetime: str, age: int
) -> None:
    [error] = judged(wire, presigned(wire.clock, "eula.pdf", lifetime, age=age))
    assert error["ErrorCode"] == INVALID


def test_professional_services_take_a_custom_licence_only(wire: Wire) -> None:
    wire.succeed(create(vendors.SERVICES), eula(f"{BUCKET}/eula.pdf"))


def test_text_that_is_hard_to_write_down_is_no_trouble(wire: Wire) -> None:
    offer = wire.succeed(create(), eula(f"{BUCKET}/\u682a\ud83d.pdf"))
    assert legal_term(wire, offer)["Documents"][0]["Url"].isascii()
