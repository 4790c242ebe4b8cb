"""No code comes from data (reliability T10): ruff's security rules hold, and each exemption is counted.

A new ``noqa: S…`` or ``type: ignore`` turns this red; whoever adds one enters it below, and is read doing so.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cppo_tui

PACKAGE = Path(cppo_tui.__file__).parent
ROOT = PACKAGE.parent

EXEMPTIONS = {
    # a constant put into a statement; no text from outside
    ("store/statements.py", "noqa: S608"): 2,
    # the person's own editor, named in their environment; no shell
    ("cli/commands/draft_files.py", "noqa: S603"): 1,
    # the system's own opener of links; the link is one argument that begins with https, no shell
    ("cli/link_opener.py", "noqa: S603"): 1,
    # Decimal's exponent is an int but for infinity and not-a-number, which have been excluded
    ("domain/money.py", "type: ignore[operator]"): 1,
    # one of Textual's literals, chosen in the line above
    ("ui/plain.py", "type: ignore[arg-type]"): 1,
    # Textual's decoder replaced by one that does not end at a broken byte
    ("ui/terminal_input.py", "type: ignore[assignment, attr-defined]"): 1,
    # the field of Textual's own menu, given the check by which any field may change its value
    ("ui/palette.py", "type: ignore[attr-defined]"): 1,
    # botocore has no types
    ("gateway/loader.py", "type: ignore[misc]"): 1,
    # where argcomplete looks for it; argparse does not know the name
    ("cli/completion.py", "type: ignore[attr-defined]"): 1,
    # yaml has no types
    ("store/offer_files.py", "type: ignore[misc]"): 1,
    ("store/offer_file_text.py", "type: ignore[attr-defined]"): 1,
    # a mix-in whose self is the widget it is mixed into
    ("ui/widgets/keys_in_order.py", "type: ignore[misc]"): 1,
}
MARK = re.compile(
    r"#.*?(?:(?P<ruff>ruff: noqa.*)|(?P<bandit>nosec.*)|(?P<mypy>type: ignore(?:\[[\w, -]+\])?)"
    r"|noqa(?P<codes>:[^-#]*)?)"
)
CODERS = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "code", "codeop", "runpy", "ctypes"}
RUNNERS = {"subprocess", "pty", "multiprocessing"}
CALLS = {"eval", "exec", "compile", "__import__"}
METHODS = {
    *("system", "popen", "posix_spawn", "create_subprocess_exec", "create_subprocess_shell"),
    *("enable_load_extension", "extractall", "import_module"),
}
OF_YAML = re.compile(r"compose|BaseLoader|reader|Mark|\w*(Error|Node|Event)")
"""What of yaml only reads, and makes nothing of a tag."""


def exemptions(source: str) -> Iterator[str]:
    """Every comment that stops a security or type check; an unnamed one stops them all."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        found = MARK.search(token.string) if token.type == tokenize.COMMENT else None
        if found is None:
            continue
        if whole := found["ruff"] or found["bandit"] or found["mypy"]:
            yield whole
        elif not found["codes"]:
            yield "noqa"
        else:
            yield from (f"noqa: {code}" for code in re.findall(r"\bS\d+", found["codes"]))


def coders(source: str) -> Iterator[str]:
    """What could make code of data, or a command of a text."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                modules = [alias.name for alias in node.names]
            case ast.ImportFrom(level=0):
                modules = [node.module or ""]
            case _:
                modules = []
        yield from (top for name in modules if (top := name.partition(".")[0]) in CODERS | RUNNERS)
        match node:
            case ast.ImportFrom(module="yaml"):
                yield "yaml's parts by name"
            case ast.Attribute(value=ast.Name(id="yaml"), attr=name) if not OF_YAML.fullmatch(name):
                yield f"yaml.{name}"
            case ast.Call(func=ast.Name(id=name)) if name in CALLS | METHODS:
                yield name
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield name
            case ast.keyword(arg="shell"):
                yield "shell="


def modules() -> dict[str, str]:
    """The product's files."""
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
    }


def test_every_exemption_is_known(figure: Callable[[str], None]) -> None:
    found = Counter((name, mark) for name, source in modules().items() for mark in exemptions(source))
    assert found == EXEMPTIONS
    security = sum(count for (_, mark), count in found.items() if mark.startswith("noqa: S"))
    figure(
        f"exemptions in the product: {security} from the security rules, {found.total() - security} of types"
    )


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# noqa: S608", ["noqa: S608"]),
        ("# noqa: S608 - a constant", ["noqa: S608"]),
        ("# noqa: A002, S301, S307", ["noqa: S301", "noqa: S307"]),
        ("# noqa", ["noqa"]),
        ("# ruff: noqa: S", ["ruff: noqa: S"]),
        ("# nosec B301", ["nosec B301"]),
        ("# type: ignore", ["type: ignore"]),
        ("# why  # type: ignore[misc]", ["type: ignore[misc]"]),
        ("# noqa: A002 - the name is the base class's", []),
    ],
)
def test_control_each_form_of_exemption_is_noticed(comment: str, found: list[str]) -> None:
    assert list(exemptions(f"x = 1  {comment}\n")) == found
    assert not list(exemptions(f"x = '{comment}'\n"))


JUDGED = {
    # the person's own editor, without a shell
    ("cli/commands/draft_files.py", "subprocess"),
    # the system's own opener of links, without a shell
    ("cli/link_opener.py", "subprocess"),
    # the program itself, without a shell, with the person's own arguments
    ("cli/web_terminal.py", "create_subprocess_exec"),
    # the program's own modules, named in the code
    ("cli/commands/__init__.py", "import_module"),
    ("cli/commands/draft.py", "import_module"),
    ("domain/rule_texts.py", "import_module"),
    # whose lines are printed: a word to argcomplete, nothing is run
    ("cli/commands/completion.py", "shell="),
    # read as nodes of text, never as objects; tags are refused
    ("store/offer_files.py", "yaml"),
}


def test_nothing_in_the_product_makes_code_of_data_or_starts_a_command_but_what_was_judged() -> None:
    assert {(name, one) for name, source in modules().items() for one in coders(source)} == JUDGED


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from yaml import load",
        "yaml.load(text, Loader)",
        "yaml.unsafe_load(text)",
        "class Loader(yaml.FullLoader): ...",
        "import xml.etree.ElementTree",
        "import subprocess",
        "eval(text)",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(text)",
        "os.system(text)",
        "os.popen(text)",
        "run(text, shell=True)",
        "run(text, shell=yes)",
        "connection.enable_load_extension(True)",
        "importlib.import_module(text)",
        "import_module(text)",
    ],
)
def test_control_each_way_is_noticed(line: str) -> None:
    assert list(coders(line))


def test_what_only_looks_like_it_is_not() -> None:
    assert not list(
        coders("import re\nre.compile('a')\nmodel.eval()\nfrom .code import x\nfrom .xml import y")
    )


def test_the_security_rules_are_on_for_the_whole_product() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert "exclude" not in settings
    assert "extend-exclude" not in settings
    assert "S" in settings["lint"]["select"]
    assert not [rule for rule in settings["lint"]["ignore"] if rule.startswith("S")]
    eased = settings["lint"]["per-file-ignores"]
    assert [path for path in eased if any(rule.startswith("S") for rule in eased[path])] == ["tests/**"]


CARELESS = {
    "S102": "exec(input())",
    "S105": "password = 'hunter2'",
    "S113": "import requests\nrequests.get('https://example.com')",
    "S301": "import pickle\npickle.loads(b'')",
    "S306": "import tempfile\ntempfile.mktemp()",
    "S307": "eval(input())",
    "S506": "import yaml\nyaml.load('')",
    "S602": "import subprocess\nsubprocess.run(input(), shell=True)",
    "S608": "table = input()\nquery = f'SELECT * FROM {table}'",
}


def test_control_ruff_refuses_careless_lines_with_this_projects_settings() -> None:
    options = ["--no-cache", "--output-format=concise", "--stdin-filename=cppo_tui/domain/careless.py"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, "-"],
        input="\n".join(CARELESS.values()),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert set(re.findall(r"\bS\d{3}\b", done.stdout)) >= set(CARELESS)
