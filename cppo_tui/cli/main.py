"""Arguments in, exit code out. Imports nothing heavy until it is clear that a screen is wanted."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from cppo_tui import __version__
from cppo_tui.cli.arguments import COMPLETING, Manual, Parser, command_in
from cppo_tui.cli.commands import COMMANDS, find
from cppo_tui.domain.text import clean

EPILOG = """\
examples:
  cppo --sandbox            learn and rehearse on a simulated AWS; nothing leaves this computer
  cppo --sandbox --fresh    the same, starting over
  cppo --profile reseller   make real offers with this AWS profile
  cppo new --plain          the same as questions, line by line

commands without a screen, each with --help:
{commands}

Drafts are kept in your data folder, or in CPPO_HOME when it is set.

exit codes of the wizard:
  0    left as it should be
  1    something that must not be missed; it is said
  2    it cannot run like this
"""


SCENARIOS = (
    *("archera", "hostile-names", "empty", "everything-expired", "awkward-seller"),
    *("many-isvs", "used-up", "not-allowed", "slow", "flaky"),
)
"""The sandbox's worlds, written out here so that --help need not load the sandbox."""

THEMES = ("dark", "light", "high-contrast")
"""Likewise, so that --help need not load the settings."""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    told = "\n".join(f"  cppo {name:20} {purpose}" for name, (_, purpose) in COMMANDS.items())
    made = Parser(
        prog="cppo",
        description="Make an AWS Marketplace Channel Partner Private Offer, step by step.",
        epilog=EPILOG.format(commands=told),
        formatter_class=Manual,
    )
    made.add_argument("--version", action="version", version=f"cppo {__version__}")
    made.add_argument("--profile", metavar="NAME", help="AWS profile to use (default: as the AWS CLI would)")
    made.add_argument(
        "--theme",
        choices=THEMES,
        default="",
        metavar="NAME",
        help=f"colours: {', '.join(THEMES)} (default: as in the settings)",
    )
    made.add_argument(
        "--light", dest="theme", action="store_const", const="light", help="the same as --theme light"
    )
    made.add_argument(
        "--debug", action="store_true", help="write every request and answer, without secrets, into cppo.log"
    )
    sandbox = made.add_argument_group("sandbox")
    sandbox.add_argument("--sandbox", action="store_true", help="simulate AWS; nothing leaves this computer")
    sandbox.add_argument("--fresh", action="store_true", help="start the sandbox and its drafts over")
    sandbox.add_argument(
        "--scenario",
        choices=SCENARIOS,
        metavar="NAME",
        help=f"which simulated world to seed: {', '.join(SCENARIOS)} (default: {SCENARIOS[0]})",
    )
    sandbox.add_argument(
        "--pace",
        choices=("real", "fast", "instant"),
        help="how long simulated changes take (default: as the scenario says, mostly fast)",
    )
    return made


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    if COMPLETING in os.environ:
        from cppo_tui.cli.completion import complete_line

        complete_line(parser())
    name, rest = command_in(arguments)
    if (command := find(name)) is not None:
        return command(rest)
    if name:
        return _no_command(name)
    options = read_options(arguments)
    if trouble := terminal_trouble():
        from cppo_tui.cli.whereabouts import as_here, working_with

        with working_with(options):
            print(f"cppo: {as_here(trouble)}", file=sys.stderr)
        return 2
    if not _is_terminal(sys.stderr):
        print("cppo: the wizard draws on standard error, which is redirected here.")
        return 2
    speak_utf8()
    gc.disable()  # no collections while the first screen is built; switched on again once it is shown
    from cppo_tui.cli.wiring import run_wizard

    return run_wizard(options)


def _no_command(name: str) -> int:
    """Which one may have been meant; the exit code."""
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"Is «cppo {near[0]}» meant? " if near else ""
    print(f"cppo: There is no command «{clean(name)}». {hint}«cppo --help» lists them all.", file=sys.stderr)
    return 2


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The wizard's options; ends the program with a word about those that contradict each other."""
    made = parser()
    options = made.parse_args(arguments)
    if not options.sandbox:
        for name in ("fresh", "scenario", "pace"):
            if getattr(options, name):
                made.error(f"--{name} is about the sandbox; use it with --sandbox")
    elif options.profile is not None:
        made.error("--profile is about AWS; the sandbox uses none. Leave out one of the two")
    elif options.scenario and not options.fresh and (problem := _other_world(options.scenario)):
        made.error(f"{problem}; add --fresh to start it over with {options.scenario}")
    return options


def _other_world(scenario: str) -> str:
    """That the sandbox on disk began with another scenario, "" when it did not."""
    from cppo_tui.cli.sandbox_file import clash
    from cppo_tui.domain.errors import StoreError
    from cppo_tui.sandbox.errors import SandboxStateError
    from cppo_tui.store import SANDBOX_NAME, data_folder

    try:
        return clash(data_folder() / SANDBOX_NAME, scenario)
    except (StoreError, SandboxStateError):
        return ""  # told by the wizard, in its own words


def terminal_trouble() -> str:
    """Why no screen can be drawn here, "" when one can."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return "the wizard needs a terminal; its input or output is redirected here."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return (
            "the wizard needs a terminal that can draw; TERM is empty or “dumb” here. «cppo new --plain» "
            "asks line by line."
        )
    return ""


def _is_terminal(stream: TextIO | None) -> bool:
    """Python has None where the shell has closed one."""
    return stream is not None and stream.isatty()


def speak_utf8() -> None:
    """Draw in UTF-8, as every terminal of today reads it, whatever Python was told about its output."""
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8", errors="backslashreplace")
