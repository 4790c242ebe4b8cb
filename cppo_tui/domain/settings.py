"""What a person has chosen for good: read leniently, checked here. Loads no pydantic: the first screen waits.

A settings file is written by hand, so a mistake in it costs that one setting and a sentence, nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from cppo_tui.domain.money import FIGURE
from cppo_tui.domain.text import clean, shorten

LOOKS = {
    "dark": "dark, for dark terminals",
    "light": "light, for light terminals",
    "high-contrast": "high contrast, on black",
}
"""The names of the themes, and what they are."""
NOTICES = {
    "off": "nothing happens",
    "bell": "ring the terminal's bell",
    "desktop": "bell and desktop notification",
}
"""What happens when a change set that took long has ended."""
FASTEST, SLOWEST = 2, 120
"""Seconds between two looks at a change set. AWS counts them for the whole account, ten in a second (fact
sheet 6.11): at one every two seconds twenty can be watched at once, and others of the account still ask."""
LONGEST_WAIT = 1095
"""Days a default may keep an offer open: three years, our own rule against a slip of the keys."""


@dataclass(frozen=True)
class Settings:
    """``look_every`` is in seconds; ``keys`` names actions by their ids, such as ``step.next``.

    ``markup``, ``agreement`` and ``days_to_accept`` fill in new drafts and can be changed in each.
    """

    profile: str = ""
    theme: str = "dark"
    look_every: float = 5
    notice: str = "bell"
    markup: str = ""
    agreement: str = ""
    days_to_accept: int = 60
    keys: Mapping[str, str] = field(default_factory=dict)


STANDARD = Settings()
NEW_OFFERS = "new_offers"
"""The table of the file that holds what fills in new drafts."""


def read_settings(values: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """The settings in these values, and a sentence for each that cannot be used and stays as usual."""
    new_offers, keys = values.get(NEW_OFFERS, {}), values.get("keys", {})
    flat = {name: value for name, value in values.items() if name not in (NEW_OFFERS, "keys")}
    problems = []
    if isinstance(new_offers, Mapping):
        flat |= {f"{NEW_OFFERS}.{name}": value for name, value in new_offers.items()}
    else:
        problems.append(f"“{NEW_OFFERS}” must be a table, [{NEW_OFFERS}].")
    chosen: dict[str, Any] = {}
    for name, value in flat.items():
        problem = _unknown(name) or problem_with(name, value)
        if problem:
            problems.append(problem)
        else:
            chosen[name.rpartition(".")[2]] = value
    chosen["keys"], wrong = _keys(keys)
    return Settings(**chosen), (*problems, *wrong)


def _keys(keys: Any) -> tuple[dict[str, str], list[str]]:
    """The keys that are texts, and a sentence for each action whose keys are not: only that keeps its own."""
    if not isinstance(keys, Mapping):
        return {}, ['“keys” must be a table of texts, such as "step.next" = "ctrl+n". All keys are as usual.']
    texts = {name: one for name, one in keys.items() if isinstance(one, str)}
    problems = []
    for name in (one for one in keys if one not in texts):
        shown, parts = shorten(clean(name), 40), keys[name]
        if isinstance(parts, Mapping):
            inner = shorten(clean(next(iter(parts), "next")), 40)
            how = f'An action’s whole name stands in quotes: "{shown}.{inner}" = "ctrl+n".'
        else:
            how = 'Write them in quotes, as in "step.next" = "ctrl+n".'
        problems.append(f"“{shown}” in [keys] is no text, so its keys are as usual. {how}")
    return texts, problems


def problem_with(name: str, value: Any) -> str:
    """Why this cannot be the setting's value, "" when it can."""
    return _CHECKS[name](value)


def _unknown(name: str) -> str:
    if name in _CHECKS:
        return ""
    near = get_close_matches(name, _CHECKS, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"“{shorten(clean(name), 40)}” is no setting.{hint}"


def _one_of(name: str, known: Mapping[str, str]) -> Callable[[Any], str]:
    def _told(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return ""
        return f"“{name}” must be one of {', '.join(known)}."

    return _told


def _text(name: str, longest: int) -> Callable[[Any], str]:
    def _told(value: Any) -> str:
        if isinstance(value, str) and len(value) <= longest and value == clean(value):
            return ""
        return f"“{name}” must be a text of at most {longest} characters, in quotes, on one line."

    return _told


def _markup(value: Any) -> str:
    """As step 3 takes it. Without one, and with most there are, nothing more is loaded."""
    problem = _text("markup", 40)(value)
    if problem or not value or FIGURE.fullmatch(value):
        return problem
    from cppo_tui.domain.findings import Finding
    from cppo_tui.domain.markup import parse_figure

    figure = parse_figure(value, ("markup", "25"))
    return f"“markup”: {figure.message} {figure.fix}" if isinstance(figure, Finding) else ""


def _agreement(value: Any) -> str:
    """As step 4 takes it."""
    problem = _text("agreement", 40)(value)
    if problem or not value:
        return problem
    from cppo_tui.domain.dates import DateProblem, parse_when

    when = parse_when(value)
    return f"“agreement”: {when.message} {when.fix}" if isinstance(when, DateProblem) else ""


def _look_every(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and FASTEST <= value <= SLOWEST:
        return ""
    return f"“look_every” must be {FASTEST:g} to {SLOWEST:g} seconds: AWS limits how often one may ask."


def _days(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_WAIT:
        return ""
    return f"“days_to_accept” must be a whole number of days, 1 to {LONGEST_WAIT}."


_CHECKS: dict[str, Callable[[Any], str]] = {
    "profile": _text("profile", 200),
    "theme": _one_of("theme", LOOKS),
    "look_every": _look_every,
    "notice": _one_of("notice", NOTICES),
    f"{NEW_OFFERS}.markup": _markup,
    f"{NEW_OFFERS}.agreement": _agreement,
    f"{NEW_OFFERS}.days_to_accept": _days,
}
