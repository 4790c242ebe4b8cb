"""The seven-change set of AWS's own sample, from StartChangeSet to a released offer (fact sheet 6.2)."""

from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import (
    NEW,
    create,
    information,
    lasting,
    markup,
    release,
    until,
    validity,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, MakeWire, Wire, recorded


def test_seven_changes_make_a_released_offer(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31"))
    entity = wire.entity(offer)
    document = entity["DetailsDocument"]
    assert document["State"] == "Released"
    assert (document["Name"], document["Description"]) == ("Spring deal", "Ref 1")
    assert document["MarkupPercentage"] == "25.0"
    assert document["Rules"] == [
        {"Type": "AvailabilityRule", "AvailabilityEndDate": "2027-01-31T23:59:59.999Z"},
        {"Type": "TargetingRule", "PositiveTargeting": {"BuyerAccounts": ["111122223333"]}},
    ]
    assert [term["Type"] for term in document["Terms"]] == [
        "LegalTerm",
        "UsageBasedPricingTerm",
        "ValidityTerm",
    ]


def test_the_order_of_the_changes_does_not_matter(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*reversed(whole_cppo("2027-01-31")))
    assert wire.document(offer)["State"] == "Released"


def test_one_change_set_makes_one_revision(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31")[:-1])
    assert wire.entity(offer)["EntityIdentifier"] == f"{offer}@1"
    wire.succeed(release(offer))
    assert wire.entity(offer)["EntityIdentifier"] == f"{offer}@2"


def test_a_created_and_a_chained_identifier_carry_revision_1_once_succeeded(wire: Wire, clock: Clock) -> None:
    done = wire.run(*whole_cppo("2027-01-31"))
    identifiers = {one["Entity"]["Identifier"] for one in done["ChangeSet"]}
    assert len(identifiers) == 1
    assert identifiers.pop().endswith("@1")


def test_an_existing_identifier_is_echoed_as_sent(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31")[:-1])
    done = wire.run(release(f"{offer}@1"))
    assert done["ChangeSet"][0]["Entity"]["Identifier"] == f"{offer}@1"
    done = wire.run(until("2027-02-01", offer))
    assert done["ChangeSet"][0]["Entity"]["Identifier"] == offer


def test_before_success_chained_identifiers_are_as_sent(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    key = wire.start(*whole_cppo("2027-01-31")).body["ChangeSetId"]
    entities = {one["ChangeType"]: one["Entity"] for one in wire.change_set(key)["ChangeSet"]}
    assert entities["UpdateMarkup"] == {"Type": "Offer@1.0", "Identifier": NEW}
    assert entities["CreateOfferUsingResaleAuthorization"] == {"Type": "Offer@1.0"}


def test_a_failed_set_leaves_no_draft_and_keeps_the_identifiers_as_sent(wire: Wire, clock: Clock) -> None:
    before = wire.entities("Offer", "SELF").body
    done = wire.run(create(), markup(), release())
    assert done["Status"] == "FAILED"
    assert wire.entities("Offer", "SELF").body == before
    assert {one["Entity"].get("Identifier") for one in done["ChangeSet"]} == {None, NEW}


def test_a_change_set_shows_the_members_real_ones_have(wire: Wire, clock: Clock) -> None:
    real = recorded("describe_change_set_create")
    done = wire.run(*whole_cppo("2027-01-31"))
    assert set(done) == set(real)
    for one in done["ChangeSet"]:
        named = "ChangeName" in one
        assert set(one) == set(real["ChangeSet"][0 if named else 1])
    assert done["ChangeSetName"] == "Submitted by 777788889999"
    assert set(wire.start(release("offer-draftseats3mvx")).body) == set(recorded("start_change_set"))


def test_details_may_be_a_json_string(wire: Wire, clock: Clock) -> None:
    sent = information()
    del sent["DetailsDocument"]
    sent["Details"] = '{"Name": "As text"}'
    offer = wire.succeed(create(), sent)
    assert wire.document(offer)["Name"] == "As text"


def test_a_reference_inside_a_document_is_resolved(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(create(), information(Name=NEW))
    assert wire.document(offer)["Name"] == offer


def test_two_offers_can_be_made_in_one_set(wire: Wire, clock: Clock) -> None:
    other = "$Second.Entity.Identifier"
    done = wire.run(create(), markup("10"), create(name="Second"), markup("20", other))
    assert done["Status"] == "SUCCEEDED"
    shown = {
        one["DetailsDocument"].get("Percentage"): one["Entity"]["Identifier"] for one in done["ChangeSet"]
    }
    assert wire.document(shown["10"].partition("@")[0])["MarkupPercentage"] == "10"
    assert wire.document(shown["20"].partition("@")[0])["MarkupPercentage"] == "20"


def test_a_released_offer_can_be_expired_and_brought_back(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31"))
    wire.succeed(until(clock.date(-1), offer))
    assert wire.document(offer)["State"] == "Released"
    wire.succeed(until(clock.date(20), offer))


def test_a_future_date_needs_a_contract_even_on_our_own_product(wire: Wire, clock: Clock) -> None:
    term = validity(OWN_PRODUCT, AgreementStartDate=clock.date(10), AgreementEndDate=clock.date(374))
    assert wire.codes(term) == {"UpdateValidityTerms": {"INCOMPATIBLE_PRODUCT"}}


def test_name_and_duration_can_change_after_release(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31"))
    wire.succeed(information(offer, Name="Better name"), lasting("P730D", offer))
    assert wire.document(offer)["Name"] == "Better name"
