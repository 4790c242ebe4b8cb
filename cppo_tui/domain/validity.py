"""The ValidityTerm of the offer: which of its forms is sent, and with what in it (fact sheet 4)."""

from datetime import date, timedelta

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import DateProblem, Length, long_date, parse_when
from cppo_tui.domain.defaults import agreement_text
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.product import AgreementForm, agreement_form, lengths, product_type
from cppo_tui.domain.terms import Agreement, resolve_agreement


class Validity(Frozen):
    """What the ValidityTerm says. All absent: no term at all, the buyer's choice of length decides."""

    duration: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def term(self) -> dict[str, str] | None:
        """The ValidityTerm as UpdateValidityTerms takes it; None when none is sent."""
        members = {
            "AgreementDuration": self.duration,
            "AgreementStartDate": self.start.isoformat() if self.start else "",
            "AgreementEndDate": self.end.isoformat() if self.end else "",
        }
        said = {key: text for key, text in members.items() if text}
        return {"Type": "ValidityTerm", **said} if said else None

    @property
    def text(self) -> str:
        """The term in one line, as AWS counts it."""
        if self.start is not None and self.end is not None:
            return f"{self.start.isoformat()} to {self.end.isoformat()}"
        if self.end is not None:
            return f"acceptance to {self.end.isoformat()}"
        return self.duration or "as long as the buyer chooses"

    def ends_if_accepted(self, day: date) -> date | None:
        """The agreement's last day when the buyer accepts on ``day``; None when that is not ours to say."""
        if self.end is not None:
            return self.end
        length = parse_when(self.duration) if self.duration else None
        return length.after(day) if isinstance(length, Length) else None


def validity_words(validity: Validity, authorization: ResaleAuthorization | None) -> str:
    """How long the agreement runs, as people say it."""
    if validity.start is not None and validity.end is not None:
        return f"{long_date(validity.start)} to {long_date(validity.end)}"
    if validity.end is not None:
        return f"from acceptance to {long_date(validity.end)}"
    if validity.duration:
        return f"{length_words(validity.duration)} from acceptance"
    offered = [length_words(one) for one in lengths(authorization)]
    return f"{' or '.join(offered)} from acceptance, as the buyer chooses"


def agreed_words(validity: Validity, authorization: ResaleAuthorization | None) -> str:
    """The same for those it was sold to: ``10 years (3,653 days) from acceptance``, as AWS counts in days."""
    if not validity.duration or validity.start is not None or validity.end is not None:
        return validity_words(validity, authorization)
    return f"{agreed_length(validity.duration)} from acceptance"


def agreed_length(duration: str) -> str:
    """``10 years (3,653 days)`` of ``P3653D``; months, and days that are no whole years, as they are."""
    length = length_meant(duration)
    years = _whole_years(length.days) if length and not (length.years or length.months) else 0
    return f"{_counted([(years, 'year')])} ({length_words(duration)})" if years else length_words(duration)


def _whole_years(days: int) -> int:
    """How many whole years these days are, counted from some day of the calendar; 0 when they are not."""
    years = days // 365
    leap_days = days - years * 365
    return years if years // 4 <= leap_days <= -(-years // 4) else 0


def length_as_typed(draft: OfferDraft, validity: Validity) -> str:
    """``10 years (3,653 days)`` where whole years or months were typed and days are sent; else as sent."""
    sent = length_words(validity.duration)
    when = parse_when(agreement_text(draft))
    if agreement_form(draft) is not AgreementForm.TYPED or not isinstance(when, Length):
        return sent
    return sent if when.days else f"{_counted([(when.years, 'year'), (when.months, 'month')])} ({sent})"


def _counted(parts: list[tuple[int, str]]) -> str:
    return " ".join(f"{count:,} {unit}{'s' if count != 1 else ''}" for count, unit in parts if count)


def usual_length(draft: OfferDraft) -> str:
    """A length of an agreement, as an example: by the hour none may be longer than 1,095 days."""
    return "450 days" if product_type(draft) is ProductType.MACHINE else "10 years"


def resolve_validity(draft: OfferDraft, today: date) -> Validity | Finding:
    """The term this draft asks for, or why it cannot be made yet."""
    form = agreement_form(draft)
    if form is AgreementForm.BUYER:
        return Validity()
    if form is AgreementForm.FIXED:
        return _fixed(draft)
    if form is AgreementForm.DATES:
        return _dates(draft, today)
    if form is AgreementForm.ENDING:
        return _ending(draft, today)
    agreement = resolve_agreement(agreement_text(draft), today, usual_length(draft))
    return Validity(duration=agreement.duration) if isinstance(agreement, Agreement) else agreement


def resolve_start(text: str, today: date) -> date | Finding:
    """The first day of a future agreement meant by a date or a number of days from today."""
    when = parse_when(text)
    if isinstance(when, DateProblem):
        return Finding(code=when.code, field="start", message=when.message, fix=when.fix)
    return (when.after(today) if isinstance(when, Length) else when) or _beyond_calendar()


def length_not_chosen(authorization: ResaleAuthorization | None) -> Finding:
    """Own installments are for one of the authorization's contract lengths, and none of them is chosen."""
    return _finding(
        "LENGTH_NOT_CHOSEN",
        "installments",
        "Own installments need one of the authorization's contract lengths.",
        f"Choose one of: {', '.join(length_words(one) for one in lengths(authorization)) or 'none'}.",
    )


def length_meant(text: str) -> Length | None:
    """A typed contract length (``12 months``, ``P12M``); None for anything else."""
    when = parse_when(text)
    return when if isinstance(when, Length) else None


def length_words(duration: str) -> str:
    """``P12M`` as people say it: ``12 months``."""
    length = length_meant(duration)
    if length is None:
        return duration
    return _counted([(length.years, "year"), (length.months, "month"), (length.days, "day")])


_TYPE_DATE = "Type a date such as 2027-02-01."


def _fixed(draft: OfferDraft) -> Validity | Finding:
    duration = _fixed_length(draft)
    return Validity(duration=duration) if duration else length_not_chosen(draft.authorization)


def _fixed_length(draft: OfferDraft) -> str:
    """The authorization's own length, or the one own installments are for; "" while none is chosen."""
    authorization = draft.authorization
    fixed = authorization.fixed.duration if authorization and authorization.fixed else ""
    duration = fixed or draft.installments.duration
    return duration if duration in lengths(authorization) else ""


def _dates(draft: OfferDraft, today: date) -> Validity | Finding:
    start = resolve_start(draft.start, today)
    if isinstance(start, Finding):
        return start
    duration = _fixed_length(draft) if draft.installments.own else _typed_length(draft)
    if not duration:
        return length_not_chosen(draft.authorization) if draft.installments.own else _not_offered(draft)
    length = length_meant(duration)
    after = length.after(start) if length else None
    return Validity(start=start, end=after - timedelta(days=1)) if after else _beyond_calendar()


def _typed_length(draft: OfferDraft) -> str:
    """The contract length that was typed; the only one there is needs no typing. "" for any other."""
    offered = lengths(draft.authorization)
    meant = length_meant(agreement_text(draft))
    wanted = [one for one in offered if len(offered) == 1 or _same(length_meant(one), meant)]
    return wanted[0] if wanted else ""


def _not_offered(draft: OfferDraft) -> Finding:
    choice = " or ".join(length_words(one) for one in lengths(draft.authorization))
    return _finding(
        "LENGTH_NOT_OFFERED",
        "agreement",
        "An agreement with a start date runs exactly as long as the authorization says.",
        f"Type {choice}.",
    )


def _beyond_calendar() -> Finding:
    return _finding("START_BEYOND_CALENDAR", "start", "No calendar reaches that far.", _TYPE_DATE)


def _same(one: Length | None, other: Length | None) -> bool:
    """Twelve months and a year are the same length."""
    if one is None or other is None:
        return False
    return (one.years * 12 + one.months, one.days) == (other.years * 12 + other.months, other.days)


def _ending(draft: OfferDraft, today: date) -> Validity | Finding:
    text = agreement_text(draft)
    if not text.strip():
        return _finding(
            "END_MISSING", "agreement", "A replacement offer needs the day its agreement ends.", _TYPE_DATE
        )
    when = parse_when(text)
    if isinstance(when, DateProblem):
        return Finding(code=when.code, field="agreement", message=when.message, fix=when.fix)
    end = when.after(today) if isinstance(when, Length) else when
    if end is None or end <= today:
        shown = f"{long_date(end)} is past." if end else "No calendar reaches that far."
        return _finding("END_NOT_IN_FUTURE", "agreement", shown, "Type a future date.")
    return Validity(end=end)


def _finding(code: str, field: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
