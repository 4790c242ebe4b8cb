"""An own payment schedule instead of a markup (fact sheet 2.10 and 2.11)."""

import re
from datetime import date
from decimal import ROUND_UP, Decimal, localcontext

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.dates import DateProblem, Length, parse_when
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number, shown_number
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant, RateCard
from cppo_tui.domain.product import CONTRACTS, pricing_kind
from cppo_tui.domain.validity import length_not_chosen

MAX_CHARGES = 60
MAX_QUANTITY = 2_147_483_646
MAX_GRANTS = 200
"""Dimensions of a fixed upfront price: the lower of the two figures in AWS's pages (fact sheet 2.10)."""

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
    """Where the authorization has a schedule or contract prices per unit (fact sheet 2.11)."""
    if authorization is None:
        return False
    if authorization.kind is PricingKind.CONTRACT_WITH_INSTALLMENTS:
        return bool(authorization.schedule)
    return authorization.kind in CONTRACTS and bool(authorization.rate_cards)


def resolve_installments(draft: OfferDraft, today: date) -> OwnSchedule | tuple[Finding, ...]:
    """The schedule the typed rows mean, or everything that is wrong with them."""
    authorization = draft.authorization
    hourly = pricing_kind(draft) is PricingKind.HOURLY_WITH_ANNUAL
    if authorization is None or hourly or not may_set_installments(authorization):
        needed = "Own installments need an ISV's installments, or contract prices per unit."
        return (_finding("INSTALLMENTS_NOT_POSSIBLE", needed, "Use a markup."),)
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
                    f"On {charge.day.isoformat()} the ISV gets {shown_number(charge.amount)}; never less.",
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
    charges, found = _own_charges(draft, today)
    card = _card(draft, authorization)
    grants = _grants(draft, authorization, card) if card else length_not_chosen(authorization)
    if card is None or isinstance(grants, Finding):
        return (*found, *([grants] if isinstance(grants, Finding) else []))
    cost = _cost(card, grants)
    total = sum((charge.amount for charge in charges), Decimal(0))
    if not found and total < cost:
        missing = shown_number((cost - total).quantize(Decimal("0.01"), rounding=ROUND_UP))
        found.append(
            _finding(
                "INSTALLMENTS_BELOW_WHOLESALE",
                f"Together {shown_number(total)}; the ISV gets {shown_number(cost)} for these quantities.",
                f"Raise the installments by at least {missing}.",
            )
        )
    if found:
        return tuple(found)
    fixed = FixedUpfront(price=Decimal(0), duration=card.duration, grants=grants)
    return OwnSchedule(charges=charges, fixed=fixed, wholesale=cost)


def _own_charges(draft: OfferDraft, today: date) -> tuple[tuple[Charge, ...], list[Finding]]:
    """The charges typed, in order of date, and what is wrong with them. Empty rows are passed over."""
    rows = [
        (index, row)
        for index, row in enumerate(draft.installments.rows)
        if row.due.strip() or row.amount.strip()
    ]
    found = _count(len(rows))
    charges: dict[date, Charge] = {}
    for index, row in rows:
        due, amount = _due(row.due, index, today), _amount(row.amount, index)
        found += [one for one in (due, amount) if isinstance(one, Finding)]
        if isinstance(due, date) and due in charges:
            found.append(_finding("CHARGE_DATE_TWICE", "This date stands there twice.", "Change one.", index))
        elif isinstance(due, date) and isinstance(amount, Decimal):
            charges[due] = Charge(day=due, amount=amount)
    return tuple(charges[day] for day in sorted(charges)), found


def _count(rows: int) -> list[Finding]:
    if not rows:
        return [_finding("INSTALLMENTS_MISSING", "No installment is entered.", "Enter date and amount.")]
    if rows > MAX_CHARGES:
        message = f"{rows} installments; AWS takes at most {MAX_CHARGES}."
        return [_finding("INSTALLMENTS_TOO_MANY", message, f"Remove {rows - MAX_CHARGES}.")]
    return []


def _grants(
    draft: OfferDraft, authorization: ResaleAuthorization, card: RateCard
) -> tuple[Grant, ...] | Finding:
    """What the buyer gets. Quantities of dimensions that this length has no price for are passed over."""
    known = {price.dimension_key for price in card.prices}
    found: dict[str, Grant] = {}
    for key, text in draft.installments.quantities:
        digits = text.strip()
        if key not in known or not digits:
            continue
        if not re.fullmatch(r"[0-9]{1,10}", digits) or not 1 <= int(digits) <= MAX_QUANTITY:
            said = f"What is typed for {authorization.dimension(key).name} is not a quantity."
            return _finding("QUANTITY_UNREADABLE", said, f"Type a number from 1 to {MAX_QUANTITY}.")
        found[key] = Grant(dimension_key=key, quantity=int(digits))
    if not found:
        return _finding(
            "QUANTITIES_MISSING", "It is not said how much the buyer gets.", "Type at least one quantity."
        )
    if len(found) > MAX_GRANTS:
        message = f"Quantities of {len(found)} dimensions; AWS takes at most {MAX_GRANTS}."
        return _finding("QUANTITIES_TOO_MANY", message, f"Clear {len(found) - MAX_GRANTS}.")
    return tuple(found.values())


def _card(draft: OfferDraft, authorization: ResaleAuthorization) -> RateCard | None:
    """The prices of the chosen contract length."""
    duration = draft.installments.duration
    return next((card for card in authorization.rate_cards if card.duration == duration), None)


def _cost(card: RateCard, grants: tuple[Grant, ...]) -> Decimal:
    """What the ISV gets for these quantities over this length, to the last digit."""
    prices = {price.dimension_key: price.wholesale for price in card.prices}
    with localcontext() as context:
        context.prec = 60
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


def typed_amount(text: str) -> Decimal | None:
    """The amount a person typed, None where AWS would not take it."""
    typed = text.strip()
    amount = Decimal(typed) if _AMOUNT.fullmatch(typed) else None
    return amount if amount is not None and amount <= MAX_AMOUNT else None


def _amount(text: str, index: int) -> Decimal | Finding:
    if not text.strip():
        return _finding("CHARGE_MISSING", "This installment has no amount.", "Type an amount.", index)
    amount = typed_amount(text)
    if amount is None:
        return _finding(
            "CHARGE_UNREADABLE",
            "AWS takes an amount up to 100000000 with a point and at most two decimals.",
            "Type it such as 12500.00.",
            index,
        )
    return amount


def _finding(code: str, message: str, fix: str, index: int | None = None) -> Finding:
    field = "installments" if index is None else f"installments.{index}"
    return Finding(code=code, field=field, message=message, fix=fix)
