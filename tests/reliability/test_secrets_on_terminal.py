"""The real command with canary credentials in its environment, its profile files and its proxy (T6).

What it writes to the terminal and to its folder holds none of them, not even when it crashes with them."""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Open
from tests.e2e.conftest import cppo as cppo
from tests.e2e.conftest import home as home
from tests.e2e.journey import publish, to_opportunity, to_review
from tests.reliability.canaries import ENVIRONMENT, PROXY_PASSWORD, all_bytes, hits, profile_files
from tests.reliability.scale import LONG

NOWHERE = f"http://canary:{PROXY_PASSWORD}@127.0.0.1:9"
"""A proxy on this computer that nobody runs: every call to AWS ends there."""

CRASH = """
import os, sys
from cppo_tui.cli.main import main
from cppo_tui.ui.screens.home import HomeScreen

def on_key(self, event):
    secret = os.environ["AWS_SECRET_ACCESS_KEY"]
    raise RuntimeError(f"crashed on purpose with {secret}")

HomeScreen.on_key = on_key
sys.exit(main(sys.argv[1:]))
"""
CARELESS = """
import os
secret = os.environ["AWS_SECRET_ACCESS_KEY"]
raise RuntimeError(f"crashed on purpose with {secret}")
"""


def around(home: Path) -> dict[str, str]:
    """The environment, every secret place of which holds a canary."""
    proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), NOWHERE)
    more = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1"}
    return {**ENVIRONMENT, **profile_files(home), **proxies, **more}


def test_a_login_that_leads_nowhere_is_told_without_the_login(
    cppo: Open, home: Path, figure: Callable[[str], None]
) -> None:
    terminal = cppo("--debug", "--profile", "canary", environment=around(home), size=(120, 40))
    terminal.wait_for("cannot be reached", timeout=60)
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    doctor = cppo("doctor", "--profile", "canary", environment=around(home), size=(120, 40))
    assert doctor.exit_status(timeout=60) == 1
    kept = all_bytes(home / "cppo")
    assert b"botocore" in kept, "nothing of botocore's is in the log: no proof"
    assert b"start, cppo " in kept
    assert b"stop, exit code 0" in kept
    assert hits(kept) == []
    assert hits(bytes(terminal.raw)) == []
    assert hits(bytes(doctor.raw)) == []
    figure(f"secrets after --debug and doctor without a line: 0 in {len(kept) + len(terminal.raw):,} bytes")


def test_a_crash_tells_no_secret(cppo: Open, home: Path, figure: Callable[[str], None]) -> None:
    script, careless = home / "crash.py", home / "careless.py"
    script.write_text(CRASH, encoding="ascii")
    careless.write_text(CARELESS, encoding="ascii")
    terminal = cppo("--sandbox", command=(sys.executable, str(script)), environment=around(home))
    terminal.wait_for("seller 7777")
    terminal.press("n")
    assert terminal.exit_status() != 0
    kept = all_bytes(home / "cppo")
    assert b"crash, RuntimeError at " in kept
    assert hits(kept + bytes(terminal.raw)) == []
    control = cppo(command=(sys.executable, str(careless)), environment=around(home))
    control.exit_status()
    assert hits(bytes(control.raw).replace(b"\r\n", b"")) == ["secret key"]
    figure("secrets after a crash with one in hand: 0; control (Python's own traceback): 1")


def test_nothing_of_the_login_is_in_what_the_sandbox_keeps(cppo: Open, home: Path) -> None:
    """Drafts, log, and in the long run the submission of a whole offer."""
    terminal = cppo("--sandbox", "--debug", environment=around(home), size=(120, 40))
    if LONG:
        to_review(terminal)
        publish(terminal)
    else:
        to_opportunity(terminal)
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    kept = all_bytes(home / "cppo")
    assert b"marketplace-catalog ListEntities, " in kept
    assert hits(kept + bytes(terminal.raw)) == []
