"""What StartChangeSet refuses on the spot in a reseller's own terms and in replacements (fact sheet 2)."""

from pathlib import Path
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_agreements import ENDED, RUNNING
from cppo_tui.sandbox.world import World
from tests.sandbox.changes import (
    change,
    create,
    eula,
    installments,
    legal,
    net_payment,
    prices,
    release,
    replacement,
    schedule,
    standard_eula,
    upfront,
)
from tests.sandbox.conftest import MakeWire, Wire
from tests.sandbox.error_cases import DRAFT, REPLACE, accepted

Json = dict[str, Any]
BUCKET = "https://contracts.s3.amazonaws.com"
CHARGE = {"ChargeDate": "2027-02-01", "ChargeAmount": "5000.00"}
CARD = {"RateCard": [{"DimensionKey": "call", "Price": "1"}]}
USAGE = {"Type": "UsageBasedPricingTerm", "CurrencyCode": "USD", "RateCards": [CARD]}


def without(given: Json, member: str) -> Json:
    return {key: value for key, value in given.items() if key != member}


def granting(**grant: Any) -> Json:
    return prices(
        {**upfront(), "Grants": [{"DimensionKey": "analyst", "MaxQuantity": 1, **grant}]}, offer=DRAFT
    )


def charging(**charge: Any) -> Json:
    return schedule([{**CHARGE, **charge}], DRAFT)


def owning(**term: Any) -> Json:
    return prices({**upfront(), **term}, offer=DRAFT)


def choosing(value: str, **selector: str) -> Json:
    card = {
        "Selector": {"Type": "Duration", "Value": value, **selector},
        "RateCard": [{"DimensionKey": "analyst", "Price": "100"}],
        "Constraints": {"MultipleDimensionSelection": "Allowed", "QuantityConfiguration": "Allowed"},
    }
    return {"Type": "ConfigurableUpfrontPricingTerm", "CurrencyCode": "USD", "RateCards": [card]}


LEGAL = [
    change("UpdateLegalTerms", DRAFT, {}),
    change("UpdateLegalTerms", DRAFT, {"Terms": []}),
    change("UpdateLegalTerms", DRAFT, {"Terms": [{"Type": "LegalTerm", "Documents": []}]}),
    change("UpdateLegalTerms", DRAFT, {"Terms": [{"Type": "SupportTerm", "Documents": []}]}),
    change("UpdateLegalTerms", DRAFT, {"Terms": ["LegalTerm"]}),
    legal({"Type": "CustomEula"}, DRAFT),
    legal({"Type": "StandardEula"}, DRAFT),
    legal({"Type": "StandardEula", "Version": "2022-07-14", "Url": BUCKET}, DRAFT),
    legal({"Type": "HouseRules", "Url": BUCKET}, DRAFT),
    legal({"Url": BUCKET}, DRAFT),
    standard_eula("2030-01-01", DRAFT),
    eula("ftp://contracts.s3.amazonaws.com/eula.pdf", DRAFT),
    eula(f"{BUCKET}/two words.pdf", DRAFT),
    eula(f"{BUCKET}/{'x' * 2048}", DRAFT),
]

PRICING = [
    change("UpdatePricingTerms", DRAFT, {"Terms": [upfront()]}),
    change("UpdatePricingTerms", DRAFT, {"PricingModel": "Contract"}),
    prices(offer=DRAFT),
    prices(upfront(), offer=DRAFT, model="Byol"),
    prices({"Type": "ByolPricingTerm"}, offer=DRAFT),
    owning(Price="-1"),
    owning(Price="1.2345"),
    owning(Price="100000000.001"),
    owning(Price=0),
    owning(Price="1e3"),
    owning(CurrencyCode="usd"),
    owning(Duration="P1W"),
    owning(Grants=[]),
    owning(Discount="10"),
    prices(without(upfront(), "Price"), offer=DRAFT),
    prices(without(upfront(), "CurrencyCode"), offer=DRAFT),
    prices(without(upfront(), "Grants"), offer=DRAFT),
    granting(MaxQuantity=0),
    granting(MaxQuantity="1"),
    granting(MaxQuantity=True),
    granting(MaxQuantity=2_147_483_647),
    granting(DimensionKey="x" * 101),
    granting(Note="free"),
    prices({**USAGE, "RateCards": []}, offer=DRAFT, model="Usage"),
    prices({**USAGE, "RateCards": [{"RateCard": []}]}, offer=DRAFT, model="Usage"),
    prices({**USAGE, "Type": "ConfigurableUpfrontPricingTerm"}, offer=DRAFT),
    prices(choosing("a year"), offer=DRAFT),
    prices(choosing("P12M", Type="Quantity"), offer=DRAFT),
    prices(
        {**choosing("P12M"), "RateCards": [without(choosing("P12M")["RateCards"][0], "Selector")]},
        offer=DRAFT,
    ),
]

SCHEDULE = [
    change("UpdatePaymentScheduleTerms", DRAFT, {}),
    change("UpdatePaymentScheduleTerms", DRAFT, {"Terms": []}),
    schedule([], DRAFT),
    schedule([CHARGE] * 61, DRAFT),
    schedule([without(CHARGE, "ChargeAmount")], DRAFT),
    schedule([without(CHARGE, "ChargeDate")], DRAFT),
    charging(ChargeDate="2027-02-29"),
    charging(ChargeDate="2027-02-01T00:00:00.000Z"),
    charging(ChargeAmount="5000.001"),
    charging(ChargeAmount="-5"),
    charging(ChargeAmount=5000),
    charging(ChargeAmount="1,000"),
    charging(ChargeAmount="100000001"),
    charging(Note="late"),
    installments({"2027-02-01": "5"}, DRAFT, "US"),
    change(
        "UpdatePaymentScheduleTerms",
        DRAFT,
        {"Terms": [{"Type": "PaymentScheduleTerm", "Schedule": [CHARGE]}]},
    ),
]

NET_PAYMENT = [
    change("UpdateNetPaymentTerms", DRAFT, {}),
    net_payment("30 days", offer=DRAFT),
    net_payment("P2W", offer=DRAFT),
    change("UpdateNetPaymentTerms", DRAFT, {"Terms": [{"Type": "NetPaymentTerm"}]}),
    net_payment("P15D", "P30D", "P45D", offer=DRAFT),
]

REPLACEMENT = [
    change(REPLACE, None, {"ResaleAuthorizationId": vendors.CONTRACT}),
    change(REPLACE, None, {"AgreementId": RUNNING}),
    change(REPLACE, DRAFT, {"ResaleAuthorizationId": vendors.CONTRACT, "AgreementId": RUNNING}),
    replacement("", vendors.CONTRACT),
    replacement("x" * 65, vendors.CONTRACT),
    replacement(RUNNING, "x" * 51),
    replacement(RUNNING, vendors.CONTRACT, Name=""),
    replacement(RUNNING, vendors.CONTRACT, OfferSetId="offerset-b3f9exmpl27"),
]


@pytest.mark.parametrize(
    "bad",
    [*LEGAL, *PRICING, *SCHEDULE, *NET_PAYMENT, *REPLACEMENT],
    ids=lambda bad: f"{bad['ChangeType']} {str(bad['DetailsDocument'])[-60:]}",
)
def test_a_document_against_its_schema_is_a_422_that_names_the_change(wire: Wire, bad: Json) -> None:
    reply = wire.start(bad)
    assert (reply.status, reply.error) == (422, "ValidationException")
    [problem, *_] = reply.body["ValidationExceptionFieldList"]
    assert problem["ChangeType"] == bad["ChangeType"]
    assert problem["Reason"] == "FieldValidationFailed"
    assert problem["Field"].startswith(("Details", "Entity.Identifier"))


@pytest.mark.parametrize(
    "good",
    [
        eula(f"{BUCKET}/eula.pdf", DRAFT),
        standard_eula("2019-04-24", DRAFT),
        owning(Price="100000000.000"),
        owning(Price="5."),
        granting(MaxQuantity=2_147_483_646),
        charging(ChargeAmount="100000000.00"),
        schedule([CHARGE] * 60, DRAFT),
        net_payment(offer=DRAFT),
        prices(without(upfront(), "Duration"), offer=DRAFT),
        prices(choosing("P12M"), offer=DRAFT),
    ],
    ids=lambda good: f"{good['ChangeType']} {str(good['DetailsDocument'])[-60:]}",
)
def test_what_the_schema_allows_is_judged_later(wire: Wire, good: Json) -> None:
    assert wire.start(good).status == 200


def test_an_agreement_nobody_knows_is_a_422_that_names_it(wire: Wire) -> None:
    reply = wire.start(replacement("agmt-nobody", vendors.CONTRACT))
    assert reply.status == 422
    [problem] = reply.body["ValidationExceptionFieldList"]
    assert (problem["Field"], problem["ChangeType"]) == ("Details.AgreementId", REPLACE)
    assert "agmt-nobody" in problem["Message"]


def test_an_agreement_that_has_ended_is_a_422(wire: Wire) -> None:
    assert wire.start(replacement(ENDED, vendors.CONTRACT)).status == 422


def test_an_agreement_past_its_end_is_a_422(wire: Wire) -> None:
    agreement = accepted(wire)
    wire.clock.forward(days=4000)
    assert wire.start(replacement(agreement, vendors.CONSUMPTION)).status == 422


def test_an_agreement_somebody_else_proposed_is_a_422(make_wire: MakeWire, tmp_path: Path) -> None:
    wire = make_wire(path=tmp_path / "world.db")
    agreement = accepted(wire)
    assert wire.start(replacement(agreement, vendors.CONTRACT)).status == 200
    world = World(tmp_path / "world.db")
    with world.transaction():
        theirs = {**world.agreements()[agreement], "proposer": {"accountId": "888899990000"}}
        world.put_agreement(agreement, theirs)
    world.close()
    assert wire.start(replacement(agreement, vendors.CONTRACT)).status == 422


def test_the_authorization_of_a_replacement_is_checked_as_in_any_create(wire: Wire) -> None:
    agreement = accepted(wire)
    for authorization in (vendors.EXPIRED, vendors.RESTRICTED, vendors.SOMEBODY_ELSES):
        reply = wire.start(replacement(agreement, authorization))
        assert reply.status == 422
        assert reply.body["ValidationExceptionFieldList"][0]["ChangeType"] == REPLACE


def test_a_reference_to_a_replacement_is_a_reference_to_a_create(wire: Wire) -> None:
    agreement = accepted(wire)
    assert wire.start(replacement(agreement, vendors.CONTRACT), release()).status == 200
    assert wire.start(create(), replacement(agreement, vendors.CONTRACT)).status == 422  # one name, twice
