"""``cppo schema``: which keys an offer file has, as JSON Schema for editors."""

import argparse
import json
from collections.abc import Sequence

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command

EXAMPLES = """\
  cppo schema > offer.schema.json       then, as an offer file's first line:
                                        # yaml-language-server: $schema=offer.schema.json
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Print the JSON Schema of offer files: every key, what it is for, an example. For editors."
    return run_command(command_parser("schema", told, EXAMPLES), arguments, _run)


def _run(_options: argparse.Namespace, _headless: Headless) -> int:
    from cppo_tui.domain.offer_file import offer_schema

    print(json.dumps(offer_schema(), indent=2, ensure_ascii=False))
    return Exit.DONE
