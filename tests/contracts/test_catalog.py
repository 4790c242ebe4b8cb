"""What ``domain.ports.Catalog`` promises, kept by the gateway against the simulated AWS."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cppo_tui.domain import errors
from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.change_sets import OfferTerms, draft_changes, publish_changes, release_changes
from cppo_tui.domain.plan import Changes, canonical
from cppo_tui.domain.ports import Catalog, Sender
from cppo_tui.domain.validity import Validity
from tests.contracts.conftest import MakeWorld, World

BRONZE = "resaleauthz-archbronze2qx"
BUYER = "111122223333"


def terms(world: World, **different: object) -> OfferTerms:
    expires: date = world.now.date() + timedelta(days=30)
    usual = OfferTerms(
        authorization_id=BRONZE,
        name="Contoso “FY27” – Größe 100 %",
        description='Quotes " and an ampersand & 漢字',
        markup="25.0",
        buyers=(BUYER,),
        expires=expires,
        validity=Validity(duration="P365D"),
    )
    return usual.model_copy(update=different)


def send(world: World, changes: Changes, *, name: str = "cppo d1 1", token: str = "token-1") -> str:
    return world.catalog.sender().start(canonical(changes).encode("ascii"), name=name, token=token)


def test_the_gateway_is_what_the_services_ask_for(world: World) -> None:
    catalog: Catalog = world.catalog
    sender: Sender = catalog.sender()
    assert sender.caller().arn == catalog.caller().arn


class TestPublishing:
    def test_seven_changes_become_a_released_offer_at_awss_price(self, world: World) -> None:
        wanted = terms(world)
        change_set_id = send(world, publish_changes(wanted))
        view = world.catalog.change_set(change_set_id)
        assert view.status is ChangeSetStatus.SUCCEEDED
        assert len(view.changes) == 7
        assert view.offer_id != change_set_id

        offer = world.catalog.offer(view.offer_id)
        assert (offer.state, offer.name, offer.description) == ("Released", wanted.name, wanted.description)
        assert [(price.key, price.price) for price in offer.prices] == [("gri_premiums", Decimal("0.01"))]
        assert (offer.currency, Decimal(offer.markup)) == ("USD", Decimal(25))
        assert offer.buyers == (BUYER,)
        assert offer.validity.duration == "P365D"
        assert offer.expires is not None
        assert offer.expires.date() == wanted.expires

        [listed] = [one for one in world.catalog.offers(BRONZE) if one.id == view.offer_id]
        assert (listed.name, listed.state, listed.buyers) == (wanted.name, "Released", (BUYER,))

    def test_a_draft_can_be_looked_at_and_released_as_seen(self, world: World) -> None:
        draft = world.catalog.change_set(send(world, draft_changes(terms(world))))
        seen = world.catalog.offer(draft.offer_id)
        assert seen.state == "Draft"
        release = release_changes(f"{seen.id}@{seen.revision}")
        released = world.catalog.change_set(send(world, release, name="cppo d1 2", token="token-2"))
        assert released.offer_id == seen.id
        assert world.catalog.offer(seen.id).state == "Released"

    def test_a_draft_that_has_moved_on_is_not_released(self, world: World) -> None:
        draft = world.catalog.change_set(send(world, draft_changes(terms(world))))
        with pytest.raises(errors.Rejected):
            send(world, release_changes(f"{draft.offer_id}@99"), token="token-2")

    def test_the_same_token_with_the_same_bytes_is_the_same_change_set(self, world: World) -> None:
        first = send(world, publish_changes(terms(world)))
        before = world.catalog.offers(BRONZE)
        assert send(world, publish_changes(terms(world))) == first
        assert world.catalog.offers(BRONZE) == before

    def test_a_refused_request_creates_nothing_and_says_why(self, world: World) -> None:
        before = world.catalog.offers()
        with pytest.raises(errors.Rejected) as caught:
            send(world, publish_changes(terms(world, markup="-5")))
        assert caught.value.details
        assert caught.value.request_id
        assert world.catalog.offers() == before

    def test_a_failed_change_set_keeps_every_reason(self, world: World) -> None:
        view = world.catalog.change_set(send(world, publish_changes(terms(world, buyers=("000000000000",)))))
        assert view.status is ChangeSetStatus.FAILED
        assert view.offer_id == ""
        codes = [error.code for change in view.changes for error in change.errors]
        assert codes == ["INVALID_BUYER_ACCOUNTS"]

    def test_a_fault_on_awss_own_side_is_no_changes_fault(self, make_world: MakeWorld) -> None:
        world = make_world(faults=["StartChangeSet:1:SERVER_FAULT"])
        view = world.catalog.change_set(send(world, publish_changes(terms(world))))
        assert (view.status, view.offer_id) == (ChangeSetStatus.FAILED, "")
        assert [error for change in view.changes for error in change.errors] == []
        fault, description = view.on_the_whole
        assert "SERVER_FAULT" in fault
        assert description == view.failure_description
        again = send(world, publish_changes(terms(world)), name="cppo d1 2", token="token-2")
        assert world.catalog.change_set(again).status is ChangeSetStatus.SUCCEEDED


class TestOnItsWay:
    def test_a_change_set_is_followed_from_start_to_end(self, slow_world: World) -> None:
        change_set_id = send(slow_world, publish_changes(terms(slow_world)))
        seen = []
        for _ in range(60):
            view = slow_world.catalog.change_set(change_set_id)
            seen.append(view.status.value)
            if view.status.final:
                break
            assert view.offer_id == ""
            slow_world.wait(5)
        assert list(dict.fromkeys(seen)) == ["PREPARING", "APPLYING", "SUCCEEDED"]

    def test_it_is_found_by_exactly_its_name(self, slow_world: World) -> None:
        change_set_id = send(slow_world, publish_changes(terms(slow_world)))
        assert [found.id for found in slow_world.catalog.change_sets("cppo d1 1")] == [change_set_id]
        assert slow_world.catalog.change_sets("cppo d1") == ()
        assert change_set_id in [found.id for found in slow_world.catalog.change_sets()]

    def test_it_can_be_cancelled_early(self, slow_world: World) -> None:
        change_set_id = send(slow_world, publish_changes(terms(slow_world)))
        slow_world.catalog.cancel(change_set_id)
        assert slow_world.catalog.change_set(change_set_id).status is ChangeSetStatus.CANCELLED

    def test_it_can_not_be_cancelled_late(self, slow_world: World) -> None:
        change_set_id = send(slow_world, publish_changes(terms(slow_world)))
        slow_world.wait(15)
        with pytest.raises(errors.Locked):
            slow_world.catalog.cancel(change_set_id)

    def test_an_offer_in_work_is_locked(self, slow_world: World) -> None:
        draft = send(slow_world, draft_changes(terms(slow_world)))
        slow_world.wait(600)
        offer = slow_world.catalog.offer(slow_world.catalog.change_set(draft).offer_id)
        releasing = send(slow_world, release_changes(offer.id), name="cppo d1 2", token="token-2")
        with pytest.raises(errors.Locked) as locked:
            send(slow_world, release_changes(offer.id), name="cppo d1 3", token="token-3")
        assert locked.value.holders == (releasing,)
        assert [one.id for one in slow_world.catalog.open_change_sets()] == [releasing]

    def test_when_all_places_are_taken_it_can_be_asked_by_what(self, slow_world: World) -> None:
        sent = [
            send(slow_world, draft_changes(terms(slow_world)), name=f"cppo d{one} 1", token=f"token-{one}")
            for one in range(20)
        ]
        with pytest.raises(errors.QuotaReached):
            send(slow_world, draft_changes(terms(slow_world)), name="cppo d20 1", token="token-20")
        assert {one.id for one in slow_world.catalog.open_change_sets()} == set(sent)
        slow_world.wait(600)
        assert slow_world.catalog.open_change_sets() == ()


class TestReading:
    def test_every_shared_authorization_comes_with_its_details(self, world: World) -> None:
        rows = [row for page in world.catalog.authorizations() for row in page]
        assert rows
        assert all(row.detail is not None and row.detail.id == row.id for row in rows)
        assert len({row.id for row in rows}) == len(rows)

    def test_one_authorization(self, world: World) -> None:
        bronze = world.catalog.authorization(BRONZE)
        assert bronze.kind is PricingKind.USAGE
        assert [(price.dimension_key, price.wholesale) for price in bronze.usage_prices] == [
            ("gri_premiums", Decimal("0.008"))
        ]
        assert bronze.fingerprint == world.catalog.authorization(BRONZE).fingerprint

    def test_an_account_nobody_shared_anything_with(self, scenario_world: Callable[[str], World]) -> None:
        catalog = scenario_world("empty").catalog
        assert [row for page in catalog.authorizations() for row in page] == []
        assert catalog.offers() == ()
        assert catalog.change_sets() == ()

    @pytest.mark.parametrize("call", ["authorization", "offer", "change_set", "cancel"])
    def test_an_id_nobody_knows(self, world: World, call: str) -> None:
        with pytest.raises(errors.NotFound):
            getattr(world.catalog, call)("nobody-knows-this")
