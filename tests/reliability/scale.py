"""How much of a harness is run: a part in every test run, all of it by ``python -m tests.reliability``."""

import os

LONG = os.environ.get("CPPO_LONG") == "1"
"""True when everything is to be run, however long it takes."""


def times(quick: int, long: int) -> int:
    """``quick`` rounds in every test run, ``long`` ones when everything is run."""
    return long if LONG else quick
