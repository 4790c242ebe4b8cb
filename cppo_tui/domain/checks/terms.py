"""Step 4: how long the agreement runs and until when the offer can be accepted (fact sheet 2.8, 4)."""

from datetime import datetime

from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.defaults import agreement_text, expiry_text
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.terms import Agreement, Expiry, resolve_agreement, resolve_expiry

LONG_AGREEMENT_DAYS = 1_096
"""Beyond the longest limit AWS documents for any product in days (three years, fact sheet 4)."""

LAST_MINUTE_DAYS = 2
SHORT_NOTICE_DAYS = 7
LONG_EXPIRY_DAYS = 366


def check_terms(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the agreement length and the expiry as they stand."""
    agreement = resolve_agreement(agreement_text(draft), context.today)
    expiry = resolve_expiry(expiry_text(draft), context.today)
    found: list[Finding] = []
    if isinstance(agreement, Finding):
        found.append(agreement)
    elif agreement.days >= LONG_AGREEMENT_DAYS:
        found.append(_long(agreement))
    if isinstance(expiry, Finding):
        found.append(expiry)
    else:
        found.extend(_expiry(expiry, draft, context))
        if isinstance(agreement, Agreement):
            found.extend(_between(agreement, expiry, context))
    return tuple(finding.settled_by(draft.consents) for finding in found)


def _long(agreement: Agreement) -> Finding:
    return Finding(
        code="AGREEMENT_LONG",
        field="agreement",
        message=f"{agreement.days:,} days. AWS documents no limit for usage pricing.",
        fix="Right for Archera, who asks for ten years; otherwise check with the ISV.",
        severity=Severity.NOTE,
    )


def _expiry(expiry: Expiry, draft: OfferDraft, context: CheckContext) -> list[Finding]:
    left = expiry.days_left(context.today)
    found: list[Finding] = []
    if left < 0:
        found.append(
            _about_expiry(
                "EXPIRY_PAST",
                f"{long_date(expiry.day)} is past; a past date would expire the offer at once.",
                "Type a future date.",
            )
        )
    elif left == 0:
        found.append(
            _about_expiry(
                "EXPIRY_TODAY", "AWS asks for a future date, and this is today.", "Type a later date."
            )
        )
    elif left < LAST_MINUTE_DAYS:
        found.append(_last_minute(expiry))
    elif left < SHORT_NOTICE_DAYS:
        found.append(
            _about_expiry(
                "EXPIRY_SOON",
                f"The buyer has {left} day{'s' if left > 1 else ''} to accept.",
                "Usual are 30 to 90 days; it can be extended later.",
                Severity.WARNING,
            )
        )
    elif left > LONG_EXPIRY_DAYS:
        found.append(
            _about_expiry(
                "EXPIRY_FAR",
                f"The price stays open for {left} days.",
                "Usual are 30 to 90 days; it can be extended later.",
                Severity.WARNING,
            )
        )
    return found + _outliving(expiry, draft.authorization.ends if draft.authorization else None)


def _outliving(expiry: Expiry, ends: datetime | None) -> list[Finding]:
    if ends is None or expiry.instant <= ends:
        return []
    return [
        _about_expiry(
            "EXPIRY_AFTER_AUTHORIZATION",
            f"The authorization ends before that, on {long_date(ends.date())}.",
            f"AWS does not say what then holds; safe is a date up to {ends.date().isoformat()}.",
            Severity.WARNING,
        )
    ]


def _last_minute(expiry: Expiry) -> Finding:
    """AWS may take longer to publish than the buyer then has (reliability: expiry off by one)."""
    return Finding(
        code="EXPIRY_TOMORROW",
        field="expiry",
        message=f"It ends tomorrow, {long_date(expiry.day)}, 23:59 UTC; publishing alone can take an hour.",
        fix="Type a later date, or confirm that tomorrow is meant.",
        severity=Severity.ASK,
        consent=f"expiry-tomorrow:{expiry.day.isoformat()}",
    )


def _between(agreement: Agreement, expiry: Expiry, context: CheckContext) -> list[Finding]:
    """An end date typed as a date must lie after the last day of acceptance (fact sheet 4)."""
    end = agreement.ends_if_accepted(context.today)
    if not agreement.by_date or end is None or end > expiry.day:
        return []
    return [
        Finding(
            code="AGREEMENT_BEFORE_EXPIRY",
            field="agreement",
            message=f"The agreement would end on {long_date(end)}, when the offer can still be accepted.",
            fix=f"Type a date after {expiry.day.isoformat()}, or a length.",
        )
    ]


def _about_expiry(code: str, message: str, fix: str, severity: Severity = Severity.BLOCKING) -> Finding:
    return Finding(code=code, field="expiry", message=message, fix=fix, severity=severity)
