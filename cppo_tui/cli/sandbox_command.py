"""``cppo sandbox``: the simulated AWS for other programs, and what only AWS's other side can do to it."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.cli.sandbox_file import PACES, clash, held_scenario, open_sandbox
from cppo_tui.domain.errors import SandboxUnusable, StoreError
from cppo_tui.domain.text import clean
from cppo_tui.sandbox.acceptance import AcceptanceRefused
from cppo_tui.sandbox.assumptions import ASSUMPTIONS
from cppo_tui.sandbox.behaviour import HOW as SWITCHES
from cppo_tui.sandbox.behaviour import Switch, with_switches
from cppo_tui.sandbox.errors import SandboxStateError
from cppo_tui.sandbox.faults import HOW, FaultRule, Faulty
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.server import CatalogServer
from cppo_tui.store import SANDBOX_NAME, data_folder

PORT = 8770
EPILOG = """\
examples:
  cppo sandbox serve                       serve the wizard's own sandbox to boto3 and the aws command
  cppo sandbox serve --state demo.db --scenario flaky --pace real
  cppo sandbox serve --fault StartChangeSet:1:reset-after --fault '*:every5:ThrottlingException'
  cppo sandbox serve --switch throttles=yes --switch list-lag=30
  cppo sandbox accept offer-abcdefghijklm  be the buyer who accepts an offer
  cppo sandbox reset --scenario empty      start over

Without --state it is the sandbox of «cppo --sandbox», so what is done here is seen there.

exit codes:
  0    done, also after Ctrl+C
  1    trouble, the reason is said
  2    arguments that cannot be
"""
EXAMPLES = {
    "serve": "  cppo sandbox serve --pace real         take as long as AWS does\n"
    "  cppo sandbox serve --fault StartChangeSet:1:reset-after",
    "reset": "  cppo sandbox reset --scenario empty    start over with nothing in it",
    "scenarios": "  cppo sandbox scenarios",
    "assumptions": "  cppo sandbox assumptions",
    "accept": "  cppo sandbox accept offer-abcdefghijklm",
}

ENVIRONMENT = """\
export AWS_ENDPOINT_URL_MARKETPLACE_CATALOG={url}
export AWS_ENDPOINT_URL_MARKETPLACE_AGREEMENT={url}
export AWS_ENDPOINT_URL_STS={url}
export AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=false
export AWS_ACCESS_KEY_ID=AKIASANDBOX
export AWS_SECRET_ACCESS_KEY=sandbox
export AWS_REGION=us-east-1
export AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true
export no_proxy="127.0.0.1,${{no_proxy:-$NO_PROXY}}"
unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN
"""


def run(arguments: Sequence[str]) -> int:
    """Run one of the subcommands and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        result: int = options.run(options)
        return result
    except SandboxStateError as error:
        return _trouble(f"{error}. {SandboxUnusable.next_step}")
    except StoreError as error:
        return _trouble(str(error))


def parser() -> argparse.ArgumentParser:
    """The arguments of ``cppo sandbox``."""
    made = Parser(
        prog="cppo sandbox",
        description="The simulated AWS Marketplace Catalog, for other programs on this computer.",
        epilog=EPILOG,
        formatter_class=Manual,
    )
    command = partial(_verb, made.add_subparsers(required=True, metavar="COMMAND"))
    serving = command("serve", _serve, "Answer boto3, the aws command and others until Ctrl+C.")
    _add_state(serving)
    _add_scenario(serving)
    serving.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}; 0 for any that is free"
    )
    serving.add_argument(
        "--pace", choices=tuple(PACES), help="how long simulated changes take (default: fast)"
    )
    serving.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="RULE", help=HOW.replace("%", "%%")
    )
    serving.add_argument(
        "--switch",
        type=_switch,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="make the sandbox behave differently where AWS's real behaviour could not be confirmed. "
        f"{SWITCHES}",
    )
    resetting = command("reset", _reset, "Start the sandbox over; with --scenario as another one.")
    _add_state(resetting)
    _add_scenario(resetting)
    command("scenarios", _scenarios, "List the worlds a sandbox can begin with.")
    command("assumptions", _assumptions, "List what the sandbox does that no document of AWS confirms.")
    accepting = command("accept", _accept, "Accept a released offer as its buyer would.")
    accepting.add_argument("offer_id", metavar="OFFER_ID")
    accepting.add_argument("--buyer", metavar="ACCOUNT", help="needed when the offer has several buyers")
    _add_state(accepting)
    return made


def _verb(verbs: Any, name: str, run: Any, told: str) -> argparse.ArgumentParser:
    """One of the subcommands, with a manual of its own."""
    codes = EPILOG[EPILOG.index("exit codes:") :]
    added: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=told,
        description=told,
        epilog=f"examples:\n{EXAMPLES[name]}\n\n{codes}",
        formatter_class=Manual,
    )
    added.set_defaults(run=run, parser=added)
    return added


def _add_state(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--state", type=Path, metavar="FILE", help="the sandbox's file (default: that of «cppo --sandbox»)"
    )


def _add_scenario(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--scenario", choices=tuple(SCENARIOS), metavar="NAME", help="see «cppo sandbox scenarios»"
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _fault(text: str) -> FaultRule:
    try:
        return FaultRule.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _switch(text: str) -> Switch:
    try:
        return Switch.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _serve(options: argparse.Namespace) -> int:
    """Exit code 0 after Ctrl+C or SIGTERM: that is how a server is meant to end."""
    path = _state(options)
    if problem := clash(path, options.scenario):
        options.parser.error(f"{problem}; «cppo sandbox reset --scenario {options.scenario}» starts it over")
    sandbox, faults = open_sandbox(
        path,
        clock=_now,
        scenario=options.scenario,
        pace=options.pace,
        faults=options.fault,
        behaviour=with_switches(options.switch),
    )
    try:
        server = CatalogServer(Faulty(sandbox, faults).exchange, options.port)
    except OSError as error:
        sandbox.close()
        reason = os.strerror(error.errno) if error.errno else str(error)
        return _trouble(f"port {options.port} cannot be used: {reason}. Choose another with --port.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        print(ENVIRONMENT.format(url=server.url), end="", flush=True)
        _tell(f"The simulated AWS listens at {server.url}; its state is in {path}.")
        _tell("The export lines lead boto3 and the aws command to it: paste them into another terminal.")
        if faults:
            _tell(f"Faults: {', '.join(map(str, faults))}.")
        if options.switch:
            _tell(f"Switches: {', '.join(map(str, options.switch))}.")
        _tell("Ctrl+C ends it.")
        server.serve_forever()
    except KeyboardInterrupt:
        _tell("\nEnded. The state is kept.")
    finally:
        server.close()
        sandbox.close()
    return 0


def _reset(options: argparse.Namespace) -> int:
    path = _state(options)
    name = options.scenario or held_scenario(path)
    sandbox, _ = open_sandbox(path, clock=_now, scenario=name, fresh=True)
    _tell(f"The sandbox in {path} starts over with the scenario {sandbox.scenario_name}.")
    sandbox.close()
    if options.state is None:
        _tell("The wizard's drafts about it are kept; «cppo --sandbox --fresh» forgets those as well.")
    return 0


def _scenarios(_options: argparse.Namespace) -> int:
    width = max(map(len, SCENARIOS))
    for name, scenario in SCENARIOS.items():
        print(f"{name:{width}}  {scenario.description}")
    return 0


def _assumptions(_options: argparse.Namespace) -> int:
    for sentence in ASSUMPTIONS:
        print(f"- {sentence}")
    return 0


def _accept(options: argparse.Namespace) -> int:
    path = _state(options)
    if held_scenario(path) is None:
        return _trouble(f"there is no sandbox in {path} yet; «cppo --sandbox» makes one.")
    sandbox, _ = open_sandbox(path, clock=_now)
    try:
        print(sandbox.accept(options.offer_id, options.buyer))
    except AcceptanceRefused as refusal:
        return _trouble(refusal.sentence)
    finally:
        sandbox.close()
    return 0


def _state(options: argparse.Namespace) -> Path:
    chosen: Path | None = options.state
    return data_folder() / SANDBOX_NAME if chosen is None else chosen


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(words: str) -> None:
    print(clean(words, lines=True), file=sys.stderr, flush=True)


def _trouble(words: str) -> int:
    _tell(f"cppo: {words}")
    return 1
