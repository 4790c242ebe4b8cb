"""Reading a ResaleAuthorization's document (fact sheet 5.2), and marking it as used."""

import copy
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.records import Json

CONFIGURABLE = "ResaleConfigurableUpfrontPricingTerm"
FIXED = "ResaleFixedUpfrontPricingTerm"
USAGE = "ResaleUsageBasedPricingTerm"
SCHEDULE = "ResalePaymentScheduleTerm"


def rule(doc: Json, kind: str) -> Json:
    """The rule of this type, or an empty one."""
    return next((one for one in doc["Rules"] if one["Type"] == kind), {})


def term(doc: Json, kind: str) -> Json | None:
    """The term of this type, if there is one."""
    return next((one for one in doc["Terms"] if one["Type"] == kind), None)


def reseller(doc: Json) -> str | None:
    """The account the authorization is for."""
    account = rule(doc, "PartnerTargetingRule").get("ResellerAccountId")
    return None if account is None else str(account)


def end_date(doc: Json) -> str | None:
    """The last instant an offer may be created, as AWS writes it; None when there is no end."""
    return rule(doc, "AvailabilityRule").get("AvailabilityEndDate")


def is_live(doc: Json, now: datetime) -> bool:
    """Active and not past its end date. "Expired" is not a status (fact sheet 5.2)."""
    end = end_date(doc)
    return doc["Status"] == "Active" and (end is None or now <= times.load(end))


def is_used_up(doc: Json) -> bool:
    """No further offer may be created: OffersMaxQuantity counts offers created (fact sheet 8.2)."""
    most = rule(doc, "AvailabilityRule").get("OffersMaxQuantity")
    return most is not None and int(doc["OfferDetails"]["OfferCreatedCount"]) >= int(most)


def used_once_more(doc: Json) -> Json:
    """The document after one more offer was created from it (fact sheet 5.2)."""
    changed = copy.deepcopy(doc)
    changed["OfferDetails"]["OfferCreatedCount"] += 1
    status = "Completed-Used" if is_used_up(changed) else "Completed-Usable"
    changed["OfferDetails"]["OfferExtendedStatus"] = status
    return changed


def given_back(doc: Json) -> Json:
    """The document with one offer fewer counted; only for asking whether it can still be used."""
    details = doc["OfferDetails"]
    return {**doc, "OfferDetails": {**details, "OfferCreatedCount": details["OfferCreatedCount"] - 1}}


def buyers(doc: Json) -> list[str] | None:
    """The only accounts that may be targeted, or None when the authorization names nobody."""
    targeting = term(doc, "BuyerTargetingTerm")
    if targeting is None:
        return None
    return [one["AwsAccountId"] for one in targeting["PositiveTargeting"]["BuyerAccounts"]]
