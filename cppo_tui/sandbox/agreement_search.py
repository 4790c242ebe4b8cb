"""SearchAgreements: filters, sorting, pages (SDK model)."""

from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.agreement_answers import summary
from cppo_tui.sandbox.agreement_errors import validation
from cppo_tui.sandbox.agreement_filters import matcher
from cppo_tui.sandbox.agreement_requests import PAGING, checked, page
from cppo_tui.sandbox.assumptions import NO_AGREEMENT_END
from cppo_tui.sandbox.checked import CATALOG
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import anything, null_or, one_of, record, text

_MEMBERS = {
    "catalog": (CATALOG, "INVALID_CATALOG"),
    "filters": (anything, "INVALID_FILTERS"),
    "sort": (record({"sortBy": null_or(text()), "sortOrder": anything}), "INVALID_SORT_BY"),
    **PAGING,
}
_ORDER = null_or(one_of("ASCENDING", "DESCENDING"))
_SORTED_BY = {"EndTime": "endTime", "StartTime": "startTime", "LastUpdateTime": "lastUpdateTime"}


def search_agreements(context: Context, given: Json) -> Json:
    """The agreements of this account as the proposer, or as the acceptor, that pass every filter."""
    request = checked(given, _MEMBERS)
    party, test = matcher(request.get("filters"))
    member, descending = _sorting(request.get("sort", {}), party)
    ours = [
        (key, summary(key, doc))
        for key, doc in context.world.agreements().items()
        if doc[party.lower()]["accountId"] == context.account and test(key, doc)
    ]
    ours.sort(key=lambda one: (_place(one[1][member]), one[0]), reverse=descending)
    shown, token = page(ours, request)
    return {"agreementViewSummaries": shown, "nextToken": token}


def _place(moment: datetime | None) -> datetime:
    """ASSUMPTION: an agreement without an end comes after all that have one."""
    return moment or times.load(NO_AGREEMENT_END)


def _sorting(sort: Json, party: str) -> tuple[str, bool]:
    """By end time, the first one first, unless asked otherwise; an acceptor may sort by nothing else."""
    by, order = sort.get("sortBy") or "EndTime", sort.get("sortOrder")
    allowed = _SORTED_BY if party == "Proposer" else {"EndTime": "endTime"}
    if by not in allowed:
        message = f"sortBy must be one of {', '.join(allowed)} when PartyType is {party}."
        raise validation("INVALID_SORT_BY", message)
    problems = _ORDER(order, "sort.sortOrder")
    if problems:
        raise validation("INVALID_SORT_ORDER", problems[0].message, problems)
    return allowed[by], order == "DESCENDING"
