"""Building authorization documents and offers for the scenarios (fact sheet 5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cppo_tui.sandbox import authorization, times
from cppo_tui.sandbox.drafting import draft_from
from cppo_tui.sandbox.legal_urls import AUTHORIZATION_DOCUMENTS
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_model import Day, SeedOffer, stable_id

RESELLER = "777788889999"
RESELLER_NAME = "Meridian Cloud"


@dataclass(frozen=True, slots=True)
class Maker:
    """A manufacturer and its product; ``kind`` is a fact no document shows."""

    name: str
    account: str
    product: str
    kind: str = "SaaS"

    @property
    def product_id(self) -> str:
        """Stable across runs."""
        return stable_id("prod", f"{self.name}/{self.product}")


@dataclass(frozen=True, slots=True)
class Deal:
    """The circumstances of an authorization, apart from its prices. Days count from the first day."""

    label: str
    ends_in: int | None = None
    single_use: bool = False
    offers_created: int = 0
    status: str = "Active"
    created: int = -60
    buyers: Sequence[tuple[str, str]] = ()
    role: str = "ChannelPartner"
    reseller: str = RESELLER
    reseller_name: str = RESELLER_NAME
    description: str = ""
    eula: str = "StandardEula"
    contract: str = "StandardResellerContract"
    start_by: int | None = None
    source: str = ""
    issuer: str = ""


def authorization_doc(day: Day, maker: Maker, deal: Deal, dimensions: list[Json], terms: list[Json]) -> Json:
    """The DetailsDocument of one authorization, with the members real ones have (obs)."""
    doc: Json = {
        "Name": deal.label,
        "Description": deal.description or f"{maker.product} for {deal.reseller_name}",
        "ProductId": maker.product_id,
        "ProductName": maker.product,
        "Status": deal.status,
        "Dimensions": dimensions,
        "OfferDetails": {"OfferExtendedStatus": "Not Started", "OfferCreatedCount": 0},
        "Terms": _numbered("term", deal.label, [*terms, *_legal_terms(deal), *_buyer_terms(day, deal)]),
        "Rules": _rules(day, deal),
        "CreatedDate": times.millis(day.moment(deal.created)),
        "ManufacturerLegalName": maker.name,
        "ManufacturerAccountId": maker.account,
    }
    chain = {"SourceAuthorization": deal.source, "IssuerAccountId": deal.issuer}
    doc |= {key: value for key, value in chain.items() if value}
    for _ in range(deal.offers_created):
        doc = authorization.used_once_more(doc)
    return doc


def metered(key: str, name: str, description: str = "") -> Json:
    """A usage dimension."""
    kinds = ["Metered", "ExternallyMetered"]
    return {"Name": name, "Description": description or name, "Key": key, "Unit": "Units", "Types": kinds}


def entitled(key: str, name: str, description: str = "") -> Json:
    """A contract dimension."""
    return {
        "Name": name,
        "Description": description or name,
        "Key": key,
        "Unit": "Units",
        "Types": ["Entitled"],
    }


def usage(rates: dict[str, str], currency: str = "USD") -> Json:
    """Wholesale usage prices."""
    return {"Type": authorization.USAGE, "CurrencyCode": currency, "RateCards": [{"RateCard": _rates(rates)}]}


def configurable(cards: dict[str, dict[str, str]], currency: str = "USD") -> Json:
    """Wholesale contract prices by duration."""
    constraints = {"MultipleDimensionSelection": "Allowed", "QuantityConfiguration": "Allowed"}
    rate_cards = [
        {
            "Selector": {"Type": "Duration", "Value": length},
            "RateCard": _rates(rates),
            "Constraints": constraints,
        }
        for length, rates in cards.items()
    ]
    return {"Type": authorization.CONFIGURABLE, "CurrencyCode": currency, "RateCards": rate_cards}


def fixed(duration: str, grants: dict[str, int], currency: str = "USD") -> Json:
    """A fixed upfront price of zero: the money is in the schedule."""
    granted = [{"DimensionKey": key, "MaxQuantity": quantity} for key, quantity in grants.items()]
    return {
        "Type": authorization.FIXED,
        "CurrencyCode": currency,
        "Duration": duration,
        "Price": "0",
        "Grants": granted,
    }


def schedule(charges: dict[str, str], currency: str = "USD") -> Json:
    """Wholesale installments by date."""
    lines = [
        {"ChargeDate": one + times.START_OF_DAY, "ChargeAmount": amount} for one, amount in charges.items()
    ]
    return {"Type": authorization.SCHEDULE, "CurrencyCode": currency, "Schedule": lines}


def offer_from(
    day: Day, authorization_id: str, doc: Json, draft: Offer, *, released: int | None
) -> SeedOffer:
    """An offer made from an authorization; ``draft`` carries what the reseller chose."""
    base = draft_from(authorization_id, doc, draft.id, {})
    offer = replace(
        base,
        name=draft.name,
        description=draft.description,
        markup=draft.markup,
        targeting=draft.targeting or base.targeting,
        end_date=draft.end_date,
        validity=draft.validity or base.validity,
    )
    if released is None:
        return SeedOffer(offer, 1, day.moment(-3))
    moment = day.moment(released)
    return SeedOffer(replace(offer, state=RELEASED, released=times.seconds(moment)), 2, moment)


def _rates(rates: dict[str, str]) -> list[Json]:
    return [{"DimensionKey": key, "Price": price} for key, price in rates.items()]


def _legal_terms(deal: Deal) -> list[Json]:
    eula, contract = f"{AUTHORIZATION_DOCUMENTS}/eula", f"{AUTHORIZATION_DOCUMENTS}/contract"
    return [
        {"Type": "BuyerLegalTerm", "Documents": [{"Type": deal.eula, "Url": eula}]},
        {"Type": "ResaleLegalTerm", "Documents": [{"Type": deal.contract, "Url": contract}]},
    ]


def _buyer_terms(day: Day, deal: Deal) -> list[Json]:
    terms: list[Json] = []
    if deal.start_by is not None:
        latest = f"{day.date(deal.start_by)}T23:59:59.000Z"
        terms.append({"Type": "BuyerValidityTerm", "MaximumAgreementStartDate": latest})
    if deal.buyers:
        accounts = [{"AwsAccountId": account, "LegalName": name} for account, name in deal.buyers]
        terms.append({"Type": "BuyerTargetingTerm", "PositiveTargeting": {"BuyerAccounts": accounts}})
    return terms


def _rules(day: Day, deal: Deal) -> list[Json]:
    limited = deal.single_use or deal.ends_in is not None
    availability: Json = {"Type": "AvailabilityRule", "Usage": "Limited" if limited else "Unlimited"}
    if deal.single_use:
        availability["OffersMaxQuantity"] = 1
    if deal.ends_in is not None:
        availability["AvailabilityEndDate"] = day.date(deal.ends_in) + times.END_OF_DAY
    partner = {
        "Type": "PartnerTargetingRule",
        "ResellerAccountId": deal.reseller,
        "ResellerLegalName": deal.reseller_name,
        "ResellerRole": deal.role,
    }
    return _numbered("rule", deal.label, [availability, partner])


def _numbered(kind: str, label: str, parts: list[Json]) -> list[Json]:
    """With an identifier each, right after the type (obs)."""
    return [
        {"Type": part["Type"], "Id": stable_id(kind, f"{label}/{index}"), **part}
        for index, part in enumerate(parts)
    ]
