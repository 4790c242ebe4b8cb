"""``cppo check FILE --offline`` beside what its two libraries cost by themselves.

``import pydantic`` alone loads no part of pydantic that a model needs: the smallest model of one field costs
more than twice as much. So the command is measured against both; only the second can be met by a program
that has models. The command leaves without taking its modules apart (``endings.leave``); the other two do
that, as Python does: a sixth of what they cost.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.e2e.terminal import clean_environment

IMPORTS = "import pydantic, yaml"
SMALLEST = "import yaml\nfrom pydantic import BaseModel\nclass Smallest(BaseModel):\n    text: str = ''"
OFFER = """\
authorization: resaleauthz-archbronze2qx
buyers: ["123456789012"]
price: 0.010
agreement: 10 years
"""
RUNS = 25
RATIO = 1.3


def cost(arguments: list[str], home: Path) -> float:
    """Processor milliseconds of one run, start of Python included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        env=clean_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def measure() -> list[Figure]:
    """The three in turn, the best run of each: a busy machine only ever adds."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "offer.yaml").write_text(OFFER, encoding="utf-8")
        check = ["-m", "cppo_tui", "check", str(home / "offer.yaml"), "--offline", "--sandbox"]
        runs = [
            [cost(["-c", IMPORTS], home), cost(["-c", SMALLEST], home), cost(check, home)]
            for _ in range(RUNS)
        ]
    imports, smallest, ours = (min(one) for one in zip(*runs, strict=True))
    return [
        Figure("processor time, import pydantic, yaml", f"{imports:.0f} ms"),
        Figure("processor time, the smallest pydantic model and yaml", f"{smallest:.0f} ms"),
        Figure("processor time, cppo check FILE --offline", f"{ours:.0f} ms"),
        Figure("  ratio to the imports", f"{ours / imports:.2f}", f"<= {RATIO}, see check_file.py"),
        Figure(
            "  ratio to the smallest model", f"{ours / smallest:.2f}", f"<= {RATIO}", ours <= RATIO * smallest
        ),
    ]
