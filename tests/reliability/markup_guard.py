"""Which expressions could hand a text from outside to Textual's markup parser, read out of the source.

A widget that takes text takes markup. What reaches one must be a literal of ours, content made by
``ui/plain.py``, or come with ``markup=False``. Every argument and every keyword of such a call counts, and
what is assigned to a tooltip, a label or a title. Names are followed to where they were bound.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

WIDGETS = frozenset(
    {
        *(
            "Static",
            "Label",
            "Button",
            "Checkbox",
            "RadioButton",
            "RadioSet",
            "Option",
            "Selection",
            "Select",
        ),
        *(
            "OptionList",
            "SelectionList",
            "Switch",
            "Tab",
            "TabPane",
            "Collapsible",
            "Tree",
            "Link",
            "Markdown",
        ),
        *("Digits", "ListItem", "Toast", "Tooltip", "Placeholder", "Input", "TextArea"),
    }
)
METHODS = frozenset(
    {
        *(
            "notify",
            "update",
            "add_row",
            "add_rows",
            "add_column",
            "add_columns",
            "update_cell",
            "update_cell_at",
        ),
        *("add_option", "add_options", "set_options", "replace_option_prompt", "add_leaf", "from_markup"),
    }
)
ATTRIBUTES = frozenset(
    {"tooltip", "label", "border_title", "border_subtitle", "placeholder", "content", "prompt", "renderable"}
)
DOORS = frozenset({"plain", "lines", "cell", "pairs", "Content", "Text", "assemble", "styled"})
TYPED = frozenset({"Input", "TextArea"})
"""What a person types in is never parsed; their placeholders and tooltips are."""

NO_TEXT = frozenset(
    {
        *(
            "id",
            "classes",
            "name",
            "variant",
            "key",
            "width",
            "height",
            "compact",
            "disabled",
            "value",
            "layout",
        ),
        *("severity", "timeout", "markup", "language", "theme", "max_length", "action", "index"),
    }
)
"""Keywords that are not drawn, or are no text."""

CONTENT = frozenset({"Content", "Text", "Table", "list[Text]", "bool", "int", "Coordinate", "list[Content]"})
UNKNOWN = ast.Name(id="unknown")
NOTHING = ast.Constant(value=None)


class Package:
    """All modules of a folder: what its functions return, and which of its classes draw their argument."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.modules = {name: Module(ast.parse(source), self) for name, source in sources.items()}
        self.returns: dict[str, set[str]] = defaultdict(set)
        self.widgets = set(WIDGETS)
        classes: list[ast.ClassDef] = []
        for module in self.modules.values():
            for name, kinds in module.returns.items():
                self.returns[name] |= kinds
            classes += [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
        while (
            derived := {
                node.name for node in classes if {name_of(base) for base in node.bases} & self.widgets
            }
            - self.widgets
        ):
            self.widgets |= derived
        self.own_arguments = {node.name for node in classes if any(_is_init(child) for child in node.body)}

    def risks(self) -> dict[str, list[str]]:
        """By file, where a text could be parsed as markup."""
        found = {name: list(module.risks()) for name, module in self.modules.items()}
        return {name: risks for name, risks in found.items() if risks}

    def draws(self, name: str) -> bool:
        """True for a call that draws its arguments. A class of ours with arguments of its own is judged by
        what it passes on."""
        return name in METHODS or (name in self.widgets and name not in self.own_arguments)


class Module:
    """One file."""

    def __init__(self, tree: ast.Module, package: Package) -> None:
        self.tree = tree
        self._package = package
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self.returns: dict[str, set[str]] = defaultdict(set)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.returns[node.name].add(_kind(node.returns))

    def risks(self) -> Iterator[str]:
        """Every text that is neither ours nor content."""
        for node, text in self.texts():
            if not self.safe(text, node):
                yield f"line {node.lineno}: {ast.unparse(text)}"

    def texts(self) -> Iterator[tuple[ast.stmt | ast.expr, ast.expr]]:
        """Every expression that is drawn, with the call or assignment it stands in."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and self._draws(node) and not _literal(node):
                typed = name_of(node.func) in TYPED
                yield from ((node, text) for text in ([] if typed else node.args))
                yield from (
                    (node, keyword.value)
                    for keyword in node.keywords
                    if keyword.arg is not None and keyword.arg not in NO_TEXT
                )
            elif isinstance(node, ast.Assign):
                shown = [
                    one for one in node.targets if isinstance(one, ast.Attribute) and one.attr in ATTRIBUTES
                ]
                yield from ((node, node.value) for _ in shown)

    def _draws(self, call: ast.Call) -> bool:
        name = name_of(call.func)
        if (
            name == "__init__"
            and isinstance(call.func, ast.Attribute)
            and name_of(call.func.value) == "super"
        ):
            owner = self._enclosing(call, ast.ClassDef)
            bases = {name_of(base) for base in owner.bases} if isinstance(owner, ast.ClassDef) else set()
            return any(self._package.draws(base) for base in bases - TYPED - {"TextArea"})
        if name == "update" and isinstance(call.func, ast.Attribute):
            if name_of(call.func.value) == "stylesheet":
                return False  # takes the styles over to the screen; no text is drawn
            bound = self._bound(call.func.value, call)
            return not any(
                isinstance(one, ast.Call) and name_of(one.func) in ("set", "dict") for one in bound
            )
        return self._package.draws(name)

    def safe(self, text: ast.expr, at: ast.AST, depth: int = 0) -> bool:
        """True when this can only be a literal of ours, content, or no text."""
        if depth > 8:
            return False
        if isinstance(text, ast.Constant | ast.Compare | ast.UnaryOp):
            return True
        if isinstance(text, ast.Call):
            return self._makes_content(name_of(text.func))
        if isinstance(text, ast.Name | ast.Attribute):
            bound = self._bound(text, at)
            return bool(bound) and all(self.safe(one, one, depth + 1) for one in bound)
        parts: Iterable[ast.expr] = [UNKNOWN]
        if isinstance(text, ast.IfExp):
            parts = (text.body, text.orelse)
        elif isinstance(text, ast.BoolOp):
            parts = text.values
        elif isinstance(text, ast.List | ast.Tuple):
            parts = text.elts
        elif isinstance(text, ast.Starred):
            parts = (text.value,)
        elif isinstance(text, ast.GeneratorExp | ast.ListComp):
            parts = (text.elt,)
        return all(self.safe(part, at, depth + 1) for part in parts)

    def _makes_content(self, function: str) -> bool:
        if function in DOORS or function in self._package.widgets:
            return True  # a widget inside a widget is judged by itself
        kinds = self.returns.get(function) or self._package.returns.get(function) or {"?"}
        return kinds <= CONTENT

    def _bound(self, name: ast.expr, at: ast.AST) -> list[ast.expr]:
        """What a name or an attribute of self was bound to; ``UNKNOWN`` where that came from elsewhere."""
        wanted = ast.unparse(name)
        for holder in (self._enclosing(at, ast.FunctionDef, ast.AsyncFunctionDef),
                       self._enclosing(at, ast.ClassDef), self.tree):  # fmt: skip
            found = [] if holder is None else [*_bindings(holder, wanted)]
            if found:
                return [self._parameter(one, at) if isinstance(one, ast.Name) else one for one in found]
        return []

    def _parameter(self, name: ast.Name, at: ast.AST) -> ast.expr:
        """What ``self.x = x`` is bound to: the parameter's annotation tells."""
        del at
        holder = self._enclosing(name, ast.FunctionDef, ast.AsyncFunctionDef)
        found = [] if holder is None else [*_bindings(holder, name.id)]
        return found[0] if found else name

    def _enclosing(self, node: ast.AST, *kinds: type[ast.AST]) -> ast.AST | None:
        current: ast.AST | None = node
        while current is not None:
            current = self._parents.get(current)
            if isinstance(current, kinds):
                return current
        return None


def _bindings(holder: ast.AST, wanted: str) -> Iterator[ast.expr]:
    if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef):
        for argument in (*holder.args.args, *holder.args.kwonlyargs):
            if argument.arg == wanted:
                yield NOTHING if _kind(argument.annotation) in CONTENT else UNKNOWN
    for node in holder.body if isinstance(holder, ast.Module) else ast.walk(holder):
        if isinstance(node, ast.Assign):
            yield from (node.value for target in node.targets if ast.unparse(target) == wanted)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == wanted:
            yield NOTHING if _kind(node.annotation) in CONTENT else (node.value or UNKNOWN)
        elif isinstance(node, ast.For | ast.comprehension):
            yield from (UNKNOWN for one in ast.walk(node.target) if getattr(one, "id", "") == wanted)


def _is_init(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "__init__"


def _literal(call: ast.Call) -> bool:
    return any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in call.keywords
    )


def name_of(node: ast.expr) -> str:
    """The last name of what is called or derived from."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Subscript):
        return name_of(node.value)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _kind(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation).strip("'\"").removesuffix(" | None") if annotation is not None else "?"


def package_at(folder: Path) -> Package:
    """The modules of a folder and of those in it, but for the door itself."""
    files = [file for file in sorted(folder.rglob("*.py")) if file.name != "plain.py"]
    return Package({str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files})
