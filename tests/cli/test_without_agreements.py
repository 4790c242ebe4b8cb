"""Without the right to read agreements an offer is still changed and handed over; what is unknown is said."""

import pytest

from cppo_tui.cli.endings import Exit
from tests.cli.shop import Shop

OPEN = "offer-openbronze2kqw"
"""An offer the sandbox begins with."""


@pytest.mark.parametrize("command", [("extend", OPEN, "2099-03-01"), ("expire", OPEN)])
def test_another_last_day_is_planned_and_sent(shop: Shop, command: tuple[str, ...]) -> None:
    known = shop.run(*command, "--plan", "--output", "json").json()
    assert known["accepted"] == "no", "control: read, they are told"
    shop.denied = "SearchAgreements"
    said = shop.run(*command, "--plan", "--output", "json")
    assert said.json()["accepted"] == "not known"
    assert f"The agreements made from {OPEN} could not be read: " in said.err
    assert shop.run(*command, "--yes", known["digest"][:8]).code == Exit.DONE
    assert len(shop.started) == 1


def test_what_is_handed_over_says_that_it_is_not_known(shop: Shop) -> None:
    assert "Not accepted yet." in shop.run("handover", OPEN).out
    shop.denied = "SearchAgreements"
    told = shop.run("handover", OPEN)
    assert told.code == Exit.DONE
    assert "Whether it is accepted is not known." in told.out
