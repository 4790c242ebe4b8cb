"""How long the agreement runs: what the kind of pricing allows (fact sheet 2.9 and 4)."""

from collections.abc import Iterable
from datetime import date, timedelta

from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.dates import Length, long_date
from cppo_tui.domain.defaults import ARCHERA_AGREEMENT, agreement_text
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.product import (
    AgreementForm,
    agreement_form,
    lengths,
    may_start_later,
    pricing_kind,
    product_type,
)
from cppo_tui.domain.terms import Agreement, Expiry, resolve_agreement
from cppo_tui.domain.validity import length_meant, resolve_start, resolve_validity

LONG_AGREEMENT_DAYS = 1_096
"""Beyond the longest limit AWS documents for any product in days (three years, fact sheet 4)."""

MAX_HOURLY_DAYS = 1_095
"""The longest agreement on hourly AMI and container pricing (fact sheet 4)."""

MAX_START_YEARS = 3

MAX_CONTRACT = Length(months=60)
"""The longest contract, however its end is set (fact sheet 4)."""


def check_agreement(draft: OfferDraft, expiry: Expiry | None, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against length, start or end as they stand."""
    found = _without_start(draft)
    validity = resolve_validity(draft, context.today)
    form = agreement_form(draft)
    if isinstance(validity, Finding):
        if form is AgreementForm.DATES:  # a start that cannot be is said before its length is known
            start = resolve_start(draft.start, context.today)
            found += [] if isinstance(start, Finding) else _start(draft, start, expiry, context.today)
        # which length own installments are for is asked where they are typed
        return (*found, *([validity] if validity.field != "installments" else []))
    if form is AgreementForm.TYPED:
        found += _typed(draft, expiry, context)
    if form is AgreementForm.DATES:
        found += _start(draft, validity.start, expiry, context.today)
    if form is AgreementForm.ENDING and validity.end is not None:
        found += _too_far(validity.end, context.today)
        found += _before_expiry(validity.end, expiry) if expiry else []
    return tuple(found)


def _without_start(draft: OfferDraft) -> list[Finding]:
    """A start where there can be none."""
    if not draft.start.strip() or may_start_later(draft):
        return []
    why = (
        "Only SaaS contracts can start later"
        if draft.replaces is None
        else "A replacement cannot start later"
    )
    message = f"{why}; this agreement starts when the buyer accepts."
    return [_finding("START_NOT_POSSIBLE", "start", message, "Leave the start empty.")]


def _too_far(end: date, today: date) -> list[Finding]:
    latest = MAX_CONTRACT.after(today)
    if latest is None or end <= latest:
        return []
    return [
        _finding(
            "END_TOO_FAR",
            "agreement",
            f"{long_date(end)} is too far ahead; contracts run for {MAX_CONTRACT.months} months at most.",
            f"Type {latest.isoformat()} or earlier.",
        )
    ]


def _typed(draft: OfferDraft, expiry: Expiry | None, context: CheckContext) -> list[Finding]:
    agreement = resolve_agreement(agreement_text(draft), context.today)
    if isinstance(agreement, Finding):
        return []
    found = []
    machine = product_type(draft) is ProductType.MACHINE
    if machine and agreement.days > MAX_HOURLY_DAYS:
        found.append(
            _finding(
                "AGREEMENT_TOO_LONG",
                "agreement",
                f"{agreement.days:,} days; AMI and container prices by the hour stop at {MAX_HOURLY_DAYS:,}.",
                f"Type at most {MAX_HOURLY_DAYS} days.",
            )
        )
    elif is_archera(draft.authorization) and not _as_archera_asks(agreement, context.today):
        found.append(_other_length(agreement))
    elif agreement.days >= LONG_AGREEMENT_DAYS:
        found.append(_long(agreement, draft))
    if expiry is not None:
        found += _annual(draft, agreement, expiry, context.today)
        end = agreement.ends_if_accepted(context.today)
        if agreement.by_date and end is not None:
            found += _before_expiry(end, expiry)
    return found


def _long(agreement: Agreement, draft: OfferDraft) -> Finding:
    """Longer than any documented limit, which for usage pricing there is none of (fact sheet 4)."""
    archera = is_archera(draft.authorization)
    return _finding(
        "AGREEMENT_LONG",
        "agreement",
        f"These {agreement.days:,} days are the ten years Archera asks for."
        if archera
        else f"{agreement.days:,} days. AWS documents no limit for usage pricing.",
        "AWS documents no limit for usage pricing." if archera else "Check with the ISV that it is meant.",
        Severity.NOTE,
    )


def _as_archera_asks(agreement: Agreement, today: date) -> bool:
    right = resolve_agreement(ARCHERA_AGREEMENT, today)
    return isinstance(right, Agreement) and right.days == agreement.days


def _other_length(agreement: Agreement) -> Finding:
    """Archera's guide prescribes ten years (facts 4)."""
    return _finding(
        "ARCHERA_OTHER_LENGTH",
        "agreement",
        f"Archera asks for ten years; this is {agreement.days:,} days.",
        "Type 10 years, unless Archera agreed to another length.",
        Severity.WARNING,
    )


def _annual(draft: OfferDraft, agreement: Agreement, expiry: Expiry, today: date) -> list[Finding]:
    """Longer than the days to accept plus the yearly term: a year bought last must still fit (PO note)."""
    if pricing_kind(draft) is not PricingKind.HOURLY_WITH_ANNUAL:
        return []
    least = least_days(lengths(draft.authorization), expiry, today)
    if agreement.days >= least:
        return []
    return [
        _finding(
            "AGREEMENT_SHORTER_THAN_ANNUAL",
            "agreement",
            f"A year bought on the offer's last day would not fit into {agreement.days} days.",
            f"Type at least {least} days, or an earlier expiry.",
        )
    ]


def least_days(offered: Iterable[str], expiry: Expiry, today: date) -> int:
    """Days an agreement on hourly prices must have for the longest of these lengths to fit (fact sheet 4)."""
    longest = max((_days(length, expiry.day) for length in offered), default=0)
    return (expiry.day - today).days + longest + 1


def _days(duration: str, start: date) -> int:
    length = length_meant(duration)
    after = length.after(start) if length else None
    return (after - start).days if after else 0


def _start(draft: OfferDraft, start: date | None, expiry: Expiry | None, today: date) -> list[Finding]:
    """Between the last day to accept and the latest start, at most three years ahead (fact sheet 4)."""
    if start is None:
        return []
    if expiry is not None and start <= expiry.day:
        return [
            _finding(
                "START_BEFORE_EXPIRY",
                "start",
                "The agreement would start while the offer can still be accepted.",
                f"Type {(expiry.day + timedelta(days=1)).isoformat()} or later, or an earlier expiry.",
            )
        ]
    latest = _latest(draft.authorization, today)
    if latest is None or start <= latest:
        return []
    return [
        _finding(
            "START_TOO_LATE",
            "start",
            f"{long_date(start)} is too far ahead; the latest start is {long_date(latest)}.",
            f"Type {latest.isoformat()} or earlier.",
        )
    ]


def _latest(authorization: ResaleAuthorization | None, today: date) -> date | None:
    ahead = Length(years=MAX_START_YEARS).after(today)
    given = authorization.latest_start if authorization else None
    return min((day for day in (ahead, given) if day is not None), default=None)


def _before_expiry(end: date, expiry: Expiry) -> list[Finding]:
    """An end date must lie after the last day of acceptance (fact sheet 4)."""
    if end > expiry.day:
        return []
    return [
        _finding(
            "AGREEMENT_BEFORE_EXPIRY",
            "agreement",
            f"The agreement would end on {long_date(end)}, when the offer can still be accepted.",
            f"Type a date after {expiry.day.isoformat()}, or a length.",
        )
    ]


def _finding(
    code: str, field: str, message: str, fix: str, severity: Severity = Severity.BLOCKING
) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix, severity=severity)
