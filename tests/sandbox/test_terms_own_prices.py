"""A fixed price and installments of the reseller's own, in place of a markup (fact sheet 2.10, 2.11, 3)."""

from pathlib import Path
from typing import Any

import pytest

from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import (
    buyers,
    create,
    information,
    installments,
    lasting,
    markup,
    prices,
    release,
    until,
    upfront,
)
from tests.sandbox.conftest import MakeWire, Wire
from tests.sandbox.error_cases import future, on
from tests.sandbox.planting import with_term_authorizations

Json = dict[str, Any]
QUARTERS = (45, 135, 225, 315)
SEATS = {"analyst": 10, "viewer": 50}


@pytest.fixture
def planted(make_wire: MakeWire, tmp_path: Path) -> Wire:
    return with_term_authorizations(make_wire, tmp_path / "world.db")


def terms_of(wire: Wire, offer: str) -> dict[str, Json]:
    return {term["Type"]: term for term in wire.document(offer)["Terms"]}


def quarters(wire: Wire, amount: str) -> dict[str, str]:
    return {on(wire, days): amount for days in QUARTERS}


def test_own_installments_are_shown_with_full_dates_and_unpadded_amounts(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.INSTALLMENTS), installments(quarters(wire, "13000.50")))
    assert terms_of(wire, offer)["PaymentScheduleTerm"] == {
        "Type": "PaymentScheduleTerm",
        "CurrencyCode": "USD",
        "Schedule": [
            {"ChargeDate": f"{on(wire, days)}T00:00:00.000Z", "ChargeAmount": "13000.5"} for days in QUARTERS
        ],
    }


def test_own_installments_change_nothing_but_the_schedule(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.INSTALLMENTS))
    before = wire.document(offer)
    wire.succeed(installments(quarters(wire, "13000"), offer))
    after = wire.document(offer)
    assert {**before, "Terms": None} == {**after, "Terms": None}
    changed = [
        old["Type"] for old, new in zip(before["Terms"], after["Terms"], strict=True) if _differ(old, new)
    ]
    assert changed == ["PaymentScheduleTerm"]


def _differ(old: Json, new: Json) -> bool:
    return old != new and "Documents" not in old  # addresses of documents always differ


def test_each_installment_may_be_the_authorizations_amount_exactly(wire: Wire) -> None:
    wire.succeed(create(vendors.INSTALLMENTS), installments(quarters(wire, "12500")))


def test_installments_may_differ_from_one_another(wire: Wire) -> None:
    amounts = ("20000", "12500.01", "12500", "99999999.99")
    charges = {on(wire, days): amount for days, amount in zip(QUARTERS, amounts, strict=True)}
    offer = wire.succeed(create(vendors.INSTALLMENTS), installments(charges))
    shown = terms_of(wire, offer)["PaymentScheduleTerm"]["Schedule"]
    assert [one["ChargeAmount"] for one in shown] == list(amounts)


def test_the_way_from_a_markup_to_installments_leads_over_a_markup_of_zero(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.INSTALLMENTS), markup("20"))
    own = installments(quarters(wire, "13000"), offer)
    assert wire.codes(own) == {"UpdatePaymentScheduleTerms": {"INCOMPATIBLE_MARKUP_PERCENTAGE"}}
    wire.succeed(markup("0", offer))
    wire.succeed(own)
    assert wire.document(offer)["MarkupPercentage"] == "0"


def test_a_markup_of_zero_and_own_prices_can_be_in_one_set(planted: Wire) -> None:
    offer = planted.succeed(create(vendors.CONTRACT), markup("20"), until(on(planted, 30)))
    planted.succeed(
        markup("0", offer),
        prices(upfront(SEATS), offer=offer),
        installments({on(planted, 31): "18625.00"}, offer),
    )


@pytest.mark.parametrize("percentage", ["0.000000001", "20"])
def test_there_is_no_way_back_from_installments_to_a_markup(wire: Wire, percentage: str) -> None:
    offer = wire.succeed(create(vendors.INSTALLMENTS), installments(quarters(wire, "13000")))
    assert wire.codes(markup(percentage, offer)) == {"UpdateMarkup": {"INCOMPATIBLE_TERMS"}}
    wire.succeed(markup("0", offer))
    assert "13000" in str(terms_of(wire, offer)["PaymentScheduleTerm"])


def test_a_second_schedule_replaces_the_first(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.INSTALLMENTS), installments(quarters(wire, "13000")))
    wire.succeed(installments(quarters(wire, "14000"), offer))
    assert "13000" not in str(wire.document(offer)["Terms"])


def test_a_fixed_price_replaces_all_prices_and_is_shown_without_its_duration(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.CONSUMPTION), prices(upfront({"analyst": 2}, "2000.50")))
    assert [term["Type"] for term in wire.document(offer)["Terms"]] == [
        "LegalTerm",
        "FixedUpfrontPricingTerm",
    ]
    assert terms_of(wire, offer)["FixedUpfrontPricingTerm"] == {
        "Type": "FixedUpfrontPricingTerm",
        "CurrencyCode": "USD",
        "Price": "2000.5",
        "Grants": [{"DimensionKey": "analyst", "MaxQuantity": 2}],
    }


@pytest.mark.parametrize(("length", "cost"), [("P12M", "18625"), ("P1Y", "18625"), ("P24M", "33525")])
def test_the_total_of_the_charges_covers_what_the_grants_cost(wire: Wire, length: str, cost: str) -> None:
    """At 960 an analyst and 180.5 a viewer for one year, 1,728 and 324.9 for two."""
    offer = wire.succeed(create(vendors.CONTRACT), prices(upfront(SEATS, duration=length)))
    less = str(int(cost) - 1) + ".99"
    refused = wire.codes(installments({on(wire, 9): less}, offer))
    assert refused == {"UpdatePaymentScheduleTerms": {"INCOMPATIBLE_RESALE_AUTHORIZATION"}}
    wire.succeed(installments({on(wire, 9): "1000", on(wire, 40): str(int(cost) - 1000)}, offer))


def test_raising_the_grants_under_a_schedule_needs_more_money(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.CONTRACT), prices(upfront()), installments({on(wire, 9): "9600"}))
    more = prices(upfront({"analyst": 11}), offer=offer)
    assert wire.codes(more) == {"UpdatePricingTerms": {"INCOMPATIBLE_RESALE_AUTHORIZATION"}}
    wire.succeed(more, installments({on(wire, 9): "10560"}, offer))


def test_a_one_time_price_can_be_raised_instead_of_marked_up(planted: Wire) -> None:
    offer = planted.succeed(create(terms.ONE_TIME), prices(upfront(SEATS, "30000.000")))
    assert terms_of(planted, offer)["FixedUpfrontPricingTerm"]["Price"] == "30000"
    marked = planted.succeed(create(terms.ONE_TIME), markup("25"))
    assert terms_of(planted, marked)["FixedUpfrontPricingTerm"]["Price"] == "30000"


def test_a_one_time_price_can_be_spread_over_installments(planted: Wire) -> None:
    charges = {on(planted, 9): "12000", on(planted, 40): "12000"}
    offer = planted.succeed(create(terms.ONE_TIME), prices(upfront(SEATS)), installments(charges))
    assert terms_of(planted, offer)["FixedUpfrontPricingTerm"]["Price"] == "0"
    assert len(terms_of(planted, offer)["PaymentScheduleTerm"]["Schedule"]) == 2


def test_a_contract_paid_in_installments_can_be_published(wire: Wire) -> None:
    offer = wire.succeed(
        create(vendors.CONTRACT),
        information(),
        buyers(),
        until(on(wire, 30)),
        prices(upfront(SEATS)),
        installments({on(wire, 30): "9000", on(wire, 120): "9625"}),
        lasting("P12M"),
        release(),
    )
    assert wire.document(offer)["State"] == "Released"


def test_a_future_dated_contract_paid_in_installments_can_be_published(wire: Wire) -> None:
    wire.succeed(
        create(vendors.CONTRACT),
        information(),
        buyers(),
        until(on(wire, 30)),
        prices(upfront(SEATS, duration="P12M")),
        installments({on(wire, 60): "18625"}),
        future(wire, 40, 404),
        release(),
    )


def test_the_expiry_cannot_be_moved_past_the_second_charge(wire: Wire) -> None:
    offer = wire.succeed(
        create(vendors.CONTRACT),
        information(),
        buyers(),
        until(on(wire, 30)),
        prices(upfront()),
        installments({on(wire, 31): "5000", on(wire, 61): "5000"}),
        release(),
    )
    wire.succeed(until(on(wire, 60), offer))
    assert wire.codes(until(on(wire, 61), offer)) == {"UpdateAvailability": {"INVALID_AVAILABILITY_END_DATE"}}


def test_a_charge_on_the_last_day_of_the_agreement_is_not_late(wire: Wire) -> None:
    one_year = prices(upfront())
    wire.succeed(create(vendors.CONTRACT), one_year, installments({on(wire, 365): "9600"}))
    late = wire.codes(create(vendors.CONTRACT), one_year, installments({on(wire, 366): "9600"}))
    assert late == {"UpdatePaymentScheduleTerms": {"INVALID_CHARGE_DATES"}}


def test_a_charge_today_is_not_in_the_past(wire: Wire) -> None:
    wire.succeed(create(vendors.CONTRACT), prices(upfront()), installments({on(wire, 0): "9600"}))


def test_a_schedule_alone_waits_for_its_price_until_the_release(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.CONTRACT), installments({on(wire, 9): "9600"}))
    assert wire.codes(release(offer))["ReleaseOffer"] >= {"MISSING_MANDATORY_TERMS"}
    wire.succeed(prices(upfront(), offer=offer))
    assert set(terms_of(wire, offer)) == {"LegalTerm", "FixedUpfrontPricingTerm", "PaymentScheduleTerm"}


def test_a_price_of_zero_waits_for_its_schedule_until_the_release(wire: Wire) -> None:
    offer = wire.succeed(
        create(vendors.CONTRACT), information(), buyers(), until(on(wire, 30)), prices(upfront())
    )
    assert wire.codes(release(offer)) == {"ReleaseOffer": {"MISSING_MANDATORY_TERMS"}}
    wire.succeed(installments({on(wire, 9): "9600"}, offer), release(offer))
