"""``--fresh``: the sandbox forgets, AWS never does."""

from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from tests.store.samples import START, a_draft, a_template


def test_the_sandbox_starts_over_without_touching_what_belongs_to_aws(tmp_path: Path) -> None:
    sandbox = SqliteStore(tmp_path / "cppo.db", "sandbox", lambda: START)
    aws = SqliteStore(tmp_path / "cppo.db", "aws", lambda: START)
    sandbox.save_draft(a_draft(draft_id="1" * 32), revision=0)
    aws.save_draft(a_draft(draft_id="2" * 32), revision=0)
    for store in (sandbox, aws):
        store.save_template(a_template())
        store.name_account("012345678901", "Acme Corp")
    sandbox.forget_everything()
    assert sandbox.drafts() == []
    assert sandbox.templates() == []
    assert sandbox.known_accounts() == ()
    assert [known.customer for known in aws.known_accounts()] == ["Acme Corp"]
    assert [row.name for row in aws.templates()] == ["Ours"]
    assert [row.id for row in aws.drafts()] == ["2" * 32]


def test_what_was_sent_to_aws_is_never_forgotten(tmp_path: Path) -> None:
    aws = SqliteStore(tmp_path / "cppo.db", "aws", lambda: START)
    aws.save_draft(a_draft(draft_id="2" * 32), revision=0)
    with pytest.raises(StoreError, match="Only the sandbox"):
        aws.forget_everything()
    assert len(aws.drafts()) == 1
