"""The plan is what was on the screen, whole and pinned; while anything stops the offer there is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Severity, stopping
from cppo_tui.domain.plan import PlanKind, PublishMode, digest_of
from cppo_tui.services.planner import NotReady, buyer_prices, make_plan, preview, release_plan
from tests.domain.given import (
    BUYER,
    NOW,
    OTHER_BUYER,
    SELLER,
    a_context,
    a_draft,
    an_authorization,
    an_offer,
    priced,
)
from tests.services.plans import DRAFT_OFFER, a_completing_plan, a_draft_plan, a_plan, a_release

some_drafts = st.builds(
    OfferDraft,
    id=st.just("d" * 32),
    authorization=st.sampled_from(
        [None, an_authorization(), an_authorization(status="Restricted"), an_authorization("0")]
    ),
    buyers=st.lists(st.sampled_from([BUYER, OTHER_BUYER, SELLER, "12"]), max_size=3).map(tuple),
    name=st.sampled_from([None, "", "Contoso", "a<b"]),
    pricing=st.builds(
        PricingChoice,
        basis=st.sampled_from(PriceBasis),
        text=st.sampled_from(["", "25", "0", "500", "0.01", "x"]),
    ),
    agreement=st.sampled_from([None, "1 year", "10 years", "0 days"]),
    expiry=st.sampled_from([None, "", "2026-11-22", "1 day", "+90 days"]),
    mode=st.sampled_from(PublishMode),
    consents=st.frozensets(st.sampled_from(["markup-unusual:0", f"buyers-several:{BUYER},{OTHER_BUYER}"])),
    reuse_offer_id=st.sampled_from(["", DRAFT_OFFER]),
    reuse_offer_revision=st.just(3),
)
some_contexts = st.builds(
    CheckContext,
    now=st.just(NOW),
    seller_account=st.sampled_from([SELLER, SELLER, ""]),
    offers=st.sampled_from([(), (), (an_offer(),), None]),
)


@given(some_drafts, some_contexts)
def test_a_plan_is_what_was_previewed_and_there_is_none_while_anything_stops(
    draft: OfferDraft, context: CheckContext
) -> None:
    stops = stopping(check_all(draft, context))
    if stops or not context.seller_account:
        with pytest.raises(NotReady) as refusal:
            make_plan(draft, context, world="sandbox")
        assert refusal.value.findings == stops
        return
    plan = make_plan(draft, context, world="sandbox")
    assert plan.changes == preview(draft, context)
    assert plan.intact


@pytest.mark.parametrize("severity", [Severity.BLOCKING, Severity.ASK])
def test_a_finding_that_blocks_or_asks_stops_the_plan(severity: Severity) -> None:
    text = {"blocking": "x", "ask": "500"}[severity]
    draft = a_draft(pricing=PricingChoice(text=text))
    with pytest.raises(NotReady) as refusal:
        make_plan(draft, a_context(), world="sandbox")
    assert [finding.severity for finding in refusal.value.findings] == [severity]


def test_what_was_consented_to_stops_no_more() -> None:
    plan = a_plan(pricing=PricingChoice(text="500"), consents=frozenset({"markup-unusual:500"}))
    assert '"Percentage": "500"' in plan.payload


def test_while_the_seller_account_is_not_known_there_is_no_plan() -> None:
    with pytest.raises(NotReady):
        make_plan(a_draft(), a_context(seller_account=""), world="sandbox")


def test_while_the_offers_could_not_be_read_there_is_no_plan() -> None:
    with pytest.raises(NotReady) as refusal:
        make_plan(a_draft(), a_context(offers=None), world="sandbox")
    assert [finding.code for finding in refusal.value.findings] == ["OFFERS_NOT_CHECKED"]


def test_the_plan_says_for_whom_where_and_against_what_it_was_made() -> None:
    plan = make_plan(a_draft(title="Contoso"), a_context(), world="aws")
    assert (plan.draft_id, plan.world, plan.seller_account) == ("d" * 32, "aws", SELLER)
    assert (plan.authorization_id, plan.fingerprint) == (
        an_authorization().id,
        an_authorization().fingerprint,
    )
    assert (plan.title, plan.buyers, plan.made, plan.offer_id) == ("Contoso", (BUYER,), NOW, "")


def test_the_digest_is_that_of_the_bytes_and_any_other_byte_shows() -> None:
    plan = a_plan()
    assert plan.digest == digest_of(plan.payload)
    assert plan.body.decode() == plan.payload
    assert not plan.model_copy(update={"payload": plan.payload.replace('"25"', '"26"')}).intact


def test_direct_publishes_and_verify_first_does_not() -> None:
    assert a_plan().kind is PlanKind.PUBLISH
    assert a_plan().changes[-1]["ChangeType"] == "ReleaseOffer"
    assert a_draft_plan().kind is PlanKind.DRAFT
    assert "ReleaseOffer" not in a_draft_plan().payload


@pytest.mark.parametrize("mode", PublishMode)
def test_completing_an_abandoned_draft_creates_nothing_new(mode: PublishMode) -> None:
    plan = a_completing_plan(mode=mode)
    assert "CreateOffer" not in plan.payload
    assert plan.offer_id == DRAFT_OFFER
    assert {change["Entity"]["Identifier"] for change in plan.changes} == {f"{DRAFT_OFFER}@3"}


def test_an_authorization_used_up_by_the_draft_that_is_completed_does_not_stop_the_plan() -> None:
    used_up = an_authorization(max_offers=1, offers_created=1)
    assert a_completing_plan(authorization=used_up).offer_id == DRAFT_OFFER
    with pytest.raises(NotReady):
        a_plan(authorization=used_up)


def test_the_offers_consented_to_are_noted_by_id() -> None:
    twin = an_offer(id="offer-known")
    draft = a_draft(consents=frozenset({f"offer-exists:offer-known:{BUYER}"}))
    other = an_offer(id="offer-other", buyers=(OTHER_BUYER,))
    plan = make_plan(draft, a_context(offers=(twin, other)), world="sandbox")
    assert plan.known_offers == ("offer-known",)


def test_the_buyer_prices_shown_are_kept_with_the_plan() -> None:
    assert a_plan().prices == (("units", "0.01"),)
    assert a_plan(pricing=priced(PriceBasis.MARGIN, "20")).prices == (("units", "0.01"),)


def test_without_authorization_or_figure_there_are_no_prices() -> None:
    assert buyer_prices(a_draft(authorization=None), a_context()) == ()
    assert buyer_prices(a_draft(pricing=PricingChoice()), a_context()) == ()


def test_what_is_missing_altogether_has_no_preview_but_what_is_wrong_has() -> None:
    assert preview(a_draft(pricing=PricingChoice()), a_context()) is None
    assert preview(a_draft(agreement=""), a_context()) is None
    assert preview(a_draft(name="a<b"), a_context()) is not None


class TestReleasePlan:
    def test_releases_exactly_the_revision_that_was_seen(self) -> None:
        plan = a_release(id="offer-x", revision=7)
        assert json.loads(plan.payload) == [
            {
                "ChangeType": "ReleaseOffer",
                "Entity": {"Type": "Offer@1.0", "Identifier": "offer-x@7"},
                "DetailsDocument": {},
            }
        ]
        assert plan.kind is PlanKind.RELEASE
        assert plan.intact
        assert plan.offer_id == "offer-x"

    def test_keeps_what_was_reviewed_but_for_the_bytes(self) -> None:
        drafted = a_draft_plan()
        later = a_context(now=NOW.replace(hour=12))
        plan = release_plan(drafted, OfferView(id="offer-x", revision=1), later)
        new = {"kind", "payload", "digest", "made", "offer_id", "drafted_payload"}
        assert plan.model_dump(exclude=new) == drafted.model_dump(exclude=new)
        assert plan.made == later.now
        assert plan.reviewed_changes == drafted.changes
        assert plan.digest != drafted.digest
