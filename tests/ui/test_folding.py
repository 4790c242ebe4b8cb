"""Values beside their labels go on in the next row at a sensible place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from cppo_tui.ui.folding import Folding

LINK = "https://aws.amazon.com/marketplace/saas/ordering?productId=prod-pjer2ruh7cbml&offerId=offer-stageay"
ANY_TEXT = st.text(st.sampled_from("ab-/?&= :\n株"), max_size=60)


def rows(text: str, width: int) -> list[str]:
    return [row.plain.rstrip() for row in Folding(text).wrap(Console(), width)]


@pytest.mark.parametrize("width", [25, 40, 60, 98])
def test_a_link_is_parted_so_that_its_ids_stay_whole(width: int) -> None:
    told = rows(LINK, width)
    assert "".join(told) == LINK
    assert sum("prod-pjer2ruh7cbml" in row for row in told) == 1
    assert sum("offer-stageay" in row for row in told) == 1
    assert told[0] != "https://"


def test_a_name_longer_than_a_row_is_parted_at_its_dashes() -> None:
    assert rows("Archera-Meridian-Subscription-2024", 25) == ["Archera-Meridian-", "Subscription-2024"]


def test_words_that_fit_are_left_whole_and_what_has_no_sign_is_cut_where_the_row_ends() -> None:
    assert rows("one two three", 8) == ["one two", "three"]
    assert rows("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


@given(ANY_TEXT, st.integers(2, 20))
def test_nothing_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    told = rows(text, width)
    assert "".join("".join(told).split()) == "".join(text.split())
    assert all(cell_len(row) <= width for row in told)
