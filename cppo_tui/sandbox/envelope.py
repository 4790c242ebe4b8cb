"""The StartChangeSet request before anything is looked up: limits of fact sheet 6.1, schemas of section 2."""

from dataclasses import replace
from typing import Any

from cppo_tui.sandbox import jsontext, references
from cppo_tui.sandbox.change_types import CREATES, KNOWN_ONLY, SIMULATED
from cppo_tui.sandbox.checked import CATALOG, checked, refuse_if_any
from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import anything, array, one_of, record, text
from cppo_tui.sandbox.tags import TAGS

OFFER_TYPE = "Offer@1.0"

# The SDK model's own patterns for ChangeName, Entity.Type and Identifier refuse real values; these don't.
_CHANGE = record(
    {
        "ChangeType": text(1, 255, r"[A-Z]\w*"),
        "ChangeName": text(1, 72, r"[a-zA-Z][\w-]*"),
        "Entity": record(
            {"Type": text(1, 255, r"[a-zA-Z]+@[0-9]+\.[0-9]+"), "Identifier": text(1, 255, r"[\w\-@.$]+")},
            required=["Type"],
        ),
        "Details": text(2, 16384),
        "DetailsDocument": anything,
        "EntityTags": TAGS,
    },
    required=["ChangeType", "Entity"],
)
_REQUEST = record(
    {
        "Catalog": CATALOG,
        "ChangeSet": array(_CHANGE, 1, 20),
        "ChangeSetName": text(1, 100, r"[\w\s+=.:@-]+"),
        "ChangeSetTags": TAGS,
        "ClientRequestToken": text(1, 64, r"[!-~]+"),
        "Intent": one_of("APPLY", "VALIDATE"),
    },
    required=["Catalog", "ChangeSet"],
)


def read(body: Json) -> Json:
    """The request, well-formed and with every change's document parsed; otherwise a 422."""
    request = checked(_REQUEST, body)
    if request.get("Intent") == "VALIDATE":
        raise validation("Intent VALIDATE is not supported for the change types in this request.")
    changes = [_with_document(change, index) for index, change in enumerate(request["ChangeSet"])]
    refuse_if_any([problem for change in changes for problem in _change_problems(change)])
    _refuse_bad_names(changes)
    return {**request, "ChangeSet": changes}


def _with_document(change: Json, index: int) -> Json:
    """Exactly one of Details (a JSON string) and DetailsDocument (an object) (fact sheet 6.3)."""
    if ("Details" in change) == ("DetailsDocument" in change):
        message = f"ChangeSet[{index}] must have exactly one of Details and DetailsDocument."
        raise validation(message, _about(change, FieldProblem(message, "Details", "Other")))
    document = change["DetailsDocument"] if "DetailsDocument" in change else _parsed(change, index)
    if not isinstance(document, dict):
        message = f"The details of ChangeSet[{index}] must be a JSON object."
        raise validation(message, _about(change, FieldProblem(message, "Details", "CannotParse")))
    return {**change, "DetailsDocument": document}


def _parsed(change: Json, index: int) -> Any:
    try:
        return jsontext.loads(change["Details"])
    except ValueError as error:
        message = f"Details of ChangeSet[{index}] is not valid JSON."
        raise validation(message, _about(change, FieldProblem(message, "Details", "CannotParse"))) from error


def _change_problems(change: Json) -> list[FieldProblem]:
    kind, entity = change["ChangeType"], change["Entity"]
    if entity["Type"] != OFFER_TYPE or (kind not in SIMULATED and kind not in KNOWN_ONLY):
        message = f"{kind} is not a change type of {entity['Type']} that the sandbox knows."
        return [_about(change, FieldProblem(message, "ChangeType", "UnknownOperation"))]
    if kind in KNOWN_ONLY:
        message = f"The sandbox does not simulate {kind} yet."
        return [_about(change, FieldProblem(message, "ChangeType", "UnknownOperation"))]
    found = SIMULATED[kind].details(change["DetailsDocument"], "Details")
    if kind in CREATES and "Identifier" in entity:
        found.append(FieldProblem(f"Entity.Identifier must be absent in {kind}.", "Entity.Identifier"))
    if kind not in CREATES and "Identifier" not in entity:
        found.append(FieldProblem(f"Entity.Identifier is required in {kind}.", "Entity.Identifier"))
    return [_about(change, problem) for problem in found]


def _about(change: Json, problem: FieldProblem) -> FieldProblem:
    entity = change["Entity"]
    return replace(
        problem,
        change_type=change["ChangeType"],
        entity_type=entity["Type"],
        entity_id=None if entity.get("Identifier", "$").startswith("$") else entity["Identifier"],
    )


def _refuse_bad_names(changes: list[Json]) -> None:
    """Names are unique, and a reference names a create of the same set (fact sheet 6.2)."""
    names = [change["ChangeName"] for change in changes if "ChangeName" in change]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise validation(f"ChangeName must be unique in a change set: {', '.join(twice)}.")
    creates = {change.get("ChangeName") for change in changes if change["ChangeType"] in CREATES}
    for change in changes:
        identifier = change["Entity"].get("Identifier", "")
        if identifier.startswith("$") and references.name_in(identifier) is None:
            raise validation(f"'{identifier}' is not a reference of the form $ChangeName.Entity.Identifier.")
        for name in references.names_within([identifier, change["DetailsDocument"]]):
            if name not in creates:
                message = (
                    f"'${name}.Entity.Identifier' refers to no change of this set that creates an entity."
                )
                raise validation(message, _about(change, FieldProblem(message, "Entity.Identifier")))
