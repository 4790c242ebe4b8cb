"""``cppo gaps``: who has no offer, with no more calls than AWS's lists have pages."""

from collections import Counter
from dataclasses import replace
from math import ceil

from cppo_tui.cli.endings import Exit
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import OPEN
from tests.cli.shop import Shop

PAGE = 50
"""Most entities, and most agreements, in one answer (fact sheet 7.1)."""


def stock(shop: Shop, count: int) -> list[str]:
    """So many offers like the open one, each to an account of its own; the accounts."""
    world = shop.sandbox._world
    like = world.entity(OPEN)
    assert like is not None
    accounts = [f"5{place:011}" for place in range(count)]
    with world.transaction():
        for account in accounts:
            targeting = {"PositiveTargeting": {"BuyerAccounts": [account]}}
            doc = {**like.doc, "id": f"offer-g{account}", "targeting": targeting}
            world.put_entity(replace(like, id=doc["id"], doc=doc))
    return accounts


def test_it_asks_for_each_page_once_and_for_nothing_else(shop: Shop) -> None:
    """However many customers there are: whose offer is whose is found here."""
    accounts = stock(shop, 2 * PAGE + 20)
    rows = [f"Customer {place},{account}" for place, account in enumerate([*accounts, "600000000000"])]
    table = shop.folder / "customers.csv"
    table.write_text("\n".join(["customer,account id", *rows]), encoding="utf-8")
    said = shop.run("gaps", str(table), "--authorization", BRONZE, "--output", "json")
    assert said.code == Exit.DONE, said
    assert [row["customer"] for row in said.json() if row["missing"]] == [f"Customer {len(accounts)}"]
    made_before = 2
    pages = ceil((len(accounts) + made_before) / PAGE)
    assert Counter(shop.asked) == {"ListEntities": pages, "SearchAgreements": 1}


def test_an_authorization_that_is_not_there_is_not_one_without_offers(shop: Shop) -> None:
    """Everybody would be missing, and filling it would be the next step."""
    table = shop.folder / "customers.csv"
    table.write_text("customer,account id\nContoso,600000000000\n", encoding="utf-8")
    said = shop.run("gaps", str(table), "--authorization", "resaleauthz-archbronze2qy")
    assert (said.code, said.out) == (Exit.TROUBLE, "")
    assert "AWS does not know this id" in said.err


def test_who_cannot_be_looked_up_is_not_counted_among_those_who_have_an_offer(shop: Shop) -> None:
    table = shop.folder / "customers.csv"
    table.write_text("customer,account id\nContoso,4.11122E+11\nAcme,422233334444\n", encoding="utf-8")
    unsaid = "Of 1 it cannot be said: no valid account in line 2."
    said = shop.run("gaps", str(table), "--authorization", BRONZE)
    assert f"0 of 2 customers have no offer. {unsaid}" in said.err
    filling = ("--fill", "--template", "Archera - Subscription")
    assert unsaid in shop.run("gaps", str(table), "--authorization", BRONZE, *filling).err
