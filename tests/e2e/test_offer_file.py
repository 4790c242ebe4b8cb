"""From an empty home to a published offer without the screen: the real commands on «cppo sandbox serve»."""

import json
from pathlib import Path

from cppo_tui.sandbox.seed_archera import BRONZE
from tests.e2e.conftest import Open
from tests.e2e.served import serving

BUYER = "123456789012"


def test_new_check_plan_approve_apply(home: Path) -> None:
    with serving(home, "--pace", "instant") as served:
        begun = ("--template", "Archera - Subscription", "--authorization", BRONZE, "--buyer", BUYER)
        draft = served.json("draft", "new", *begun)["id"]
        assert served.cppo("draft", "export", draft, "-o", "offer.yaml").returncode == 0

        checked = served.cppo("check", "offer.yaml", "--output", "json")
        asked = [row["consent"] for row in json.loads(checked.stdout) if row["stops"]]
        assert (checked.returncode, len(asked)) == (3, 1)
        with (home / "offer.yaml").open("a", encoding="utf-8") as file:
            file.write(f"consents:\n  - {json.dumps(asked[0])}\n")
        assert served.cppo("check", "offer.yaml").returncode == 0

        digest = served.json("plan", "offer.yaml", "-o", "plan.json")["digest"]
        assert served.cppo("apply", "plan.json", "--yes", digest[:8], "--require-approval").returncode == 3
        approved = ("--name", "Jane Doe", "--yes", digest[:8])
        assert served.cppo("approve", "plan.json", *approved).returncode == 0

        done = served.cppo("apply", "plan.json", "--yes", digest[:8], "--require-approval")
        assert done.returncode == 0, done
        assert "published" in done.stdout
        (offer,) = [row for row in served.json("status") if row["state"] == "succeeded"]
        assert offer["offer"].startswith("offer-")
        again = served.cppo("apply", "plan.json", "--yes", digest[:8])
        assert again.returncode == 3
        assert "Exactly this was sent already" in again.stderr


def test_a_person_at_a_terminal_reads_the_plan_and_types_its_digest(home: Path, cppo: Open) -> None:
    with serving(home, "--pace", "instant") as served:
        text = f"authorization: {BRONZE}\nbuyers: ['{BUYER}']\nmarkup: 25\nagreement: 1 year\n"
        (home / "offer.yaml").write_text(text, encoding="utf-8")
        checked = json.loads(served.cppo("check", "offer.yaml", "--output", "json").stdout)
        asked = [row["consent"] for row in checked if row["stops"]]
        (home / "offer.yaml").write_text(f"{text}consents: {json.dumps(asked)}\n", encoding="utf-8")
        digest = served.json("plan", "offer.yaml", "-o", "plan.json")["digest"]
        terminal = cppo("apply", "plan.json", "--at", served.url, size=(120, 40))
        terminal.wait_for("Type the first 8 characters")
        assert digest in terminal.screen_text()
        terminal.type(f"{digest[:8]}\r")
        terminal.wait_for("published")
        assert terminal.exit_status() == 0
