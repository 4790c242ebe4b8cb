"""An own payment schedule instead of a markup (fact sheet 2.10 and 2.11)."""

import re
from datetime import date
from decimal import Decimal

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.dates import DateProblem, Length, parse_when
from cppo_tui.domain.draft import InstallmentRow, OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant, RateCard

MAX_CHARGES = 60
MAX_QUANTITY = 2_147_483_646
MAX_AMOUNT = Decimal(100_000_000)
_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{0,2})?")


class OwnSchedule(Frozen):
    """What is sent instead of a markup. ``fixed`` is the zero-price term that carries the quantities; None
    where the authorization has its own. ``wholesale`` is what the ISV gets in all."""

    charges: tuple[Charge, ...]
    fixed: FixedUpfront | None
    wholesale: Decimal

    @property
    def total(self) -> Decimal:
        """What the buyer pays in all."""
        return sum((charge.amount for charge in self.charges), Decimal(0))


def may_set_installments(authorization: ResaleAuthorization | None) -> bool:
    """Where the authorization has a schedule or contract prices (fact sheet 2.11)."""
    kinds = (
        PricingKind.CONTRACT_WITH_INSTALLMENTS,
        PricingKind.CONTRACT,
        PricingKind.CONTRACT_WITH_CONSUMPTION,
    )
    return authorization is not None and authorization.kind in kinds


def resolve_installments(draft: OfferDraft, today: date) -> OwnSchedule | tuple[Finding, ...]:
    """The schedule the typed rows mean, or everything that is wrong with them."""
    authorization = draft.authorization
    if authorization is None or not may_set_installments(authorization):
        return (
            _finding("INSTALLMENTS_NOT_POSSIBLE", "Own installments need contract prices.", "Use a markup."),
        )
    if authorization.schedule:
        return _on_isv_dates(draft, authorization)
    return _own_dates(draft, authorization, today)


def _on_isv_dates(draft: OfferDraft, authorization: ResaleAuthorization) -> OwnSchedule | tuple[Finding, ...]:
    """Same dates, each amount at least the ISV's (fact sheet 2.11)."""
    found: list[Finding] = []
    charges = []
    for index, charge in enumerate(authorization.schedule):
        typed = draft.installments.rows[index].amount if index < len(draft.installments.rows) else ""
        amount = _amount(typed, index)
        if isinstance(amount, Finding):
            found.append(amount)
        elif amount < charge.amount:
            found.append(
                _finding(
                    "CHARGE_BELOW_WHOLESALE",
                    f"On {charge.day.isoformat()} the ISV gets {plain_number(charge.amount)}; never less.",
                    f"Type at least {plain_number(charge.amount)}.",
                    index,
                )
            )
        else:
            charges.append(Charge(day=charge.day, amount=amount))
    wholesale = sum((charge.amount for charge in authorization.schedule), Decimal(0))
    return tuple(found) or OwnSchedule(charges=tuple(charges), fixed=None, wholesale=wholesale)


def _own_dates(
    draft: OfferDraft, authorization: ResaleAuthorization, today: date
) -> OwnSchedule | tuple[Finding, ...]:
    """Quantities of one contract length, paid on dates of our own (fact sheet 2.10)."""
    rows = [row for row in draft.installments.rows if row.due.strip() or row.amount.strip()]
    found = _count(rows)
    charges: dict[date, Charge] = {}
    for index, row in enumerate(draft.installments.rows):
        if row not in rows:
            continue
        due, amount = _due(row.due, index, today), _amount(row.amount, index)
        found += [one for one in (due, amount) if isinstance(one, Finding)]
        if isinstance(due, date) and due in charges:
            found.append(_finding("CHARGE_DATE_TWICE", "This date stands there twice.", "Change one.", index))
        elif isinstance(due, date) and isinstance(amount, Decimal):
            charges[due] = Charge(day=due, amount=amount)
    grants = _grants(draft, authorization)
    if isinstance(grants, Finding):
        return (*found, grants)
    cost = _cost(draft, authorization, grants)
    ordered = tuple(charges[day] for day in sorted(charges))
    total = sum((charge.amount for charge in ordered), Decimal(0))
    if not found and cost is not None and total < cost:
        found.append(
            _finding(
                "INSTALLMENTS_BELOW_WHOLESALE",
                f"Together {plain_number(total)}; the ISV gets {plain_number(cost)} for these quantities.",
                f"Raise the installments by at least {plain_number(cost - total)}.",
            )
        )
    if found or cost is None:
        return tuple(found)
    fixed = FixedUpfront(price=Decimal(0), duration=draft.installments.duration, grants=grants)
    return OwnSchedule(charges=ordered, fixed=fixed, wholesale=cost)


def _count(rows: list[InstallmentRow]) -> list[Finding]:
    if not rows:
        return [_finding("INSTALLMENTS_MISSING", "No installment is entered.", "Enter date and amount.")]
    if len(rows) > MAX_CHARGES:
        message = f"{len(rows)} installments; AWS takes at most {MAX_CHARGES}."
        return [_finding("INSTALLMENTS_TOO_MANY", message, f"Remove {len(rows) - MAX_CHARGES}.")]
    return []


def _grants(draft: OfferDraft, authorization: ResaleAuthorization) -> tuple[Grant, ...] | Finding:
    card = _card(draft, authorization)
    known = {price.dimension_key for price in card.prices} if card else set()
    found = []
    for key, text in draft.installments.quantities:
        digits = text.strip()
        if key not in known or not digits:
            continue
        if not re.fullmatch(r"[0-9]{1,10}", digits) or not 1 <= int(digits) <= MAX_QUANTITY:
            name = authorization.dimension(key).name
            return _finding("QUANTITY_UNREADABLE", f"{name}: this is not a quantity.", "Type 1 or more.")
        found.append(Grant(dimension_key=key, quantity=int(digits)))
    if card is not None and not found:
        return _finding(
            "QUANTITIES_MISSING", "It is not said how much the buyer gets.", "Type at least one quantity."
        )
    return tuple(found)


def _card(draft: OfferDraft, authorization: ResaleAuthorization) -> RateCard | None:
    """The prices of the chosen contract length."""
    duration = draft.installments.duration
    return next((card for card in authorization.rate_cards if card.duration == duration), None)


def _cost(draft: OfferDraft, authorization: ResaleAuthorization, grants: tuple[Grant, ...]) -> Decimal | None:
    """What the ISV gets for these quantities over this length."""
    card = _card(draft, authorization)
    if card is None:
        return None
    prices = {price.dimension_key: price.wholesale for price in card.prices}
    return sum((prices[grant.dimension_key] * grant.quantity for grant in grants), Decimal(0))


def _due(text: str, index: int, today: date) -> date | Finding:
    if not text.strip():
        return _finding("CHARGE_DATE_MISSING", "This installment has no date.", "Type a date.", index)
    when = parse_when(text)
    if isinstance(when, DateProblem):
        return Finding(
            code="CHARGE_DATE_UNREADABLE", field=f"installments.{index}", message=when.message, fix=when.fix
        )
    due = when.after(today) if isinstance(when, Length) else when
    if due is None or due < today:
        return _finding("CHARGE_DATE_PAST", "This date is past.", "Type today or later.", index)
    return due


def _amount(text: str, index: int) -> Decimal | Finding:
    typed = text.strip()
    if not typed:
        return _finding("CHARGE_MISSING", "This installment has no amount.", "Type an amount.", index)
    if not _AMOUNT.fullmatch(typed) or Decimal(typed) > MAX_AMOUNT:
        return _finding(
            "CHARGE_UNREADABLE",
            "AWS takes an amount up to 100000000 with a point and at most two decimals.",
            "Type it such as 12500.00.",
            index,
        )
    return Decimal(typed)


def _finding(code: str, message: str, fix: str, index: int | None = None) -> Finding:
    field = "installments" if index is None else f"installments.{index}"
    return Finding(code=code, field=field, message=message, fix=fix)
