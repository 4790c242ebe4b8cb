"""``cppo authorizations``: a table that has room in a terminal, and names Archera's tier."""

import pytest

from cppo_tui.cli.tables import cells
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.cli.shop import Shop

TIER = "Bronze, by its wholesale price 0.008"


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_the_list_is_a_table_within_the_terminal(shop: Shop, width: int) -> None:
    """Not a line for each member of each authorization: one heading, and an id at each row's beginning."""
    ids = [row["id"] for row in shop.run("authorizations", "--output", "json").json()]
    shop.monkeypatch.setattr("cppo_tui.cli.printing.width_of", lambda _stream: width)
    said = shop.run("authorizations")
    lines = said.out.splitlines()
    assert max(map(cells, lines)) <= width
    assert lines[0].split()[:4] == ["Authorization", "Product", "State", "Ends"]
    assert [line.split()[0] for line in lines[1:] if not line.startswith(" ")] == ids
    assert f"«cppo authorizations ID --at {shop.url}» tells all of one" in said.err


def test_the_tier_is_named_in_the_list_of_one_and_for_programs(shop: Shop) -> None:
    """Three authorizations for one product are told apart by it."""
    rows = {row["id"]: row for row in shop.run("authorizations", "--output", "json").json()}
    assert rows[BRONZE]["tier"] == TIER
    assert {row["tier"].partition(",")[0] for row in rows.values()} == {"", "Bronze", "Silver", "Gold"}
    assert f"tier {TIER}" in shop.run("authorizations").out
    one = shop.run("authorizations", BRONZE)
    assert f"Archera tier    {TIER}" in one.out
    assert "any number" in one.out, "and what the list leaves out"
