"""Step 4: how long the agreement runs and until when the offer can be accepted (fact sheet 2.8, 4)."""

from datetime import datetime

from cppo_tui.domain.checks.agreement import check_agreement
from cppo_tui.domain.checks.charges import check_charges
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.further import check_further
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.defaults import expiry_text
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.terms import Expiry, resolve_expiry

LAST_MINUTE_DAYS = 2
SHORT_NOTICE_DAYS = 7
LONG_EXPIRY_DAYS = 366


def check_terms(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the agreement length, the expiry and the further terms as they stand."""
    expiry = resolve_expiry(expiry_text(draft), context.today)
    last = None if isinstance(expiry, Finding) else expiry
    found = list(check_agreement(draft, last, context))
    if isinstance(expiry, Finding):
        found.append(expiry)
    else:
        found += check_expiry(expiry, draft.authorization.ends if draft.authorization else None, context)
    found += check_charges(draft, last, context)
    return (*(finding.settled_by(draft.consents) for finding in found), *check_further(draft, context))


def check_expiry(expiry: Expiry, ends: datetime | None, context: CheckContext) -> list[Finding]:
    """What speaks against this last day to accept; ``ends`` is the authorization's own end."""
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
                f"The price stays open for {left:,} days.",
                "Usual are 30 to 90 days; it can be extended later.",
                Severity.WARNING,
            )
        )
    return found + _outliving(expiry, ends)


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


def _about_expiry(code: str, message: str, fix: str, severity: Severity = Severity.BLOCKING) -> Finding:
    return Finding(code=code, field="expiry", message=message, fix=fix, severity=severity)
