"""Is this plan used up? The same bytes must not make a second offer, whatever draft or file they are of."""

import hashlib
from collections.abc import Iterable

from cppo_tui.domain.plan import Plan
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow, SubmissionStore
from cppo_tui.services import refusals

_SUCCEEDED = "succeeded"


def refuse_used(plan: Plan, rows: Iterable[SubmissionRow]) -> None:
    """Raise PlanRefused when one of these submissions sent the plan's bytes and came to something, or may.

    What was refused or failed came to nothing and may be sent again. An offer the person was told about and
    consented to does not count: then a second one is meant.
    """
    for row in rows:
        if row.digest != plan.digest:
            continue
        if row.state in IN_FLIGHT:
            raise refusals.used(row.id, row.offer_id, open_still=True)
        if row.state == _SUCCEEDED and row.offer_id not in plan.known_offers:
            raise refusals.used(row.id, row.offer_id, open_still=False)


def refuse_here(plan: Plan, store: SubmissionStore, world: str) -> None:
    """What speaks against the plan and can be said without AWS, before anybody is asked to confirm it.

    The submitter looks at all of it once more, right before it sends. Raises PlanRefused.
    """
    if not plan.intact:
        raise refusals.altered()
    if plan.world != world:
        raise refusals.other_world(plan, world)
    refuse_used(plan, store.submissions())


def without_draft(plan: Plan) -> Plan:
    """The plan of an offer that is stored nowhere, under an id made of what it does.

    Equal bytes for the same account get the same id, so that one submission of them at a time is all the
    database lets in, whichever file they come from.
    """
    what = "\0".join(("cppo plan", plan.world, plan.seller_account, plan.payload))
    return plan.model_copy(update={"draft_id": hashlib.sha256(what.encode()).hexdigest()[:32]})
