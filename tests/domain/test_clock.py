"""The words for a clock that is off, in the unit a person would take."""

from datetime import timedelta

import pytest

from cppo_tui.domain.clock import LIMIT, clock_words, too_far_off


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(seconds=90), "90 seconds ahead of"),
        (timedelta(minutes=-4), "4 minutes behind"),
        (timedelta(minutes=20), "20 minutes ahead of"),
        (timedelta(minutes=-20, seconds=1), "20 minutes behind"),
        (timedelta(minutes=90), "90 minutes ahead of"),
        (timedelta(hours=6, seconds=-2), "6 hours ahead of"),
        (timedelta(hours=-6, minutes=-1), "6 hours 1 minute behind"),
        (timedelta(hours=5, minutes=30), "5 hours 30 minutes ahead of"),
        (timedelta(days=-365), "365 days behind"),
    ],
)
def test_how_far_and_which_way(ahead: timedelta, words: str) -> None:
    assert clock_words(ahead) == f"This computer's clock is {words} AWS's."


@pytest.mark.parametrize("sign", [1, -1])
def test_the_limit_itself_is_still_good_enough(sign: int) -> None:
    assert not too_far_off(sign * LIMIT)
    assert too_far_off(sign * (LIMIT + timedelta(seconds=1)))
