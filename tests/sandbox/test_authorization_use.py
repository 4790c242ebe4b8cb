"""How an authorization counts the offers made from it (fact sheet 5.2 and 8.2; the moment is assumed)."""

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_archera import GOLD
from tests.sandbox.changes import create, markup, release
from tests.sandbox.conftest import Clock, Wire

RA = "INCOMPATIBLE_RESALE_AUTHORIZATION"


def test_an_unlimited_authorization_stays_usable(wire: Wire, clock: Clock) -> None:
    assert wire.document(GOLD)["OfferDetails"] == {
        "OfferExtendedStatus": "Not Started",
        "OfferCreatedCount": 0,
    }
    wire.succeed(create(GOLD))
    wire.succeed(create(GOLD))
    assert wire.document(GOLD)["OfferDetails"] == {
        "OfferExtendedStatus": "Completed-Usable",
        "OfferCreatedCount": 2,
    }


def test_a_single_use_authorization_is_used_up_by_a_draft(wire: Wire, clock: Clock) -> None:
    wire.succeed(create(vendors.SINGLE_USE))
    assert wire.document(vendors.SINGLE_USE)["OfferDetails"] == {
        "OfferExtendedStatus": "Completed-Used",
        "OfferCreatedCount": 1,
    }


def test_a_second_offer_from_a_single_use_authorization_fails(wire: Wire, clock: Clock) -> None:
    wire.succeed(create(vendors.SINGLE_USE))
    assert wire.codes(create(vendors.SINGLE_USE)) == {"CreateOfferUsingResaleAuthorization": {RA}}


def test_two_offers_in_one_set_are_one_too_many_for_single_use(wire: Wire, clock: Clock) -> None:
    assert wire.codes(create(vendors.SINGLE_USE), create(vendors.SINGLE_USE, "Second")) == {
        "CreateOfferUsingResaleAuthorization": {RA}
    }
    assert wire.document(vendors.SINGLE_USE)["OfferDetails"]["OfferCreatedCount"] == 0


def test_a_failed_set_does_not_use_up_the_authorization(wire: Wire, clock: Clock) -> None:
    wire.codes(create(vendors.SINGLE_USE), release())
    wire.succeed(create(vendors.SINGLE_USE))


def test_creating_an_offer_leaves_the_authorizations_revision_alone(wire: Wire, clock: Clock) -> None:
    before = wire.entity(GOLD)
    wire.succeed(create(GOLD))
    after = wire.entity(GOLD)
    assert (before["EntityIdentifier"], before["LastModifiedDate"]) == (
        after["EntityIdentifier"],
        after["LastModifiedDate"],
    )


def test_the_list_shows_the_new_status(wire: Wire, clock: Clock) -> None:
    wire.succeed(create(GOLD))
    filters = {"ResaleAuthorizationFilters": {"EntityId": {"ValueList": [GOLD]}}}
    [line] = wire.entities("ResaleAuthorization", "SHARED", EntityTypeFilters=filters).body[
        "EntitySummaryList"
    ]
    assert line["ResaleAuthorizationSummary"]["OfferExtendedStatus"] == "Completed-Usable"


def test_a_draft_can_be_worked_on_after_its_authorization_expired(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(create(vendors.ENDS_SOON))
    clock.forward(days=30)
    wire.succeed(markup("12", offer))
