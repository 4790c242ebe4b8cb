"""Authorizations of other, invented manufacturers: every pricing kind and every state a reseller meets."""

from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_documents import (
    Deal,
    Maker,
    authorization_doc,
    configurable,
    entitled,
    fixed,
    metered,
    schedule,
    usage,
)
from cppo_tui.sandbox.seed_model import Day

BRIGHTLOOM = Maker("Brightloom Software", "200010002001", "Loomwatch Observability")
QUILLON = Maker("Quillon Data", "200010002002", "Quillon Warehouse")
KORRIGAN = Maker("Korrigan Systems", "200010002003", "Korrigan Hardened Linux", "AMI")
SALTMARSH = Maker("Saltmarsh Analytics", "200010002004", "Saltmarsh Insights")
OAKHOLLOW = Maker("Oakhollow Security", "200010002005", "Oakhollow Sentinel")
VANTRELL = Maker("Vantrell Consulting", "200010002006", "Migration Factory", "ProfessionalServices")
FERROUS = Maker("Ferrous Peak", "200010002007", "Peakflow Gateway", "Container")
MAKERS = (BRIGHTLOOM, QUILLON, KORRIGAN, SALTMARSH, OAKHOLLOW, VANTRELL, FERROUS)

SINGLE_USE = "resaleauthz-singleuse4rne"
USED_UP = "resaleauthz-usedup7hk2pvz"
EXPIRED = "resaleauthz-expired5wmjc3"
RESTRICTED = "resaleauthz-restricted2fy"
ENDS_SOON = "resaleauthz-endssoon6tbqa"
NAMED_BUYERS = "resaleauthz-namedbuy3xgl4"
EURO = "resaleauthz-eurousage7dns"
CONTRACT = "resaleauthz-contract5jpr2"
CONSUMPTION = "2bd2c761-3b7f-3771-9c58-5f0a4f6f7a10"
INSTALLMENTS = "resaleauthz-instalment6vk"
AMI_ANNUAL = "resaleauthz-amiannual4cse"
NET_TERMS = "resaleauthz-netterms2qzhw"
MANY_DIMENSIONS = "resaleauthz-manydims7yfu3"
CUSTOM_LEGAL = "resaleauthz-customlegal5b"
DISTRIBUTOR = "resaleauthz-distrib3nwxe6"
SOMEBODY_ELSES = "resaleauthz-notforus4mgta"
SERVICES = "resaleauthz-services6lrd2"

BUYERS = (("411122223333", "Harrow & Finch"), ("422233334444", "Delmar Freight"))

_HOSTS = [metered("hosts", "Monitored hosts"), metered("events", "Events, per million")]
_HOST_RATES = {"hosts": "0.042", "events": "0.3175"}
_SEATS = [
    entitled("analyst", "Analyst seat"),
    entitled("viewer", "Viewer seat"),
    entitled("admin", "Admin seat"),
]
_OVERAGE = metered("overage", "Queries beyond the contract, per thousand")
_OVERAGE_PRICE = usage({"overage": "0.0125"})
_SEAT_PRICES = {
    "P12M": {"analyst": "960", "viewer": "180.5", "admin": "1440"},
    "P24M": {"analyst": "1728", "viewer": "324.9", "admin": "2592"},
    "P36M": {"analyst": "2304", "viewer": "433.2", "admin": "3456.125"},
}


def vendor_authorizations(day: Day) -> dict[str, Json]:
    """All of them, by identifier."""
    return {
        **usage_authorizations(day),
        **contract_authorizations(day),
        **installment_authorizations(day),
        **unusable_authorizations(day),
    }


def usage_authorizations(day: Day) -> dict[str, Json]:
    """Priced by use."""

    def loom(deal: Deal, currency: str = "USD") -> Json:
        return authorization_doc(day, BRIGHTLOOM, deal, _HOSTS, [usage(_HOST_RATES, currency)])

    many = {f"meter_{number:03}": f"{number / 1000:.3f}" for number in range(1, 201)}
    custom = Deal(
        "Oakhollow-Meridian-CustomTerms", eula="CustomEula", contract="CustomResellerContract", created=-33
    )
    return {
        SINGLE_USE: loom(Deal("Loomwatch-Meridian-OneDeal", ends_in=120, single_use=True, created=-12)),
        ENDS_SOON: loom(Deal("Loomwatch-Meridian-Q4", ends_in=5, created=-85)),
        NAMED_BUYERS: loom(Deal("Loomwatch-Meridian-HarrowDelmar", ends_in=200, buyers=BUYERS, created=-21)),
        EURO: loom(Deal("Loomwatch-Meridian-EU", ends_in=365, created=-45), "EUR"),
        DISTRIBUTOR: loom(Deal("Loomwatch-Meridian-Distribution", role="Distributor", created=-9)),
        NET_TERMS: authorization_doc(
            day,
            OAKHOLLOW,
            Deal("Oakhollow-Meridian-Net60", ends_in=300, created=-28),
            [metered("endpoints", "Protected endpoints")],
            [usage({"endpoints": "1.85"}), {"Type": "ResaleNetPaymentTerm", "PaymentDuePeriod": "P60D"}],
        ),
        CUSTOM_LEGAL: authorization_doc(
            day,
            OAKHOLLOW,
            custom,
            [metered("endpoints", "Protected endpoints")],
            [usage({"endpoints": "2.1"})],
        ),
        MANY_DIMENSIONS: authorization_doc(
            day,
            SALTMARSH,
            Deal("Saltmarsh-Meridian-AllMeters", ends_in=400, created=-17),
            [metered(key, f"Meter {key[-3:]}") for key in many],
            [usage(many)],
        ),
    }


def contract_authorizations(day: Day) -> dict[str, Json]:
    """Paid upfront, partly by use, or by the hour with a year as an alternative."""
    seats = Deal("Quillon-Meridian-Seats", ends_in=250, start_by=330, created=-50, offers_created=1)
    both = Deal("Quillon-Meridian-SeatsAndQueries", created=-190)
    annual = Deal("Korrigan-Meridian-HourlyAnnual", ends_in=180, created=-70)
    instances = [metered("m7_large", "m7.large"), metered("m7_xlarge", "m7.xlarge")]
    hourly = usage({"m7_large": "0.0485", "m7_xlarge": "0.097"})
    yearly = configurable({"P365D": {"m7_large": "310", "m7_xlarge": "620"}})
    one_year = configurable({"P12M": _SEAT_PRICES["P12M"]})
    return {
        CONTRACT: authorization_doc(day, QUILLON, seats, _SEATS, [configurable(_SEAT_PRICES)]),
        CONSUMPTION: authorization_doc(day, QUILLON, both, [*_SEATS, _OVERAGE], [one_year, _OVERAGE_PRICE]),
        AMI_ANNUAL: authorization_doc(day, KORRIGAN, annual, instances, [hourly, yearly]),
    }


def installment_authorizations(day: Day) -> dict[str, Json]:
    """Paid by schedule: always single use, with an end before the first charge (fact sheet 8.2 and 8.3)."""
    quarterly = schedule({day.date(days): "12500.00" for days in (45, 135, 225, 315)})
    twice = schedule({day.date(days): "40000" for days in (100, 160)})
    year = fixed("P12M", {"analyst": 40, "viewer": 200})
    deal = Deal("Quillon-Meridian-Installments", ends_in=40, single_use=True, created=-8)
    service = Deal("Vantrell-Meridian-Factory", ends_in=90, single_use=True, eula="CustomEula", created=-5)
    sprints = [entitled("sprint", "Migration sprint")]
    return {
        INSTALLMENTS: authorization_doc(
            day, QUILLON, deal, [*_SEATS, _OVERAGE], [quarterly, year, _OVERAGE_PRICE]
        ),
        SERVICES: authorization_doc(day, VANTRELL, service, sprints, [twice, fixed("P6M", {"sprint": 4})]),
    }


def unusable_authorizations(day: Day) -> dict[str, Json]:
    """Nothing can be created from these any more, or never could by us."""

    def peak(deal: Deal) -> Json:
        return authorization_doc(
            day, FERROUS, deal, [metered("gb", "Traffic, per GB")], [usage({"gb": "0.018"})]
        )

    cobalt = Deal("Peakflow-Cobalt", reseller="888899990000", reseller_name="Cobalt Resellers")
    return {
        USED_UP: peak(Deal("Peakflow-Meridian-OneDeal", ends_in=60, single_use=True, offers_created=1)),
        EXPIRED: peak(Deal("Peakflow-Meridian-2023", ends_in=-30, created=-420)),
        RESTRICTED: peak(Deal("Peakflow-Meridian-Withdrawn", ends_in=500, status="Restricted", created=-150)),
        SOMEBODY_ELSES: peak(cobalt),
    }
