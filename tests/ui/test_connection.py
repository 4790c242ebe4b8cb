"""The way to AWS: opened once, opened again when it is needed, and never told more than is known."""

import asyncio
import dataclasses
import threading
from unittest.mock import patch

import pytest
from textual.widgets import Button

from cppo_tui.domain.catalog import Caller, OfferSummary
from cppo_tui.domain.errors import NotSignedIn, ServiceFault, StoreError
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD
from cppo_tui.ui.authorization_view import LONGEST_LINK, facts
from cppo_tui.ui.connection import Connection
from tests.ui.catalogs import Before, NoOffers
from tests.ui.looks import click, words
from tests.ui.stage import LARGE, SMALL, Stage, settle


class Moody(Before):
    """Signed out, or signed in to whichever account."""

    account = ""

    def caller(self) -> Caller:
        """Who is signed in."""
        if not self.account:
            raise NotSignedIn("No AWS credentials were found.")
        return Caller(account=self.account)


class Slow(Before):
    """The offers of Bronze wait for the gate."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.asked, self.gate = threading.Event(), threading.Event()

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """Late for Bronze."""
        if authorization_id == BRONZE:
            self.asked.set()
            assert self.gate.wait(10)
        return self._behind.offers(authorization_id)


def connection(stage: Stage, catalog: object) -> tuple[Connection, list[int]]:
    """A connection that counts how often the client is loaded."""
    loaded: list[int] = []

    def connect() -> object:
        loaded.append(1)
        return catalog

    desk = dataclasses.replace(stage.app.desk, connect=connect)  # type: ignore[arg-type]
    return Connection(desk, lambda: None), loaded


async def test_two_at_once_load_the_client_once(stage: Stage) -> None:
    made, loaded = connection(stage, stage.catalog)
    await asyncio.gather(made.open(), made.open(), made.read_authorizations())
    assert len(loaded) == 1
    assert made.listed


async def test_a_stopped_worker_leaves_the_loading_to_the_next(stage: Stage) -> None:
    began, gate, loaded = threading.Event(), threading.Event(), []

    def connect() -> SellerAccount:
        loaded.append(1)
        began.set()
        assert gate.wait(10)
        return stage.catalog

    made = Connection(dataclasses.replace(stage.app.desk, connect=connect), lambda: None)
    first = asyncio.create_task(made.open())
    await asyncio.to_thread(began.wait, 10)
    first.cancel()
    second = asyncio.create_task(made.open())
    gate.set()
    await second
    assert (len(loaded), made.account) == (1, "777788889999")


async def test_the_offers_are_read_after_connecting_when_there_is_no_connection(stage: Stage) -> None:
    made, _ = connection(stage, stage.catalog)
    await made.read_offers(stage.authorization(BRONZE))
    assert made.offers == stage.catalog.offers(BRONZE)
    assert made.account


async def test_offers_that_cannot_be_asked_for_say_why_and_a_retry_signs_in_anew(stage: Stage) -> None:
    moody = Moody(stage.catalog)
    made, _ = connection(stage, moody)
    await made.read_offers(stage.authorization(BRONZE))
    assert made.offers is None
    errors = [made.offers_error]
    assert isinstance(errors.pop(), NotSignedIn)
    moody.account = "111122223333"
    await made.read_offers(stage.authorization(BRONZE))
    assert (made.offers_error, made.error, made.account) == (None, None, "111122223333")
    assert made.offers is not None
    moody.account = "444455556666"
    await made.open()
    assert made.account == "444455556666"


async def test_a_fault_while_reading_offers_is_kept(stage: Stage) -> None:
    made, _ = connection(stage, NoOffers(stage.catalog))
    await made.read_offers(stage.authorization(BRONZE))
    assert isinstance(made.offers_error, ServiceFault)


async def test_offers_made_here_that_cannot_be_read_leave_it_open_whether_there_is_one(stage: Stage) -> None:
    """AWS's list may not have them yet, so without them nobody may be told that there is none."""
    made, _ = connection(stage, stage.catalog)
    with patch.object(stage.store, "submissions", side_effect=StoreError("The disk reported an error.")):
        await made.read_offers(stage.authorization(BRONZE))
    assert (made.offers, str(made.offers_error)) == (None, "The disk reported an error.")


@pytest.mark.parametrize("then", ["forgotten", "another"])
async def test_offers_that_come_late_do_not_pass_for_another_authorization_s(stage: Stage, then: str) -> None:
    slow = Slow(stage.catalog)
    made, _ = connection(stage, slow)
    reading = asyncio.create_task(made.read_offers(stage.authorization(BRONZE)))
    await asyncio.to_thread(slow.asked.wait, 10)
    if then == "another":
        await made.read_offers(stage.authorization(GOLD))
    else:
        made.forget_offers()
    slow.gate.set()
    await reading
    assert made.offers == (stage.catalog.offers(GOLD) if then == "another" else None)


async def test_an_authorization_that_changed_says_so_and_is_taken_over_anew(stage: Stage) -> None:
    old = stage.authorization().model_copy(update={"terms_digest": "other prices"})
    draft = stage.draft().model_copy(update={"authorization": old, "reuse_offer_id": "offer-abcd"})
    async with stage.at(Step.OPPORTUNITY, draft, size=LARGE) as pilot:
        assert "changed since you chose it" in words(stage.app, "#detail")
        await click(pilot, "#use")
        taken = stage.app.drafting.draft.authorization
        assert taken is not None
        assert taken.fingerprint == stage.authorization().fingerprint
        assert stage.app.drafting.draft.reuse_offer_id == "offer-abcd"
        assert "changed since" not in words(stage.app, "#detail")
        assert stage.app.screen.query_one("#use", Button).disabled


async def test_the_detail_is_reached_with_tab_and_scrolled_with_keys(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(), size=SMALL) as pilot:
        pane = stage.app.screen.query_one("#detail-pane")
        assert pane in stage.app.screen.focus_chain
        pane.focus()
        await pilot.press("end")
        await settle(pilot)
        assert pane.scroll_y > 0


def test_links_are_told_shortened_and_only_when_aws_gives_them(stage: Stage) -> None:
    url = "https://example.com/[b]contract[/b].pdf?signature=" + "a" * 300
    bare = stage.authorization().model_copy(update={"eula_url": "", "reseller_contract_url": ""})
    assert not {"EULA link", "Contract link"} & dict(facts(bare)).keys()
    linked = dict(facts(bare.model_copy(update={"eula_url": url, "reseller_contract_url": url})))
    for label in ("EULA link", "Contract link"):
        assert linked[label] == "https://example.com/[b]contract[/b].pdf", "without its signature"
    long = dict(facts(bare.model_copy(update={"eula_url": "https://example.com/" + "a" * 300})))
    assert len(long["EULA link"]) == LONGEST_LINK, "one row"
