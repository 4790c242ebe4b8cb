"""A plan as a file, to be sent later or by somebody else; and a second person's word for it.

The file holds the whole plan and a seal, the SHA-256 of everything else in it, and has one spelling: a file
that differs from it in any byte is not taken. That notices accidents and careless edits. It proves nothing
against somebody who means ill, and neither does an approval: both are records, not signatures.
"""

import hashlib
import json
from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Plan
from cppo_tui.services import refusals

Kind = TypeVar("Kind", bound=Frozen)

VERSION = 1
DIGITS = 8
"""How much of a digest a person types to say that this is the plan that was read."""


class Person(Frozen):
    """Who did it: the login on this computer, and the name that was given."""

    login: str
    name: str


class SavedPlan(Frozen):
    """A plan and who made it."""

    format: Literal["cppo plan"] = "cppo plan"
    version: Literal[1] = 1
    planned_by: Person
    plan: Plan


class Approval(Frozen):
    """That a person has read the plan of this digest and agrees. A record, not a signature."""

    format: Literal["cppo approval"] = "cppo approval"
    version: Literal[1] = 1
    digest: str
    approved_by: Person
    at: datetime


class NoPlanFile(Exception):
    """The text is no file of this kind, or of another version of the program."""


def saved_text(saved: SavedPlan | Approval) -> str:
    """The one spelling of the file."""
    body = saved.model_dump(mode="json")
    return json.dumps({**body, "seal": _seal(body)}, indent=2, ensure_ascii=True) + "\n"


def read_plan(text: str) -> SavedPlan:
    """The plan in a file. Raises PlanRefused when it was altered, NoPlanFile when it is none."""
    saved = _read(SavedPlan, text, "plan")
    if saved_text(saved) != text or not saved.plan.intact:
        raise refusals.altered_file()
    return saved


def read_approval(text: str) -> Approval:
    """The approval in a file. Raises PlanRefused when it was altered, NoPlanFile when it is none."""
    approval = _read(Approval, text, "approval")
    if saved_text(approval) != text:
        raise refusals.altered_approval()
    return approval


def refuse_approval(saved: SavedPlan, approval: Approval | None) -> None:
    """Raise PlanRefused unless this is a second person's approval of exactly this plan."""
    if approval is None:
        raise refusals.not_approved()
    if approval.digest != saved.plan.digest:
        raise refusals.approval_of_another(approval.digest, saved.plan.digest)
    if same_person(approval.approved_by, saved.planned_by):
        raise refusals.approved_alone(approval.approved_by.name)


def same_person(one: Person, other: Person) -> bool:
    """Same login and same name; neither case nor spacing makes another person of somebody."""
    return one.login == other.login and _folded(one.name) == _folded(other.name)


def _read(kind: type[Kind], text: str, what: str) -> Kind:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise NoPlanFile(f"This is no {what} file, or it was cut short. Nothing was sent.") from error
    if not isinstance(values, dict) or values.get("format") != f"cppo {what}":
        raise NoPlanFile(f"This is no {what} file. Nothing was sent.")
    if values.get("version") != VERSION:
        raise NoPlanFile(
            f"This {what} file was made by another version of the program. Nothing was sent; make it again."
        )
    values.pop("seal", None)
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise refusals.altered_file() from error


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _seal(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
