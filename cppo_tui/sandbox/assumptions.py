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
MAX_CONTRACT_MONTHS: Final = 60
MAX_DIMENSIONS: Final = 200
MAX_RATE_CARDS: Final = 12
MAX_HOURLY_DAYS: Final = 1095
NO_END_DATE_SENTINEL: Final = "2099-12-31T23:59:59.999Z"
NO_AGREEMENT_END: Final = "9999-01-01T00:00:00.000Z"
SIGNED_URL_LIFETIME: Final = timedelta(hours=1)
WRITING: Final = timedelta(seconds=5)
LISTED_WITHOUT_NAME_AFTER: Final = timedelta(days=180)

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
    "DescribeChangeSet shows creates first and then the change types in an order that fits the recorded "
    "answers; AWS only shows that it does not keep the order sent (obs).",
    "EndTime is the moment the change set ended. ReleaseDate is the moment it began to be applied and "
    "LastModifiedDate five seconds later (obs: 4 or 5 seconds in the recorded lists; 7 seconds after the "
    "start of a release that took 122), although nothing of it is seen before the end.",
    "An offer that nobody changed for 180 days is listed without the Name and the Visibility beside its "
    "summary (obs: both are null in one recorded list of older offers).",
    "A change set that fails on AWS's own side (SERVER_FAULT, a fault to order) changes nothing and has a "
    "FailureDescription.",
    "An AvailabilityEndDate that no longer fits the AgreementStartDate, or the AgreementDuration of hourly "
    "and annual prices, is INVALID_AVAILABILITY_END_DATE when that date alone moves.",
    "A wildcard without an asterisk means 'contains'; matching ignores case.",
    "FilterList and Sort can't be combined with EntityTypeFilters and EntityTypeSort (422).",
    "Every offer is listed with CreatedBySource Seller; TargetAgreementId is the agreement a replacement "
    "offer replaces, and TargetAgreementIntent is never there.",
    "SourceAuthorization and IssuerAccountId stand at the top of an authorization's document, beside "
    "ManufacturerAccountId.",
    "A manufacturer's product can't be described by a reseller (403), and a product of our own is of a "
    "type that can't be described at all (415); BatchDescribeEntities reports AccessDenied and "
    "ResourceNotSupported for them.",
    "Keys without a permission are told so as soon as the request is read (403); a seller who is not "
    "verified is not refused with 403 but by INCOMPATIBLE_SELLER_VERIFICATION at the release.",
    "Tags: our own offers and change sets only, at most 50 each, no key twice in a request and none that "
    "begins with aws:; an authorization shared with us refuses every tag operation (403).",
    "ChangeSetTags are on the change set from its start, EntityTags on the offers once it has succeeded, "
    "beside the tags that were there.",
    "Switch throttles: off by default; with it on, every operation has its own bucket of one second's "
    "requests, BatchDescribeEntities the rate of DescribeEntity, and a refused request uses up nothing.",
    "Switch token-lifetime: a forgotten ClientRequestToken is free again, counted from the start of the "
    "change set it led to; by default none is ever forgotten.",
    "Switch list-lag: both lists show the world as it was, with the change sets that ended since still "
    "running and what they wrote undone; by default there is no lag.",
    "Switch used-when: by default an authorization is used when a create succeeded. Counted at the "
    "release, any number of drafts can be made and the release of one too many fails "
    "(INCOMPATIBLE_RESALE_AUTHORIZATION); counted at the submission, a failed or cancelled create "
    "stays counted, and one that was submitted too late fails.",
    "Switch failed-set-leaves-draft: by default a failed set leaves nothing. Otherwise every create that "
    "nobody objected to leaves a draft with the changes that nobody objected to, never released and "
    "untagged; offers that existed before stay as they were.",
    "Switch signature-window: by default the time on a signature is not looked at; with a window, "
    "the Catalog and the agreements answer InvalidSignatureException, STS SignatureDoesNotMatch, all 403.",
    "Switch rounding: half up by default; half even and down are the others.",
    "A shared authorization's ARN carries the manufacturer's account.",
    "An authorization without an end date is listed with 2099-12-31T23:59:59.999Z.",
    "Change-set history is never purged (sources say 60 and 90 days).",
    "A ChangeName starts with a letter, and is used once per change set.",
    "The bounds in duration errors: 1,095 days for hourly AMI and container offers, a start at most 3 "
    "years ahead, a span of at most 5 years; a SaaS usage agreement has no longest duration.",
    "A buyer can accept an offer once, whatever became of the agreement; each of several buyers can.",
    "Where the buyer is, and what his organisation allows, is not looked at when an offer is accepted.",
    "A buyer of contract prices takes the first rate card, and one unit of everything on it that may be "
    "taken together.",
    "An agreement ends at the same time of day at which it started, a duration later; without a "
    "ValidityTerm the rate card's Selector or the fixed price's Duration counts.",
    "An agreement on usage prices without any duration has no end (null); in filters and sorting it comes "
    "after all others, as if it ended on 1 January 9999, the date in AWS's mails.",
    "A future-dated agreement is ACTIVE from its acceptance; a replaced one keeps its end time; none is "
    "ever renewed (EXPIRE, NO_RENEWAL_TERM).",
    "SearchAgreements needs PartyType and AgreementType, each filter once, and shows 50 agreements when "
    "maxResults is not given; Before* and After* leave out the moment itself.",
    "An agreement of other parties is an AccessDeniedException (INVALID_ACCESS); errors of the agreement "
    "service have the statuses of the SDK model in both protocols.",
    "An agreement's lastUpdateTime is the moment it was accepted, replaced or ended.",
    "What lies at the address of a custom EULA is told by the object's key: missing and private ones can't "
    "be reached, others are huge, encrypted or not-a-pdf, everything else is fine. The address must be an "
    "https one of an object in S3; a presigned one must last until the change set ends, and opens a "
    "private object. AWS's copy has an address that depends on the document's.",
    "A StandardEula on professional services is INVALID_LEGAL_DOCUMENTS; UpdateLegalTerms replaces the "
    "whole legal term.",
    "UpdatePricingTerms has the schema of any private offer (PricingModel Contract or Usage; upfront, "
    "configurable and usage terms). On a CPPO anything but Contract with one fixed upfront price fails when "
    "the set is decided (INCOMPATIBLE_RESALE_AUTHORIZATION); it replaces all pricing terms, usage prices "
    "included.",
    "A currency is any three capital letters in the schema; one AWS does not sell in is "
    "INVALID_CURRENCY_CODE, one that differs from the offer's other terms INCOMPATIBLE_CURRENCY_CODE, from "
    "the authorization's INCOMPATIBLE_RESALE_AUTHORIZATION, and one without a disbursement method "
    "INCOMPATIBLE_PAYMENT_SETTINGS. A seller who is not verified can't set prices or charges.",
    "Own upfront prices have at most 3 decimal places, though the CPPO guide speaks of 6.",
    "A contract runs 1 to 60 months (INVALID_DURATION, INVALID_SELECTOR_DURATION_VALUE), counted in days "
    "where it is written in days; with a start and an end date, a price's Duration must be the time between "
    "them (INVALID_DURATION) and one Selector must (INCOMPATIBLE_SELECTOR_DURATION).",
    "A fixed price's Duration that differs from the offer's AgreementDuration is "
    "INVALID_AGREEMENT_DURATION; without a Duration it is MISSING_DURATION.",
    "A usage term has one rate card, a contract at most 12 (TOO_MANY_RATE_CARDS), either with at most 200 "
    "rates (TOO_MANY_RATES), and a fixed price at most 200 grants (TOO_MANY_GRANTS). The cards of a "
    "contract have the same dimensions (INCOMPATIBLE_RATES) and the same Constraints "
    "(INCOMPATIBLE_RATE_CARD_CONSTRAINTS).",
    "A rate with more than 8 (usage) or 3 (contract) decimal places is INVALID_RATE_CARD.",
    "A grant for what is no entitled dimension in the authorization is INVALID_GRANTS; a product without "
    "any is INCOMPATIBLE_PRODUCT. Where the authorization has grants of its own, they must be the same.",
    "A fixed price below the wholesale cost of its grants is INVALID_PRICE_CHANGE, installments whose total "
    "is below it INCOMPATIBLE_RESALE_AUTHORIZATION.",
    "A CPPO's fixed price may be zero while its schedule is still to come, and the other way round; the "
    "release wants both (MISSING_MANDATORY_TERMS).",
    "A charge may fall on any day up to the end of an agreement that is accepted on the day the set ends "
    "(INVALID_CHARGE_DATES); a validity term that ends before the last charge is "
    "INVALID_AGREEMENT_DURATION or INVALID_AGREEMENT_END_DATE.",
    "UpdateMarkup with 0 may be in the same set as prices or a schedule of one's own, and is refused on an "
    "offer that already has prices its authorization has not (INCOMPATIBLE_RESALE_AUTHORIZATION); a markup "
    "above 0 and an own fixed price are INCOMPATIBLE_TERMS.",
    "UpdateNetPaymentTerms takes any duration in its schema, and an empty list to remove the term; a period "
    "AWS does not know is INVALID_PAYMENT_DUE_PERIOD, and AMI and container products have no net payment "
    "terms (INCOMPATIBLE_PRODUCT).",
    "A replacement draft has no ValidityTerm, whatever its authorization says, and its document does not "
    "show the agreement. Its AgreementEndDate need not fit the authorization's durations.",
    "A replacement from an authorization without SaaS contract prices is INCOMPATIBLE_RESALE_AUTHORIZATION; "
    "an agreement that ends before the change set does is INCOMPATIBLE_AGREEMENT on the create, and so are "
    "PricingModel Usage and an AgreementStartDate on a replacement. Its release does not ask after the "
    "agreement again.",
    "An authorization that names no buyers is targeted to every agreement's acceptor.",
    "Message texts, except the one for locked entities (obs), are invented.",
)
