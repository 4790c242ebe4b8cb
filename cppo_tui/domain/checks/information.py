"""Step 2: the offer's name, which buyers see, and its description, which they do not (fact sheet 2.4)."""

import re

from cppo_tui.domain.defaults import DESCRIPTION_MAX, NAME_MAX, offer_description, offer_name
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.text import made_visible, without_visible

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")


def check_information(draft: OfferDraft) -> tuple[Finding, ...]:
    """Everything that speaks against name and description as they stand."""
    name = offer_name(draft)
    found = [
        *_check_text("name", name, NAME_MAX),
        *_check_text("description", offer_description(draft), DESCRIPTION_MAX),
    ]
    if _EMAIL.search(name[:NAME_MAX]):
        found.append(
            Finding(
                code="NAME_PERSONAL",
                field="name",
                message="The name holds an e-mail address; the buyer sees it.",
                fix="AWS advises against personal data; use a quote or customer number.",
                severity=Severity.WARNING,
            )
        )
    return tuple(found)


def _check_text(field: str, text: str, limit: int) -> list[Finding]:
    code = field.upper()
    if not text.strip():
        message = f"{field.capitalize()} is empty; AWS requires one before release."
        return [_finding(f"{code}_MISSING", field, message, f"Type a {field}.")]
    found: list[Finding] = []
    if len(text) > limit:
        message = f"{len(text)} characters; AWS takes at most {limit}."
        found.append(_finding(f"{code}_TOO_LONG", field, message, f"Shorten it by {len(text) - limit}."))
    if text != text.lstrip():
        message = f"AWS does not take a {field} that begins with a space."
        found.append(_finding(f"{code}_LEADING_SPACE", field, message, "Remove the leading space."))
    if hidden := made_visible(text):
        message = (
            f"AWS does not take invisible characters in a {field}; here they show as {' '.join(hidden)}."
        )
        fix = f"Remove {'it' if len(hidden) == 1 else 'them'}, or type the {field} anew."
        found.append(_finding(f"{code}_INVISIBLE", field, message, fix))
    if used := sorted({char for char in without_visible(text) if char in "\\<>"}):
        message = f"AWS does not take {' '.join(used)} in a {field}."
        fix = f"Remove {'it' if len(used) == 1 else 'them'}."
        found.append(_finding(f"{code}_CHARACTERS", field, message, fix))
    return found


def _finding(code: str, field: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
