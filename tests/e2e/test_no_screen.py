"""The commands are a face of their own: with the whole screen deleted, an offer is still made and watched."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cppo_tui
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.e2e.terminal import PATIENCE, clean_environment

PACKAGE = Path(cppo_tui.__file__).parent


class Screenless:
    """The program without ``ui/``, and a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(PACKAGE, folder / "cppo_tui", ignore=shutil.ignore_patterns("ui", "__pycache__"))

    def cppo(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command as it is typed."""
        return subprocess.run(
            [sys.executable, "-m", "cppo_tui", *arguments],
            env=clean_environment(self.folder, PYTHONPATH=str(self.folder)),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


@pytest.fixture
def screenless(tmp_path: Path) -> Screenless:
    return Screenless(tmp_path)


def test_an_offer_is_planned_sent_and_watched(screenless: Screenless) -> None:
    file = screenless.folder / "offer.yaml"
    file.write_text(f"authorization: {BRONZE}\nbuyers: ['123456789012']\nmarkup: 25\nagreement: 10 years\n")
    checked = json.loads(screenless.cppo("check", "offer.yaml", "--sandbox", "--output", "json").stdout)
    asked = json.dumps([row["consent"] for row in checked if row["stops"]])
    with file.open("a") as text:
        text.write(f"consents: {asked}\n")
    planned = screenless.cppo("plan", "offer.yaml", "-o", "plan.json", "--sandbox", "--output", "json")
    digest = json.loads(planned.stdout)["digest"]
    sent = screenless.cppo("apply", "plan.json", "--yes", digest[:8], "--sandbox", "--no-wait")
    assert sent.returncode == 0, sent
    watched = screenless.cppo("watch", "--sandbox", "--output", "json")
    assert watched.returncode == 0, watched
    (row,) = json.loads(screenless.cppo("status", "--sandbox", "--output", "json").stdout)
    assert (row["state"], row["offer"][:6]) == ("succeeded", "offer-")


def test_control_the_wizard_does_need_it(screenless: Screenless) -> None:
    asked = [sys.executable, "-c", "import cppo_tui.cli.wiring"]
    environment = clean_environment(screenless.folder, PYTHONPATH=str(screenless.folder))
    tried = subprocess.run(
        asked, env=environment, cwd=screenless.folder, capture_output=True, text=True, check=False
    )
    assert "No module named 'cppo_tui.ui'" in tried.stderr
