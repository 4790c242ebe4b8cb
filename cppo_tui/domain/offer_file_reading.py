"""From what stands in an offer file to its value, or to everything that is wrong with its form.

Form only: which keys there are, which of them hold a list. Whether a date or figure is right the checks say.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from cppo_tui.domain.offer_file import OfferFile
from cppo_tui.domain.text import clean_tree, shorten

Path = tuple[str | int, ...]
"""Where something stands in a file: keys and places in lists, from the top."""

FIGURES = ("markup", "margin", "price")


class Problem(NamedTuple):
    """One thing about a file's form that must be put right before it can be read."""

    path: Path
    message: str
    fix: str


class FileUnreadable(Exception):
    """The file is no offer file; ``problems`` says all of it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def read_values(values: Any) -> OfferFile:
    """The file's value. ``values`` is a tree of mappings, lists and texts. Raises FileUnreadable."""
    if not isinstance(values, dict):
        what = "An offer file is a mapping of keys and values."
        raise FileUnreadable(
            (Problem((), what, "Begin with a line such as “authorization: resaleauthz-…”."),)
        )
    twice = _two_figures([key for key in values if key in FIGURES])
    try:
        file = OfferFile.model_validate(clean_tree(values))
    except ValidationError as error:
        found = tuple(_problem(dict(one)) for one in error.errors(include_url=False))
        raise FileUnreadable((*found, *twice)) from error
    if twice:
        raise FileUnreadable(twice)
    if file.installments and file.installments.amounts and file.installments.rows:
        what = "Both amounts and rows are given."
        fix = "Keep amounts for the ISV's dates, or rows for your own."
        raise FileUnreadable((Problem(("installments", "rows"), what, fix),))
    return file


def _two_figures(given: list[str]) -> tuple[Problem, ...]:
    if len(given) < 2:
        return ()
    what = f"Both {given[0]} and {given[1]} are given; one of them says it all."
    return (Problem((given[1],), what, "Keep the one you mean."),)


def spelled(path: Path) -> str:
    """``installments.rows.2.due``: lists are counted from 1, as people do."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _problem(error: Mapping[str, Any]) -> Problem:
    path: Path = error["loc"]
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "enum":
        return _not_one_of(path, error)
    if kind == "bool_parsing":
        return Problem(path, f"“{_shown(error)}” is neither yes nor no.", "Write yes or no.")
    if kind == "int_parsing":
        return Problem(path, f"“{_shown(error)}” is not a whole number.", "Write it in digits, such as 1.")
    form = _FORMS.get(kind, "of another form")
    return Problem(path, f"{spelled(path)} must be {form}.", "“cppo schema” shows every key with an example.")


_FORMS = {
    "string_type": "one text, not a list or a mapping",
    "tuple_type": "a list: a line for each, beginning with “- ”",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "bool_type": "yes or no",
    "int_type": "a whole number",
}


def _unknown(path: Path) -> Problem:
    """An unknown key is refused: a misspelt one would silently leave a default standing."""
    known = _keys_at(path[:-1])
    key = str(path[-1])
    from difflib import get_close_matches

    near = get_close_matches(key.lower(), known, n=1, cutoff=3 / 5)
    fix = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known)}."
    return Problem(path, f"There is no key “{shorten(key, 40)}”.", fix)


def _keys_at(path: Path) -> list[str]:
    """The keys of the mapping at this place."""
    model: type[BaseModel] = OfferFile
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The mapping a field holds: itself, optional, or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)


def _not_one_of(path: Path, error: Mapping[str, Any]) -> Problem:
    shown = _shown(error)
    choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    from difflib import get_close_matches

    near = get_close_matches(shown, choices, n=1, cutoff=1 / 2)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    one_of = ", ".join(f"“{choice}”" for choice in choices)
    return Problem(path, f"“{shown}” is no choice for {spelled(path)}.", f"{meant}One of: {one_of}.")


def _shown(error: Mapping[str, Any]) -> str:
    return shorten(str(error["input"]), 40)
