"""Everything the sandbox does that no source confirms, in one place.

Each constant is a switch or a figure used elsewhere; each sentence in ``ASSUMPTIONS`` says what was
assumed. Treat none of this as evidence of how AWS behaves (fact sheet 11 lists the open questions).
"""

from datetime import timedelta
from typing import Final

USAGE_PRICE_PLACES: Final = 8
UPFRONT_PRICE_PLACES: Final = 3
CHARGE_AMOUNT_PLACES: Final = 2

MAX_BUYER_ACCOUNTS: Final = 25
MAX_BUYER_ACCOUNTS_IN_SCHEMA: Final = 26
MAX_START_YEARS_AHEAD: Final = 3
MAX_SPAN_YEARS: Final = 5
MAX_HOURLY_DAYS: Final = 1095
NO_END_DATE_SENTINEL: Final = "2099-12-31T23:59:59.999Z"
SIGNED_URL_LIFETIME: Final = timedelta(hours=1)

ASSUMPTIONS: Final[tuple[str, ...]] = (
    "Rounding: wholesale x (1 + markup / 100) is rounded half up to 8 places (usage), 3 (upfront) and "
    "2 (charges); trailing zeros are stripped.",
    "Percentage has no upper bound beyond its pattern.",
    "A failed change set changes nothing at all: no draft remains, and the authorization is not used up.",
    "An authorization counts as used when a change set that creates an offer from it succeeds, "
    "released or not; its OfferCreatedCount and OfferExtendedStatus change then, its revision and "
    "LastModifiedDate do not.",
    "A draft may be released after its authorization expired or was deactivated, and an offer may "
    "expire later than its authorization.",
    "An authorization that is not Active, is past its end date, or is not ours is refused at "
    "StartChangeSet (422); one that is used up, or stops being usable before the change set ends, "
    "fails it (INCOMPATIBLE_RESALE_AUTHORIZATION).",
    "An authorization of another reseller is treated as if it did not exist.",
    "A draft with a fixed upfront price carries the authorization's Duration as its ValidityTerm from "
    "the start.",
    "An offer with usage prices and no contract prices needs a ValidityTerm to be released "
    "(MISSING_MANDATORY_TERMS).",
    "Name and Description are optional in CreateOfferUsingResaleAuthorization.",
    "PreExistingAgreement may be set on a CPPO draft.",
    "A sent AvailabilityEndDate of null passes the schema and fails later (MISSING_AVAILABILITY_END_DATE).",
    "A past AvailabilityEndDate expires a released offer and is refused on a draft; a draft whose "
    "date has passed cannot be released (MISSING_AVAILABILITY_END_DATE).",
    "More than one charge date on or before the AvailabilityEndDate is INVALID_AVAILABILITY_END_DATE "
    "when that date moves.",
    "26 buyer accounts pass the schema, more than 25 fail (TOO_MANY_BUYER_ACCOUNTS).",
    "Country targeting is refused on professional services, offer sets on anything but SaaS "
    "(INCOMPATIBLE_PRODUCT).",
    "Intent=VALIDATE on offers is a 422.",
    "A ClientRequestToken never expires; the same token with another body is a 422; a refused request "
    "leaves no token.",
    "CancelChangeSet answers 423 while APPLYING and 422 once the change set has ended.",
    "A chained identifier stays as sent until SUCCEEDED, and after FAILED or CANCELLED.",
    "DescribeChangeSet orders the changes by change type; AWS only shows that it does not keep the "
    "order sent (obs).",
    "EndTime, LastModifiedDate and ReleaseDate are the moment the change set ended.",
    "A wildcard without an asterisk means 'contains'; matching ignores case.",
    "A shared authorization's ARN carries the manufacturer's account.",
    "An authorization without an end date is listed with 2099-12-31T23:59:59.999Z.",
    "Change-set history is never purged (sources say 60 and 90 days).",
    "A ChangeName starts with a letter, and is used once per change set.",
    "The bounds in duration errors: 1,095 days for hourly AMI and container offers, a start at most 3 "
    "years ahead, a span of at most 5 years; a SaaS usage agreement has no longest duration.",
    "Message texts, except the one for locked entities (obs), are invented.",
)
