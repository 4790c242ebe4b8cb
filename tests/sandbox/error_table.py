"""Table 2.15 of the fact sheet: the asynchronous error codes of every change type on an offer."""

from tests.sandbox.error_cases import CREATE, RA, REPLACE

_PO_ONLY = (
    "INCOMPATIBLE_PRODUCT",
    "INCOMPATIBLE_TERMS",
    "INVALID_UPDATE_REQUEST",
    "MISSING_PRICE_INCREASE",
    "INVALID_LOCKOUT_PERIOD",
)

_ROWS: dict[str, tuple[str, ...]] = {
    CREATE: (RA, "INCOMPATIBLE_PRODUCT"),
    REPLACE: (RA,),
    "UpdateInformation": ("INCOMPATIBLE_PRE_EXISTING_AGREEMENT",),
    "UpdateMarkup": ("INCOMPATIBLE_MARKUP", RA, "INCOMPATIBLE_TERMS", "INVALID_MARKUP_PERCENTAGE"),
    "UpdateTargeting": (
        "INVALID_BUYER_ACCOUNTS",
        "INVALID_COUNTRY_CODES",
        "INVALID_TARGETING",
        "INCOMPATIBLE_PRODUCT",
        RA,
        "INCOMPATIBLE_TARGETING",
        "TOO_MANY_BUYER_ACCOUNTS",
    ),
    "UpdateLegalTerms": (
        "INCOMPATIBLE_TERMS",
        "INVALID_LEGAL_DOCUMENTS",
        "LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE",
    ),
    "UpdateAvailability": ("INVALID_AVAILABILITY_END_DATE", "MISSING_AVAILABILITY_END_DATE"),
    "UpdateValidityTerms": (
        "INCOMPATIBLE_AGREEMENT",
        "INCOMPATIBLE_AGREEMENT_END_DATE",
        "INCOMPATIBLE_AGREEMENT_START_DATE",
        "INCOMPATIBLE_PRODUCT",
        RA,
        "INCOMPATIBLE_TERMS",
        "INVALID_AGREEMENT_DURATION",
        "INVALID_AGREEMENT_END_DATE",
        "INVALID_AGREEMENT_START_DATE",
        "INVALID_AGREEMENT_TIME_INTERVAL",
        "MISSING_AGREEMENT_START_DATE",
    ),
    "UpdatePricingTerms": (
        "DUPLICATE_DIMENSION_KEYS",
        "DUPLICATE_SELECTORS",
        "DUPLICATE_TERM_TYPES",
        "INCOMPATIBLE_AGREEMENT",
        "INCOMPATIBLE_CURRENCY_CODE",
        "INCOMPATIBLE_PAYMENT_SETTINGS",
        "INCOMPATIBLE_PRODUCT",
        "INCOMPATIBLE_RATE_CARD_CONSTRAINTS",
        "INCOMPATIBLE_RATES",
        RA,
        "INCOMPATIBLE_SELECTOR_DURATION",
        "INCOMPATIBLE_SELLER_VERIFICATION",
        "INCOMPATIBLE_TERMS",
        "INVALID_AGREEMENT_DURATION",
        "INVALID_CURRENCY_CODE",
        "INVALID_DURATION",
        "INVALID_GRANTS",
        "INVALID_PRICE_CHANGE",
        "INVALID_RATE_CARD",
        "INVALID_SELECTOR_DURATION_VALUE",
        "MISSING_DURATION",
        "MISSING_MANDATORY_TERMS",
        "TOO_MANY_GRANTS",
        "TOO_MANY_RATE_CARDS",
        "TOO_MANY_RATES",
    ),
    "UpdatePaymentScheduleTerms": (
        "DUPLICATE_CHARGE_DATES",
        "INCOMPATIBLE_CURRENCY_CODE",
        "INCOMPATIBLE_MARKUP_PERCENTAGE",
        "INCOMPATIBLE_PAYMENT_SETTINGS",
        RA,
        "INCOMPATIBLE_SELLER_VERIFICATION",
        "INCOMPATIBLE_TERMS",
        "INVALID_CHARGE_DATES",
        "INVALID_CURRENCY_CODE",
        "TOO_MANY_BACKDATED_CHARGES",
        "TOO_MANY_CHARGES",
    ),
    "UpdateNetPaymentTerms": (
        "INVALID_PAYMENT_DUE_PERIOD",
        RA,
        "INCOMPATIBLE_TERMS",
        "INCOMPATIBLE_PRODUCT",
        "DUPLICATE_TERM_TYPES",
    ),
    "ReleaseOffer": (
        "INCOMPATIBLE_PAYMENT_SETTINGS",
        "INCOMPATIBLE_PRODUCT",
        "INCOMPATIBLE_SELLER_VERIFICATION",
        "INVALID_UPDATE_REQUEST",
        "MISSING_AGREEMENT_END_DATE",
        "MISSING_AVAILABILITY_END_DATE",
        "MISSING_BUYER_ACCOUNTS",
        "MISSING_DESCRIPTION",
        "MISSING_NAME",
        "MISSING_MANDATORY_TERMS",
        "TOO_MANY_OFFERS",
        "INCOMPATIBLE_TARGETING",
        "INVALID_TAX_INFORMATION",
    ),
    "UpdateSupportTerms": _PO_ONLY,
    "UpdateRenewalTerms": _PO_ONLY,
}

TABLE = frozenset((kind, code) for kind, codes in _ROWS.items() for code in codes)

_NOT_ON_A_CPPO = "A change type of plain private offers only; the sandbox refuses it with a 422."
UNREACHED = {
    **{
        (kind, code): _NOT_ON_A_CPPO
        for kind in ("UpdateSupportTerms", "UpdateRenewalTerms")
        for code in _PO_ONLY
    },
    (
        "UpdatePaymentScheduleTerms",
        "TOO_MANY_CHARGES",
    ): "In the private offer guide only: the schema refuses more than 60 charges at once (422).",
    (
        "ReleaseOffer",
        "INCOMPATIBLE_TARGETING",
    ): "In the private offer guide only: no source says what leads to it.",
}
"""The pairs no request to the sandbox leads to, and why. Those of a CPPO can be had as a fault to order."""
