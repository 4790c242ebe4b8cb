"""Many offers from one table: what would be sent for each customer, before anything is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cppo_tui.domain.bulk import (
    Batch,
    BulkRow,
    OffersByBuyer,
    RowState,
    row_draft,
    row_draft_id,
    template_problem,
)
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow
from cppo_tui.services.planner import NotReady, buyer_prices, make_plan

_SUCCEEDED = "succeeded"


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
    history = _by_draft(sent)
    rows = []
    for customer in customers:
        key = (*customer.accounts, *((f"line {customer.line}",) if customer.stopped else ()))
        draft_id = row_draft_id(world, context.seller_account, authorization.id, batch, key)
        narrowed = context.model_copy(update={"offers": existing.concerning(customer.accounts)})
        draft = row_draft(template, customer, draft_id)
        rows.append(_row(customer, draft, narrowed, history.get(draft_id, ()), world))
    made = Batch(authorization_id=authorization.id, rows=tuple(rows))
    problems = [template_problem(template)] if template_problem(template) else []
    left = authorization.uses_left
    if left is not None and len(made.to_send) > left:
        said = f"The authorization allows {left} more offer{'s' if left != 1 else ''}; the table asks for"
        problems.append(f"{said} {len(made.to_send)}. Ask the ISV for another, or shorten the table.")
    return made.model_copy(update={"problems": tuple(problems)})


def _by_draft(sent: Iterable[SubmissionRow]) -> dict[str, list[SubmissionRow]]:
    found: dict[str, list[SubmissionRow]] = defaultdict(list)
    for row in sent:
        found[row.draft_id].append(row)
    return found


def _row(
    customer: CustomerRow,
    draft: OfferDraft,
    context: CheckContext,
    history: Sequence[SubmissionRow],
    world: str,
) -> BulkRow:
    remarks = tuple(remark.sentence for remark in customer.remarks)
    row = BulkRow(
        line=customer.line, customer=customer.customer, accounts=customer.accounts, draft_id=draft.id
    )
    if (earlier := _earlier(row, history)) is not None:
        return earlier
    row = row.model_copy(update=_figures(draft, context))
    if customer.stopped:
        return row.model_copy(update={"state": RowState.STOPPED, "says": remarks})
    try:
        plan = make_plan(draft, context, world=world)
    except NotReady as error:
        stopped = error.findings or check_all(draft, context)
        says = (*remarks, *map(_words, stopped)) or ("A part of the offer is missing.",)
        asks = tuple((one.consent, _words(one)) for one in stopped if one.severity is Severity.ASK)
        asks = asks if len(asks) == len(stopped) else ()
        return row.model_copy(update={"state": RowState.STOPPED, "says": says, "asks": asks})
    warned = [one for one in check_all(draft, context) if one.severity is Severity.WARNING]
    return row.model_copy(update={"plan": plan, "says": (*remarks, *map(_words, warned))})


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
