"""No test waits: botocore's pauses between attempts are skipped."""

import pytest


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries happen, the waiting between them doesn't."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
