"""DescribeChangeSet, CancelChangeSet: one change set by its identifier (fact sheet 6.5 and 6.9)."""

from dataclasses import replace

from cppo_tui.sandbox import references, times
from cppo_tui.sandbox.change_types import CREATES
from cppo_tui.sandbox.checked import CATALOG, checked
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import in_use, not_found, validation
from cppo_tui.sandbox.pace import Stage
from cppo_tui.sandbox.records import SERVER_FAULT, ChangeSet, Json
from cppo_tui.sandbox.shapes import record, text

_REQUEST = record(
    {"catalog": CATALOG, "changeSetId": text(1, 255, r"[\w\-]+")}, required=["catalog", "changeSetId"]
)

_RECORDED = (
    *("UpdateAvailability", "UpdateLegalTerms", "UpdateInformation"),
    *("UpdatePricingTerms", "UpdatePaymentScheduleTerms"),
)
_RECORDED_ORDER = {kind: place for place, kind in enumerate(_RECORDED)}


def describe_change_set(context: Context, query: Json) -> Json:
    """The change set as it stands; members that do not apply are absent (obs)."""
    found = _found(context, query)
    status = found.status(context.now)
    answer: Json = {
        "ChangeSetId": found.id,
        "ChangeSetArn": found.arn,
        "ChangeSetName": found.name,
        "Intent": "APPLY",
        "StartTime": times.seconds(found.started),
        "EndTime": end_time(found),
        "Status": status.value,
        "FailureCode": found.failure,
        "FailureDescription": _description(context, found),
        "ChangeSet": [_change(change, status) for change in _in_answer_order(found.changes)],
    }
    return {key: value for key, value in answer.items() if value is not None}


def cancel_change_set(context: Context, query: Json) -> Json:
    """Only while PREPARING; nothing has been touched yet, so nothing has to be undone."""
    found = _found(context, query)
    match found.status(context.now):
        case Stage.PREPARING:
            gone = replace(found, outcome=Stage.CANCELLED, ends=context.now)
            context.world.settle_change_set(gone)
            return {"ChangeSetId": found.id, "ChangeSetArn": found.arn}
        case Stage.APPLYING:
            raise in_use(f"Change set '{found.id}' is being applied and can't be cancelled.")
        case ended:
            raise validation(
                f"Change set '{found.id}' has ended with status {ended.value} and can't be cancelled."
            )


def end_time(change_set: ChangeSet) -> str | None:
    """When it ended, if it has."""
    return None if change_set.outcome is None else times.seconds(change_set.ends)


def _description(context: Context, found: ChangeSet) -> str | None:
    """Words about the whole set, when no change of it is to blame (fact sheet 6.5)."""
    if found.failure != SERVER_FAULT:
        return None
    return f"An internal error kept the change set from being applied.{context.world.facts.garnish}"


def _found(context: Context, query: Json) -> ChangeSet:
    key = checked(_REQUEST, query)["changeSetId"]
    found = context.world.change_set(key)
    if found is None:
        raise not_found(f"Change set '{key}' does not exist.")
    return found


def _in_answer_order(changes: list[Json]) -> list[Json]:
    """Not the order sent (obs): one that fits every recorded answer; AWS's own rule is not known."""

    def place(change: Json) -> tuple[bool, int, str]:
        kind = str(change["ChangeType"])
        return not kind.startswith("Create"), _RECORDED_ORDER.get(kind, len(_RECORDED_ORDER)), kind

    return sorted(changes, key=place)


def _change(change: Json, status: Stage) -> Json:
    shown: Json = {
        "ChangeType": change["ChangeType"],
        "Entity": _entity(change, status),
        "Details": change["Details"],
        "DetailsDocument": change["DetailsDocument"],
        "ErrorDetailList": change["ErrorDetailList"],
    }
    if "ChangeName" in change:
        shown["ChangeName"] = change["ChangeName"]
    return shown


def _entity(change: Json, status: Stage) -> Json:
    """``offer-x@1`` for what the set created, once it has (obs); otherwise as sent."""
    sent: Json = change["Entity"]
    created = change["ChangeType"] in CREATES or references.name_in(sent.get("Identifier")) is not None
    if created and status is Stage.SUCCEEDED:
        return {"Type": sent["Type"], "Identifier": f"{change['OfferId']}@1"}
    return sent
