"""The book learns from what is published, wherever and whenever that succeeded, and counts it once."""

from collections.abc import Callable
from contextlib import closing
from unittest.mock import patch

import pytest

from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.address_book import keep, listed, news, read_book
from cppo_tui.services.watcher import Pace, Watcher
from tests.domain.given import BUYER, OTHER_BUYER, a_book, an_offer
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import HandClock, Server
from tests.services.plans import a_draft_plan, a_plan, a_release

Make = Callable[[], object]


async def published(window: Window, server: Server, clock: HandClock, submission: Submission) -> None:
    """Followed to its success."""
    server.settle(submission.change_set_id)

    async def no_sleep(_: float) -> None:
        return None

    watcher = Watcher(
        window.store, window.catalog, window.submitter, clock=clock, sleep=no_sleep, pace=Pace()
    )
    async for _ in watcher.watch(submission.id):
        pass


async def test_the_buyers_of_a_published_offer_are_in_the_book(
    window: Window, server: Server, clock: HandClock
) -> None:
    submission = window.submitter.submit(a_plan())
    assert read_book(window.store) == AddressBook()
    await published(window, server, clock, submission)
    (known,) = read_book(window.store).accounts
    assert (known.account, known.offers) == (BUYER, ("offer-of-cs-1",))
    assert known.last_used == clock()


async def test_it_is_kept_and_learned_once_whatever_the_windows(
    open_window: OpenWindow, server: Server, clock: HandClock
) -> None:
    here, there = open_window(), open_window()
    await published(here, server, clock, here.submitter.submit(a_plan()))
    books = [read_book(window.store) for window in (there, here, there)]
    assert books[0] == books[1] == books[2]
    assert here.store.known_accounts() == books[0].accounts
    with patch.object(here.store, "load_submission", side_effect=AssertionError("learned already")):
        assert read_book(here.store) == books[0]


@pytest.mark.parametrize(
    "state", [state for state in SubmissionState if state is not SubmissionState.SUCCEEDED]
)
def test_only_a_success_teaches(window: Window, clock: HandClock, state: SubmissionState) -> None:
    window.store.add_submission(a_submission(state, clock))
    assert read_book(window.store) == AddressBook()


def test_a_draft_at_aws_teaches_nothing_and_its_release_does(window: Window, clock: HandClock) -> None:
    drafted = a_submission(SubmissionState.SUCCEEDED, clock).model_copy(
        update={"plan": a_draft_plan(), "offer_id": "offer-1"}
    )
    window.store.add_submission(drafted)
    assert read_book(window.store) == AddressBook()
    released = {"id": "second", "token": "t2", "plan": a_release(), "offer_id": "offer-1"}
    window.store.add_submission(drafted.model_copy(update=released))
    assert [known.account for known in read_book(window.store).accounts] == [BUYER]


def test_offers_published_before_there_was_a_book_are_in_it_from_the_start(
    window: Window, clock: HandClock
) -> None:
    for number in range(3):
        facts = {"id": f"s{number}", "token": f"t{number}", "offer_id": f"offer-{number}"}
        window.store.add_submission(a_submission(SubmissionState.SUCCEEDED, clock).model_copy(update=facts))
    (known,) = read_book(window.store).accounts
    assert sorted(known.offers) == ["offer-0", "offer-1", "offer-2"]


def test_a_submission_that_cannot_be_read_hides_no_other(window: Window, clock: HandClock) -> None:
    good = a_submission(SubmissionState.SUCCEEDED, clock).model_copy(update={"offer_id": "offer-1"})
    window.store.add_submission(good)
    window.store.add_submission(good.model_copy(update={"id": "bad", "token": "t2", "offer_id": "offer-2"}))
    load = window.store.load_submission

    def damaged(submission_id: str) -> Submission:
        if submission_id == "bad":
            raise StoreError("It cannot be read.")
        return load(submission_id)

    with patch.object(window.store, "load_submission", side_effect=damaged):
        assert read_book(window.store).offers == {"offer-1"}


def test_on_a_full_disk_what_is_learned_holds_all_the_same(window: Window, clock: HandClock) -> None:
    done = a_submission(SubmissionState.SUCCEEDED, clock).model_copy(update={"offer_id": "offer-1"})
    window.store.add_submission(done)
    with patch.object(window.store, "learn_accounts", side_effect=StoreError("No space.")):
        assert BUYER in read_book(window.store).by_account
    assert window.store.known_accounts() == ()
    assert BUYER in read_book(window.store).by_account
    assert len(window.store.known_accounts()) == 1


def test_a_book_that_cannot_be_read_is_not_an_empty_one(window: Window) -> None:
    with closing(window.store):
        pass
    with pytest.raises(StoreError):
        read_book(window.store)


def test_of_aws_s_list_the_released_offers_teach(window: Window) -> None:
    offers = (
        an_offer(id="offer-1", buyers=(BUYER, OTHER_BUYER)),
        an_offer(id="offer-2", state="Draft", buyers=("433344445555",)),
        an_offer(id="offer-3", buyers=()),
    )
    learned = news(AddressBook(), listed(offers))
    keep(window.store, learned)
    book = read_book(window.store)
    assert {known.account: known.listed for known in book.accounts} == {
        BUYER: ("offer-1",),
        OTHER_BUYER: ("offer-1",),
    }
    assert not book.started
    assert news(book, listed(offers)) == ()


def test_the_list_takes_no_name_away() -> None:
    book = a_book(Contoso=(BUYER,))
    learned = news(book, listed([an_offer()]))
    assert book.merged(learned).name_of(BUYER) == "Contoso"


def a_submission(state: SubmissionState, clock: HandClock) -> Submission:
    return Submission(
        id="first",
        plan=a_plan(),
        attempt=1,
        name="cppo d 1",
        token="t1",
        state=state,
        created=clock(),
        updated=clock(),
    )
