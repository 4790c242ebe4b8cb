"""What the filters of ListEntities find (fact sheet 7.1)."""

from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import OFFER, Entity
from cppo_tui.sandbox.seed_archera import ARCHERA, BRONZE, GOLD, SILVER
from cppo_tui.sandbox.seed_hostile import NASTY
from cppo_tui.sandbox.summaries import line, summary
from cppo_tui.sandbox.world import row_of
from tests.sandbox.conftest import START, MakeWire, Wire

Json = dict[str, Any]


def found(wire: Wire, kind: str, ownership: str, filters: Json) -> list[str]:
    asked = {"MaxResults": 50, "EntityTypeFilters": {f"{kind}Filters": filters}}
    reply = wire.entities(kind, ownership, **asked)
    assert reply.status == 200, reply
    return [one["EntityId"] for one in reply.body["EntitySummaryList"]]


def authorizations(wire: Wire, **filters: Json) -> list[str]:
    return found(wire, "ResaleAuthorization", "SHARED", filters)


def offers(wire: Wire, **filters: Json) -> list[str]:
    return found(wire, "Offer", "SELF", filters)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"EntityId": {"ValueList": [BRONZE, "nobody"]}}, {BRONZE}),
        ({"Status": {"ValueList": ["Restricted"]}}, {vendors.RESTRICTED}),
        ({"Name": {"ValueList": ["Archera-Meridian-Subscription-2024"]}}, {BRONZE}),
        ({"Name": {"WildCardValue": "archera"}}, {BRONZE, SILVER, GOLD}),
        ({"Name": {"WildCardValue": "*-Gold"}}, {GOLD}),
        ({"Name": {"WildCardValue": "archera*2024"}}, {BRONZE}),
        ({"Name": {"WildCardValue": "*meridian*SUB*-gold"}}, {GOLD}),
        ({"Name": {"WildCardValue": "Meridian*"}}, set()),
        ({"Name": {"WildCardValue": "*archera*archera*"}}, set()),
        ({"Name": {"WildCardValue": "Archera-Meridian*Meridian-Subscription-2024"}}, set()),
        ({"Name": {"WildCardValue": "Archera*Cobalt*2024"}}, set()),
        ({"ManufacturerLegalName": {"ValueList": ["Reserved AI"]}}, {BRONZE, SILVER, GOLD}),
        ({"ProductName": {"WildCardValue": "Hardened"}}, {vendors.AMI_ANNUAL}),
        ({"ProductId": {"ValueList": [vendors.SALTMARSH.product_id]}}, {vendors.MANY_DIMENSIONS}),
        ({"AvailabilityEndDate": {"DateRange": {"BeforeValue": "2026-11-23T00:00:00Z"}}}, {vendors.EXPIRED}),
        (
            {
                "AvailabilityEndDate": {
                    "DateRange": {"AfterValue": "2026-11-28T23:59:59Z", "BeforeValue": "2026-11-28T23:59:59Z"}
                }
            },
            {vendors.ENDS_SOON},
        ),
        ({"Name": {"WildCardValue": "Loomwatch"}, "Status": {"ValueList": ["Restricted"]}}, set()),
        ({"ManufacturerAccountId": {"ValueList": ["600020003000"]}}, {BRONZE, SILVER, GOLD}),
        ({"ManufacturerAccountId": {"WildCardValue": "600020003000"}}, {BRONZE, SILVER, GOLD}),
        ({"ResellerAccountID": {"ValueList": ["888899990000"]}}, set()),
        (
            {"ResellerLegalName": {"WildCardValue": "meridian"}, "Status": {"ValueList": ["Restricted"]}},
            {vendors.RESTRICTED},
        ),
        ({"ResellerRole": {"ValueList": ["Distributor"]}}, {vendors.DISTRIBUTOR}),
        ({"OfferExtendedStatus": {"ValueList": ["Completed-Used"]}}, {vendors.USED_UP}),
        (
            {"CreatedDate": {"DateRange": {"AfterValue": "2026-11-14T09:26:17Z"}}},
            {vendors.DISTRIBUTOR, vendors.INSTALLMENTS, vendors.SERVICES},
        ),
        ({"CreatedDate": {"ValueList": ["2026-11-18T09:26:17Z"]}}, {vendors.SERVICES}),
        (
            {"LastModifiedDate": {"DateRange": {"AfterValue": "2026-11-18T09:32:17Z"}}},
            {vendors.SERVICES},
        ),
        ({"LastModifiedDate": {"DateRange": {"AfterValue": "2026-11-18T09:32:18Z"}}}, set()),
        (
            {
                "AvailabilityEndDate": {"ValueList": ["2099-12-31T23:59:59Z"]},
                "Name": {"WildCardValue": "archera"},
            },
            {BRONZE, SILVER, GOLD},
        ),
        ({"IssuerAccountId": {"ValueList": ["210099999999"]}}, set()),
        ({"SourceAuthorization": {"ValueList": [BRONZE]}}, set()),
    ],
)
def test_authorizations_are_filtered(wire: Wire, filters: Json, expected: set[str]) -> None:
    assert set(authorizations(wire, **filters)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"State": {"ValueList": ["Draft"]}}, {"offer-draftseats3mvx", "offer-ourproduct4glb"}),
        (
            {"ResaleAuthorizationId": {"ValueList": [BRONZE]}},
            {"offer-openbronze2kqw", "offer-oldbronze6hcza"},
        ),
        (
            {"BuyerAccounts": {"WildCardValue": "433344445555"}},
            {"offer-expsilver7ypd4", "offer-draftseats3mvx"},
        ),
        (
            {"AvailabilityEndDate": {"DateRange": {"AfterValue": "2026-11-23T10:00:00Z"}}},
            {"offer-openbronze2kqw", "offer-usedpeak5rtnj"},
        ),
        ({"EntityId": {"ValueList": ["offer-usedpeak5rtnj"]}}, {"offer-usedpeak5rtnj"}),
        (
            {"ProductId": {"ValueList": [ARCHERA.product_id]}},
            {"offer-openbronze2kqw", "offer-oldbronze6hcza", "offer-expsilver7ypd4"},
        ),
        (
            {"ReleaseDate": {"DateRange": {"AfterValue": "2026-11-03T09:26:17Z"}}},
            {"offer-openbronze2kqw", "offer-usedpeak5rtnj"},
        ),
        ({"ReleaseDate": {"DateRange": {"BeforeValue": "2026-02-28T00:00:00Z"}}}, {"offer-oldbronze6hcza"}),
        (
            {"LastModifiedDate": {"DateRange": {"AfterValue": "2026-11-20T00:00:00Z"}}},
            {"offer-draftseats3mvx", "offer-ourproduct4glb"},
        ),
        (
            {
                "Targeting": {"ValueList": ["BuyerAccounts", "None"]},
                "CreatedBySource": {"ValueList": ["Seller"]},
                "State": {"ValueList": ["Draft"]},
            },
            {"offer-draftseats3mvx", "offer-ourproduct4glb"},
        ),
        ({"Targeting": {"ValueList": ["CountryCodes", "None"]}}, set()),
        ({"CreatedBySource": {"ValueList": ["AwsMarketplace"]}}, set()),
        ({"OfferSetId": {"ValueList": ["offerset-abc"]}}, set()),
        ({"TargetAgreementId": {"ValueList": ["agmt-abc"]}}, set()),
        ({"TargetAgreementIntent": {"ValueList": ["Renew"]}}, set()),
    ],
)
def test_offers_are_filtered(wire: Wire, filters: Json, expected: set[str]) -> None:
    assert set(offers(wire, **filters)) == expected


def test_what_only_some_documents_have_is_shown_and_found(make_wire: MakeWire) -> None:
    wire = make_wire("many-isvs")
    issued = authorizations(wire, IssuerAccountId={"ValueList": ["210099999999"]})
    assert len(issued) == 50
    source = wire.document(issued[0])["SourceAuthorization"]
    assert authorizations(wire, SourceAuthorization={"ValueList": [source]}) == [issued[0]]
    hostile = make_wire("hostile-names")
    assert len(offers(hostile, OfferSetId={"ValueList": ["offerset-nasty"]})) == len(NASTY)


def test_a_replacement_offer_is_listed_with_its_agreement() -> None:
    offer = Offer("offer-x", "prod-x", replaces="agmt-x")
    row = row_of(Entity("offer-x", OFFER, "777788889999", 1, "2026-11-23T10:00:00Z", offer.to_json()))
    shown = line(row, "777788889999")
    assert shown is not None
    assert summary(shown, START)["OfferSummary"]["TargetAgreementId"] == "agmt-x"
    assert line(row, "111122223333") is None
