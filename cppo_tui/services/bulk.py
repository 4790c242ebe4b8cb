"""Many offers from one table: what would be sent for each customer, before anything is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cppo_tui.domain.bulk import (
    Batch,
    BulkRow,
    OffersByBuyer,
    RowState,
    ended_offer,
    row_draft,
    row_draft_id,
    template_problem,
)
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow
from cppo_tui.domain.submission_words import ended_early
from cppo_tui.services.plan_use import refuse_used
from cppo_tui.services.planner import NotReady, buyer_prices, make_plan
from cppo_tui.services.refusals import PlanRefused

_SUCCEEDED = "succeeded"
_IN_A_TABLE = {"USED": "To make another offer, put another name in the column “offer name”."}
"""What to do about a refusal, where a table is what can be changed."""


def in_a_table(refusal: PlanRefused) -> str:
    """A refusal as it is said of a row."""
    fix = _IN_A_TABLE.get(refusal.code)
    return f"{refusal.what} {fix}" if fix else str(refusal)


def preview(
    customers: Iterable[CustomerRow],
    template: OfferDraft,
    context: CheckContext,
    sent: Iterable[SubmissionRow],
    *,
    world: str,
    batch: str = "",
) -> Batch:
    """One offer per customer, each through every check. Nothing is asked of AWS: ``context`` holds the
    existing offers, ``template`` the authorization as just read, ``sent`` is the store's list.

    ``batch`` names this round of offers: a row that was sent in the same round is never sent again.
    """
    authorization = template.authorization
    if authorization is None:
        raise ValueError("a batch needs its authorization")
    existing = OffersByBuyer(context.offers or ())
    history = _Sent(sent)
    rows = []
    for customer in customers:
        key = (*customer.accounts, *((f"line {customer.line}",) if customer.stopped else ()))
        draft_id = row_draft_id(world, context.seller_account, authorization.id, batch, key)
        narrowed = context.model_copy(update={"offers": existing.concerning(customer.accounts)})
        draft = row_draft(template, customer, draft_id)
        rows.append(_row(customer, draft, narrowed, history, world))
    made = Batch(authorization_id=authorization.id, rows=tuple(rows))
    problems = [template_problem(template)] if template_problem(template) else []
    left = authorization.uses_left
    if left is not None and len(made.to_send) > left:
        said = f"The authorization allows {left} more offer{'s' if left != 1 else ''}; the table asks for"
        problems.append(f"{said} {len(made.to_send)}. Ask the ISV for another, or shorten the table.")
    return made.model_copy(update={"problems": tuple(problems)})


class _Sent:
    """What was sent so far, found by its draft and by its bytes; and the offers that were ended from here."""

    def __init__(self, rows: Iterable[SubmissionRow]) -> None:
        rows = tuple(rows)
        self.of_draft: dict[str, list[SubmissionRow]] = defaultdict(list)
        self._of_bytes: dict[str, list[SubmissionRow]] = defaultdict(list)
        self.ended = ended_early(rows)
        for row in rows:
            self.of_draft[row.draft_id].append(row)
            self._of_bytes[row.digest].append(row)

    def against(self, plan: Plan) -> str:
        """What the submitter would say when it is sent, "" when these bytes were not used elsewhere."""
        others = [row for row in self._of_bytes.get(plan.digest, ()) if row.draft_id != plan.draft_id]
        try:
            refuse_used(plan, others)
        except PlanRefused as refusal:
            return in_a_table(refusal)
        return ""


def _row(
    customer: CustomerRow, draft: OfferDraft, context: CheckContext, history: _Sent, world: str
) -> BulkRow:
    remarks = tuple(remark.sentence for remark in customer.remarks)
    row = BulkRow(
        line=customer.line, customer=customer.customer, accounts=customer.accounts, draft_id=draft.id
    )
    if (earlier := _earlier(row, history.of_draft.get(draft.id, ()))) is not None:
        return earlier
    row = row.model_copy(update=_figures(draft, context))
    if customer.stopped:
        return row.model_copy(update={"state": RowState.STOPPED, "says": remarks})
    ended = ended_offer(context.offers or (), history.ended, context.now)
    found = (*check_all(draft, context), *(one.settled_by(draft.consents) for one in ended))
    stopped = stopping(found)
    plan = _plan(draft, context, world)
    against = history.against(plan) if plan else ""
    if plan is None or against or stopped:
        told = (against,) if against else tuple(map(_words, stopped or found))
        says = (*remarks, *told) or ("A part of the offer is missing.",)
        asks = () if against else _asked(stopped)
        return row.model_copy(update={"state": RowState.STOPPED, "says": says, "asks": asks})
    warned = [one for one in found if one.severity is Severity.WARNING]
    return row.model_copy(update={"plan": plan, "says": (*remarks, *map(_words, warned))})


def _plan(draft: OfferDraft, context: CheckContext, world: str) -> Plan | None:
    """What would be sent, None while a check is against it."""
    try:
        return make_plan(draft, context, world=world)
    except NotReady:
        return None


def _asked(stopped: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """The questions of a row that nothing else stops."""
    asks = tuple((one.consent, _words(one)) for one in stopped if one.severity is Severity.ASK)
    return asks if len(asks) == len(stopped) else ()


def _earlier(row: BulkRow, history: Sequence[SubmissionRow]) -> BulkRow | None:
    """The row as it was sent before, None when nothing came of it and it may be sent."""
    for one in history:
        if one.state in IN_FLIGHT or one.state == _SUCCEEDED:
            going = one.state in IN_FLIGHT
            known = {"submission_id": one.id, "offer_id": one.offer_id}
            said = "It is on its way already." if going else "Made by an earlier run of this batch."
            state = RowState.GOING if going else RowState.MADE
            return row.model_copy(update={**known, "state": state, "says": (said,)})
    return None


def _figures(draft: OfferDraft, context: CheckContext) -> dict[str, str]:
    reading = read_draft(draft, context)
    prices = buyer_prices(draft, context)
    return {
        "markup": reading.markup.text if reading.markup else "",
        "price": ", ".join(price for _, price in prices[:3]) + (" …" if len(prices) > 3 else ""),
        "expires": reading.expiry.day.isoformat() if reading.expiry else "",
    }


def _words(finding: Finding) -> str:
    return f"{finding.message} {finding.fix}"
