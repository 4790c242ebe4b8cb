"""Arguments in, exit code out. Imports nothing heavy until it is clear that a screen is wanted."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence

from cppo_tui import __version__

EPILOG = """\
examples:
  cppo --sandbox            learn and rehearse on a simulated AWS; nothing leaves this computer
  cppo --sandbox --fresh    the same, starting over
  cppo --profile reseller   make real offers with this AWS profile
  cppo backup FILE          copy all drafts and submissions into a new file
  cppo doctor               look whether everything is ready; sends nothing
  cppo rules                every check of an offer: what it says, what to do, where it comes from
  cppo sandbox --help       the simulated AWS for boto3 and the aws command; accept offers as their buyer

Drafts are kept in your data folder, or in CPPO_HOME when it is set.
"""


SCENARIOS = (
    *("archera", "hostile-names", "empty", "everything-expired", "awkward-seller"),
    *("many-isvs", "used-up", "not-allowed", "slow", "flaky"),
)
"""The sandbox's worlds, written out here so that --help need not load the sandbox."""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(
        prog="cppo",
        description="Make an AWS Marketplace Channel Partner Private Offer, step by step.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"cppo {__version__}")
    made.add_argument("--profile", metavar="NAME", help="AWS profile to use (default: as the AWS CLI would)")
    made.add_argument("--light", action="store_true", help="light colours")
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
    subcommand = _subcommand(arguments[0]) if arguments else None
    if subcommand is not None:
        return subcommand(arguments[1:])
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
    if trouble := terminal_trouble():
        print(f"cppo: {trouble}", file=sys.stderr)
        return 2
    gc.disable()  # no collections while the first screen is built; switched on again once it is shown
    from cppo_tui.cli.wiring import run_wizard

    return run_wizard(options)


def _subcommand(name: str) -> Callable[[Sequence[str]], int] | None:
    """What runs a command that needs no screen; None for everything else. Only that one is loaded."""
    if name == "sandbox":
        from cppo_tui.cli import sandbox_command

        return sandbox_command.run
    if name == "backup":
        from cppo_tui.cli import backup

        return backup.run
    if name == "doctor":
        from cppo_tui.cli import doctor

        return doctor.run
    if name == "rules":
        from cppo_tui.cli import rules_command

        return rules_command.run
    return None


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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "the wizard needs a terminal; its input and output are redirected here."
    if os.environ.get("TERM", "") in ("", "dumb"):
        return "the wizard needs a terminal that can draw; TERM is empty or “dumb” here."
    return ""
