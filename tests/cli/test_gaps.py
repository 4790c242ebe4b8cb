"""``cppo gaps``: who has no offer, with no more calls than AWS's lists have pages."""

import csv
from collections import Counter
from dataclasses import replace
from math import ceil

from cppo_tui.cli.endings import Exit
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import OPEN
from tests.cli.shop import Shop
from tests.cli.test_batches import SAY_YES, all_asked, ended, sent

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


ALL = (
    "customer,account id,offer name\nNorthwind,422199998888,\nContoso,466177775555,\nFabrikam,733300001111,\n"
)
"""Three customers of whom AWS has no offer yet."""


def test_an_offer_ended_by_hand_is_told_and_asked_about_before_it_is_filled(shop: Shop) -> None:
    """Northwind's offer was ended on purpose; Contoso has one; Fabrikam never had any."""
    (shop.folder / "two.csv").write_text("\n".join(ALL.splitlines()[:3]), encoding="utf-8")
    ended(shop, sent(shop, "bulk", "two.csv", *SAY_YES)["Northwind"])
    named = ALL.replace("422199998888,", "422199998888,For Northwind again")
    (shop.folder / "all.csv").write_text(named, encoding="utf-8")
    asked = ("gaps", "all.csv", "--authorization", BRONZE)
    said = shop.run(*asked)
    assert "2 of 3 customers have no offer they can accept: 1 never had one, 1 expired early." in said.err
    assert [row["stands"].partition(" until")[0] for row in shop.run(*asked, "--output", "json").json()] == [
        *("expired early", "open", "none")
    ]
    fill = ("gaps", "all.csv", *SAY_YES, "--fill")
    shown = shop.run(*fill, "--dry-run", "--output", "json").json()
    north, fabrikam = shown["rows"]
    assert "You ended this customer's offer" in north["says"]
    assert {key.partition(":")[0] for key in north["asks"]} - {
        key.partition(":")[0] for key in fabrikam["asks"]
    } == {"offer-ended"}
    said = shop.run(*fill, "--dry-run")
    assert "2 of 3 customers have no offer" in said.err


def test_what_was_filled_is_left_as_a_table_with_the_links(shop: Shop) -> None:
    """As «cppo bulk» leaves it, under the same sort of name; elsewhere when --result says where."""
    (shop.folder / "all.csv").write_text(ALL, encoding="utf-8")
    unasked = ("gaps", "all.csv", *SAY_YES, "--fill")
    fill = (*unasked, *all_asked(shop, *unasked))
    token = shop.run(*fill, "--dry-run", "--output", "json").json()["yes"]
    assert not list(shop.folder.glob("cppo-bulk-*")), "a dry run leaves nothing"
    said = shop.run(*fill, "--yes", token)
    left = shop.folder / f"cppo-bulk-{token}.csv"
    assert f"Written to {left.name}" in said.err
    with left.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["state"] for row in rows] == ["made"] * 3
    assert all(row["link"].endswith(row["offer id"]) for row in rows)
    again = ("bulk", "all.csv", *SAY_YES, "--batch", "again")
    more = (*again, *all_asked(shop, *again))
    token = shop.run(*more, "--dry-run", "--output", "json").json()["yes"]
    shop.run(*more, "--yes", token, "--result", "mine.csv")
    assert (shop.folder / "mine.csv").exists()
    assert len(list(shop.folder.glob("cppo-bulk-*"))) == 1
