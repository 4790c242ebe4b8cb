"""Is everything there that an offer needs? Asked of AWS with reading calls only; nothing is ever sent."""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from cppo_tui.domain import clock as skew
from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.catalog import Caller
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.ports import SellerAccount

ROLE = "AWSServiceRoleForMarketplaceResaleAuthorization"

REGION = "us-east-1, the only one with the Catalog API; the one your profile names is not used."


class State(StrEnum):
    """How a thing is found."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "to fix"


class Diagnosis(Frozen):
    """One thing looked at: what is so, and what to do about it when it is not as it should be."""

    about: str
    state: State
    says: str
    fix: str = ""


def examine(account: SellerAccount, clock: Callable[[], datetime]) -> Iterator[Diagnosis]:
    """Everything about AWS, in the order in which one thing needs the other."""
    try:
        caller = account.caller()
    except CatalogError as error:
        yield _trouble("Login", error)
        return
    yield Diagnosis(about="Login", state=State.OK, says=f"account {grouped(caller.account)}, {caller.arn}")
    yield Diagnosis(about="Region", state=State.OK, says=REGION)
    yield _clock(caller.answered, clock())
    yield from _authorizations(account, caller, clock())
    yield _reading("Offers", lambda: len(account.offers()))
    yield _reading("Change sets", lambda: len(account.change_sets()))
    yield _reading("Agreements", lambda: len(account.agreements("")), needed=False)
    yield Diagnosis(
        about="Sending",
        state=State.NOTE,
        says="whether this identity may start change sets cannot be tried without starting one.",
        fix="Compare its policy with «cppo doctor --policy».",
    )


def _clock(theirs: datetime | None, ours: datetime) -> Diagnosis:
    if theirs is None:
        return Diagnosis(about="Clock", state=State.NOTE, says="AWS did not say what time it is.")
    ahead = skew.ahead_by(ours, theirs)
    if abs(ahead) <= skew.NOTED:
        return Diagnosis(about="Clock", state=State.OK, says="agrees with AWS's.")
    return Diagnosis(
        about="Clock",
        state=State.PROBLEM if skew.too_far_off(ahead) else State.NOTE,
        says=skew.clock_words(ahead),
        fix=f"{skew.SET_IT} AWS refuses requests signed at the wrong time, and dates go wrong.",
    )


def _authorizations(account: SellerAccount, caller: Caller, now: datetime) -> Iterator[Diagnosis]:
    about = "Authorizations"
    try:
        listings = [listing for page in account.authorizations() for listing in page]
    except CatalogError as error:
        yield _trouble(about, error)
        return
    context = CheckContext(now=now, seller_account=caller.account)
    usable = sum(not listing_problems(listing, context) for listing in listings)
    if usable:
        yield Diagnosis(
            about=about, state=State.OK, says=f"{len(listings)} shared with you, {usable} usable."
        )
        return
    yield Diagnosis(
        about=about,
        state=State.PROBLEM,
        says=f"{len(listings)} shared with you, none usable." if listings else "none is shared with you.",
        fix=f"Ask the ISV for one. Both sides need the service-linked role {ROLE}: create it in the AWS "
        "Marketplace Management Portal under Settings > Service-linked roles.",
    )


def _reading(about: str, count: Callable[[], int], *, needed: bool = True) -> Diagnosis:
    try:
        return Diagnosis(about=about, state=State.OK, says=f"can be read, {count()} found.")
    except CatalogError as error:
        found = _trouble(about, error)
        return found if needed else found.model_copy(update={"state": State.NOTE})


def _trouble(about: str, error: CatalogError) -> Diagnosis:
    return Diagnosis(
        about=about, state=State.PROBLEM, says=f"{error.title}. {error.what}", fix=error.next_step
    )


POLICY = """\
{"Version":"2012-10-17","Statement":[
 {"Effect":"Allow","Action":["aws-marketplace:ListEntities","aws-marketplace:ListChangeSets",
   "aws-marketplace:SearchAgreements"],"Resource":"*"},
 {"Effect":"Allow","Action":["aws-marketplace:DescribeEntity"],
  "Resource":["arn:aws:aws-marketplace:*:*:AWSMarketplace/Offer/*",
   "arn:aws:aws-marketplace:*:*:AWSMarketplace/ResaleAuthorization/*"]},
 {"Effect":"Allow","Action":["aws-marketplace:StartChangeSet","aws-marketplace:DescribeChangeSet",
   "aws-marketplace:CancelChangeSet"],"Resource":"*",
  "Condition":{"StringEqualsIfExists":{"catalog:ChangeType":["CreateOfferUsingResaleAuthorization",
   "CreateReplacementOfferUsingResaleAuthorization","UpdateInformation","UpdateMarkup","UpdateTargeting",
   "UpdateLegalTerms","UpdateAvailability","UpdateValidityTerms","UpdatePricingTerms",
   "UpdatePaymentScheduleTerms","UpdateNetPaymentTerms","ReleaseOffer"]}}}]}
"""
"""The smallest policy that makes offers (fact sheet 1.3; AWS has not confirmed it)."""
