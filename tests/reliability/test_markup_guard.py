"""No text from outside is ever handed to the markup parser (T2; scenario 18), proven on the source.

Every text that is drawn is replaced by one from outside, one at a time, and each must be noticed."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import cppo_tui.ui
from tests.reliability.markup_guard import ATTRIBUTES, Package, package_at

UI = Path(cppo_tui.ui.__file__).parent


@pytest.fixture(scope="module")
def package() -> Package:
    return package_at(UI)


def test_nothing_but_literals_and_content_is_drawn(package: Package) -> None:
    assert package.risks() == {}


def test_every_place_that_draws_is_guarded(package: Package, figure: Callable[[str], None]) -> None:
    """The control: with a text from outside in its place each of them is noticed."""
    places = [(module, node, text) for module in package.modules.values() for node, text in module.texts()]
    missed = [
        f"{ast.unparse(node)[:80]} with {ast.unparse(mutant)}"
        for module, node, _ in places
        for mutant in MUTANTS
        if module.safe(mutant, node)
    ]
    assert len(places) > 100
    assert missed == []
    count = len(places) * len(MUTANTS)
    figure(
        f"markup sinks: {len(places)} places guarded, 0 risks; control: {count} of {count} mutants noticed"
    )


MUTANTS = [
    ast.parse(source, mode="eval").body
    for source in (
        "finding_from_aws.message",
        "f'{listing.name} offer'",
        "'%s offer' % outside",
        "'{} offer'.format(outside)",
        "str(error_from_aws)",
        "'' if fine else outside",
        "('', *outside)",
    )
]
"""What a careless hand could write in the place of content."""


RISKS = [
    "Static(name)",
    "Static(f'{name} offer')",
    "Label('x', tooltip=name)",
    "Button('x', tooltip=f'{name}')",
    "Select([(name, 1)])",
    "Select(options=[('fine', 1)], prompt=name)",
    "OptionList('fine', name)",
    "OptionList(*names)",
    "OptionList(*(Option(one) for one in names))",
    "table.add_row('fine', name)",
    "table.add_column(column.label)",
    "listing.add_option(name)",
    "app.notify(str(error), title='x')",
    "app.notify(message=error.what)",
    "widget.update('%s' % name)",
    "widget.update('x' if fine else name)",
    "widget.tooltip = name",
    "widget.border_title = f'{name}'",
    "widget.border_subtitle = 'x' + name",
    "Input(placeholder=name)",
    "Checkbox(label=name)",
    "class Mine(Static):\n def __init__(self, name: str):\n  super().__init__(name)",
    "class Mine(Static): pass\nMine(name)",
    "class Base(Button): pass\nclass Mine(Base): pass\nMine(name)",
    "def words(name: str) -> str: return name\nStatic(words(name))",
    "def show(name):\n text = name\n Static(text)",
    "class A:\n def __init__(self, text: str):\n  self._t = text\n def f(self):\n  Static(self._t)",
    "Static(name, markup=True)",
    "Static(name, markup=raw)",
]
FINE = [
    "Static(plain(name))",
    "Static(name, markup=False)",
    "Static('ours', id=name, classes=name)",
    "Button('ours', name=explained.field, tooltip=plain(name))",
    "Input(value=name)",
    "app.notify(name, markup=False)",
    "table.add_row(cell(name), cell(other))",
    "widget.tooltip = plain(name)",
    "def words(name: str) -> Content: return plain(name)\nStatic(words(name))",
    "def show(head: Content):\n Static(head)",
    "known = set()\nknown.update(names)",
    "class A:\n def __init__(self, head: Content):\n  self._h = head\n def f(self):\n  Static(self._h)",
]


@pytest.mark.parametrize("source", RISKS)
def test_a_careless_line_is_noticed(source: str) -> None:
    assert Package({"x.py": source}).risks()


@pytest.mark.parametrize("source", FINE)
def test_a_careful_line_is_not(source: str) -> None:
    assert not Package({"x.py": source}).risks()


def test_every_attribute_that_draws_is_known() -> None:
    for name in ATTRIBUTES:
        assert Package({"x.py": f"widget.{name} = outside"}).risks()
