"""The offer in plain language, and its change set as it will be sent."""

from rich.table import Table

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.archera import tier_name
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.complete import Reading, read_draft
from cppo_tui.domain.defaults import offer_description, offer_name
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.further_words import further_rows
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.validity import length_as_typed, validity_words
from cppo_tui.ui.buyers_view import buyers_words, subject_of
from cppo_tui.ui.connection import Connection
from cppo_tui.ui.plain import pairs
from cppo_tui.ui.price_view import MISSING, price_rows

ASKS_AWS = ("OFFERS_NOT_CHECKED", "SELLER_UNKNOWN", "COMPLETING_NOT_READ")
"""What AWS can be asked again about."""
MODE_NOTES = {
    PublishMode.DIRECT: (
        "Live as soon as AWS is done: the buyers can accept it at once. Until one does, you can move its "
        "last day or end it, and change nothing else; then it binds both."
    ),
    PublishMode.VERIFY: (
        "To verify, AWS computes a draft nobody sees; you compare its figures with yours and release it "
        "separately. AWS never deletes a draft."
    ),
}


def summary(draft: OfferDraft, context: CheckContext, *, sandboxed: bool) -> Table:
    """What the buyer gets, from whom, at what price, for how long, until when."""
    reading = read_draft(draft, context)
    authorization = draft.authorization
    rows = [
        ("Offer name", offer_name(draft)),
        ("Product", _product(authorization)),
        ("Buyers", buyers_words(draft.buyers, context.book) or MISSING),
        *price_rows(reading),
        ("Agreement", _agreement(draft, reading, context)),
        ("Accept until", _expiry(reading, context)),
        ("Description", offer_description(draft)),
        *_source(draft),
        *further_rows(draft),
        (
            "Seller",
            f"{grouped(context.seller_account) or MISSING} on {'the SANDBOX' if sandboxed else 'AWS'}",
        ),
    ]
    return pairs(rows, 13)


def _product(authorization: ResaleAuthorization | None) -> str:
    if authorization is None:
        return MISSING
    tier = tier_name(authorization)
    told = f"; Archera tier {tier}" if tier else ""
    return f"{authorization.product_name} by {authorization.manufacturer_name}{told}"


def _source(draft: OfferDraft) -> list[tuple[str, str]]:
    """The authorization, where the suggested description does not name it already."""
    authorization = draft.authorization
    if authorization is None:
        return [("From", MISSING)]
    told = draft.description is None
    return [] if told else [("From", f"{authorization.name} ({authorization.id})")]


def _agreement(draft: OfferDraft, reading: Reading, context: CheckContext) -> str:
    if reading.validity is None:
        return MISSING
    today = reading.validity.ends_if_accepted(context.today)
    text = validity_words(reading.validity, reading.authorization)
    if reading.validity.duration:
        text = f"{length_as_typed(draft, reading.validity)} from acceptance"
    if today is None or reading.expiry is None or not reading.validity.duration:
        return text
    last = reading.validity.ends_if_accepted(reading.expiry.day)
    return f"{text}; ends {today.isoformat()} if accepted today, {last} if on the last day (UTC)"


def _expiry(reading: Reading, context: CheckContext) -> str:
    if reading.expiry is None:
        return MISSING
    left = reading.expiry.days_left(context.today)
    return f"{reading.expiry.day.isoformat()} 23:59:59 UTC, {f'{left} days left' if left >= 0 else 'past'}"


def told_findings(
    findings: tuple[Finding, ...], draft: OfferDraft, connection: Connection, *, waiting: bool
) -> tuple[Finding, ...]:
    """The findings to show: not those that only say we are still asking; AWS's reason with the others."""
    told = []
    for finding in findings:
        if finding.code in ASKS_AWS:
            if waiting:
                continue
            completing = connection.completed_error if finding.code == "COMPLETING_NOT_READ" else None
            trouble = completing or connection.offers_error or connection.error
            why = f" {trouble.sentences()}" if trouble is not None else ""
            finding = finding.model_copy(update={"message": f"{finding.message}{why}"})
        told.append(naming_buyer(finding, draft.buyers))
    return tuple(told)


def naming_buyer(finding: Finding, buyers: tuple[str, ...]) -> Finding:
    """Beside its chip the account is obvious; in the review it must be named."""
    account = subject_of(finding, buyers)
    return finding.model_copy(update={"message": f"{account}: {finding.message}"}) if account else finding
