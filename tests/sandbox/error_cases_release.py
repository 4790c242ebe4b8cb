"""Codes of ReleaseOffer."""

from cppo_tui.sandbox import seed_awkward as awkward
from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import (
    buyers,
    create,
    information,
    installments,
    release,
    until,
    whole_cppo,
)
from tests.sandbox.conftest import Wire
from tests.sandbox.error_cases import OPEN, Build, ErrorCase, Json, on, renewing


def case(code: str, build: Build, scenario: str = "archera", *, alone: bool = False) -> ErrorCase:
    return ErrorCase("ReleaseOffer", code, build, scenario, alone)


def awkward_case(code: str, build: Build) -> ErrorCase:
    return case(code, build, "awkward-seller")


def all_but(wire: Wire, index: int, *instead: Json) -> list[Json]:
    """The seven changes of AWS's sample without one of them."""
    changes = whole_cppo(on(wire, 30))
    return [*changes[:index], *instead, *changes[index + 1 :]]


CASES = [
    case("INVALID_UPDATE_REQUEST", lambda w: [release(OPEN)], alone=True),
    case("MISSING_NAME", lambda w: all_but(w, 1, information(Description="Ref 1")), alone=True),
    case("MISSING_DESCRIPTION", lambda w: all_but(w, 1, information(Name="Spring deal")), alone=True),
    case("MISSING_BUYER_ACCOUNTS", lambda w: all_but(w, 3), alone=True),
    case("MISSING_AVAILABILITY_END_DATE", lambda w: all_but(w, 4), alone=True),
    case("MISSING_MANDATORY_TERMS", lambda w: all_but(w, 5), alone=True),
    case(
        "MISSING_MANDATORY_TERMS",
        lambda w: [
            create(vendors.CONTRACT),
            information(),
            buyers(),
            until(on(w, 30)),
            installments({on(w, 31): "9600"}),
            release(),
        ],
        alone=True,
    ),
    case(
        "MISSING_AGREEMENT_END_DATE",
        lambda w: renewing(w, information(), until(on(w, 30)), release()),
        alone=True,
    ),
    awkward_case("INCOMPATIBLE_SELLER_VERIFICATION", lambda w: whole_cppo(on(w, 30))),
    awkward_case("INCOMPATIBLE_PAYMENT_SETTINGS", lambda w: whole_cppo(on(w, 30))),
    awkward_case("TOO_MANY_OFFERS", lambda w: whole_cppo(on(w, 30))),
    awkward_case("INCOMPATIBLE_PRODUCT", lambda w: whole_cppo(on(w, 30), vendors.EURO)),
    awkward_case("INVALID_TAX_INFORMATION", lambda w: [create(vendors.SERVICES), release()]),
    awkward_case("MISSING_MANDATORY_TERMS", lambda w: [release(awkward.SCHEDULE_WITHOUT_PRICE)]),
    awkward_case("MISSING_AVAILABILITY_END_DATE", lambda w: [release(awkward.STALE_DRAFT)]),
]
