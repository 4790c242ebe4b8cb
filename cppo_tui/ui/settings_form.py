"""The settings as a form: labels, hints, and what is wrong with what is typed."""

from collections.abc import Mapping
from typing import Any

from cppo_tui.domain.settings import FASTEST, NEW_OFFERS, Settings, problem_with

FIELDS = {
    "profile": ("AWS profile", "Empty: what the AWS CLI would use.", "e.g. reseller"),
    "look_every": (
        "Seconds between two looks at AWS",
        f"At least {FASTEST:g}: AWS limits how often one account may ask.",
        "e.g. 5",
    ),
    "markup": (
        "Markup in percent",
        "Empty: typed in each offer; step 3 and the review show it.",
        "e.g. 25",
    ),
    "agreement": (
        "Agreement length",
        "For usage and hourly pricing; Archera's ten years stay.",
        "e.g. 12 months",
    ),
    "days_to_accept": (
        "Days to accept",
        "How long an offer can be accepted, from the day it is made.",
        "e.g. 60",
    ),
}
"""Of each field: its label, what teaches while nothing is wrong, an example."""
_IN_FILE = {name: f"{NEW_OFFERS}.{name}" for name in ("markup", "agreement", "days_to_accept")}


def settings_from(texts: Mapping[str, Any], keys: Mapping[str, str]) -> tuple[Settings, dict[str, str]]:
    """The settings typed, and what is wrong by field; they are only to be used when nothing is."""
    values: dict[str, Any] = {
        "profile": texts["profile"],
        "theme": texts["look"],
        "look_every": _number(texts["look_every"]),
        "notice": texts["ending"],
        "markup": texts["markup"],
        "agreement": texts["agreement"],
        "days_to_accept": int(texts["days_to_accept"]) if texts["days_to_accept"].isdecimal() else None,
    }
    found = {name: problem_with(_IN_FILE.get(name, name), value) for name, value in values.items()}
    said = {
        name: text.replace(f"“{_IN_FILE.get(name, name)}” ", "").replace(f"“{name}” ", "")
        for name, text in found.items()
    }
    return Settings(**values, keys=dict(keys)), {name: text for name, text in said.items() if text}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
