"""Codes of the changes every offer goes through: create, information, markup, targeting, availability."""

from cppo_tui.sandbox import seed_awkward as awkward
from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import (
    buyers,
    create,
    information,
    installments,
    lasting,
    markup,
    prices,
    replacement,
    targeting,
    until,
    upfront,
)
from tests.sandbox.conftest import Wire
from tests.sandbox.error_cases import (
    CREATE,
    EXPIRED,
    OPEN,
    RA,
    REPLACE,
    ErrorCase,
    accepted,
    contract,
    future,
    on,
    renewing,
)

EVERYBODY = [f"{number:012}" for number in range(1, 27)]
US_ONLY = {"PositiveTargeting": {"CountryCodes": ["US"]}}
BOTH_SIDES = {**US_ONLY, "NegativeTargeting": {"CountryCodes": ["CA"]}}
MOVING = {"AcquisitionChannel": "External", "PricingModel": "Byol"}

TARGETING, AVAILABILITY = "UpdateTargeting", "UpdateAvailability"
TOO_SOON_OR_LATE = "INVALID_AVAILABILITY_END_DATE"


def future_dated(wire: Wire) -> str:
    """A draft that can be accepted for 30 days, of an agreement that starts in 40."""
    return wire.succeed(*contract(wire, future(wire, 40, 404)))


def hourly(wire: Wire) -> str:
    """A draft that can be accepted for 30 days, and runs for 400: a year bought on the last day just fits."""
    return wire.succeed(create(vendors.AMI_ANNUAL), until(on(wire, 30)), lasting("P400D"))


CREATES = [
    ErrorCase(CREATE, RA, lambda w: [create(vendors.USED_UP)], alone=True),
    ErrorCase(
        CREATE,
        "INCOMPATIBLE_PRODUCT",
        lambda w: [create(vendors.AMI_ANNUAL, OfferSetId="offerset-b3f9exmpl27")],
        alone=True,
    ),
    ErrorCase(
        REPLACE,
        RA,
        lambda w: [create(terms.UPGRADE, "Other"), replacement(accepted(w), terms.UPGRADE)],
        alone=True,
    ),
    ErrorCase(REPLACE, RA, lambda w: renewing(w, authorization=terms.OTHER_PRODUCT), alone=True),
    ErrorCase(REPLACE, RA, lambda w: renewing(w, authorization=terms.RENEWAL), alone=True),
    ErrorCase(REPLACE, RA, lambda w: renewing(w, authorization=terms.QUERIES_ONLY), alone=True),
    ErrorCase(
        REPLACE,
        RA,
        lambda w: [replacement(accepted(w, terms.CONTRACT_ON_AMI), terms.CONTRACT_ON_AMI)],
        alone=True,
    ),
]

INFORMATION = [
    ErrorCase(
        "UpdateInformation",
        "INCOMPATIBLE_PRE_EXISTING_AGREEMENT",
        lambda w: [information(OPEN, PreExistingAgreement=MOVING)],
        alone=True,
    )
]

MARKUP = [
    ErrorCase("UpdateMarkup", "INCOMPATIBLE_MARKUP", lambda w: [markup("10", OPEN)], alone=True),
    ErrorCase("UpdateMarkup", "INVALID_MARKUP_PERCENTAGE", lambda w: [markup("10", OWN_PRODUCT)], alone=True),
    ErrorCase(
        "UpdateMarkup",
        RA,
        lambda w: [markup("0", awkward.OWN_SCHEDULE_ON_CONTRACT)],
        "awkward-seller",
        alone=True,
    ),
    ErrorCase(
        "UpdateMarkup",
        RA,
        lambda w: contract(w, markup("5"), prices(upfront({"analyst": 10}, "9600"))),
    ),
    ErrorCase(
        "UpdateMarkup",
        "INCOMPATIBLE_TERMS",
        lambda w: [markup("5", awkward.OWN_SCHEDULE_ON_INSTALLMENTS)],
        "awkward-seller",
        alone=True,
    ),
    ErrorCase(
        "UpdateMarkup",
        "INCOMPATIBLE_TERMS",
        lambda w: [
            create(vendors.INSTALLMENTS),
            markup("5"),
            installments({on(w, days): "13000" for days in (45, 135, 225, 315)}),
        ],
    ),
]

TARGETS = [
    ErrorCase(TARGETING, "INVALID_BUYER_ACCOUNTS", lambda w: [create(), buyers("000000000000")], alone=True),
    ErrorCase(TARGETING, "INVALID_BUYER_ACCOUNTS", lambda w: [create(), buyers("123412341234")], alone=True),
    ErrorCase(
        TARGETING,
        "INVALID_COUNTRY_CODES",
        lambda w: [create(), targeting({"PositiveTargeting": {"CountryCodes": ["US", "XX"]}})],
        alone=True,
    ),
    ErrorCase(TARGETING, "INVALID_TARGETING", lambda w: [create(), targeting(BOTH_SIDES)], alone=True),
    ErrorCase(
        TARGETING,
        "INCOMPATIBLE_PRODUCT",
        lambda w: [create(vendors.SERVICES), targeting(US_ONLY)],
        alone=True,
    ),
    ErrorCase(
        TARGETING,
        RA,
        lambda w: [create(vendors.NAMED_BUYERS), buyers("411122223333", "111122223333")],
        alone=True,
    ),
    ErrorCase(TARGETING, "INCOMPATIBLE_TARGETING", lambda w: [buyers(offer=OPEN)], alone=True),
    ErrorCase(TARGETING, "INCOMPATIBLE_TARGETING", lambda w: [buyers(offer=EXPIRED)], alone=True),
    ErrorCase(TARGETING, "INCOMPATIBLE_TARGETING", lambda w: renewing(w, buyers()), alone=True),
    ErrorCase(TARGETING, "TOO_MANY_BUYER_ACCOUNTS", lambda w: [create(), buyers(*EVERYBODY)], alone=True),
]

EXPIRY = [
    ErrorCase(AVAILABILITY, TOO_SOON_OR_LATE, lambda w: [create(), until(on(w, -1))], alone=True),
    ErrorCase(
        AVAILABILITY,
        TOO_SOON_OR_LATE,
        lambda w: [create(vendors.INSTALLMENTS), until(on(w, 140))],
        alone=True,
    ),
    ErrorCase(
        AVAILABILITY,
        TOO_SOON_OR_LATE,
        lambda w: [create(vendors.CONTRACT), until(on(w, 900)), future(w, 40, 404)],
    ),
    # A term that is there already must still fit the date that moves.
    ErrorCase(AVAILABILITY, TOO_SOON_OR_LATE, lambda w: [until(on(w, 40), future_dated(w))], alone=True),
    ErrorCase(AVAILABILITY, TOO_SOON_OR_LATE, lambda w: [until(on(w, 40), hourly(w))], alone=True),
    ErrorCase(
        AVAILABILITY,
        TOO_SOON_OR_LATE,
        lambda w: [until(on(w, 9), OWN_PRODUCT), targeting(US_ONLY, OWN_PRODUCT)],
        alone=True,
    ),
    ErrorCase(AVAILABILITY, "MISSING_AVAILABILITY_END_DATE", lambda w: [create(), until(None)], alone=True),
]

CASES = [*CREATES, *INFORMATION, *MARKUP, *TARGETS, *EXPIRY]
