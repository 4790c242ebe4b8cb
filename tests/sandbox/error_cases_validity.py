"""Codes of UpdateValidityTerms."""

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import create, installments, lasting, prices, until, upfront, validity
from tests.sandbox.error_cases import EXPIRED, OPEN, RA, Build, ErrorCase, contract, future, on, renewing

LENGTH, INTERVAL = "INVALID_AGREEMENT_DURATION", "INVALID_AGREEMENT_TIME_INTERVAL"
START, END = "INVALID_AGREEMENT_START_DATE", "INVALID_AGREEMENT_END_DATE"


def case(code: str, build: Build, *, alone: bool = True) -> ErrorCase:
    return ErrorCase("UpdateValidityTerms", code, build, alone=alone)


AFTER_RELEASE = [
    case(
        "INCOMPATIBLE_AGREEMENT_START_DATE",
        lambda w: [validity(OPEN, AgreementStartDate=on(w, 60), AgreementEndDate=on(w, 424))],
        alone=False,
    ),
    case(
        "INCOMPATIBLE_AGREEMENT_END_DATE",
        lambda w: [validity(OPEN, AgreementStartDate=on(w, 60), AgreementEndDate=on(w, 424))],
        alone=False,
    ),
    case("INCOMPATIBLE_TERMS", lambda w: [lasting("P400D", EXPIRED)]),
]

AUTHORIZATION = [
    case(RA, lambda w: contract(w, future(w, 331, 695))),
    case(RA, lambda w: contract(w, future(w, 40, 200))),
    case(RA, lambda w: [create(vendors.INSTALLMENTS), lasting("P24M")]),
    case(RA, lambda w: contract(w, future(w, 40, 390), kind=vendors.INSTALLMENTS)),
    case(
        RA,
        lambda w: contract(w, future(w, 40, 404), prices(upfront({"analyst": 10}, "17280", "P24M"))),
        alone=False,
    ),
    case("INCOMPATIBLE_PRODUCT", lambda w: [create(), until(on(w, 5)), future(w, 40, 404)]),
]

REPLACEMENT = [
    case("INCOMPATIBLE_AGREEMENT", lambda w: renewing(w, until(on(w, 30)), future(w, 40, 404))),
    case(INTERVAL, lambda w: renewing(w, validity(AgreementDuration="P12M", AgreementEndDate=on(w, 400)))),
]

DURATIONS = [
    case(LENGTH, lambda w: [create(), lasting("P0D")]),
    case(LENGTH, lambda w: [create(vendors.AMI_ANNUAL), lasting("P1096D")]),
    case(LENGTH, lambda w: contract(w, lasting("P395D"), kind=vendors.AMI_ANNUAL)),
    case(
        LENGTH,
        lambda w: [lasting("P30D", OWN_PRODUCT), installments({on(w, 31): "10"}, OWN_PRODUCT)],
        alone=False,
    ),
    case("MISSING_AGREEMENT_START_DATE", lambda w: [create(vendors.CONTRACT), lasting("P12M")]),
]

DATES = [
    case(END, lambda w: contract(w, future(w, 10, 20)), alone=False),
    case(
        END,
        lambda w: renewing(
            w,
            until(on(w, 30)),
            validity(AgreementEndDate=on(w, 40)),
            prices(upfront()),
            installments({on(w, 41): "9600"}),
        ),
        alone=False,
    ),
    case(START, lambda w: contract(w, future(w, 30, 394))),
    case(START, lambda w: contract(w, future(w, 90, 60))),
    case(START, lambda w: contract(w, future(w, 1200, 1564)), alone=False),
]

INTERVALS = [
    case(
        INTERVAL,
        lambda w: contract(w, validity(AgreementDuration="P12M", AgreementEndDate=on(w, 400))),
    ),
    case(
        INTERVAL,
        lambda w: contract(w, validity(AgreementDuration="P12M", AgreementStartDate=on(w, 40))),
    ),
    case(INTERVAL, lambda w: contract(w, validity(AgreementStartDate=on(w, 40)))),
    case(INTERVAL, lambda w: contract(w, validity(AgreementEndDate=on(w, 400)))),
    case(INTERVAL, lambda w: contract(w, future(w, 40, 4000)), alone=False),
]

CASES = [*AFTER_RELEASE, *AUTHORIZATION, *REPLACEMENT, *DURATIONS, *DATES, *INTERVALS]
