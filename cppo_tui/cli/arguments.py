"""The arguments' door: what was typed on the command line is data, also where it is quoted as wrong."""

import argparse
from typing import NoReturn

from cppo_tui.domain.text import clean


class Parser(argparse.ArgumentParser):
    """argparse, whose complaints repeat arguments as they are; a name pasted there may drive the terminal."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with 2."""
        super().error(clean(message))
