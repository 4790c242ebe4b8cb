"""What the draft inherits from its authorization (fact sheet 3)."""

from typing import Any

from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import create, information, markup
from tests.sandbox.conftest import Clock, Wire

Json = dict[str, Any]


def terms_of(wire: Wire, authorization: str, percentage: str | None = None) -> dict[str, Json]:
    changes = [create(authorization)] + ([markup(percentage)] if percentage else [])
    return {term["Type"]: term for term in wire.document(wire.succeed(*changes))["Terms"]}


def test_a_draft_without_a_markup_shows_wholesale_prices_and_no_percentage(wire: Wire, clock: Clock) -> None:
    document = wire.document(wire.succeed(create()))
    assert document["State"] == "Draft"
    assert "MarkupPercentage" not in document
    assert "0.008" in str(document["Terms"])


def test_usage_prices_are_marked_up_for_every_dimension(wire: Wire, clock: Clock) -> None:
    card = terms_of(wire, vendors.EURO, "10")["UsageBasedPricingTerm"]
    assert card["CurrencyCode"] == "EUR"
    assert card["RateCards"] == [
        {
            "RateCard": [
                {"DimensionKey": "hosts", "Price": "0.0462"},
                {"DimensionKey": "events", "Price": "0.34925"},
            ]
        }
    ]


def test_contract_prices_are_marked_up_for_every_duration(wire: Wire, clock: Clock) -> None:
    term = terms_of(wire, vendors.CONTRACT, "12.5")["ConfigurableUpfrontPricingTerm"]
    assert [card["Selector"]["Value"] for card in term["RateCards"]] == ["P12M", "P24M", "P36M"]
    assert term["RateCards"][2]["RateCard"][2]["Price"] == "3888.141"
    assert term["RateCards"][0]["Constraints"]["QuantityConfiguration"] == "Allowed"


def test_installments_keep_their_dates_and_the_fixed_price_loses_its_duration(
    wire: Wire, clock: Clock
) -> None:
    terms = terms_of(wire, vendors.INSTALLMENTS, "20")
    charges = terms["PaymentScheduleTerm"]["Schedule"]
    assert charges[0] == {"ChargeDate": f"{clock.date(45)}T00:00:00.000Z", "ChargeAmount": "15000"}
    assert "Duration" not in terms["FixedUpfrontPricingTerm"]
    assert terms["FixedUpfrontPricingTerm"]["Price"] == "0"
    assert terms["ValidityTerm"]["AgreementDuration"] == "P12M"


def test_a_markup_is_never_compounded(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(create(), markup("50"))
    wire.succeed(markup("25", offer))
    assert '"Price":"0.01"' in wire.entity(offer)["Details"]


def test_a_net_payment_term_is_handed_down(wire: Wire, clock: Clock) -> None:
    assert terms_of(wire, vendors.NET_TERMS)["NetPaymentTerm"] == {
        "Type": "NetPaymentTerm",
        "PaymentDuePeriod": "P60D",
    }


def test_named_buyers_become_the_targeting(wire: Wire, clock: Clock) -> None:
    rules = wire.document(wire.succeed(create(vendors.NAMED_BUYERS)))["Rules"]
    expected = {"BuyerAccounts": [account for account, _ in vendors.BUYERS]}
    assert rules == [{"Type": "TargetingRule", "PositiveTargeting": expected}]


def test_the_reseller_contract_stays_behind_and_the_eula_comes_along(wire: Wire, clock: Clock) -> None:
    documents = terms_of(wire, vendors.CUSTOM_LEGAL)["LegalTerm"]["Documents"]
    assert [one["Type"] for one in documents] == ["CustomEula"]


def test_addresses_of_legal_documents_differ_from_answer_to_answer(wire: Wire, clock: Clock) -> None:
    first = wire.document("offer-openbronze2kqw")["Terms"][0]
    clock.forward(1)
    second = wire.document("offer-openbronze2kqw")["Terms"][0]
    assert first["Documents"][0]["Url"] != second["Documents"][0]["Url"]


def test_only_the_properties_sent_change(wire: Wire, clock: Clock) -> None:
    agreement = {"AcquisitionChannel": "External", "PricingModel": "Usage"}
    offer = wire.succeed(
        create(Name="First"), information(Description="Only this", PreExistingAgreement=agreement)
    )
    document = wire.document(offer)
    assert (document["Name"], document["Description"]) == ("First", "Only this")
    assert document["PreExistingAgreement"] == agreement
