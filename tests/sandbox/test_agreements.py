"""DescribeAgreement and GetAgreementTerms, and the agreements a world begins with."""

from datetime import UTC, datetime

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_agreements import ENDED, RUNNING
from cppo_tui.sandbox.seed_offers import EXPIRED, OLD
from tests.sandbox.asking_agreements import Json, describe, found, in_cbor, search, terms
from tests.sandbox.changes import buyers, create, information, lasting, markup, release, until, validity
from tests.sandbox.conftest import Clock, MakeWire, Wire


def test_a_description_says_who_what_when_and_for_how_much(wire: Wire) -> None:
    assert describe(wire, RUNNING).body == {
        "agreementId": RUNNING,
        "agreementType": "PurchaseAgreement",
        "acceptor": {"accountId": "433344445555"},
        "proposer": {"accountId": "777788889999"},
        "acceptanceTime": datetime(2026, 10, 23, 14, 26, 17, 325000, UTC),
        "startTime": datetime(2026, 10, 23, 14, 26, 17, 325000, UTC),
        "endTime": datetime(2028, 10, 22, 14, 26, 17, 325000, UTC),
        "estimatedCharges": {"agreementValue": "0", "currencyCode": "USD"},
        "proposalSummary": {
            "offerId": EXPIRED,
            "resources": [{"id": wire.document(EXPIRED)["ProductId"], "type": "SaaSProduct"}],
        },
        "status": "ACTIVE",
        "initialAgreementId": RUNNING,
        "endTimeBehavior": {"type": "EXPIRE", "reasonCode": "NO_RENEWAL_TERM"},
    }


def test_only_an_active_agreement_with_an_end_says_what_happens_then(wire: Wire) -> None:
    assert describe(wire, ENDED).body["status"] == "EXPIRED"
    assert "endTimeBehavior" not in describe(wire, ENDED).body
    wire.clock.forward(days=730)
    assert "endTimeBehavior" not in describe(wire, RUNNING).body


def test_an_offer_set_is_named(wire: Wire) -> None:
    offer = wire.succeed(
        create(OfferSetId="offerset-b3f9exmpl27"),
        *(information(), buyers(), until(wire.clock.date(30)), lasting(), release()),
    )
    key = wire.sandbox.accept(offer)
    assert describe(wire, key).body["proposalSummary"]["offerSetId"] == "offerset-b3f9exmpl27"
    assert found(wire, OfferSetId="offerset-b3f9exmpl27") == [key]


@pytest.mark.parametrize("operation", ["DescribeAgreement", "GetAgreementTerms"])
def test_an_agreement_of_others_is_not_shown(wire: Wire, operation: str) -> None:
    with wire.sandbox._world.transaction():
        doc = wire.sandbox._world.agreements()[RUNNING]
        doc["proposer"] = {"accountId": "888899990000"}
        wire.sandbox._world.put_agreement(RUNNING, doc)
    answer = in_cbor(wire.sandbox, operation, {"agreementId": RUNNING})
    assert (answer.status, *answer.reason) == (403, "AccessDeniedException", "INVALID_ACCESS")
    assert RUNNING not in found(wire)


@pytest.mark.parametrize("operation", ["DescribeAgreement", "GetAgreementTerms"])
@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({}, 400, ("ValidationException", "MISSING_AGREEMENT_ID")),
        ({"agreementId": ""}, 400, ("ValidationException", "INVALID_AGREEMENT_ID")),
        ({"agreementId": "a" * 65}, 400, ("ValidationException", "INVALID_AGREEMENT_ID")),
        ({"agreementId": "agmt nobody"}, 400, ("ValidationException", "INVALID_AGREEMENT_ID")),
        ({"agreementId": 7}, 400, ("ValidationException", "INVALID_AGREEMENT_ID")),
        ({"agreementId": "agmt-nobody"}, 404, ("ResourceNotFoundException", None)),
    ],
)
def test_an_agreement_must_be_named_and_be_there(
    wire: Wire, operation: str, given: Json, status: int, reason: tuple[str, str | None]
) -> None:
    answer = in_cbor(wire.sandbox, operation, given)
    assert (answer.status, answer.reason) == (status, reason)


def test_a_refused_member_is_named(wire: Wire) -> None:
    answer = in_cbor(wire.sandbox, "DescribeAgreement", {"agreementId": ""})
    [field] = answer.body["fields"]
    assert field["name"] == "agreementId"
    assert field["message"]


def test_terms_are_as_accepted_with_marked_up_prices(wire: Wire) -> None:
    got = terms(wire, RUNNING)
    assert set(got) == {"legalTerm", "usageBasedPricingTerm", "validityTerm"}
    usage = got["usageBasedPricingTerm"]
    assert usage["type"] == "UsageBasedPricingTerm"
    assert usage["rateCards"] == [{"rateCard": [{"dimensionKey": "gri_premiums", "price": "0.0099975"}]}]
    assert got["validityTerm"]["agreementDuration"] == "P730D"
    assert len({term["id"] for term in got.values()}) == 3


def test_the_end_of_the_ended_one_is_that_of_its_own_terms_not_of_the_offer_now(wire: Wire) -> None:
    assert terms(wire, ENDED)["validityTerm"]["agreementDuration"] == "P180D"
    assert "P365D" in str(wire.document(OLD)["Terms"])
    ended = describe(wire, ENDED).body
    assert (ended["endTime"] - ended["startTime"]).days == 180


def test_addresses_of_documents_are_signed_anew_every_time(wire: Wire) -> None:
    def address() -> str:
        [document] = terms(wire, RUNNING)["legalTerm"]["documents"]
        assert (document["type"], document["version"]) == ("StandardEula", "2022-07-14")
        return str(document["url"])

    first = address()
    assert first.count("X-Amz-Signature") == 1
    wire.clock.forward(1)
    assert address() != first


def test_dates_of_a_validity_term_and_of_charges_are_moments(wire: Wire) -> None:
    end = wire.clock.date(30)
    base = [information(), markup("10"), buyers(), until(end)]
    dates = {"AgreementStartDate": "2027-02-01", "AgreementEndDate": "2028-01-31"}
    future = wire.succeed(create(vendors.CONTRACT), *base, validity(**dates), release())
    got = terms(wire, wire.sandbox.accept(future))["validityTerm"]
    assert got["agreementStartDate"] == datetime(2027, 2, 1, tzinfo=UTC)
    assert got["agreementEndDate"] == datetime(2028, 1, 31, 23, 59, 59, 999000, UTC)
    paid = wire.succeed(create(vendors.INSTALLMENTS), *base, release())
    got = terms(wire, wire.sandbox.accept(paid))
    charge = got["paymentScheduleTerm"]["schedule"][0]
    assert charge == {"chargeDate": datetime(2027, 1, 7, tzinfo=UTC), "chargeAmount": "13750"}
    assert got["fixedUpfrontPricingTerm"]["grants"][0] == {"dimensionKey": "analyst", "maxQuantity": 40}


def test_what_the_buyer_took_of_contract_prices_is_in_the_configuration(wire: Wire) -> None:
    end = wire.clock.date(30)
    offer = wire.succeed(create(vendors.CONTRACT), information(), buyers(), until(end), release())
    term = terms(wire, wire.sandbox.accept(offer))["configurableUpfrontPricingTerm"]
    assert [card["selector"]["value"] for card in term["rateCards"]] == ["P12M", "P24M", "P36M"]
    assert term["configuration"] == {
        "selectorValue": "P12M",
        "dimensions": [{"dimensionKey": key, "dimensionValue": 1} for key in ("analyst", "viewer", "admin")],
    }


def test_terms_come_in_pages(wire: Wire) -> None:
    given: Json = {"agreementId": RUNNING, "maxResults": 2}
    first = in_cbor(wire.sandbox, "GetAgreementTerms", given).body
    rest = in_cbor(wire.sandbox, "GetAgreementTerms", {**given, "nextToken": first["nextToken"]}).body
    assert (len(first["acceptedTerms"]), len(rest["acceptedTerms"])) == (2, 1)
    assert rest["nextToken"] is None
    given = {"agreementId": ENDED, "nextToken": first["nextToken"]}
    assert in_cbor(wire.sandbox, "GetAgreementTerms", given).reason[1] == "INVALID_NEXT_TOKEN"


def test_the_seeded_agreements_fit_the_offers_they_belong_to(wire: Wire, clock: Clock) -> None:
    for line in search(wire).body["agreementViewSummaries"]:
        offer = wire.document(line["proposalSummary"]["offerId"])
        [rule] = [rule for rule in offer["Rules"] if rule["Type"] == "TargetingRule"]
        assert line["acceptor"]["accountId"] in rule["PositiveTargeting"]["BuyerAccounts"]
        [available] = [rule for rule in offer["Rules"] if rule["Type"] == "AvailabilityRule"]
        assert line["acceptanceTime"] < min(
            datetime.fromisoformat(available["AvailabilityEndDate"]), clock.now
        )
        assert line["proposalSummary"]["resources"][0]["id"] == offer["ProductId"]


@pytest.mark.parametrize("scenario", ["hostile-names", "empty", "everything-expired", "awkward-seller"])
def test_the_other_worlds_begin_without_agreements(make_wire: MakeWire, scenario: str) -> None:
    assert found(make_wire(scenario)) == []
