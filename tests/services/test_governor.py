"""Inside AWS's quotas, by a clock that is moved by hand; AWS's side is the sandbox's own rates."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from cppo_tui.domain.errors import QuotaReached, Throttled
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.rates import Rates
from cppo_tui.services.governor import LIST, LONGEST_PAUSE, LOOK, OFFERS_HOLD, START, Governed, Governor
from tests.domain.given import NOW, an_offer
from tests.services.fakes import FakeCatalog, Server


class Ticker:
    """Seconds that pass only when somebody rests or a call takes its time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def rest(self, seconds: float) -> None:
        self.now += seconds


def turned_away(ticker: Ticker, enter: Callable[[], None], calls: int, latency: Callable[[], float]) -> int:
    """How many of so many calls AWS throttles; each arrives some time after it was made."""
    rates, refused = Rates(), 0
    for _ in range(calls):
        enter()
        ticker.rest(latency())
        try:
            rates.admit(START, NOW + timedelta(seconds=ticker.now))
        except ApiError:
            refused += 1
    return refused


@pytest.mark.parametrize("slowest", [0.0, 0.05, 0.15])
def test_no_call_is_throttled_and_hardly_any_time_is_lost(
    slowest: float, figure: Callable[[str], None]
) -> None:
    ticker, chance = Ticker(), random.Random(7)
    governor = Governor(ticker, ticker.rest)
    refused = turned_away(ticker, lambda: governor.enter(START), 1000, lambda: chance.uniform(0, slowest))
    assert refused == 0
    assert 1000 / ticker.now >= 0.95 * 5
    eager = Ticker()
    control = turned_away(eager, lambda: eager.rest(0.15), 1000, lambda: chance.uniform(0, 0.05))
    assert control > 50, "the control must fail: a little too fast is throttled"
    figure(
        f"governor, network up to {slowest * 1000:.0f} ms: 0 of 1000 starts throttled at "
        f"{1000 / ticker.now:.2f} a second, control: {control} throttled"
    )


def test_being_turned_away_means_waiting_longer_each_time_up_to_a_limit() -> None:
    ticker = Ticker()
    governor = Governor(ticker, ticker.rest)
    waits = []
    for error in [Throttled("429"), QuotaReached("402"), *[Throttled("429")] * 6]:
        with pytest.raises(type(error)), governor.asking(START):
            raise error
        waits.append(governor.ready_in(START))
    assert waits[:5] == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == LONGEST_PAUSE
    assert governor.ready_in(LOOK) == 0, "only what was turned away is silent"
    with governor.asking(START):
        pass
    with pytest.raises(Throttled), governor.asking(START):
        raise Throttled("429")
    assert governor.ready_in(START) == 1.0, "what went well is forgotten trouble"


def test_the_offers_are_read_once_in_ten_minutes_and_what_was_made_counts_at_once() -> None:
    ticker, server = Ticker(), Server()
    governed = Governed(FakeCatalog(server), Governor(ticker, ticker.rest), ticker)
    for _ in range(50):
        assert governed.offers(an_offer().authorization_id) == ()
    governed.made(an_offer())
    assert governed.offers(an_offer().authorization_id) == (an_offer(),)
    assert governed.offers("resaleauthz-other") == ()
    assert server.calls.count("offers") == 2
    server.offers = (an_offer(),)
    ticker.rest(OFFERS_HOLD + 1)
    assert governed.offers(an_offer().authorization_id) == (an_offer(),), "listed by now, and once only"


def test_everything_else_is_asked_anew() -> None:
    """Who pays and what the authorization says may change while a batch runs."""
    ticker, server = Ticker(), Server()
    governed = Governed(FakeCatalog(server), Governor(ticker, ticker.rest), ticker)
    for _ in range(3):
        governed.authorization("resaleauthz-x")
        governed.sender().caller()
    assert server.calls.count("authorization") == server.calls.count("sender.caller") == 3


def test_each_kind_of_call_has_its_own_rate() -> None:
    ticker = Ticker()
    governor = Governor(ticker, ticker.rest)
    for _ in range(12):
        governor.enter(LIST)
    assert governor.ready_in(START) == 0
    assert ticker.now == pytest.approx(1.0)
