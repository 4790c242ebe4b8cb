"""Step 4 as questions: start, length and expiry; then the terms that are rarely changed."""

from __future__ import annotations

from typing import Any

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.question import EMPTY, NotAnAnswer, Question, chosen, listed, yes_or_no
from cppo_tui.domain.checks.further import shorter_terms
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.countries import split_countries
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.defaults import agreement_text, expiry_text
from cppo_tui.domain.draft import EarlierPricing, EulaKind, Purpose
from cppo_tui.domain.further_words import EARLIER_WORDS, EULA_WORDS, PURPOSE_WORDS, days_words, further_line
from cppo_tui.domain.kind_words import agreement_hint, agreement_words
from cppo_tui.domain.legal import signed
from cppo_tui.domain.product import AgreementForm, agreement_form, lengths, may_start_later
from cppo_tui.domain.purpose import earlier_pricing
from cppo_tui.domain.steps import Step
from cppo_tui.domain.validity import validity_words

FURTHER = ("eula", "countries", "net_payment", "purpose")
_EULA_FIELDS = ("eula",)
_KEEP = "as-granted"


def _take(name: str, standing: Any) -> Any:
    def take(interview: Interview, typed: str) -> None:
        text = "" if typed.strip() == EMPTY else typed.strip()
        if text != standing(interview):
            interview.change(**{name: text})

    return take


def _agreement(interview: Interview) -> str:
    return agreement_text(interview.draft)


def _expiry(interview: Interview) -> str:
    return expiry_text(interview.draft)


def _start(interview: Interview) -> str:
    return interview.draft.start


def _how_long(interview: Interview) -> str:
    return "Until when" if agreement_form(interview.draft) is AgreementForm.ENDING else "How long"


def _asks_length(interview: Interview) -> bool:
    draft = interview.draft
    several = len(lengths(draft.authorization)) > 1 and not draft.installments.own
    dated = agreement_form(draft) is AgreementForm.DATES
    return not agreement_words(draft) and (not dated or several)


def agreement_ends(interview: Interview) -> str:
    """How long the agreement runs, and both its ends where they depend on the day of acceptance."""
    context = interview.context()
    reading = read_draft(interview.draft, context)
    if reading.validity is None:
        return ""
    words = f"The agreement runs {validity_words(reading.validity, reading.authorization)}."
    today = reading.validity.ends_if_accepted(context.today)
    if today is None or reading.expiry is None or not reading.validity.duration:
        return words
    last = reading.validity.ends_if_accepted(reading.expiry.day)
    late = f", accepted on the last day on {long_date(last)}" if last else ""
    return f"{words} Accepted today it ends on {long_date(today)}{late}."


def last_moment(interview: Interview) -> str:
    """Until when it can be accepted, in UTC and here."""
    context = interview.context()
    expiry = read_draft(interview.draft, context).expiry
    if expiry is None:
        return ""
    local = expiry.instant.astimezone()
    here = f", which is {local:%Y-%m-%d %H:%M:%S %Z} here" if local.utcoffset() else ""
    left = expiry.days_left(context.today)
    return f"It can be accepted until {long_date(expiry.day)}, 23:59:59 UTC{here}; {left} days left."


def _ask_expiry(interview: Interview) -> str:
    fixed = agreement_words(interview.draft)
    said = f"Agreement length: {fixed}\n" if fixed else ""
    return f"{said}Until when can the buyer accept? A date, or days from today such as +60 days."


def _take_further(interview: Interview, typed: str) -> None:
    interview.further = yes_or_no(interview, typed)


def _eula(interview: Interview, **updates: Any) -> None:
    interview.change(eula=interview.draft.eula.model_copy(update=updates))


def _take_url(interview: Interview, typed: str) -> None:
    """The signature stays in memory; the draft keeps the address without it."""
    text = typed.strip()
    interview.link = link = signed(text)
    _eula(interview, url=link.source if link else text, needs_link=link is not None)


def _take_upload(interview: Interview, typed: str) -> None:
    if not yes_or_no(interview, typed):
        return
    choice, headless = interview.draft.eula, interview.headless
    if not choice.path or not choice.bucket:
        raise NotAnAnswer("Name the PDF and the bucket first; < goes back.")
    key = f"cppo/{headless.new_id()}.pdf"
    documents = headless.account.documents()
    interview.link = documents.upload(choice.path, choice.bucket, key, headless.clock())
    interview.notes.append(
        f"It is at s3://{choice.bucket}/{key}; delete it there when the offer is published."
    )


def _is(kind: EulaKind) -> Any:
    return lambda one: one.further and one.draft.eula.kind is kind


def _payments(interview: Interview) -> dict[str, str]:
    authorization = interview.draft.authorization
    granted = authorization.net_payment if authorization else ""
    shorter = {period: days_words(period) for period in shorter_terms(authorization)}
    return {_KEEP: f"{days_words(granted)}, as the ISV granted", **shorter}


def _take_payment(interview: Interview, typed: str) -> None:
    answer = chosen(interview, typed, _payments(interview))
    interview.change(net_payment="" if answer == _KEEP else answer)


def _granted(interview: Interview) -> bool:
    authorization = interview.draft.authorization
    return interview.further and authorization is not None and bool(authorization.net_payment)


def _take_countries(interview: Interview, typed: str) -> None:
    none = typed.strip().casefold() in (EMPTY, "any")
    interview.change(countries=() if none else split_countries(typed))


MAIN = (
    Question(
        key="start",
        step=Step.TERMS,
        ask=lambda _: "When does the agreement start? A later day such as 2027-02-01; empty: on acceptance.",
        take=_take("start", _start),
        standing=_start,
        fields=("start",),
        asked=lambda one: may_start_later(one.draft) or bool(one.draft.start),
    ),
    Question(
        key="agreement",
        step=Step.TERMS,
        ask=lambda one: f"{_how_long(one)} does the agreement run? {agreement_hint(one.draft)}",
        take=_take("agreement", _agreement),
        standing=_agreement,
        fields=("agreement",),
        asked=_asks_length,
        needed=True,
    ),
    Question(
        key="expiry",
        step=Step.TERMS,
        ask=_ask_expiry,
        take=_take("expiry", _expiry),
        standing=_expiry,
        fields=("expiry",),
        after=lambda one: f"{last_moment(one)}\n{agreement_ends(one)}",
    ),
    Question(
        key="further",
        step=Step.TERMS,
        ask=lambda one: f"Change further terms? yes or no\nNow they are: {further_line(one.draft)}.",
        take=_take_further,
        standing=lambda one: "yes" if one.further else "no",
        fields=FURTHER,
        judged=lambda one: not one.further,
    ),
)
RARE = (
    Question(
        key="eula",
        step=Step.TERMS,
        ask=lambda _: listed("Which end-user agreement does the buyer accept?", EULA_WORDS),
        take=lambda one, typed: _eula(one, kind=EulaKind(chosen(one, typed, EULA_WORDS))),
        standing=lambda one: one.draft.eula.kind.value,
        fields=_EULA_FIELDS,
        asked=lambda one: one.further,
        judged=lambda one: one.draft.eula.kind in (EulaKind.INHERITED, EulaKind.STANDARD),
    ),
    Question(
        key="eula_url",
        step=Step.TERMS,
        ask=lambda _: "The document's address, https in S3:",
        take=_take_url,
        standing=lambda one: one.draft.eula.url,
        fields=_EULA_FIELDS,
        asked=_is(EulaKind.URL),
        needed=True,
    ),
    Question(
        key="eula_path",
        step=Step.TERMS,
        ask=lambda _: "Path of the PDF on this computer:",
        take=lambda one, typed: _eula(one, path=typed.strip()),
        standing=lambda one: one.draft.eula.path,
        asked=_is(EulaKind.FILE),
        needed=True,
    ),
    Question(
        key="eula_bucket",
        step=Step.TERMS,
        ask=lambda _: "Your S3 bucket for it:",
        take=lambda one, typed: _eula(one, bucket=typed.strip()),
        standing=lambda one: one.draft.eula.bucket,
        asked=_is(EulaKind.FILE),
        needed=True,
    ),
    Question(
        key="eula_upload",
        step=Step.TERMS,
        ask=lambda _: "Upload it now? yes or no",
        take=_take_upload,
        fields=_EULA_FIELDS,
        asked=_is(EulaKind.FILE),
        needed=True,
    ),
    Question(
        key="countries",
        step=Step.TERMS,
        ask=lambda _: "Only for buyers located in these countries, such as US, DE; or any:",
        take=_take_countries,
        standing=lambda one: ", ".join(one.draft.countries) or "any",
        fields=("countries",),
        asked=lambda one: one.further and one.draft.replaces is None,
    ),
    Question(
        key="net_payment",
        step=Step.TERMS,
        ask=lambda one: listed("When is an invoice due?", _payments(one)),
        take=_take_payment,
        standing=lambda one: one.draft.net_payment or _KEEP,
        fields=("net_payment",),
        asked=_granted,
    ),
    Question(
        key="purpose",
        step=Step.TERMS,
        ask=lambda _: listed(
            "Purpose of the offer? It decides AWS's fee; final once published.", PURPOSE_WORDS
        ),
        take=lambda one, typed: one.change(purpose=Purpose(chosen(one, typed, PURPOSE_WORDS))),
        standing=lambda one: one.draft.purpose.value,
        fields=("purpose",),
        asked=lambda one: one.further,
    ),
    Question(
        key="earlier_pricing",
        step=Step.TERMS,
        ask=lambda _: listed("How does the customer pay so far?", EARLIER_WORDS),
        take=lambda one, typed: one.change(earlier_pricing=EarlierPricing(chosen(one, typed, EARLIER_WORDS))),
        standing=lambda one: earlier_pricing(one.draft).value,
        asked=lambda one: one.further and one.draft.purpose is not Purpose.NEW,
    ),
)
QUESTIONS = (*MAIN, *RARE)
RARE_KEYS = frozenset(question.key for question in RARE)
