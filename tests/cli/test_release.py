"""``cppo release``: AWS's figures beside the reviewed ones, a second confirmation, nothing stale."""

import pytest

from cppo_tui.cli.endings import Exit
from tests.cli.shop import BUYER, Shop


@pytest.fixture
def drafted(shop: Shop) -> str:
    """The submission that had AWS compute a draft."""
    plan, digest = shop.plan(mode="verify")
    said = shop.run("apply", plan, "--yes", digest)
    assert said.code == Exit.DONE, said
    assert "«cppo release " in said.err
    shop.started.clear()
    (row,) = shop.run("status", "--output", "json").json()
    assert row["kind"] == "draft"
    return str(row["id"])


def rename_draft(shop: Shop, name: str) -> None:
    """Somebody changes AWS's draft in the console."""
    world = shop.sandbox._world
    with world.transaction():
        offer = next(one for one in world.entities("Offer") if one.doc["name"] == "Größe: one")
        offer.doc["name"] = name
        world.put_entity(offer)


def test_both_figures_are_shown_and_the_release_is_confirmed_like_every_offer(
    shop: Shop, drafted: str
) -> None:
    shown = shop.run("release", drafted, "--plan", "--output", "json").json()
    assert {line["verdict"] for line in shown["compared"]} == {"same"}
    assert [change["ChangeType"] for change in shown["changes"]] == ["ReleaseOffer"]
    assert shop.started == []
    said = shop.run("release", drafted, typed=f"{BUYER[-4:]}\n")
    assert said.code == Exit.DONE, said
    assert "AWS has" in said.err
    assert "&offerId=offer-" in said.err
    assert len(shop.started) == 1
    again = shop.run("release", drafted, typed=f"{BUYER[-4:]}\n")
    assert (again.code, len(shop.started)) == (Exit.STOPPED, 1)
    assert "published already" in again.err


def test_a_script_gives_the_digest_of_exactly_this_revision(shop: Shop, drafted: str) -> None:
    digest = shop.run("release", drafted, "--plan", "--output", "json").json()["digest"]
    assert shop.run("release", drafted, "--yes", "00000000").code == Exit.STOPPED
    assert shop.run("release", drafted).code == Exit.STOPPED
    assert shop.started == []
    assert shop.run("release", drafted, "--yes", digest[:8]).code == Exit.DONE


def test_what_aws_has_otherwise_must_be_meant(shop: Shop, drafted: str) -> None:
    rename_draft(shop, "Another name")
    shown = shop.run("release", drafted, "--plan")
    assert "DIFFERS" in shown.out
    digest = shop.run("release", drafted, "--plan", "--output", "json").json()["digest"]
    refused = shop.run("release", drafted, "--yes", digest)
    assert (refused.code, "--differing" in refused.err) == (Exit.STOPPED, True)
    assert shop.run("release", drafted, typed=f"yes\n{BUYER[-4:]}\n").code == Exit.STOPPED
    assert shop.started == []
    assert shop.run("release", drafted, typed=f"1\n{BUYER[-4:]}\n").code == Exit.DONE


def test_what_is_no_draft_or_of_another_account_is_refused(shop: Shop, drafted: str) -> None:
    shop.sandbox.account = "111122223333"
    other = shop.run("release", drafted, "--yes", "0" * 8)
    assert (other.code, "now signed in as 1111 2222 3333" in other.err) == (Exit.STOPPED, True)
    assert shop.run("release", "nobody").code == Exit.USAGE
    assert shop.started == []


@pytest.fixture
def overtaken(shop: Shop, drafted: str) -> str:
    """Meanwhile a colleague has published to the same buyer; the draft's submission."""
    plan, digest = shop.plan("theirs.json", name='"Made by a colleague"')
    assert shop.run("apply", plan, "--yes", digest).code == Exit.DONE
    shop.started.clear()
    return drafted


def test_an_offer_that_came_in_between_is_asked_about_where_it_is_released(
    shop: Shop, overtaken: str
) -> None:
    """Scenario 13. Before, the release was only refused, and the question could be answered nowhere."""
    no = shop.run("release", overtaken, typed=f"no\n{BUYER[-4:]}\n")
    assert (no.code, shop.started) == (Exit.STOPPED, [])
    assert "already has an open offer from this authorization" in no.err
    assert shop.run("release", overtaken, typed=f"yes\n{BUYER[-4:]}\n").code == Exit.DONE
    assert len(shop.started) == 1


def test_a_script_names_the_offer_it_means_too(shop: Shop, overtaken: str) -> None:
    shown = shop.run("release", overtaken, "--plan", "--output", "json").json()
    (asked,) = shown["asked"]
    refused = shop.run("release", overtaken, "--yes", shown["digest"])
    assert (refused.code, f"--consent {asked['consent']}" in refused.err) == (Exit.STOPPED, True)
    other = ("--consent", "offer-exists:offer-another:123456789012")
    assert shop.run("release", overtaken, "--yes", shown["digest"], *other).code == Exit.STOPPED
    assert shop.started == []
    meant = shop.run("release", overtaken, "--yes", shown["digest"], "--consent", asked["consent"])
    assert meant.code == Exit.DONE


@pytest.mark.parametrize(
    ("expiry", "asked", "warned"),
    [
        ("60 days", [], []),
        ("5 days", [], ["The buyer has 5 days to accept."]),
        ("1 day", ["expiry-tomorrow"], []),
    ],
)
def test_how_near_the_last_day_is_by_now_is_told_or_asked_where_it_binds(
    shop: Shop, expiry: str, asked: list[str], warned: list[str]
) -> None:
    """The draft bound nobody; days may have passed since it was reviewed."""
    plan, digest = shop.plan(mode="verify", expiry=expiry)
    assert shop.run("apply", plan, "--yes", digest).code == Exit.DONE
    (row,) = shop.run("status", "--output", "json").json()
    told = shop.run("release", row["id"], "--plan", "--output", "json").json()
    assert [one["consent"].partition(":")[0] for one in told["asked"]] == asked
    assert told["warnings"] == warned
    said = shop.run("release", row["id"], "--plan")
    assert all(one in said.err for one in warned)
    refused = shop.run("release", row["id"], "--yes", told["digest"])
    assert (refused.code == Exit.STOPPED, "--consent expiry-tomorrow:" in refused.err) == (bool(asked),) * 2
