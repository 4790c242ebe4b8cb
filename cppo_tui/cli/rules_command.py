"""``cppo rules``: every check of an offer, with what it says, what to do about it and where it comes from."""

import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap

from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.domain.findings import severity_words
from cppo_tui.domain.rules import Rule, all_rules

DESCRIPTION = (
    "Every check of an offer: code, how much it stops and its source; what it says; what to do. "
    "“To fix” (in JSON: blocking) stops the offer until it is fixed, “Sure?” (ask) until it is confirmed; "
    "“Check” (warning) and “Note” stop nothing. "
    "The sign … stands for what differs from offer to offer."
)
EPILOG = """\
examples:
  cppo rules                     all of them, step by step
  cppo rules --output json       the same for programs

exit codes:
  0    done
  2    arguments that cannot be
"""
_FALLBACK = (120, 40)
_NARROWEST = 70


def run(arguments: Sequence[str]) -> int:
    """Print the rules and return the exit code."""
    made = Parser(prog="cppo rules", description=DESCRIPTION, epilog=EPILOG, formatter_class=Manual)
    made.add_argument("--output", choices=("table", "json"), default="table", help="default: table")
    options = made.parse_args(arguments)
    if options.output == "json":
        lines: Iterator[str] = iter([as_json(all_rules())])
    else:
        lines = table(all_rules(), shutil.get_terminal_size(_FALLBACK).columns)
    for line in lines:
        print(line)
    return 0


def as_json(rules: Sequence[Rule]) -> str:
    """The rules as a JSON list, each with its step and the draft's fields it speaks about."""
    listed = [{**rule._asdict(), "step": int(rule.step)} for rule in rules]
    return json.dumps(listed, indent=2, ensure_ascii=False)


def table(rules: Sequence[Rule], width: int) -> Iterator[str]:
    """The rules step by step, in three columns that fill the width."""
    first = max(len(fact) for rule in rules for fact in _facts(rule))
    each = (max(width, _NARROWEST) - first - 4) // 2
    yield _line(first, each, "Rule", "What it says", "What to do")
    for step, group in groupby(rules, key=lambda rule: rule.step):
        title = f"{int(step)} {step.title}"
        yield from ("", title, "-" * len(title))
        for rule in group:
            says, fix = (wrap(text, each, break_on_hyphens=False) for text in (rule.message, rule.fix))
            for cells in zip_longest(_facts(rule), says, fix, fillvalue=""):
                yield _line(first, each, *cells)


def _facts(rule: Rule) -> tuple[str, str, str]:
    return rule.code, f"  {severity_words(rule.severity)}", f"  {rule.source}"


def _line(first: int, each: int, fact: str, says: str, fix: str) -> str:
    return f"{fact:{first}}  {says:{each}}  {fix}".rstrip()
