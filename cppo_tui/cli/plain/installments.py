"""Step 3 as questions where the installments are one's own: their amounts, or quantities and dates."""

from __future__ import annotations

import re
from typing import Any

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.pricing import price_words
from cppo_tui.cli.plain.question import EMPTY, NotAnAnswer, Question, chosen, listed
from cppo_tui.domain.draft import InstallmentRow
from cppo_tui.domain.money import unit_price
from cppo_tui.domain.product import lengths
from cppo_tui.domain.steps import Step
from cppo_tui.domain.validity import length_words


def _on_isv_dates(interview: Interview) -> bool:
    authorization = interview.draft.authorization
    return interview.draft.installments.own and authorization is not None and bool(authorization.schedule)


def _on_own_dates(interview: Interview) -> bool:
    return interview.draft.installments.own and not _on_isv_dates(interview)


def _ask_amounts(interview: Interview) -> str:
    authorization = interview.draft.authorization
    schedule, currency = (authorization.schedule, authorization.currency) if authorization else ((), "")
    rows = [f"  {one.day.isoformat()}, the ISV gets {unit_price(one.amount, currency)}" for one in schedule]
    return "\n".join(["One amount for each of the ISV's dates, in their order, with spaces between:", *rows])


def _take_amounts(interview: Interview, typed: str) -> None:
    if re.search(r"\d,\d", typed):
        raise NotAnAnswer("Write amounts without commas, such as 15000.00, with spaces between.")
    rows = tuple(InstallmentRow(amount=one) for one in re.split(r"[\s,;]+", _kept(typed)) if one)
    authorization = interview.draft.authorization
    if authorization is not None and len(rows) > (dates := len(authorization.schedule)):
        raise NotAnAnswer(f"The ISV has {dates} dates, and these are {len(rows)} amounts.")
    _own(interview, rows=rows, duration="", quantities=())


def _take_quantities(interview: Interview, typed: str) -> None:
    parts = [one for one in re.split(r"[,;\s]+", _kept(typed)) if one]
    pairs = [tuple(one.split("=")) for one in parts]
    if any(len(pair) != 2 for pair in pairs):
        raise NotAnAnswer("Write it as dimension=number, with spaces between several.")
    known = _granted(interview)
    if unknown := [pair[0] for pair in pairs if pair[0] not in known]:
        raise NotAnAnswer(f"There is no {', '.join(unknown)} here, but: {', '.join(known)}.")
    _own(interview, quantities=tuple((pair[0], pair[1]) for pair in pairs))


def _take_rows(interview: Interview, typed: str) -> None:
    rows = []
    for part in filter(None, (one.strip() for one in _kept(typed).split(";"))):
        due, _, amount = part.rpartition(" ")
        rows.append(InstallmentRow(due=due.strip(), amount=amount))
    _own(interview, rows=tuple(rows))


def _kept(typed: str) -> str:
    return "" if typed.strip() == EMPTY else typed.strip()


def _own(interview: Interview, **updates: Any) -> None:
    interview.change(installments=interview.draft.installments.model_copy(update=updates))


def _lengths(interview: Interview) -> dict[str, str]:
    return {one: length_words(one) for one in lengths(interview.draft.authorization)}


def _granted(interview: Interview) -> dict[str, str]:
    """The dimensions that have a price for the chosen length, by their keys."""
    authorization, wanted = interview.draft.authorization, interview.draft.installments.duration
    return {
        price.dimension_key: authorization.dimension(price.dimension_key).name
        for card in (authorization.rate_cards if authorization else ())
        for price in card.prices
        if card.duration == wanted and authorization
    }


def _ask_quantities(interview: Interview) -> str:
    rows = [f"  {key}: {name}" for key, name in _granted(interview).items()]
    return "\n".join(["How much does the buyer get? As dimension=number, with spaces between:", *rows])


QUESTIONS = (
    Question(
        key="amounts",
        step=Step.PRICING,
        ask=_ask_amounts,
        take=_take_amounts,
        standing=lambda one: " ".join(row.amount for row in one.draft.installments.rows),
        fields=("installments",),
        asked=_on_isv_dates,
        needed=True,
        after=price_words,
    ),
    Question(
        key="duration",
        step=Step.PRICING,
        ask=lambda one: listed("For which contract length?", _lengths(one)),
        take=lambda one, typed: _own(one, duration=chosen(one, typed, _lengths(one))),
        standing=lambda one: one.draft.installments.duration,
        asked=_on_own_dates,
        needed=True,
    ),
    Question(
        key="quantities",
        step=Step.PRICING,
        ask=_ask_quantities,
        take=_take_quantities,
        standing=lambda one: " ".join("=".join(pair) for pair in one.draft.installments.quantities),
        fields=("installments",),
        codes=("QUANTITY_UNREADABLE", "QUANTITIES_MISSING", "QUANTITIES_TOO_MANY"),
        asked=_on_own_dates,
        needed=True,
    ),
    Question(
        key="rows",
        step=Step.PRICING,
        ask=lambda _: "The installments as date and amount, such as 2027-03-01 12500.00; 2028-03-01 12500.00",
        take=_take_rows,
        standing=lambda one: "; ".join(
            f"{row.due} {row.amount}".strip() for row in one.draft.installments.rows
        ),
        fields=("installments",),
        asked=_on_own_dates,
        needed=True,
        after=price_words,
    ),
)
