"""Payment schedules against the dates of the offer, whoever set them (fact sheet 2.10, 2.11 and 8.6)."""

from collections.abc import Sequence
from datetime import date, timedelta

from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.installments import OwnSchedule, resolve_installments
from cppo_tui.domain.pricing_terms import Charge
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import Validity, resolve_validity


def check_installments(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Own installments: what is wrong with them, and that there is no way back (fact sheet 2.10, 2.11)."""
    schedule = resolve_installments(draft, context.today)
    if not isinstance(schedule, OwnSchedule):
        return schedule
    found = [
        _finding(
            "INSTALLMENTS_ARE_FINAL",
            "installments",
            "Once AWS has own installments, that offer cannot go back to a markup.",
            "Right if the amounts are agreed with the buyer.",
            Severity.NOTE,
        )
    ]
    if schedule.fixed is not None and draft.authorization is not None and draft.authorization.usage_prices:
        found.append(
            _finding(
                "INSTALLMENTS_DROP_USAGE",
                "installments",
                "Own installments replace all prices of the offer, those of metered use included.",
                "Use a markup if use beyond the contract is to be billed.",
                Severity.WARNING,
            )
        )
    if draft.reuse_offer_id:
        found.append(
            _finding(
                "INSTALLMENTS_WITH_REUSE",
                "installments",
                "The draft that AWS already has may carry a markup, which excludes own installments.",
                "Create a new offer instead of completing that draft.",
            )
        )
    if draft.authorization is not None and draft.authorization.schedule:
        found += _past(schedule.charges, context.today)
    return tuple(found)


def check_charge_dates(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """All charges before the agreement ends, also when the buyer accepts today. The ISV's own dates under a
    markup are the ISV's affair: AWS has taken them already, with the length it gave the agreement. Of a
    replacement one chooses the end oneself."""
    validity = resolve_validity(draft, context.today)
    end = validity.ends_if_accepted(context.today) if isinstance(validity, Validity) else None
    late = [charge for charge in _charges(draft, context.today) if end is not None and charge.day >= end]
    if not late:
        return ()
    theirs = draft.authorization is not None and bool(draft.authorization.schedule)
    own, chosen = draft.installments.own, draft.replaces is not None
    ask = "Let the agreement end later." if chosen else "Ask the ISV whether these dates are meant."
    return (
        _finding(
            "CHARGE_AFTER_AGREEMENT",
            "installments",
            f"An installment falls due on {long_date(late[0].day)}, after the agreement may have ended.",
            ask if theirs else "Type a date before the agreement ends.",
            Severity.BLOCKING if own or chosen else Severity.WARNING,
        ),
    )


def check_charges(draft: OfferDraft, expiry: Expiry | None, context: CheckContext) -> tuple[Finding, ...]:
    """At most one charge on or before the last day to accept."""
    days = [charge.day for charge in _charges(draft, context.today)]
    return second_charge(days, expiry, context) if expiry is not None else ()


def second_charge(days: Sequence[date], expiry: Expiry, context: CheckContext) -> tuple[Finding, ...]:
    """The same for installments due on these days, in order (fact sheet 2.11 and 8.6)."""
    if len(days) < 2 or days[1] > expiry.day:
        return ()
    second = days[1]
    over = second - timedelta(days=1) <= context.today  # no future day is left before it
    ask = "No date is left before it; ask the ISV for a new authorization."
    return (
        _finding(
            "EXPIRY_AFTER_CHARGES",
            "expiry",
            f"The second installment falls due on {long_date(second)}, before the offer expires.",
            ask if over else f"Type a date before {second.isoformat()}.",
        ),
    )


def _charges(draft: OfferDraft, today: date) -> tuple[Charge, ...]:
    if draft.installments.own:
        schedule = resolve_installments(draft, today)
        return schedule.charges if isinstance(schedule, OwnSchedule) else ()
    return draft.authorization.schedule if draft.authorization else ()


def _past(charges: tuple[Charge, ...], today: date) -> list[Finding]:
    if not charges or charges[0].day >= today:
        return []
    return [
        _finding(
            "ISV_CHARGE_PAST",
            "installments",
            f"The ISV's first installment was due on {long_date(charges[0].day)}; AWS takes no past date.",
            "Use a markup, or ask the ISV for a new authorization.",
        )
    ]


def _finding(
    code: str, field: str, message: str, fix: str, severity: Severity = Severity.BLOCKING
) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix, severity=severity)
