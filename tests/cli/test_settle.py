"""``cppo settle``: what the wizard's status page offers for an unknown outcome, without a screen."""

from datetime import timedelta

import pytest

from cppo_tui.cli import headless
from cppo_tui.cli.accounts import now
from cppo_tui.cli.commands import settle
from cppo_tui.cli.endings import Exit
from tests.cli.shop import Shop


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle, "APART", 0.0)


def sent(shop: Shop) -> tuple[str, str, str]:
    """A plan that was sent and whose answer was lost: its path, its digits, its submission's id."""
    path, digest = shop.plan()
    assert shop.run("apply", path, "--yes", digest).code == Exit.UNKNOWN
    shop.losing = shop.dropping = False
    (row,) = shop.run("status", "--offline", "--output", "json").json()
    assert row["state"] == "unknown"
    return path, digest, row["id"]


def test_what_aws_has_is_found_and_nothing_is_sent(shop: Shop) -> None:
    shop.losing = True
    _, _, submission = sent(shop)
    said = shop.run("settle", submission, "--again", "--output", "json")
    assert (said.code, said.json()["state"]) == (Exit.DONE, "accepted")
    assert len(shop.started) == 1
    assert shop.run("watch", submission).code == Exit.DONE


def test_what_aws_does_not_have_is_said_with_what_can_be_done(shop: Shop) -> None:
    shop.dropping = True
    _, _, submission = sent(shop)
    said = shop.run("settle", submission)
    assert said.code == Exit.UNKNOWN
    assert f"«cppo settle {submission} --again --at {shop.url}»" in said.err
    assert len(shop.started) == 1


def test_sent_again_are_the_very_same_bytes(shop: Shop) -> None:
    shop.dropping = True
    _, _, submission = sent(shop)
    assert shop.run("settle", submission, "--again").code == Exit.DONE
    first, second = shop.started
    assert first == second
    assert shop.run("watch", submission).code == Exit.DONE
    again = shop.run("settle", submission, "--again")
    assert (again.code, len(shop.started)) == (Exit.DONE, 2), "what is settled stays as it is"


def test_it_is_closed_only_when_it_can_no_longer_be_sent_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.dropping = True
    path, digest, submission = sent(shop)
    early = shop.run("settle", submission, "--absent")
    assert (early.code, "less than 10 minutes ago" in early.err) == (Exit.STOPPED, True)
    monkeypatch.setattr(headless, "now", lambda: now() + timedelta(minutes=11))
    late = shop.run("settle", submission)
    assert f"«cppo settle {submission} --absent --at {shop.url}»" in late.err
    closed = shop.run("settle", submission, "--absent")
    assert (closed.code, "It is closed" in closed.err) == (Exit.DONE, True)
    monkeypatch.setattr(headless, "now", now)
    assert shop.run("apply", path, "--yes", digest).code == Exit.DONE
    assert len(shop.started) == 2
    assert shop.started[0] != shop.started[1], "a new attempt has a token and a name of its own"


def test_cancelling_is_asked_of_aws(shop: Shop) -> None:
    path, digest = shop.plan()
    assert shop.run("apply", path, "--yes", digest).code == Exit.DONE
    (row,) = shop.run("status", "--output", "json").json()
    said = shop.run("settle", row["id"], "--cancel")
    assert said.code == Exit.TROUBLE, "it is done already, and AWS says so"


def test_what_aws_does_not_have_cannot_be_cancelled(shop: Shop) -> None:
    shop.dropping = True
    _, _, submission = sent(shop)
    said = shop.run("settle", submission, "--cancel")
    assert (said.code, "there is nothing to cancel" in said.err) == (Exit.STOPPED, True)
    assert "CancelChangeSet" not in shop.asked


def test_where_one_cannot_look_the_persons_word_stands(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.dropping = True
    _, _, submission = sent(shop)
    monkeypatch.setattr(headless, "now", lambda: now() + timedelta(minutes=11))
    shop.blind = True
    assert shop.run("settle", submission).code == Exit.TROUBLE
    closed = shop.run("settle", submission, "--absent")
    assert (closed.code, "could not be looked up" in closed.err) == (Exit.DONE, True)
