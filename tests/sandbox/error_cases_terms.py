"""Codes of the payment schedule, the net payment term and the legal term."""

from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from tests.sandbox.changes import (
    create,
    eula,
    installments,
    lasting,
    markup,
    net_payment,
    prices,
    schedule,
    standard_eula,
    until,
    upfront,
)
from tests.sandbox.conftest import Wire
from tests.sandbox.error_cases import EXPIRED, OPEN, RA, Build, ErrorCase, contract, on, published

QUARTERS = (45, 135, 225, 315)
BUCKET = "https://contracts.s3.amazonaws.com"


def plan(code: str, build: Build, scenario: str = "archera", *, alone: bool = True) -> ErrorCase:
    return ErrorCase("UpdatePaymentScheduleTerms", code, build, scenario, alone)


def net(code: str, build: Build, *, alone: bool = True) -> ErrorCase:
    return ErrorCase("UpdateNetPaymentTerms", code, build, alone=alone)


def text(code: str, build: Build) -> ErrorCase:
    return ErrorCase("UpdateLegalTerms", code, build, alone=True)


SCHEDULE_DATES = [
    plan(
        "DUPLICATE_CHARGE_DATES",
        lambda w: [
            schedule(
                [
                    {"ChargeDate": on(w, 9), "ChargeAmount": "5"},
                    {"ChargeDate": on(w, 9), "ChargeAmount": "6"},
                ],
                OWN_PRODUCT,
            )
        ],
    ),
    plan("INVALID_CHARGE_DATES", lambda w: [installments({on(w, -1): "5"}, OWN_PRODUCT)]),
    plan(
        "INVALID_CHARGE_DATES",
        lambda w: contract(w, prices(upfront()), installments({on(w, 31): "9000", on(w, 366): "600"})),
    ),
    plan(
        "TOO_MANY_BACKDATED_CHARGES",
        lambda w: [
            until(on(w, 30), OWN_PRODUCT),
            installments({on(w, 20): "5", on(w, 30): "5"}, OWN_PRODUCT),
        ],
        alone=False,
    ),
]

SCHEDULE_MONEY = [
    plan("INVALID_CURRENCY_CODE", lambda w: [installments({on(w, 9): "5"}, OWN_PRODUCT, "XYZ")]),
    plan(
        "INCOMPATIBLE_CURRENCY_CODE",
        lambda w: [
            prices(upfront(currency="EUR"), offer=OWN_PRODUCT),
            installments({on(w, 9): "5"}, OWN_PRODUCT),
        ],
        alone=False,
    ),
    plan("INCOMPATIBLE_PAYMENT_SETTINGS", lambda w: [installments({on(w, 9): "5"}, OWN_PRODUCT, "GBP")]),
    plan(
        "INCOMPATIBLE_PAYMENT_SETTINGS",
        lambda w: [installments({on(w, 9): "5"}, OWN_PRODUCT)],
        "awkward-seller",
        alone=False,
    ),
    plan(
        "INCOMPATIBLE_SELLER_VERIFICATION",
        lambda w: [installments({on(w, 9): "5"}, OWN_PRODUCT, "GBP")],
        "awkward-seller",
    ),
]

SCHEDULE_SURROUNDINGS = [
    plan(
        "INCOMPATIBLE_TERMS",
        lambda w: [installments(_quarters(w), published(w, vendors.INSTALLMENTS))],
    ),
    plan("INCOMPATIBLE_TERMS", lambda w: [installments({on(w, 9): "5"}, EXPIRED)], alone=False),
    plan(
        "INCOMPATIBLE_TERMS",
        lambda w: [create(terms.ONE_TIME), until(on(w, 30)), installments({on(w, 31): "24000"})],
    ),
    plan(
        "INCOMPATIBLE_MARKUP_PERCENTAGE",
        lambda w: [
            create(vendors.INSTALLMENTS),
            markup("5"),
            installments(_quarters(w)),
        ],
        alone=False,
    ),
    plan(RA, lambda w: [create(), installments({on(w, 31): "5"})]),
    plan(
        RA,
        lambda w: [
            create(vendors.INSTALLMENTS),
            installments({on(w, days): "13000" for days in QUARTERS[1:]}),
        ],
    ),
    plan(
        RA,
        lambda w: [
            create(vendors.INSTALLMENTS),
            installments(_quarters(w, "12499.99")),
        ],
    ),
    plan(
        RA,
        lambda w: [
            create(terms.ONE_TIME),
            prices(upfront({"analyst": 10, "viewer": 50})),
            installments({on(w, 31): "23999.99"}),
        ],
        alone=False,
    ),
]

NET = [
    net("INVALID_PAYMENT_DUE_PERIOD", lambda w: [create(vendors.NET_TERMS), net_payment("P20D")]),
    net(RA, lambda w: [create(vendors.NET_TERMS), net_payment("P90D")]),
    net(RA, lambda w: [create(vendors.NET_TERMS), net_payment()]),
    net(RA, lambda w: [create(), net_payment("P30D")]),
    net(
        "INCOMPATIBLE_TERMS",
        lambda w: [net_payment("P30D", offer=published(w, vendors.NET_TERMS, lasting()))],
    ),
    net("INCOMPATIBLE_TERMS", lambda w: [net_payment("P30D", offer=EXPIRED)], alone=False),
    net(
        "INCOMPATIBLE_PRODUCT",
        lambda w: [create(vendors.AMI_ANNUAL), net_payment("P30D")],
        alone=False,
    ),
    net("DUPLICATE_TERM_TYPES", lambda w: [create(vendors.NET_TERMS), net_payment("P30D", "P45D")]),
]

LEGAL = [
    text("INCOMPATIBLE_TERMS", lambda w: [standard_eula(offer=OPEN)]),
    text("INCOMPATIBLE_TERMS", lambda w: [standard_eula(offer=EXPIRED)]),
    text("INVALID_LEGAL_DOCUMENTS", lambda w: [create(), standard_eula("2019-04-24")]),
    text("INVALID_LEGAL_DOCUMENTS", lambda w: [create(vendors.SERVICES), standard_eula()]),
    text("INVALID_LEGAL_DOCUMENTS", lambda w: [create(), eula(f"{BUCKET}/missing/eula.pdf")]),
    text("INVALID_LEGAL_DOCUMENTS", lambda w: [create(), eula("https://example.com/eula.pdf")]),
    text("LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE", lambda w: [create(), eula(f"{BUCKET}/huge.pdf")]),
]


def _quarters(wire: Wire, amount: str = "13000") -> dict[str, str]:
    """The dates of the seeded installments."""
    return {on(wire, days): amount for days in QUARTERS}


CASES = [*SCHEDULE_DATES, *SCHEDULE_MONEY, *SCHEDULE_SURROUNDINGS, *NET, *LEGAL]
