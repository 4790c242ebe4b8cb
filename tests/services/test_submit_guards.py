"""Between review and sending the world moves on: each move is refused under its own code, nothing sent."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.draft import EulaChoice, EulaKind
from cppo_tui.domain.errors import BrokenAnswer, CatalogError, LoginExpired, NotFound, Rejected, ServiceFault
from cppo_tui.domain.plan import Plan, PublishMode
from cppo_tui.domain.pricing_terms import UnitPrice
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.refusals import GONE, PlanRefused
from tests.domain.given import NOW, OTHER_BUYER, a_released_offer, an_authorization, an_offer
from tests.services.acting import code_of_refusal
from tests.services.conftest import Window
from tests.services.fakes import SEND, HandClock, Server, dropped, refused
from tests.services.plans import (
    DRAFT_OFFER,
    a_completing_plan,
    a_draft_offer,
    a_draft_plan,
    a_plan,
    a_release,
)

BROKEN = BrokenAnswer("The list ended in the middle.")


def test_nothing_has_moved_and_it_is_sent_once(window: Window, server: Server) -> None:
    plan = a_plan()
    submission = window.submitter.submit(plan)
    assert submission.state is SubmissionState.ACCEPTED
    assert [payload for payload, _, _ in server.starts] == [plan.body]


@pytest.mark.parametrize("field", ["payload", "digest"])
def test_altered_bytes(window: Window, server: Server, field: str) -> None:
    plan = a_plan()
    changed = {"payload": plan.payload.replace('"25"', '"2.5"'), "digest": "0" * 64}[field]
    assert code_of_refusal(window, plan.model_copy(update={field: changed})) == "ALTERED"
    assert server.calls == []


def test_another_world(window: Window, server: Server) -> None:
    assert code_of_refusal(window, a_plan().model_copy(update={"world": "aws"})) == "OTHER_WORLD"
    assert server.calls == []


def test_another_account(window: Window, server: Server) -> None:
    server.account = OTHER_BUYER
    assert code_of_refusal(window, a_plan()) == "OTHER_ACCOUNT"
    assert server.starts == []


def test_the_account_is_that_of_the_keys_that_send(window: Window, server: Server) -> None:
    """The profile changes after the keys were frozen: checked and sent with the frozen ones."""

    def switch() -> None:
        server.account = OTHER_BUYER

    server.before["sender.caller"] = switch
    assert window.submitter.submit(a_plan()).state is SubmissionState.ACCEPTED
    assert server.calls.index("sender") < server.calls.index("sender.caller") < server.calls.index(SEND)


STALE: dict[str, ResaleAuthorization] = {
    "restricted": an_authorization(status="Restricted"),
    "back to draft": an_authorization(status="Draft"),
    "ended": an_authorization(ends=NOW - timedelta(seconds=1)),
    "used up": an_authorization(max_offers=1, offers_created=1),
    "completed": an_authorization(extended_status="Completed-Used"),
    "given to another": an_authorization(reseller_account=OTHER_BUYER),
    "turned distributor": an_authorization(reseller_role="Distributor"),
    "no prices": an_authorization(usage_prices=()),
    "limit unreadable": an_authorization(unread=("end date",)),
    "terms changed": an_authorization(terms_digest="other"),
    "price changed": an_authorization(
        terms_digest="new", usage_prices=(UnitPrice(dimension_key="units", wholesale=Decimal(1)),)
    ),
    "other product": an_authorization(product_id="prod-other"),
}


@pytest.mark.parametrize("fresh", STALE.values(), ids=STALE)
@pytest.mark.parametrize("make", [a_plan, a_draft_plan])
def test_an_authorization_that_changed_is_handed_back(
    window: Window, server: Server, fresh: ResaleAuthorization, make: Callable[[], Plan]
) -> None:
    server.authorization = fresh
    with pytest.raises(PlanRefused) as refusal:
        window.submitter.submit(make())
    assert (refusal.value.code, refusal.value.fresh) == ("STALE", fresh)
    assert server.starts == []


def test_an_authorization_aws_has_no_more_says_what_to_choose_instead(window: Window, server: Server) -> None:
    def vanished() -> None:
        raise NotFound("Requested entity does not exist.")

    server.before["authorization"] = vanished
    with pytest.raises(PlanRefused, match="Choose another authorization in step 1") as refusal:
        window.submitter.submit(a_plan())
    assert refusal.value.code == GONE
    assert server.starts == []


def test_an_authorization_that_ended_while_the_review_was_open(
    window: Window, server: Server, clock: HandClock
) -> None:
    ending = an_authorization(ends=NOW + timedelta(days=70))
    server.authorization = ending
    plan = a_plan(authorization=ending)
    clock.move(days=71)
    assert code_of_refusal(window, plan) == "STALE"
    assert server.starts == []


class TestCompletingADraftOffer:
    """The draft that is completed may be the one offer the authorization allows."""

    @pytest.mark.parametrize("reviewed_when_used", [True, False])
    def test_is_not_refused_because_that_draft_used_the_authorization_up(
        self, window: Window, server: Server, *, reviewed_when_used: bool
    ) -> None:
        unused, used = (an_authorization(max_offers=1, offers_created=count) for count in (0, 1))
        server.authorization = used
        plan = a_completing_plan(authorization=used if reviewed_when_used else unused)
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    @pytest.mark.parametrize("what", sorted(set(STALE) - {"used up", "completed"}))
    def test_is_refused_for_everything_else(self, window: Window, server: Server, what: str) -> None:
        server.authorization = STALE[what]
        assert code_of_refusal(window, a_completing_plan()) == "STALE"
        assert server.starts == []

    @pytest.mark.parametrize("mode", PublishMode)
    @pytest.mark.parametrize(
        ("kept", "code"),
        [
            ({"net_payment": "P15D"}, "COMPLETING_OTHER_PAYMENT"),
            ({"eula": "CustomEula"}, "COMPLETING_OTHER_EULA"),
        ],
    )
    def test_is_refused_while_terms_would_stay_that_the_review_calls_the_isv_s(
        self, window: Window, server: Server, kept: dict[str, str], code: str, mode: PublishMode
    ) -> None:
        """Sent with terms of its own first, then corrected back to the ISV's: no change takes them out."""
        server.described[DRAFT_OFFER] = a_draft_offer(**kept)
        assert code_of_refusal(window, a_completing_plan(mode=mode)) == code
        assert server.starts == []

    def test_is_sent_where_the_plan_says_those_terms_itself(self, window: Window, server: Server) -> None:
        granted = an_authorization(net_payment="P60D", eula="StandardEula 2022-07-14")
        server.authorization = granted
        server.described[DRAFT_OFFER] = a_draft_offer(net_payment="P15D", eula="CustomEula")
        standard = EulaChoice(kind=EulaKind.STANDARD)
        plan = a_completing_plan(authorization=granted, net_payment="P30D", eula=standard)
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    def test_is_refused_once_it_is_no_draft_any_more(self, window: Window, server: Server) -> None:
        """Told by the offer itself: the list may lag behind."""
        server.described[DRAFT_OFFER] = a_released_offer(id=DRAFT_OFFER)
        assert code_of_refusal(window, a_completing_plan()) == "NO_DRAFT"
        assert server.starts == []

    def test_a_new_offer_is_still_refused(self, window: Window, server: Server) -> None:
        server.authorization = STALE["used up"]
        assert code_of_refusal(window, a_plan()) == "STALE"


@pytest.mark.parametrize("make", [a_plan, a_draft_plan, a_completing_plan, a_release])
class TestATwin:
    """An open offer nobody was asked about stops all kinds of plans, the release too."""

    def test_that_appeared_since_the_review(
        self, window: Window, server: Server, make: Callable[[], Plan]
    ) -> None:
        server.offers = (an_offer(id="offer-new"),)
        assert code_of_refusal(window, make()) == "DUPLICATE"
        assert server.starts == []

    def test_that_was_consented_to(self, window: Window, server: Server, make: Callable[[], Plan]) -> None:
        server.offers = (an_offer(id="offer-known"),)
        plan = make().model_copy(update={"known_offers": ("offer-known",)})
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    @pytest.mark.parametrize(
        "harmless",
        [an_offer(state="Draft"), an_offer(buyers=(OTHER_BUYER,)), an_offer(expires=NOW - timedelta(days=1))],
    )
    def test_that_nobody_could_accept_instead(
        self, window: Window, server: Server, make: Callable[[], Plan], harmless: OfferSummary
    ) -> None:
        server.offers = (harmless,)
        assert window.submitter.submit(make()).state is SubmissionState.ACCEPTED


class TestAnotherDraft:
    """AWS does not list yet what is still on its way: that twin only this computer knows."""

    @pytest.mark.parametrize("state", [SubmissionState.ACCEPTED, SubmissionState.UNKNOWN])
    def test_on_its_way_to_the_same_buyer_is_waited_for(
        self, window: Window, server: Server, state: SubmissionState
    ) -> None:
        if state is SubmissionState.UNKNOWN:
            server.answers.append(dropped())
        assert window.submitter.submit(a_plan()).state is state
        assert code_of_refusal(window, a_plan(id="copy")) == "TWIN_IN_FLIGHT"
        assert len(server.starts) == 1

    @pytest.mark.parametrize(
        "difference",
        [{"buyers": (OTHER_BUYER,)}, {"authorization": an_authorization(id="resaleauthz-2")}],
    )
    def test_with_another_buyer_or_authorization_is_no_twin(
        self, window: Window, server: Server, difference: dict[str, Any]
    ) -> None:
        window.submitter.submit(a_plan())
        server.authorization = difference.get("authorization", server.authorization)
        submission = window.submitter.submit(a_plan(id="copy", **difference))
        assert submission.state is SubmissionState.ACCEPTED

    def test_that_only_makes_a_draft_is_no_twin(self, window: Window) -> None:
        window.submitter.submit(a_draft_plan())
        assert window.submitter.submit(a_plan(id="copy")).state is SubmissionState.ACCEPTED

    def test_that_ended_is_no_twin(self, window: Window, server: Server) -> None:
        server.answers.append(refused(Rejected("No.")))
        window.submitter.submit(a_plan())
        assert window.submitter.submit(a_plan(id="copy")).state is SubmissionState.ACCEPTED


@pytest.mark.parametrize(
    "trouble", [BROKEN, ServiceFault("500"), LoginExpired("expired")], ids=lambda error: type(error).__name__
)
@pytest.mark.parametrize("question", ["sender", "sender.caller", "authorization", "offers"])
def test_what_could_not_be_checked_is_not_sent(
    window: Window, server: Server, question: str, trouble: CatalogError
) -> None:
    server.broken[question] = trouble
    with pytest.raises(type(trouble)):
        window.submitter.submit(a_plan())
    assert server.starts == []
    assert window.store.submissions() == []
