"""Plans as the planner makes them, from the drafts of tests/domain/given.py."""

from typing import Any

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.plan import Plan, PublishMode
from cppo_tui.services.planner import make_plan, release_plan
from tests.domain.given import a_context, a_draft, a_released_offer, an_authorization

DRAFT_OFFER = "offer-abandoned1"


def a_plan(**changes: Any) -> Plan:
    """A plan that publishes directly."""
    return make_plan(a_draft(**changes), a_context(completes=a_draft_offer()), world="sandbox")


def a_draft_plan(**changes: Any) -> Plan:
    """The first half of "verify first"."""
    return a_plan(mode=PublishMode.VERIFY, **changes)


def a_completing_plan(**changes: Any) -> Plan:
    """A plan that completes an abandoned draft offer."""
    return a_plan(reuse_offer_id=DRAFT_OFFER, reuse_offer_revision=3, **changes)


def a_draft_offer(**facts: Any) -> OfferView:
    """The abandoned draft offer as AWS has it."""
    return a_released_offer(id=DRAFT_OFFER, state="Draft", **facts)


def a_release(drafted: Plan | None = None, **facts: Any) -> Plan:
    """The second half, for the draft offer as it was seen."""
    seen: dict[str, Any] = {"id": "offer-x", "revision": 2, "authorization_id": an_authorization().id}
    return release_plan(drafted or a_draft_plan(), OfferView(**(seen | facts)), a_context())
