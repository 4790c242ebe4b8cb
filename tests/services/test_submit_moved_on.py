"""What time and others do between review and send: the expiry comes, the draft offer is no draft any more."""

from collections.abc import Callable

import pytest

from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import SubmissionState
from tests.domain.given import an_offer
from tests.services.acting import code_of_refusal
from tests.services.conftest import Window
from tests.services.fakes import HandClock, Server
from tests.services.plans import DRAFT_OFFER, a_completing_plan, a_draft_plan, a_plan, a_release


@pytest.mark.parametrize("make", [a_plan, a_draft_plan, a_completing_plan, a_release])
@pytest.mark.parametrize(("days", "code"), [(59, ""), (60, "EXPIRED"), (400, "EXPIRED")])
def test_a_plan_whose_expiry_has_come_is_refused(
    window: Window, server: Server, clock: HandClock, make: Callable[[], Plan], days: int, code: str
) -> None:
    plan = make()
    clock.move(days=days)
    if code:
        assert code_of_refusal(window, plan) == code
        assert server.starts == []
    else:
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED


@pytest.mark.parametrize(("make", "offer_id"), [(a_completing_plan, DRAFT_OFFER), (a_release, "offer-x")])
def test_a_draft_offer_released_meanwhile_is_not_touched_again(
    window: Window, server: Server, make: Callable[[], Plan], offer_id: str
) -> None:
    plan = make().model_copy(update={"known_offers": (offer_id,)})
    server.offers = (an_offer(id=offer_id, state="Released"),)
    assert code_of_refusal(window, plan) == "NO_DRAFT"
    assert server.starts == []
