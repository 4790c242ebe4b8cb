"""``cppo draft``: the drafts the wizard works on, without the screen."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from cppo_tui.cli.arguments import command_in
from cppo_tui.cli.endings import EXIT_CODES, Exit
from cppo_tui.cli.headless import tell
from cppo_tui.domain.text import clean

VERBS = {
    "new": "begin a draft, empty or from a template",
    "list": "all drafts, the most recently changed first",
    "show": "one draft, as an offer file's keys",
    "edit": "edit a draft as an offer file in your editor",
    "rm": "put a draft in the bin",
    "restore": "take it back out of the bin; without an id, list it",
    "export": "write a draft as an offer file",
    "import": "make a draft of an offer file",
}
"""What one can do with drafts; each has --help with examples."""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    verb, rest = command_in(arguments)
    if not verb and {"-h", "--help"} & set(arguments):
        print(_help())
        return Exit.DONE
    if verb not in VERBS:
        print(_help(), file=sys.stderr)
        told = f"There is no «draft {clean(verb)}»." if verb else "Say what to do with drafts."
        return tell(told, Exit.USAGE)
    return _runner(verb)(rest)


def _runner(verb: str) -> Callable[[Sequence[str]], int]:
    module = import_module(
        "cppo_tui.cli.commands.draft_files" if verb in _FILES else "cppo_tui.cli.commands.draft_rows"
    )
    found: Callable[[Sequence[str]], int] = getattr(module, f"run_{verb}")
    return found


_FILES = ("edit", "export", "import")


def _help() -> str:
    lines = "\n".join(f"  cppo draft {verb:8} {told}" for verb, told in VERBS.items())
    told = "The drafts the wizard works on, without the screen."
    examples = "  cppo draft new --title Contoso\n  cppo draft list\n  cppo draft edit 3f2a"
    return (
        f"usage: cppo draft VERB …\n\n{told}\n\nverbs, each with --help:\n{lines}\n\n"
        f"examples:\n{examples}\n\n{EXIT_CODES}"
    )
