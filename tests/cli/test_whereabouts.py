"""A command that is printed means the AWS of the command that prints it, and is typed as it stands."""

import argparse

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.whereabouts import as_here, working_with
from tests.cli.shop import BUYER, Shop


@pytest.mark.parametrize(
    ("given", "carried"),
    [
        ({"sandbox": True}, " --sandbox"),
        ({"at": "http://127.0.0.1:8770"}, " --at http://127.0.0.1:8770"),
        ({"profile": "my reseller"}, " --profile 'my reseller'"),
        ({}, ""),
    ],
)
def test_what_says_which_aws_is_carried_into_every_printed_command(
    given: dict[str, object], carried: str
) -> None:
    options = argparse.Namespace(**{"sandbox": False, "at": "", "profile": None, **given})
    with working_with(options):
        assert as_here("«cppo watch 3f2a» follows; «cppo status» too.") == (
            f"«cppo watch 3f2a{carried}» follows; «cppo status{carried}» too."
        )
        assert as_here("«cppo schema», «cppo sandbox serve» and «cppo»") == (
            "«cppo schema», «cppo sandbox serve» and «cppo»"
        )
    assert as_here("«cppo status»") == "«cppo status»"


def test_the_next_command_of_a_plan_is_the_one_that_works(shop: Shop) -> None:
    said = shop.run("plan", shop.offer_file(), "-o", "plan.json")
    assert f"«cppo apply plan.json --at {shop.url}» sends it" in said.err


def test_where_there_is_nothing_the_forgotten_option_is_named(shop: Shop) -> None:
    assert "add --sandbox" not in shop.run("draft", "list", at=False).err
    key = shop.run("draft", "new", "--buyer", BUYER, "--output", "json").json()["id"]
    nothing = shop.run("draft", "list", at=False)
    assert "There are no drafts yet. The sandbox has: add --sandbox." in nothing.err
    assert "The sandbox has: add --sandbox." in shop.run("draft", "show", key[:6], at=False).err
    assert "add --sandbox" not in shop.run("draft", "show", "zzzz", at=False).err


def test_without_a_login_a_command_says_how_to_rehearse(shop: Shop) -> None:
    shop.monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        shop.monkeypatch.setenv(name, str(shop.folder / "missing"))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        shop.monkeypatch.delenv(name, raising=False)
    said = shop.run("authorizations", at=False)
    assert said.code == Exit.TROUBLE
    assert "choose a profile with --profile NAME. With --sandbox nothing needs a login." in said.err
