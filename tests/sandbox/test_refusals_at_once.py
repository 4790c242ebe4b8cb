"""What StartChangeSet refuses on the spot (fact sheet 10): 422 and 404."""

from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.sandbox.changes import (
    NEW,
    buyers,
    change,
    create,
    information,
    markup,
    release,
    targeting,
    until,
    validity,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, Wire

DRAFT = "offer-draftseats3mvx"
AGREEMENT = {"AcquisitionChannel": "Elsewhere", "PricingModel": "Usage"}


def broken(changed: dict[str, Any], without: str | None = None, **members: Any) -> dict[str, Any]:
    return {key: value for key, value in {**changed, **members}.items() if key != without}


@pytest.mark.parametrize(
    "bad",
    [
        create(""),
        create("x" * 51),
        change("CreateOfferUsingResaleAuthorization", None, {}),
        create(Colour="blue"),
        create(OfferSetId="set-1"),
        change("CreateOfferUsingResaleAuthorization", "offer-x", {"ResaleAuthorizationId": BRONZE}),
        change("UpdateInformation", DRAFT, {}),
        information(DRAFT, Name=""),
        information(DRAFT, Name=" leading"),
        information(DRAFT, Name="a<b"),
        information(DRAFT, Name="x" * 151),
        information(DRAFT, Name=7),
        information(DRAFT, Description="x" * 256),
        information(DRAFT, PreExistingAgreement=AGREEMENT),
        markup("25.", DRAFT),
        markup("-1", DRAFT),
        markup("1e2", DRAFT),
        markup("25,0", DRAFT),
        markup(25, DRAFT),
        markup("0.1234567891", DRAFT),
        markup("٢٥", DRAFT),
        change("UpdateMarkup", DRAFT, {}),
        buyers("11112222333", offer=DRAFT),
        buyers(*[f"{n:012}" for n in range(1, 28)], offer=DRAFT),
        targeting({}, DRAFT),
        targeting({"PositiveTargeting": {"BuyerAccounts": []}}, DRAFT),
        targeting({"PositiveTargeting": {"BuyerAccounts": [111122223333]}}, DRAFT),
        targeting({"NegativeTargeting": {"BuyerAccounts": ["111122223333"]}}, DRAFT),
        targeting({"PositiveTargeting": {"CountryCodes": ["us"]}}, DRAFT),
        until("2027-02-29", DRAFT),
        until("31/01/2027", DRAFT),
        until("2027-01-31T00:00:00Z", DRAFT),
        change("UpdateAvailability", DRAFT, {}),
        validity(DRAFT, AgreementDuration="P1W"),
        validity(DRAFT, AgreementDuration="P"),
        validity(DRAFT, AgreementDuration="PT5H"),
        validity(DRAFT, AgreementStartDate="2027-13-01"),
        change("UpdateValidityTerms", DRAFT, {"Terms": [{"Type": "ValidityTerm"}]}),
        change("UpdateValidityTerms", DRAFT, {"Terms": [{"Type": "LegalTerm", "AgreementDuration": "P1D"}]}),
        change("UpdateValidityTerms", DRAFT, {}),
        change("ReleaseOffer", DRAFT, {"Now": True}),
    ],
    ids=lambda bad: f"{bad['ChangeType']} {str(bad['DetailsDocument'])[:60]}",
)
def test_a_document_against_its_schema_is_a_422_that_names_the_change(
    wire: Wire, bad: dict[str, Any]
) -> None:
    reply = wire.start(bad)
    assert (reply.status, reply.error) == (422, "ValidationException")
    [problem, *_] = reply.body["ValidationExceptionFieldList"]
    assert problem["ChangeType"] == bad["ChangeType"]
    assert problem["Reason"] == "FieldValidationFailed"


@pytest.mark.parametrize("good", ["25", "25.0", ".5", "0", "0.123456789", "999999999"])
def test_percentages_the_pattern_allows_are_accepted(wire: Wire, good: str) -> None:
    assert wire.start(markup(good, DRAFT)).status == 200


@pytest.mark.parametrize(
    "bad",
    [
        broken(release(DRAFT), Details="{}"),
        broken(release(DRAFT), without="DetailsDocument"),
        broken(release(DRAFT), DetailsDocument="{}"),
        broken(release(DRAFT), DetailsDocument=3),
        broken(release(DRAFT), without="DetailsDocument", Details="not json"),
        broken(release(DRAFT), without="DetailsDocument", Details="[]"),
        broken(release(DRAFT), without="Entity"),
        broken(release(DRAFT), without="ChangeType"),
        broken(release(DRAFT), Entity={"Type": "Offer@1.0"}),
        broken(release(DRAFT), Entity={"Identifier": DRAFT}),
        broken(release(DRAFT), Entity={"Type": "ResaleAuthorization@1.0", "Identifier": BRONZE}),
        broken(release(DRAFT), ChangeName="1st"),
        broken(release(DRAFT), ChangeName="x" * 73),
        broken(release(DRAFT), ChangeType="releaseOffer"),
        broken(release(DRAFT), ChangeType="CancelOffer"),
        broken(release(DRAFT), ChangeType="UpdateLegalResources"),
        broken(release(DRAFT), Comment="please"),
        broken(release(DRAFT), EntityTags=[]),
        release("$Nobody.Entity.Identifier"),
        release("$CreateCPPO.Entity"),
        "a change",
    ],
)
def test_a_change_out_of_form_is_a_422(wire: Wire, bad: Any) -> None:
    reply = wire.start(bad)
    assert (reply.status, reply.error) == (422, "ValidationException")
    assert reply.message


@pytest.mark.parametrize(
    "members",
    [
        {"Catalog": "AWSMarketplaceChina"},
        {"ChangeSetName": "no/slash"},
        {"ChangeSetName": ""},
        {"ChangeSetName": "x" * 101},
        {"ChangeSetName": None},
        {"ClientRequestToken": "with space"},
        {"ClientRequestToken": "x" * 65},
        {"Intent": "VALIDATE"},
        {"Intent": "TRY"},
        {"ChangeSet": []},
        {"ChangeSet": [release(f"offer-{n}") for n in range(21)]},
        {"ChangeSet": {}},
        {"ChangeSetTags": []},
        {"Hurry": True},
    ],
    ids=str,
)
def test_a_request_out_of_form_is_a_422(wire: Wire, members: dict[str, Any]) -> None:
    assert wire.start(release(DRAFT), **members).status == 422


@pytest.mark.parametrize("kind", ["UpdateRenewalTerms", "UpdateSupportTerms"])
def test_a_change_type_that_is_not_simulated_yet_says_so(wire: Wire, kind: str) -> None:
    reply = wire.start(change(kind, DRAFT, {}))
    assert reply.status == 422
    assert reply.message == f"The sandbox does not simulate {kind} yet."


def test_the_same_change_type_twice_on_one_offer_is_a_422(wire: Wire) -> None:
    assert wire.start(create(), markup("1"), markup("2")).status == 422
    assert wire.start(markup("1", DRAFT), markup("2", f"{DRAFT}@1")).status == 422


def test_a_change_name_used_twice_is_a_422(wire: Wire) -> None:
    assert wire.start(create(), create()).status == 422


def test_an_unknown_name_inside_a_document_is_a_422(wire: Wire) -> None:
    assert wire.start(create(), information(Name="$Other.Entity.Identifier")).status == 422


def test_a_name_that_only_begins_with_a_dollar_is_no_reference(wire: Wire) -> None:
    assert wire.start(create(), information(Name="$5 off")).status == 200


def test_all_problems_of_a_request_are_reported_together(wire: Wire) -> None:
    reply = wire.start(create(), markup("x"), until("soon"), information(Name="<"))
    kinds = {one["ChangeType"] for one in reply.body["ValidationExceptionFieldList"]}
    assert kinds == {"UpdateMarkup", "UpdateAvailability", "UpdateInformation"}


@pytest.mark.parametrize("key", ["offer-nobody", BRONZE, "offer-nobody@3"])
def test_an_unknown_offer_is_a_404(wire: Wire, key: str) -> None:
    reply = wire.start(release(key))
    assert (reply.status, reply.error) == (404, "ResourceNotFoundException")


def test_a_revision_that_is_not_the_latest_is_a_422_that_names_the_latest(wire: Wire, clock: Clock) -> None:
    wire.succeed(markup("30", DRAFT))
    for stale in ("1", "3", "02", ""):
        reply = wire.start(markup("31", f"{DRAFT}@{stale}"))
        assert reply.status == 422
        assert "latest revision is 2" in reply.message
    assert wire.start(markup("31", f"{DRAFT}@2")).status == 200


@pytest.mark.parametrize(
    "authorization",
    [
        vendors.EXPIRED,
        vendors.RESTRICTED,
        vendors.SOMEBODY_ELSES,
        "resaleauthz-nobody",
        "offer-openbronze2kqw",
        NEW,
    ],
)
def test_an_authorization_we_cannot_use_is_a_422(wire: Wire, authorization: str) -> None:
    reply = wire.start(*whole_cppo("2027-01-31", authorization))
    assert (reply.status, reply.error) == (422, "ValidationException")


def test_a_refused_request_changes_nothing(wire: Wire) -> None:
    wire.start(create(vendors.EXPIRED))
    listed = wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"})
    assert listed.body == {"ChangeSetSummaryList": []}
