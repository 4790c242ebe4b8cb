"""An offer that ends an agreement once it is accepted (fact sheet 2.3 and 8.8)."""

from pathlib import Path

import pytest

from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import REAL
from cppo_tui.sandbox.seed_agreements import RUNNING
from tests.sandbox.changes import (
    BUYER,
    buyers,
    create,
    eula,
    information,
    installments,
    prices,
    release,
    replacement,
    until,
    upfront,
    validity,
)
from tests.sandbox.conftest import MakeWire, Wire
from tests.sandbox.error_cases import CREATE, RA, REPLACE, accepted, on, published, renewing
from tests.sandbox.planting import with_term_authorizations


@pytest.fixture
def planted(make_wire: MakeWire, tmp_path: Path) -> Wire:
    return with_term_authorizations(make_wire, tmp_path / "world.db")


def test_the_draft_is_for_the_acceptor_alone_and_has_no_term_of_validity(wire: Wire) -> None:
    offer = wire.succeed(*renewing(wire, authorization=vendors.INSTALLMENTS))
    document = wire.document(offer)
    assert document["State"] == "Draft"
    assert document["Rules"] == [{"Type": "TargetingRule", "PositiveTargeting": {"BuyerAccounts": [BUYER]}}]
    assert "ValidityTerm" not in [term["Type"] for term in document["Terms"]]
    assert document["ResaleAuthorizationId"] == vendors.INSTALLMENTS


def test_an_authorization_that_names_the_acceptor_targets_nobody_else(planted: Wire) -> None:
    harrow, _ = terms.RENEWING_BUYER
    first = planted.succeed(
        create(vendors.CONTRACT),
        information(),
        buyers(harrow, BUYER),
        until(on(planted, 10)),
        release(),
    )
    agreement = planted.sandbox.accept(first, harrow)
    offer = planted.succeed(replacement(agreement, terms.RENEWAL))
    assert planted.document(offer)["Rules"][0]["PositiveTargeting"] == {"BuyerAccounts": [harrow]}


def test_the_document_has_the_members_of_any_offer(wire: Wire) -> None:
    plain = wire.document(wire.succeed(create(vendors.CONTRACT, Name="Plain")))
    replacing = wire.document(wire.succeed(replacement(accepted(wire), vendors.CONTRACT, Name="Renewal")))
    assert replacing["Name"] == "Renewal"
    assert set(replacing) == set(plain)


def test_awss_own_sample_order_of_changes_publishes_a_replacement(wire: Wire) -> None:
    agreement = accepted(wire)
    done = wire.run(
        replacement(agreement, vendors.CONTRACT),
        information(),
        prices(upfront()),
        validity(AgreementEndDate=on(wire, 400)),
        installments({on(wire, 60): "9600"}),
        eula("https://contracts.s3.amazonaws.com/eula.pdf"),
        until(on(wire, 30)),
        release(),
    )
    assert done["Status"] == "SUCCEEDED", done
    identifiers = {one["Entity"]["Identifier"] for one in done["ChangeSet"]}
    assert len(identifiers) == 1
    offer, _, revision = identifiers.pop().partition("@")
    assert revision == "1"
    document = wire.document(offer)
    assert document["State"] == "Released"
    assert {
        "Type": "ValidityTerm",
        "AgreementEndDate": f"{on(wire, 400)}T23:59:59.999Z",
    } in document["Terms"]


def test_a_replacement_offer_can_be_accepted_and_replaced_again(wire: Wire) -> None:
    agreement = accepted(wire)
    for _ in range(2):
        changes = (information(), validity(AgreementEndDate=on(wire, 400)), until(on(wire, 30)), release())
        offer = wire.succeed(replacement(agreement, vendors.CONTRACT), *changes)
        replaced, agreement = agreement, wire.sandbox.accept(offer, BUYER)
        assert wire.start(replacement(replaced, vendors.CONTRACT)).status == 422
    assert wire.start(replacement(agreement, vendors.CONTRACT)).status == 200


def test_an_agreement_that_is_replaced_meanwhile_fails_the_create(make_wire: MakeWire) -> None:
    wire = make_wire(pace=REAL)
    agreement = accepted(wire)
    offer = wire.succeed(
        replacement(agreement, vendors.CONTRACT),
        information(),
        validity(AgreementEndDate=on(wire, 400)),
        until(on(wire, 30)),
        release(),
    )
    started = wire.start(replacement(agreement, vendors.CONTRACT)).body["ChangeSetId"]
    wire.sandbox.accept(offer, BUYER)
    wire.clock.forward(3600)
    done = wire.change_set(started)
    assert done["Status"] == "FAILED"
    assert [error["ErrorCode"] for error in done["ChangeSet"][0]["ErrorDetailList"]] == [
        "INCOMPATIBLE_AGREEMENT"
    ]


def test_an_agreement_that_ends_meanwhile_fails_the_create(make_wire: MakeWire) -> None:
    wire = make_wire(pace=REAL)
    agreement = accepted(wire)
    wire.clock.forward(-5, days=365)
    started = wire.start(replacement(agreement, vendors.CONSUMPTION)).body["ChangeSetId"]
    wire.clock.forward(3600)
    done = wire.change_set(started)
    codes = [error["ErrorCode"] for error in done["ChangeSet"][0]["ErrorDetailList"]]
    assert codes == ["INCOMPATIBLE_AGREEMENT"]


def test_an_agreement_on_usage_prices_is_not_replaced(wire: Wire) -> None:
    done = wire.codes(replacement(RUNNING, "resaleauthz-archsilver3km"))
    assert done == {REPLACE: {RA}}


def test_a_replacement_uses_a_single_use_authorization_up(planted: Wire) -> None:
    planted.succeed(replacement(accepted(planted), terms.UPGRADE))
    assert planted.document(terms.UPGRADE)["OfferDetails"] == {
        "OfferExtendedStatus": "Completed-Used",
        "OfferCreatedCount": 1,
    }
    assert planted.codes(create(terms.UPGRADE)) == {CREATE: {RA}}


def test_a_lone_end_date_is_for_replacements(wire: Wire) -> None:
    wire.succeed(*renewing(wire, validity(AgreementEndDate=on(wire, 400))))
    plain = wire.codes(create(vendors.CONTRACT), validity(AgreementEndDate=on(wire, 400)))
    assert plain == {"UpdateValidityTerms": {"INVALID_AGREEMENT_TIME_INTERVAL"}}


def test_the_targeting_stays_the_acceptors_on_an_existing_draft_too(wire: Wire) -> None:
    offer = wire.succeed(*renewing(wire))
    assert wire.codes(buyers(offer=offer)) == {"UpdateTargeting": {"INCOMPATIBLE_TARGETING"}}


def test_the_old_offer_is_left_alone(wire: Wire) -> None:
    offer = published(wire)
    before = wire.entity(offer)["EntityIdentifier"]
    wire.succeed(replacement(wire.sandbox.accept(offer, BUYER), vendors.CONTRACT))
    assert wire.entity(offer)["EntityIdentifier"] == before
