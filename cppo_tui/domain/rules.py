"""Every rule there is, read out of the code of the checks: what it says, what to do, where it comes from.

Nothing is listed by hand: a rule is a code beside its texts, in a call that makes a Finding or in a tuple
of code, message and fix. Its source is the reference to the fact sheet in the nearest docstring.
"""

import ast
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import cppo_tui.domain.checks as checks
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.rule_texts import UNKNOWN, Scope, Source
from cppo_tui.domain.steps import FIELDS, Step, step_of_field

OUR_OWN = "our own rule"
HOLDERS = ("markup", "terms", "dates", "validity", "installments", "legal")
"""Modules beside the checks that say themselves what is wrong with a text."""

_CODE = re.compile(r"[A-Z]+(_[A-Z0-9]+)+")
_REFERENCE = re.compile(r"(?:fact sheet|facts) [0-9](?:[0-9., and-]*[0-9])?")
_MAKERS = ("Finding", "DateProblem")
_BLANK = re.compile(r"\{[a-z]+\}")


class Rule(NamedTuple):
    """One check: ``fields`` are the draft's fields it can speak about, ``…`` stands for what differs."""

    code: str
    severity: str
    message: str
    fix: str
    source: str
    fields: tuple[str, ...]

    @property
    def step(self) -> Step:
        """The wizard's step that shows it."""
        return step_of_field(self.fields[0])


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the order of the steps."""
    found = [rule for name in _modules() for rule in _Reading(Source(name)).rules()]
    typed_dates = tuple(dict.fromkeys(field for rule in found if not rule.code for field in rule.fields))
    placed = [rule if rule.fields else rule._replace(fields=typed_dates) for rule in found if rule.code]
    merged: dict[str, Rule] = {}
    for rule in placed:
        merged[rule.code] = _merge(merged[rule.code], rule) if rule.code in merged else rule
    return tuple(sorted(merged.values(), key=lambda rule: (rule.step, FIELDS.index(rule.fields[0]))))


def rules_for(*fields: str) -> tuple[Rule, ...]:
    """The rules about any of these fields of the draft."""
    return tuple(rule for rule in all_rules() if set(rule.fields) & set(fields))


def _modules() -> list[str]:
    return [
        *(f"{checks.__name__}.{module.name}" for module in pkgutil.iter_modules(checks.__path__)),
        *(f"cppo_tui.domain.{name}" for name in HOLDERS),
    ]


def _merge(one: Rule, other: Rule) -> Rule:
    return one._replace(
        severity=one.severity if other.severity in one.severity else f"{one.severity} or {other.severity}",
        message=_both(one.message, other.message),
        fix=_both(one.fix, other.fix),
        fields=tuple(dict.fromkeys((*one.fields, *other.fields))),
    )


def _both(first: str, second: str) -> str:
    return first if second in first.split(" / ") else f"{first} / {second}"


class _Reading:
    """One module being read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._sinks: dict[str, tuple[str, ...]] = {}
        """Functions that make findings of tuples they are handed, and the fields they put them under."""

    def rules(self) -> Iterator[Rule]:
        """The rules of the module; with an empty code, the fields that a date's problem is told under."""
        for function in self._source.functions.values():
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS:
                    yield from self._made(function, {word.arg or "": word.value for word in node.keywords})
        for statement in self._source.tree.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Tuple) and len(node.elts) >= 3:
                    yield from self._listed(statement, node.elts)

    def _made(self, function: ast.FunctionDef, words: dict[str, ast.expr]) -> Iterator[Rule]:
        """From a call that makes a finding, as often as its code and field are handed in."""
        wanted = [words[name] for name in ("code", "field") if name in words]
        for scope in self._source.scopes(function, *wanted):
            fields = _fields(scope.texts(words["field"])) if "field" in words else ()
            code = scope.texts(words["code"])[0]
            owner = scope
            while owner.outer is not None and _is_handed_in(words["code"], owner):
                owner = owner.outer
            if not _CODE.fullmatch(code):
                if owner.function is not None:
                    self._sinks[owner.function.name] = fields
                if _ends_in_code(words["code"], scope):
                    yield Rule("", "", "", "", "", fields)
                continue
            severity = _severity(words.get("severity"), scope)
            yield self._rule(code, severity, scope, (words["message"], words["fix"]), owner.function, fields)

    def _listed(self, statement: ast.stmt, parts: list[ast.expr]) -> Iterator[Rule]:
        """From a tuple of code, message and fix; its field is that of the function it ends up in."""
        function = statement if isinstance(statement, ast.FunctionDef) else self._user_of(statement)
        scope = Scope(self._source, function)
        code = scope.texts(parts[0])[0]
        if _CODE.fullmatch(code) and function is not None:
            names = [name for name in self._upward(function) if name in self._sinks]
            fields = self._sinks[names[0]] if names else ()
            yield self._rule(code, Severity.BLOCKING.value, scope, (parts[-2], parts[-1]), function, fields)

    def _rule(
        self,
        code: str,
        severity: str,
        scope: Scope,
        texts: tuple[ast.expr, ast.expr],
        owner: ast.FunctionDef | None,
        fields: tuple[str, ...],
    ) -> Rule:
        message, fix = (" / ".join(_BLANK.sub(UNKNOWN, one) for one in scope.texts(text)) for text in texts)
        blocking = Severity.BLOCKING.value in severity
        written = [_where_written(text, scope) for text in texts]
        return Rule(code, severity, message, fix, self._reference(owner, written, blocking=blocking), fields)

    def _reference(self, owner: ast.FunctionDef | None, texts: list[ast.expr], *, blocking: bool) -> str:
        """Where the fact sheet says so: by the function, a constant in its texts, who calls it; by the
        whole module only for what stops an offer, since what merely warns is mostly our own idea."""
        upward = self._upward(owner) if owner is not None else []
        words = [ast.get_docstring(self._source.functions[name]) for name in upward[:1]]
        used = [node for text in texts for node in ast.walk(text)]
        words += [self._beside(node.id) for node in used if isinstance(node, ast.Name)]
        words += [ast.get_docstring(self._source.functions[name]) for name in upward[1:]]
        words += [ast.get_docstring(self._source.tree)] if blocking else []
        found = (_REFERENCE.search(" ".join(text.split())) for text in words if text)
        return next((match[0] for match in found if match), OUR_OWN)

    def _upward(self, function: ast.FunctionDef) -> list[str]:
        """The function, its callers, their callers."""
        names = [function.name]
        for name in names:  # grows while it is walked through
            names += [one.name for one, _ in self._source.calls[name] if one.name not in names]
        return names

    def _user_of(self, statement: ast.stmt) -> ast.FunctionDef | None:
        """The function that uses what this statement of the module defines."""
        names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        return next(
            (
                function
                for function in self._source.functions.values()
                if names & {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            ),
            None,
        )

    def _beside(self, name: str) -> str:
        """The words under a constant of the module."""
        body = self._source.tree.body
        for statement, following in pairwise(body):
            if isinstance(statement, ast.Assign) and isinstance(following, ast.Expr):
                named = isinstance(statement.targets[0], ast.Name) and statement.targets[0].id == name
                if named and isinstance(following.value, ast.Constant):
                    return str(following.value.value)
        return ""


def _fields(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.partition(".")[0] for text in texts if text != UNKNOWN))


def _where_written(text: ast.expr, scope: Scope) -> ast.expr:
    """The expression itself, where the function only gets it from its caller."""
    while isinstance(text, ast.Name) and text.id in scope.given and scope.outer is not None:
        text, scope = scope.given[text.id], scope.outer
    return text


def _is_handed_in(code: ast.expr, scope: Scope) -> bool:
    return isinstance(code, ast.Name) and code.id in scope.given


def _ends_in_code(code: ast.expr, scope: Scope) -> bool:
    """True where the code is that of a date's problem: ``when.code``."""
    if isinstance(code, ast.Name) and code.id in scope.given and scope.outer is not None:
        return _ends_in_code(scope.given[code.id], scope.outer)
    return isinstance(code, ast.Attribute) and code.attr == "code"


def _severity(node: ast.expr | None, scope: Scope) -> str:
    if isinstance(node, ast.Name) and node.id in scope.given and scope.outer is not None:
        return _severity(scope.given[node.id], scope.outer)
    if isinstance(node, ast.IfExp):
        return f"{_severity(node.body, scope)} or {_severity(node.orelse, scope)}"
    return Severity[node.attr].value if isinstance(node, ast.Attribute) else Severity.BLOCKING.value
