"""ListChangeSets: filters, sorting, pages (fact sheet 7.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.change_set_answers import end_time
from cppo_tui.sandbox.checked import CATALOG, checked, refuse_if_any
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.pace import Stage
from cppo_tui.sandbox.paging import TOKEN, page
from cppo_tui.sandbox.records import ChangeSet, Json
from cppo_tui.sandbox.shapes import array, moment, one_of, record, text, whole_number

_FILTER = record(
    {"Name": text(1, 255, r"[a-zA-Z]+"), "ValueList": array(text(1, 255), 1, 10)},
    required=["Name", "ValueList"],
)
_REQUEST = record(
    {
        "Catalog": CATALOG,
        "FilterList": array(_FILTER, 1, 8),
        "Sort": record(
            {"SortBy": one_of("StartTime", "EndTime"), "SortOrder": one_of("ASCENDING", "DESCENDING")}
        ),
        "MaxResults": whole_number(1, 20),
        "NextToken": TOKEN,
    },
    required=["Catalog"],
)

Test = Callable[[ChangeSet, list[str]], bool]


def list_change_sets(context: Context, body: Json) -> Json:
    """The change sets of this account, newest first unless asked otherwise."""
    request = checked(_REQUEST, body)
    moment = context.now - context.behaviour.list_lag
    found = [_as_of(one, moment) for one in context.world.change_sets() if one.started <= moment]
    for one in request.get("FilterList", []):
        test = _test(one, moment)
        found = [change_set for change_set in found if test(change_set, one["ValueList"])]
    sort = request.get("Sort", {})
    by_end = sort.get("SortBy") == "EndTime"
    found.sort(
        key=lambda one: ((end_time(one) or "9999") if by_end else times.store(one.started), one.id),
        reverse=sort.get("SortOrder", "DESCENDING") == "DESCENDING",
    )
    shown, token = page(found, lambda one: one.id, request)
    answer: Json = {"ChangeSetSummaryList": [_summary(one, moment) for one in shown]}
    return {**answer, "NextToken": token} if token else answer


def _as_of(change_set: ChangeSet, moment: datetime) -> ChangeSet:
    """The change set as it was then: one that ended later had no outcome and had created nothing yet."""
    if change_set.outcome is None or change_set.ends <= moment:
        return change_set
    existing = {one["OfferId"] for one in change_set.changes if "Identifier" in one["Entity"]}
    created = {one["OfferId"] for one in change_set.changes if "Identifier" not in one["Entity"]}
    return replace(change_set, outcome=None, failure_code=None, entity_ids=sorted(existing - created))


def _summary(change_set: ChangeSet, now: datetime) -> Json:
    summary: Json = {
        "ChangeSetId": change_set.id,
        "ChangeSetArn": change_set.arn,
        "ChangeSetName": change_set.name,
        "StartTime": times.seconds(change_set.started),
        "EndTime": end_time(change_set),
        "Status": change_set.status(now).value,
        "EntityIdList": change_set.entity_ids,
        "FailureCode": change_set.failure,
    }
    return {key: value for key, value in summary.items() if value is not None}


def _test(filter_: Json, now: datetime) -> Test:
    name, values = filter_["Name"], filter_["ValueList"]
    if name.endswith(("StartTime", "EndTime")):
        if len(values) != 1:
            raise validation(f"Filter {name} takes one value.", FieldProblem("One value.", "FilterList"))
        refuse_if_any(moment(values[0], f"FilterList.{name}"))
    if name == "Status":
        refuse_if_any([p for value in values for p in one_of(*Stage)(value, "FilterList.Status")])
    tests: dict[str, Test] = {
        "ChangeSetName": lambda one, wanted: one.name in wanted,
        "Status": lambda one, wanted: one.status(now).value in wanted,
        "EntityId": lambda one, wanted: not set(one.entity_ids).isdisjoint(wanted),
        "BeforeStartTime": lambda one, wanted: times.seconds(one.started) < wanted[0],
        "AfterStartTime": lambda one, wanted: times.seconds(one.started) > wanted[0],
        "BeforeEndTime": lambda one, wanted: (end_time(one) or "9999") < wanted[0],
        "AfterEndTime": lambda one, wanted: (end_time(one) or "") > wanted[0],
    }
    if name not in tests:
        raise validation(f"Filter '{name}' is not supported.", FieldProblem("Not supported.", "FilterList"))
    return tests[name]
