"""The home screen lists drafts before pydantic is loaded; seen in a clean interpreter."""

import subprocess
import sys
from pathlib import Path

import cppo_tui
from tests.store.conftest import OpenStore
from tests.store.samples import a_draft, a_submission

HEAVY = ("pydantic", "platformdirs", "textual", "boto3", "botocore", "asyncio")
LISTING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cppo_tui.store import SqliteStore
store = SqliteStore(Path(sys.argv[1]), "sandbox", lambda: datetime.now(UTC))
print(len(store.drafts()), len(store.submissions()))
store.delete_draft("d1"); store.restore_draft("d1")
print([name for name in sys.argv[2:] if name in sys.modules])
store.load_draft("d1")
print("pydantic" in sys.modules)
"""


def test_listing_loads_no_pydantic_and_opening_a_draft_does(path: Path, open_store: OpenStore) -> None:
    store = open_store()
    store.save_draft(a_draft(), revision=0)
    store.add_submission(a_submission())
    answer = subprocess.run(
        [sys.executable, "-c", LISTING, str(path), *HEAVY],
        cwd=Path(cppo_tui.__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.splitlines() == ["1 1", "[]", "True"]
