"""The arguments' door: what was typed on the command line is data, also where it is quoted as wrong."""

import argparse
import os
from typing import Any, NoReturn

from cppo_tui.domain.text import clean

COMPLETING = "_ARGCOMPLETE"
"""The shell sets it when it wants to know how a word may go on: argcomplete's own name."""


class Parser(argparse.ArgumentParser):
    """argparse, whose complaints repeat arguments as they are; a name pasted there may drive the terminal."""

    def parse_args(self, *arguments: Any, **options: Any) -> Any:
        """The options; when the shell completes a word, its completions instead, and the end."""
        if COMPLETING in os.environ:
            from cppo_tui.cli.completion import complete

            complete(self)
        return super().parse_args(*arguments, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with 2."""
        super().error(clean(message))
