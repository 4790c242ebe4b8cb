"""What the expressions of a module come to, as far as its source alone tells; the rest reads ``…``.

Only what the checks are made of: texts with figures in them, one text or another, names given on by a
function's callers.
"""

import ast
import inspect
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

UNKNOWN = "…"
_MOST = 6
"""More alternatives than this are no help to anybody."""

_METHODS: dict[str, Callable[[str], str]] = {
    "strip": str.strip,
    "upper": str.upper,
    "lower": str.lower,
    "capitalize": str.capitalize,
}


class Source:
    """A module's source with its functions, and who calls them."""

    def __init__(self, name: str) -> None:
        self._module = import_module(name)
        self.tree = ast.parse(inspect.getsource(self._module))
        self.functions = {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}
        self.calls: dict[str, list[tuple[ast.FunctionDef, ast.Call]]] = {name: [] for name in self.functions}
        for caller in self.functions.values():
            for node in ast.walk(caller):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in self.calls
                ):
                    self.calls[node.func.id].append((caller, node))

    def constant(self, node: ast.expr) -> Any:
        """The value of ``MAX_BUYERS`` or ``MAX_CONTRACT.months``; None for anything else."""
        if isinstance(node, ast.Attribute):
            return getattr(self.constant(node.value), node.attr, None)
        known = isinstance(node, ast.Name) and node.id.isupper()
        return getattr(self._module, node.id, None) if known and isinstance(node, ast.Name) else None

    def scopes(self, function: ast.FunctionDef, *wanted: ast.expr) -> Iterator["Scope"]:
        """The function once for each way its callers give it what ``wanted`` needs."""
        calls = self.calls[function.name] if _parameters_in(function, wanted) else []
        if not calls:
            yield Scope(self, function)
        for caller, call in calls:
            given = _given(function, call)
            needed = [given[name] for name in _parameters_in(function, wanted) if name in given]
            for outer in self.scopes(caller, *needed):
                yield Scope(self, function, given, outer)


@dataclass(frozen=True)
class Scope:
    """A function as one of its callers calls it."""

    source: Source
    function: ast.FunctionDef | None = None
    given: dict[str, ast.expr] = field(default_factory=dict)
    outer: "Scope | None" = None

    def texts(self, node: ast.expr | None) -> tuple[str, ...]:
        """Every text this expression can come to, without repetition."""
        found = list(dict.fromkeys(self._texts(node)))
        found = [text for text in found if text] or found
        return tuple(found) if len(found) <= _MOST else (UNKNOWN,)

    def _texts(self, node: ast.expr | None) -> list[str]:
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=parts):
                return ["".join(one) for one in itertools.product(*map(self._part, parts))]
            case ast.IfExp(body=one, orelse=other):
                return [*self.texts(one), *self.texts(other)]
            case ast.Name(id=name):
                return self._named(node, name)
            case ast.Attribute(attr="message" | "fix"):
                return ["As the DATE_ rules say."]
            case ast.Call(func=ast.Attribute(value=base, attr=method), args=[]) if method in _METHODS:
                return [_METHODS[method](text) for text in self.texts(base)]
        constant = self.source.constant(node) if node is not None else None
        return [UNKNOWN if constant is None else str(constant)]

    def _part(self, node: ast.expr) -> tuple[str, ...]:
        """A piece of an f-string; constants in its own format."""
        if not isinstance(node, ast.FormattedValue):
            return self.texts(node)
        constant = self.source.constant(node.value)
        form = "".join(self.texts(node.format_spec)) if node.format_spec is not None else ""
        return self.texts(node.value) if constant is None else (format(constant, form),)

    def _named(self, node: ast.expr, name: str) -> list[str]:
        if name in self.given:
            return list((self.outer or Scope(self.source)).texts(self.given[name]))
        assigned = _reaching(self.function.body, node, name) if self.function else []
        if assigned:
            return [text for value in assigned for text in self.texts(value)]
        constant = self.source.constant(node)
        return [UNKNOWN if constant is None else str(constant)]


def _assigned(place: ast.stmt, name: str) -> list[ast.expr]:
    """The expressions a local name is made equal to; nothing for one that a loop or an unpacking fills."""
    return [
        node.value
        for node in ast.walk(place)
        if isinstance(node, ast.Assign) and any(_is_named(target, name) for target in node.targets)
    ]


def _reaching(block: list[ast.stmt], use: ast.expr, name: str) -> list[ast.expr]:
    """What the name stands for where it is used: the assignments in the nearest statement before it."""
    at = next((place for place, one in enumerate(block) if use in ast.walk(one)), 0)
    for inner in ("body", "orelse"):
        lines = getattr(block[at], inner, []) if block else []
        if any(use in ast.walk(line) for line in lines) and (found := _reaching(lines, use, name)):
            return found
    before = (found for line in reversed(block[:at]) if (found := _assigned(line, name)))
    return next(before, [])


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _given(function: ast.FunctionDef, call: ast.Call) -> dict[str, ast.expr]:
    """Parameter by parameter what a call hands over, defaults included."""
    places = [argument.arg for argument in function.args.args]
    defaults = function.args.defaults
    given = dict(zip(places[len(places) - len(defaults) :], defaults, strict=True))
    given |= dict(zip(places, call.args, strict=False))
    return given | {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def _parameters_in(function: ast.FunctionDef, wanted: tuple[ast.expr, ...]) -> set[str]:
    """The parameters these expressions depend on, also by way of local names."""
    names, waiting = set[str](), list(wanted)
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id not in names:
                names.add(node.id)
                waiting += _assigned(function, node.id)
    return names & {argument.arg for argument in function.args.args}
