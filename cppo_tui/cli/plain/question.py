"""One question of the plain wizard: what is asked, what stands, and what an answer does to the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step

EMPTY = "-"
"""The answer that takes away what stands."""


class NotAnAnswer(Exception):
    """The answer means nothing here; the text says why, or what it found."""


def _always(_interview: Interview) -> bool:
    return True


def _nothing(_interview: Interview) -> str:
    return ""


class Question(NamedTuple):
    """``key`` names it in a file of answers. ``fields`` are the draft's fields its findings are about,
    looked at when ``judged``; ``codes`` are those that are, where questions share a field. ``needed``:
    without an answer there is no offer. ``after`` is said once it is answered well. ``pasted``: a list of
    several lines is one answer."""

    key: str
    step: Step
    ask: Callable[[Interview], str]
    take: Callable[[Interview, str], None]
    standing: Callable[[Interview], str] = _nothing
    fields: tuple[str, ...] = ()
    asked: Callable[[Interview], bool] = _always
    judged: Callable[[Interview], bool] = _always
    needed: bool = False
    after: Callable[[Interview], str] = _nothing
    pasted: bool = False
    codes: tuple[str, ...] = ()

    def is_about(self, finding: Finding) -> bool:
        """True when its answer can put this right."""
        named = finding.field.partition(".")[0] in self.fields
        return named and (not self.codes or finding.code in self.codes)


def listed(question: str, options: Mapping[str, str]) -> str:
    """A question and its answers, numbered."""
    rows = [
        f"  {place}  {words}" + (f" ({value})" if not words.startswith(value) else "")
        for place, (value, words) in enumerate(options.items(), 1)
    ]
    return "\n".join([question, *rows])


def chosen(interview: Interview, typed: str, options: Mapping[str, str]) -> str:
    """The answer that was meant: by its word, or by its number where a person reads the list."""
    word = typed.strip().casefold()
    for value in options:
        if word in (value.casefold(), options[value].casefold()):
            return value
    if word.isascii() and word.isdecimal() and not interview.scripted and 1 <= int(word) <= len(options):
        return list(options)[int(word) - 1]
    if interview.scripted:
        raise NotAnAnswer(f"Answer with one of: {', '.join(options)}.")
    there = ", ".join(f"{place} ({value})" for place, value in enumerate(options, 1))
    raise NotAnAnswer(f"Answer with a number or its word: {there}.")


def yes_or_no(interview: Interview, typed: str) -> bool:
    """What a short answer means."""
    return chosen(interview, {"y": "yes", "n": "no"}.get(typed.strip().casefold(), typed), YES_NO) == "yes"


YES_NO = {"yes": "yes", "no": "no"}
