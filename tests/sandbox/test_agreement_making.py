"""What an agreement says: parties, terms, start and end, and what it is worth."""

import re

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.agreement_charges import configuration, estimated_charges
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour, Rounding
from cppo_tui.sandbox.ids import random_id
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.accepting import Json, accepted, change_offer, released, stored
from tests.sandbox.changes import lasting, validity
from tests.sandbox.conftest import START, Clock, Wire


def test_the_agreement_names_both_parties_the_offer_and_the_product(wire: Wire) -> None:
    made = accepted(wire, OPEN)
    document = wire.document(OPEN)
    assert {key: made[key] for key in sorted(made) if key not in ("acceptedTerms", "estimatedCharges")} == {
        "agreementType": "PurchaseAgreement",
        "acceptor": {"accountId": "422233334444"},
        "proposer": {"accountId": "777788889999"},
        "status": "ACTIVE",
        "acceptanceTime": "2026-11-23T10:00:00.000Z",
        "startTime": "2026-11-23T10:00:00.000Z",
        "endTime": "2036-11-20T10:00:00.000Z",
        "lastUpdateTime": "2026-11-23T10:00:00.000Z",
        "offerId": OPEN,
        "offerSetId": None,
        "offerRevision": 2,
        "resourceId": document["ProductId"],
        "resourceType": "SaaSProduct",
        "resaleAuthorizationId": document["ResaleAuthorizationId"],
    }


def test_identifiers_have_aws_s_form_and_are_new_every_time(clock: Clock) -> None:
    assert re.fullmatch(r"agmt-[a-z0-9]{25}", random_id("agreement"))
    assert random_id("agreement") != random_id("agreement")


def test_the_terms_are_those_of_the_moment_and_later_changes_do_not_touch_them(wire: Wire) -> None:
    offer = released(wire, vendors.EURO, lasting("P365D"))
    shown = wire.document(offer)["Terms"]
    key = wire.sandbox.accept(offer)
    wire.succeed(lasting("P30D", offer))
    kept = stored(wire.sandbox)[key]
    assert kept["offerRevision"] == 1
    assert [term for term in kept["acceptedTerms"] if "Documents" not in term] == [
        term for term in shown if "Documents" not in term
    ]
    assert {"Type": "ValidityTerm", "AgreementDuration": "P365D"} in kept["acceptedTerms"]
    assert "X-Amz" not in str(kept)


def test_prices_are_rounded_as_aws_does_in_this_world(clock: Clock) -> None:
    def upfront(behaviour: Behaviour) -> str:
        sandbox = Sandbox(pace=INSTANT, clock=clock, behaviour=behaviour)
        offer = released(Wire(sandbox, clock), vendors.CONTRACT, percentage="0.0001")
        made = accepted(Wire(sandbox, clock), offer)
        sandbox.close()
        return str(made["estimatedCharges"]["agreementValue"])

    # 960, 180.5 and 1440, each with a millionth more.
    assert upfront(AS_DOCUMENTED) == "2580.502"
    assert upfront(Behaviour(rounding=Rounding.DOWN)) == "2580.501"


@pytest.mark.parametrize(
    ("authorization", "changes", "kind"),
    [
        (vendors.EURO, [lasting()], "SaaSProduct"),
        (vendors.AMI_ANNUAL, [lasting("P650D")], "AmiProduct"),
        (vendors.SERVICES, [], "ProfessionalServicesProduct"),
    ],
)
def test_the_product_has_the_catalogs_type(
    wire: Wire, authorization: str, changes: list[Json], kind: str
) -> None:
    assert accepted(wire, released(wire, authorization, *changes))["resourceType"] == kind


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("P365D", "2027-11-23T10:00:00.000Z"),
        ("P12M", "2027-11-23T10:00:00.000Z"),
        ("P1Y1M1D", "2027-12-24T10:00:00.000Z"),
        ("P30D", "2026-12-23T10:00:00.000Z"),
    ],
)
def test_a_duration_runs_from_acceptance(wire: Wire, clock: Clock, duration: str, end: str) -> None:
    offer = released(wire, vendors.EURO, lasting(duration))
    clock.now = START
    assert accepted(wire, offer)["endTime"] == end


def test_dates_count_whole_days(wire: Wire, clock: Clock) -> None:
    start, end = "2027-02-01", "2028-01-31"
    offer = released(wire, vendors.CONTRACT, validity(AgreementStartDate=start, AgreementEndDate=end))
    made = accepted(wire, offer)
    assert made["startTime"] == "2027-02-01T00:00:00.000Z"
    assert made["endTime"] == "2028-01-31T23:59:59.999Z"
    assert made["acceptanceTime"] < made["startTime"]
    assert made["status"] == "ACTIVE"


def test_without_a_validity_term_the_rate_cards_selector_counts(wire: Wire, clock: Clock) -> None:
    offer = released(wire, vendors.CONTRACT)
    made = accepted(wire, offer)
    assert "ValidityTerm" not in [term["Type"] for term in made["acceptedTerms"]]
    assert (made["startTime"][:10], made["endTime"][:10]) == ("2026-11-23", "2027-11-23")


def test_installments_run_for_the_fixed_prices_duration(wire: Wire) -> None:
    offer = released(wire, vendors.INSTALLMENTS)
    change_offer(wire, offer, validity=None)
    made = accepted(wire, offer)
    assert made["endTime"][:4] == "2027"
    assert made["endTime"][4:] == made["startTime"][4:]


def test_usage_without_any_duration_has_no_end_and_never_expires(wire: Wire) -> None:
    change_offer(wire, OPEN, validity=None)
    key = wire.sandbox.accept(OPEN)
    wire.clock.forward(days=30_000)
    wire.look(OPEN)
    made = stored(wire.sandbox)[key]
    assert (made["endTime"], made["status"]) == (None, "ACTIVE")


@pytest.mark.parametrize(
    ("authorization", "changes", "value", "currency"),
    [
        (vendors.EURO, [lasting()], "0", "EUR"),
        (vendors.CONTRACT, [], "2838.55", "USD"),
        (vendors.CONSUMPTION, [], "2838.55", "USD"),
        (vendors.INSTALLMENTS, [], "55000", "USD"),
    ],
)
def test_the_estimate_is_what_is_known_to_be_paid(
    wire: Wire, authorization: str, changes: list[Json], value: str, currency: str
) -> None:
    offer = released(wire, authorization, *changes, percentage="10")
    assert accepted(wire, offer)["estimatedCharges"] == {"agreementValue": value, "currencyCode": currency}


RATES = [{"DimensionKey": "a", "Price": "1.5"}, {"DimensionKey": "b", "Price": "2"}]
EITHER: Json = {
    "Type": "ConfigurableUpfrontPricingTerm",
    "CurrencyCode": "USD",
    "RateCards": [
        {
            "Selector": {"Type": "Duration", "Value": "P12M"},
            "RateCard": RATES,
            "Constraints": {"MultipleDimensionSelection": "Disallowed"},
        }
    ],
}


def test_where_only_one_thing_may_be_taken_it_is_the_first() -> None:
    assert configuration(EITHER)["Dimensions"] == [{"DimensionKey": "a", "DimensionValue": 1}]
    assert estimated_charges([EITHER]) == {"agreementValue": "1.5", "currencyCode": "USD"}


def test_a_fixed_price_without_a_schedule_is_the_estimate() -> None:
    term = {"Type": "FixedUpfrontPricingTerm", "CurrencyCode": "EUR", "Price": "1200.50", "Grants": []}
    assert estimated_charges([term]) == {"agreementValue": "1200.5", "currencyCode": "EUR"}


def test_without_any_price_there_is_no_estimate() -> None:
    assert estimated_charges([{"Type": "LegalTerm", "Documents": []}]) is None
