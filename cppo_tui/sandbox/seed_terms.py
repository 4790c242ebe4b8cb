"""Authorizations that make every rule about a reseller's own terms reachable; no scenario plants them."""

from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_documents import (
    Deal,
    authorization_doc,
    configurable,
    entitled,
    fixed,
    metered,
    usage,
)
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.seed_vendors import KORRIGAN, OAKHOLLOW, QUILLON

ONE_TIME = "resaleauthz-onetime7bqka4"
RENEWAL = "resaleauthz-renewal5xw3md"
UPGRADE = "resaleauthz-upgrade2hq6tz"
CONTRACT_ON_AMI = "resaleauthz-amicontr4jfe7"
OTHER_PRODUCT = "resaleauthz-otherprod3nt5"
QUERIES_ONLY = "resaleauthz-queries6mndx2"
BY_THE_HOUR = "resaleauthz-byhour5wzk3qd"
NEW_PRICING = "resaleauthz-newprice4xtm7"
"""Priced by a term that no document describes yet."""

RENEWING_BUYER = ("411122223333", "Harrow & Finch")

_SEATS = [entitled("analyst", "Analyst seat"), entitled("viewer", "Viewer seat")]
_PRICES = configurable({"P12M": {"analyst": "1020", "viewer": "190"}})


def term_authorizations(day: Day) -> dict[str, Json]:
    """By identifier. Most are for the product of the seeded contract, whose agreements they can replace."""
    paid_once = {**fixed("P12M", {"analyst": 10, "viewer": 50}), "Price": "24000"}
    renewal = Deal("Quillon-Meridian-Renewal", buyers=(RENEWING_BUYER,), created=-4)
    queries = Deal("Quillon-Meridian-QueriesOnly", created=-15)
    sentinel = Deal("Oakhollow-Meridian-Contract", created=-19)
    image = Deal("Korrigan-Meridian-Contract", created=-11)
    hourly = Deal("Korrigan-Meridian-Hourly", created=-6)
    hours = [
        {**metered(key, key.replace("_", ".")), "Types": ["Metered"]} for key in ("m7_large", "m7_xlarge")
    ]
    recurring = {"Type": "ResaleRecurringPaymentTerm", "CurrencyCode": "USD", "Price": "49"}
    return {
        ONE_TIME: authorization_doc(
            day, QUILLON, Deal("Quillon-Meridian-OneTime", created=-7), _SEATS, [paid_once]
        ),
        RENEWAL: authorization_doc(day, QUILLON, renewal, _SEATS, [_PRICES]),
        UPGRADE: authorization_doc(
            day, QUILLON, Deal("Quillon-Meridian-Upgrade", single_use=True, created=-3), _SEATS, [_PRICES]
        ),
        CONTRACT_ON_AMI: authorization_doc(day, KORRIGAN, image, _SEATS, [_PRICES]),
        BY_THE_HOUR: authorization_doc(
            day, KORRIGAN, hourly, hours, [usage({"m7_large": "0.0485", "m7_xlarge": "0.097"})]
        ),
        NEW_PRICING: authorization_doc(
            day,
            OAKHOLLOW,
            Deal("Oakhollow-Meridian-Recurring", created=-2),
            [metered("endpoints", "Protected endpoints")],
            [usage({"endpoints": "1.85"}), recurring],
        ),
        OTHER_PRODUCT: authorization_doc(day, OAKHOLLOW, sentinel, _SEATS, [_PRICES]),
        QUERIES_ONLY: authorization_doc(
            day, QUILLON, queries, [metered("query", "Queries, per thousand")], [usage({"query": "0.011"})]
        ),
    }
