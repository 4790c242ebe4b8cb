"""What surrounds a refusal: all errors at once, readable texts, and the same changes when they are fine."""

from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import (
    buyers,
    create,
    information,
    lasting,
    release,
    until,
    validity,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, Wire
from tests.sandbox.error_cases import CREATE, RA
from tests.sandbox.error_cases_offer import EVERYBODY

Json = dict[str, Any]


def test_all_errors_of_a_set_are_collected(wire: Wire, clock: Clock) -> None:
    codes = wire.codes(
        create(vendors.USED_UP), buyers("000000000000"), until(clock.date(-4)), lasting("P0D"), release()
    )
    assert codes == {
        CREATE: {RA},
        "UpdateTargeting": {"INVALID_BUYER_ACCOUNTS"},
        "UpdateAvailability": {"INVALID_AVAILABILITY_END_DATE"},
        "UpdateValidityTerms": {"INVALID_AGREEMENT_DURATION"},
        "ReleaseOffer": {"MISSING_NAME", "MISSING_DESCRIPTION"},
    }


def test_the_message_names_the_bad_accounts(wire: Wire) -> None:
    done = wire.run(create(), buyers("111122223333", "000000000000", "999999999999"))
    [error] = next(one["ErrorDetailList"] for one in done["ChangeSet"] if one["ErrorDetailList"])
    assert error["ErrorMessage"] == (
        "Provide valid buyer accounts. Invalid accounts: [000000000000, 999999999999]."
    )


def test_twenty_five_buyers_are_fine(wire: Wire) -> None:
    wire.succeed(create(), buyers(*EVERYBODY[:25]))


@pytest.mark.parametrize(
    ("authorization", "changes"),
    [
        (vendors.AMI_ANNUAL, [lasting("P450D")]),
        (vendors.INSTALLMENTS, [lasting("P12M")]),
        (vendors.INSTALLMENTS, [lasting("P1Y")]),
        (vendors.INSTALLMENTS, []),
        (vendors.CONTRACT, []),
        (vendors.CONSUMPTION, []),
        (vendors.NAMED_BUYERS, [lasting("P3652D")]),
        (vendors.SINGLE_USE, [lasting("P36M")]),
        (vendors.MANY_DIMENSIONS, [lasting("P365D")]),
        (vendors.NET_TERMS, [lasting()]),
        (vendors.EURO, [lasting()]),
        (vendors.SERVICES, []),
    ],
)
def test_every_usable_authorization_can_be_published(
    wire: Wire, clock: Clock, authorization: str, changes: list[Json]
) -> None:
    named = authorization == vendors.NAMED_BUYERS
    target = [] if named else [buyers()]
    wire.succeed(create(authorization), information(), *target, until(clock.date(30)), *changes, release())


def test_a_future_dated_contract_can_be_published(wire: Wire, clock: Clock) -> None:
    start, end = "2027-02-01", "2029-01-31"
    term = validity(AgreementStartDate=start, AgreementEndDate=end)
    offer = wire.succeed(
        create(vendors.CONTRACT), information(), buyers(), until("2027-01-31"), term, release()
    )
    assert {
        "Type": "ValidityTerm",
        "AgreementStartDate": "2027-02-01T00:00:00.000Z",
        "AgreementEndDate": "2029-01-31T23:59:59.999Z",
    } in wire.document(offer)["Terms"]


def test_dates_are_judged_by_what_the_whole_set_leaves_behind(wire: Wire, clock: Clock) -> None:
    offer = wire.succeed(create(vendors.CONTRACT), until("2027-05-31"))
    term = validity(offer, AgreementStartDate="2027-02-01", AgreementEndDate="2028-01-31")
    assert "INVALID_AGREEMENT_START_DATE" in wire.codes(term)["UpdateValidityTerms"]
    wire.succeed(term, until("2027-01-31", offer))


def test_a_second_release_fails_with_INVALID_UPDATE_REQUEST(wire: Wire) -> None:
    offer = wire.succeed(*whole_cppo("2027-01-31"))
    assert wire.codes(release(offer)) == {"ReleaseOffer": {"INVALID_UPDATE_REQUEST"}}


def test_an_empty_list_removes_the_validity_term(wire: Wire) -> None:
    offer = wire.succeed(create(), lasting())
    wire.succeed(validity(offer))
    assert "ValidityTerm" not in [term["Type"] for term in wire.document(offer)["Terms"]]
