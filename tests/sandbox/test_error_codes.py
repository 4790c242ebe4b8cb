"""Every documented error code of the simulated change types, on the right change (fact sheet 2.15)."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cppo_tui.sandbox import seed_awkward as awkward
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import (
    buyers,
    create,
    information,
    lasting,
    markup,
    release,
    targeting,
    until,
    validity,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, MakeWire, Wire

Json = dict[str, Any]
Build = Callable[[Clock], Sequence[Json]]
CREATE = "CreateOfferUsingResaleAuthorization"
RA = "INCOMPATIBLE_RESALE_AUTHORIZATION"
OPEN, EXPIRED, DRAFT = "offer-openbronze2kqw", "offer-expsilver7ypd4", "offer-draftseats3mvx"
EVERYBODY = [f"{number:012}" for number in range(1, 27)]


def name_of(part: object) -> str:
    """A stable name in the test's identifier; a function has none."""
    return part if isinstance(part, str) else "set"


def future(clock: Clock, first: int, last: int) -> Json:
    return validity(AgreementStartDate=clock.date(first), AgreementEndDate=clock.date(last))


def contract(clock: Clock, *changes: Json, kind: str = vendors.CONTRACT) -> list[Json]:
    return [create(kind), until(clock.date(30)), *changes]


ARCHERA: list[tuple[str, str, Build]] = [
    (CREATE, RA, lambda c: [create(vendors.USED_UP)]),
    (
        CREATE,
        "INCOMPATIBLE_PRODUCT",
        lambda c: [create(vendors.AMI_ANNUAL, OfferSetId="offerset-b3f9exmpl27")],
    ),
    (
        "UpdateInformation",
        "INCOMPATIBLE_PRE_EXISTING_AGREEMENT",
        lambda c: [
            information(OPEN, PreExistingAgreement={"AcquisitionChannel": "External", "PricingModel": "Byol"})
        ],
    ),
    ("UpdateMarkup", "INCOMPATIBLE_MARKUP", lambda c: [markup("10", OPEN)]),
    ("UpdateMarkup", "INVALID_MARKUP_PERCENTAGE", lambda c: [markup("10", OWN_PRODUCT)]),
    ("UpdateTargeting", "INVALID_BUYER_ACCOUNTS", lambda c: [create(), buyers("000000000000")]),
    ("UpdateTargeting", "INVALID_BUYER_ACCOUNTS", lambda c: [create(), buyers("123412341234")]),
    (
        "UpdateTargeting",
        "INVALID_COUNTRY_CODES",
        lambda c: [create(), targeting({"PositiveTargeting": {"CountryCodes": ["US", "XX"]}})],
    ),
    (
        "UpdateTargeting",
        "INVALID_TARGETING",
        lambda c: [
            create(),
            targeting(
                {"PositiveTargeting": {"CountryCodes": ["US"]}, "NegativeTargeting": {"CountryCodes": ["CA"]}}
            ),
        ],
    ),
    (
        "UpdateTargeting",
        "INCOMPATIBLE_PRODUCT",
        lambda c: [create(vendors.SERVICES), targeting({"PositiveTargeting": {"CountryCodes": ["US"]}})],
    ),
    ("UpdateTargeting", RA, lambda c: [create(vendors.NAMED_BUYERS), buyers("411122223333", "111122223333")]),
    ("UpdateTargeting", "INCOMPATIBLE_TARGETING", lambda c: [buyers(offer=OPEN)]),
    ("UpdateTargeting", "INCOMPATIBLE_TARGETING", lambda c: [buyers(offer=EXPIRED)]),
    ("UpdateTargeting", "TOO_MANY_BUYER_ACCOUNTS", lambda c: [create(), buyers(*EVERYBODY)]),
    ("UpdateAvailability", "INVALID_AVAILABILITY_END_DATE", lambda c: [create(), until(c.date(-1))]),
    (
        "UpdateAvailability",
        "INVALID_AVAILABILITY_END_DATE",
        lambda c: [create(vendors.INSTALLMENTS), until(c.date(140))],
    ),
    (
        "UpdateAvailability",
        "INVALID_AVAILABILITY_END_DATE",
        lambda c: [create(vendors.CONTRACT), until(c.date(900)), future(c, 40, 404)],
    ),
    (
        "UpdateAvailability",
        "INVALID_AVAILABILITY_END_DATE",
        lambda c: [
            until(c.date(9), OWN_PRODUCT),
            targeting({"PositiveTargeting": {"CountryCodes": ["US"]}}, OWN_PRODUCT),
        ],
    ),
    ("UpdateAvailability", "MISSING_AVAILABILITY_END_DATE", lambda c: [create(), until(None)]),
    (
        "UpdateValidityTerms",
        "INCOMPATIBLE_AGREEMENT_START_DATE",
        lambda c: [validity(OPEN, AgreementStartDate=c.date(60), AgreementEndDate=c.date(424))],
    ),
    (
        "UpdateValidityTerms",
        "INCOMPATIBLE_AGREEMENT_END_DATE",
        lambda c: [validity(OPEN, AgreementStartDate=c.date(60), AgreementEndDate=c.date(424))],
    ),
    (
        "UpdateValidityTerms",
        "INCOMPATIBLE_PRODUCT",
        lambda c: [create(), until(c.date(5)), future(c, 40, 404)],
    ),
    ("UpdateValidityTerms", RA, lambda c: contract(c, future(c, 331, 695))),
    ("UpdateValidityTerms", RA, lambda c: contract(c, future(c, 40, 200))),
    ("UpdateValidityTerms", RA, lambda c: [create(vendors.INSTALLMENTS), lasting("P24M")]),
    ("UpdateValidityTerms", RA, lambda c: contract(c, future(c, 40, 200), kind=vendors.INSTALLMENTS)),
    ("UpdateValidityTerms", "INCOMPATIBLE_TERMS", lambda c: [lasting("P400D", EXPIRED)]),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_DURATION", lambda c: [create(), lasting("P0D")]),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_DURATION",
        lambda c: [create(vendors.AMI_ANNUAL), lasting("P1096D")],
    ),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_DURATION",
        lambda c: contract(c, lasting("P395D"), kind=vendors.AMI_ANNUAL),
    ),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_END_DATE", lambda c: contract(c, future(c, 10, 20))),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_START_DATE", lambda c: contract(c, future(c, 30, 394))),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_START_DATE", lambda c: contract(c, future(c, 90, 60))),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_START_DATE", lambda c: contract(c, future(c, 1200, 1564))),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_TIME_INTERVAL",
        lambda c: contract(c, validity(AgreementDuration="P12M", AgreementEndDate=c.date(400))),
    ),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_TIME_INTERVAL",
        lambda c: contract(c, validity(AgreementDuration="P12M", AgreementStartDate=c.date(40))),
    ),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_TIME_INTERVAL",
        lambda c: contract(c, validity(AgreementStartDate=c.date(40))),
    ),
    (
        "UpdateValidityTerms",
        "INVALID_AGREEMENT_TIME_INTERVAL",
        lambda c: contract(c, validity(AgreementEndDate=c.date(400))),
    ),
    ("UpdateValidityTerms", "INVALID_AGREEMENT_TIME_INTERVAL", lambda c: contract(c, future(c, 40, 4000))),
    (
        "UpdateValidityTerms",
        "MISSING_AGREEMENT_START_DATE",
        lambda c: [create(vendors.CONTRACT), lasting("P12M")],
    ),
    ("ReleaseOffer", "INVALID_UPDATE_REQUEST", lambda c: [release(OPEN)]),
    ("ReleaseOffer", "MISSING_NAME", lambda c: [create(), release()]),
    ("ReleaseOffer", "MISSING_DESCRIPTION", lambda c: [create(), release()]),
    ("ReleaseOffer", "MISSING_BUYER_ACCOUNTS", lambda c: [create(), release()]),
    ("ReleaseOffer", "MISSING_AVAILABILITY_END_DATE", lambda c: [create(), release()]),
    ("ReleaseOffer", "MISSING_MANDATORY_TERMS", lambda c: [create(), release()]),
]

AWKWARD: list[tuple[str, str, Build]] = [
    ("UpdateMarkup", RA, lambda c: [markup("0", awkward.OWN_SCHEDULE_ON_CONTRACT)]),
    ("UpdateMarkup", "INCOMPATIBLE_TERMS", lambda c: [markup("5", awkward.OWN_SCHEDULE_ON_INSTALLMENTS)]),
    ("ReleaseOffer", "INCOMPATIBLE_SELLER_VERIFICATION", lambda c: whole_cppo(c.date(30))),
    ("ReleaseOffer", "INCOMPATIBLE_PAYMENT_SETTINGS", lambda c: whole_cppo(c.date(30))),
    ("ReleaseOffer", "TOO_MANY_OFFERS", lambda c: whole_cppo(c.date(30))),
    ("ReleaseOffer", "INCOMPATIBLE_PRODUCT", lambda c: whole_cppo(c.date(30), vendors.EURO)),
    ("ReleaseOffer", "INVALID_TAX_INFORMATION", lambda c: [create(vendors.SERVICES), release()]),
    ("ReleaseOffer", "MISSING_MANDATORY_TERMS", lambda c: [release(awkward.SCHEDULE_WITHOUT_PRICE)]),
    ("ReleaseOffer", "MISSING_AVAILABILITY_END_DATE", lambda c: [release(awkward.STALE_DRAFT)]),
]

DOCUMENTED = {
    CREATE: {RA, "INCOMPATIBLE_PRODUCT"},
    "UpdateInformation": {"INCOMPATIBLE_PRE_EXISTING_AGREEMENT"},
    "UpdateMarkup": {"INCOMPATIBLE_MARKUP", RA, "INCOMPATIBLE_TERMS", "INVALID_MARKUP_PERCENTAGE"},
    "UpdateTargeting": {
        *("INVALID_BUYER_ACCOUNTS", "INVALID_COUNTRY_CODES", "INVALID_TARGETING", "INCOMPATIBLE_PRODUCT"),
        *(RA, "INCOMPATIBLE_TARGETING", "TOO_MANY_BUYER_ACCOUNTS"),
    },
    "UpdateAvailability": {"INVALID_AVAILABILITY_END_DATE", "MISSING_AVAILABILITY_END_DATE"},
    # INCOMPATIBLE_AGREEMENT concerns replacement offers, which are not simulated yet.
    "UpdateValidityTerms": {
        *("INCOMPATIBLE_AGREEMENT_END_DATE", "INCOMPATIBLE_AGREEMENT_START_DATE", "INCOMPATIBLE_PRODUCT", RA),
        *("INCOMPATIBLE_TERMS", "INVALID_AGREEMENT_DURATION", "INVALID_AGREEMENT_END_DATE"),
        *("INVALID_AGREEMENT_START_DATE", "INVALID_AGREEMENT_TIME_INTERVAL", "MISSING_AGREEMENT_START_DATE"),
    },
    # MISSING_AGREEMENT_END_DATE likewise.
    "ReleaseOffer": {
        *("INCOMPATIBLE_PAYMENT_SETTINGS", "INCOMPATIBLE_PRODUCT", "INCOMPATIBLE_SELLER_VERIFICATION"),
        *("INVALID_UPDATE_REQUEST", "MISSING_AVAILABILITY_END_DATE", "MISSING_BUYER_ACCOUNTS"),
        *("MISSING_DESCRIPTION", "MISSING_NAME", "MISSING_MANDATORY_TERMS", "TOO_MANY_OFFERS"),
        "INVALID_TAX_INFORMATION",
    },
}


@pytest.mark.parametrize(("kind", "code", "build"), ARCHERA, ids=name_of)
def test_the_code_is_reported_on_its_change(
    wire: Wire, clock: Clock, kind: str, code: str, build: Build
) -> None:
    assert code in wire.codes(*build(clock))[kind]


@pytest.mark.parametrize(("kind", "code", "build"), AWKWARD, ids=name_of)
def test_the_code_is_reported_to_an_awkward_seller(
    make_wire: MakeWire, clock: Clock, kind: str, code: str, build: Build
) -> None:
    assert code in make_wire("awkward-seller").codes(*build(clock))[kind]


def test_every_documented_code_is_reachable() -> None:
    reached: dict[str, set[str]] = {}
    for kind, code, _ in [*ARCHERA, *AWKWARD]:
        reached.setdefault(kind, set()).add(code)
    assert reached == DOCUMENTED


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
