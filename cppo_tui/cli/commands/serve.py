"""``cppo serve``: the wizard in a browser on this computer."""

import argparse
import asyncio
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence

from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.cli.web_door import Door, is_loopback
from cppo_tui.domain.text import clean

PORT = 8780
EPILOG = """\
examples:
  cppo serve --sandbox             learn and rehearse on a simulated AWS, in the browser
  cppo serve --profile reseller    make real offers; all options of the wizard may be given
  cppo serve --port 0              any port that is free

The link that is printed opens the wizard once, in one browser; after that only that browser gets in.
Browsers keep Ctrl+N, Ctrl+T and Ctrl+W for themselves: press Alt with that letter instead.
Whoever has the browser's window makes offers in your name. Ctrl+C ends it: drafts are saved.
From another computer, bring the port over an encrypted connection and open the link there:
  ssh -L 8780:127.0.0.1:8780 this-computer

exit codes:
  0  done, also after Ctrl+C
  1  the address cannot be used
  2  arguments that cannot be, or «cppo-tui[serve]» is not installed
"""
NOT_INSTALLED = "cppo serve needs more than the wizard: install «cppo-tui[serve]», for example with pip."
WARNING = """\
WARNING: {host} is reachable from other computers, and nothing is encrypted: whoever can listen on the
network sees the token, the customers and the prices, and can make binding offers in your name.
Use «ssh -L {port}:127.0.0.1:{port}» instead wherever you can."""
CLOSED_TO_OTHERS = (
    "{host} is reachable from other computers, and what goes over the network is not encrypted. "
    "Leave --host out and use «ssh -L {port}:127.0.0.1:{port}» from the other computer; "
    "if you mean it, add --allow-other-computers"
)


def run(arguments: Sequence[str]) -> int:
    """Serve until Ctrl+C; the exit code."""
    from cppo_tui.cli.main import read_options

    parser().parse_args(arguments)
    options, wizard = _own_arguments().parse_known_args(arguments)
    read_options(wizard)
    if not (is_loopback(options.host) or options.allow_other_computers):
        parser().error(CLOSED_TO_OTHERS.format(host=options.host, port=options.port or "PORT"))
    try:
        from cppo_tui.cli.web_server import static_folder

        static_folder()
    except ImportError:
        _tell(f"cppo: {NOT_INSTALLED}")
        return 2
    return asyncio.run(_serve(options.host, options.port, wizard))


def parser() -> argparse.ArgumentParser:
    """The command's own arguments and all of the wizard's."""
    from cppo_tui.cli.main import parser as wizard_parser

    return Parser(
        prog="cppo serve",
        description="The wizard in a browser on this computer.",
        usage="cppo serve [--port N] [--host ADDRESS] [the wizard's options]",
        epilog=EPILOG,
        formatter_class=Manual,
        allow_abbrev=False,
        conflict_handler="resolve",
        parents=[wizard_parser(), _own_arguments()],
    )


def _own_arguments() -> argparse.ArgumentParser:
    made = Parser(prog="cppo serve", add_help=False, allow_abbrev=False)
    serving = made.add_argument_group("serving")
    serving.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}; 0 for any that is free"
    )
    serving.add_argument(
        "--host", type=_address, default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1"
    )
    serving.add_argument(
        "--allow-other-computers",
        action="store_true",
        help="needed for an address other computers can reach; nothing is encrypted",
    )
    return made


def each_window(wizard: Sequence[str]) -> Callable[[], list[str]]:
    """The wizard's arguments for one window after the other: only the first one starts over."""
    rest = [one for one in wizard if not (len(one) > 3 and "--fresh".startswith(one))]
    left = [list(wizard)]
    return lambda: left.pop() if left else rest


async def _serve(host: str, port: int, wizard: Sequence[str]) -> int:
    from cppo_tui.cli.web_server import WebServer

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ended.set)
    try:
        port = port or _free_port(host)
        if not is_loopback(host):
            _tell(WARNING.format(host=host, port=port))
        door = Door(host, port)
        server = WebServer(door, each_window(wizard))
        await server.open(host, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        _tell(f"cppo: {host}, port {port} cannot be used: {reason}. Choose another with --port.")
        return 1
    try:
        print(door.link, flush=True)
        _tell("Open this link in a browser; it works once, in one browser. Alt+N there stands for Ctrl+N.")
        _tell("Ctrl+C here ends the wizard.")
        await ended.wait()
    finally:
        _tell("\nSaving the drafts and ending …")
        await server.close()
    return 0


def _free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as found:
        found.bind((host, 0))
        return int(found.getsockname()[1])


def _address(text: str) -> str:
    try:
        return "127.0.0.1" if text == "localhost" else str(ipaddress.ip_address(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError("an address is like 127.0.0.1 or ::1") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _tell(words: str) -> None:
    print(clean(words, lines=True), file=sys.stderr, flush=True)
