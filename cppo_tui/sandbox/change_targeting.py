"""UpdateTargeting: who may accept the offer, and where (fact sheet 2.6)."""

from dataclasses import replace

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.assumptions import MAX_BUYER_ACCOUNTS, MAX_BUYER_ACCOUNTS_IN_SCHEMA
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.country_codes import CODES
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, record, text

_COUNTRIES = array(text(2, 2, r"[A-Z]{2}"), 1, 244)
_BUYERS = array(text(12, 12, r"[0-9]{12}"), 1, MAX_BUYER_ACCOUNTS_IN_SCHEMA)

DETAILS = record(
    {
        "PositiveTargeting": record({"BuyerAccounts": _BUYERS, "CountryCodes": _COUNTRIES}, low=1),
        "NegativeTargeting": record({"CountryCodes": _COUNTRIES}, low=1),
    },
    low=1,
)


def apply(offer: Offer, details: Json) -> Offer:
    """The whole targeting is replaced."""
    return replace(offer, targeting=details)


def check(case: Case) -> list[Complaint]:
    """Every documented objection, each with its own code."""
    return [*_offer_objections(case), *_buyer_objections(case), *_country_objections(case)]


def _offer_objections(case: Case) -> list[Complaint]:
    if case.was_released:
        return [
            Complaint("INCOMPATIBLE_TARGETING", "Targeting can't be changed on a released or expired offer.")
        ]
    if case.is_replacement:
        text_ = "The targeting of a replacement offer can't be changed."
        return [Complaint("INCOMPATIBLE_TARGETING", text_)]
    return []


def _buyer_objections(case: Case) -> list[Complaint]:
    accounts = list(dict.fromkeys(case.details.get("PositiveTargeting", {}).get("BuyerAccounts", [])))
    found = []
    if len(accounts) > MAX_BUYER_ACCOUNTS:
        text_ = f"Provide at most {MAX_BUYER_ACCOUNTS} buyer accounts."
        found.append(Complaint("TOO_MANY_BUYER_ACCOUNTS", text_))
    unknown = [one for one in accounts if one in case.facts.missing_accounts]
    if unknown:
        text_ = f"Provide valid buyer accounts. Invalid accounts: [{', '.join(unknown)}]."
        found.append(Complaint("INVALID_BUYER_ACCOUNTS", text_))
    allowed = authorization.buyers(case.authorization) if case.authorization else None
    outside = [one for one in accounts if allowed is not None and one not in allowed]
    if outside:
        text_ = f"The resale authorization does not allow these buyers: [{', '.join(outside)}]."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_))
    return found


def _country_objections(case: Case) -> list[Complaint]:
    positive = case.details.get("PositiveTargeting", {}).get("CountryCodes", [])
    negative = case.details.get("NegativeTargeting", {}).get("CountryCodes", [])
    found = []
    unknown = sorted({*positive, *negative} - CODES)
    if unknown:
        text_ = f"Provide valid country codes. Invalid codes: [{', '.join(unknown)}]."
        found.append(Complaint("INVALID_COUNTRY_CODES", text_))
    if positive and negative:
        text_ = "Country codes can be targeted positively or negatively, not both."
        found.append(Complaint("INVALID_TARGETING", text_))
    if (positive or negative) and case.product.kind == "ProfessionalServices":
        text_ = "Country targeting is not supported for this product."
        found.append(Complaint("INCOMPATIBLE_PRODUCT", text_))
    return found
