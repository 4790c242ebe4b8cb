"""TagResource, UntagResource, ListTagsForResource, and the tags of StartChangeSet (fact sheet 1.3, 6.1)."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from cppo_tui.sandbox.checked import checked
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.describe_entities import visible_entity
from cppo_tui.sandbox.errors import FieldProblem, access_denied, not_found, validation
from cppo_tui.sandbox.records import AUTHORIZATION, Json
from cppo_tui.sandbox.shapes import Shape, array, record, text
from cppo_tui.sandbox.world import World

MAX_TAGS = 50


def _tag_text(low: int, high: int) -> Shape:
    """Letters, separators and numbers of any script, and _.:/=+-@ (the SDK model's pattern)."""
    length = text(low, high)

    def check(value: Any, path: str) -> list[FieldProblem]:
        found = length(value, path)
        if found or all(one in "_.:/=+-@" or unicodedata.category(one)[0] in "LZN" for one in value):
            return found
        return [FieldProblem(f"{path} must have letters, spaces, numbers and _.:/=+-@ only.", path)]

    return check


_KEY = _tag_text(1, 128)
TAGS = array(record({"Key": _KEY, "Value": _tag_text(0, 256)}, required=["Key", "Value"]), 1, MAX_TAGS)
_ARN = text(1, 255, r"arn:[\w+=/,.@-]+:aws-marketplace:[\w+=/,.@-]*:[0-9]+:[\w+=,.@-]+(/[\w+=,.@-]+)*")

_TAG = record({"ResourceArn": _ARN, "Tags": TAGS}, required=["ResourceArn", "Tags"])
_UNTAG = record(
    {"ResourceArn": _ARN, "TagKeys": array(_KEY, 1, MAX_TAGS)}, required=["ResourceArn", "TagKeys"]
)
_LIST = record({"ResourceArn": _ARN}, required=["ResourceArn"])


def tag_resource(context: Context, body: Json) -> Json:
    """Add tags, or give those that are there another value."""
    request = checked(_TAG, body)
    arn = _taggable(context, request["ResourceArn"])
    wanted = as_mapping(request["Tags"])
    refuse_too_many(context.world, arn, wanted)
    add(context.world, arn, wanted)
    return {}


def untag_resource(context: Context, body: Json) -> Json:
    """Take tags away; a key that is not there is no error."""
    request = checked(_UNTAG, body)
    arn = _taggable(context, request["ResourceArn"])
    gone = set(request["TagKeys"])
    left = {key: value for key, value in context.world.tags(arn).items() if key not in gone}
    context.world.set_tags(arn, left)
    return {}


def list_tags_for_resource(context: Context, body: Json) -> Json:
    """The tags in order of key."""
    arn = _taggable(context, checked(_LIST, body)["ResourceArn"])
    shown = [{"Key": key, "Value": value} for key, value in context.world.tags(arn).items()]
    return {"ResourceArn": arn, "Tags": shown}


def as_mapping(tags: Iterable[Json]) -> dict[str, str]:
    """Well-formed tags by key; each key once, and none that AWS keeps for itself."""
    found: dict[str, str] = {}
    for tag in tags:
        key = tag["Key"]
        if key in found or key.lower().startswith("aws:"):
            problem = "is given more than once" if key in found else "begins with aws:, which is reserved"
            message = f"Tag key '{key}' {problem}."
            raise validation(message, FieldProblem(message, "Tags"))
        found[key] = tag["Value"]
    return found


def refuse_too_many(world: World, arn: str, more: Mapping[str, str]) -> None:
    """At most 50 tags on a resource, those it has included."""
    if len({**world.tags(arn), **more}) > MAX_TAGS:
        message = f"A resource can have at most {MAX_TAGS} tags."
        raise validation(message, FieldProblem(message, "Tags"))


def add(world: World, arn: str, more: Mapping[str, str]) -> None:
    """Put these tags beside those that are there."""
    if more:
        world.set_tags(arn, {**world.tags(arn), **more})


def tag_offers(world: World, changes: Iterable[Json]) -> None:
    """The EntityTags of a change set that succeeded, on the offers it created or touched."""
    for change in changes:
        entity = world.entity(change["OfferId"])
        if entity is not None:
            add(world, entity.arn, as_mapping(change.get("EntityTags", [])))


def _taggable(context: Context, arn: str) -> str:
    """Our own offers and change sets; what is shared with us can only be read (fact sheet 1.3)."""
    key = arn.rsplit("/", 1)[-1]
    found = visible_entity(context, key) or context.world.change_set(key)
    if found is None or found.arn != arn:
        raise not_found(f"Requested resource '{arn}' does not exist.")
    if f"/{AUTHORIZATION}/" in arn:
        raise access_denied(f"The tags of '{arn}' belong to the account that shares it.")
    return arn
