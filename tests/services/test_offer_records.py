"""Offers, agreements and submissions are each read once, and all of them or nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from cppo_tui.domain.catalog import AgreementSummary, OfferSummary, OfferView
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.errors import BrokenAnswer, NotFound
from cppo_tui.domain.gaps import find_gaps
from cppo_tui.domain.offer_states import Standing
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.offer_records import join_records, read_records
from tests.domain.given import BUYER, NOW, an_authorization, an_offer
from tests.services.conftest import Window
from tests.services.plans import a_draft_plan, a_plan


class Lists:
    """AWS's two lists; how often each was asked for is counted."""

    def __init__(self, offers: tuple[OfferSummary, ...], *, broken: str = "") -> None:
        self._offers = offers
        self._broken = broken
        self.asked: Counter[str] = Counter()

    def _ask(self, name: str) -> None:
        self.asked[name] += 1
        if name == self._broken:
            raise BrokenAnswer("The answer ends in the middle.")

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        self._ask("offers")
        return tuple(one for one in self._offers if authorization_id in ("", one.authorization_id))

    def offer(self, offer_id: str) -> OfferView:
        raise NotFound(offer_id)

    def every_agreement(self) -> tuple[AgreementSummary, ...]:
        self._ask("agreements")
        return (AgreementSummary(id="agmt-1", acceptor="1", offer_id="offer-7"),)


def test_each_list_is_read_once_however_many_offers_there_are(window: Window) -> None:
    lists = Lists(tuple(an_offer(id=f"offer-{number}") for number in range(500)))
    records = read_records(lists, window.store, NOW, world="aws")
    assert len(records) == 500
    assert [one.offer.id for one in records if one.standing is Standing.ACCEPTED] == ["offer-7"]
    assert lists.asked == {"offers": 1, "agreements": 1}


def test_what_is_on_its_way_from_here_is_among_them(window: Window) -> None:
    submission = window.submitter.submit(a_plan())
    (record,) = read_records(Lists(()), window.store, NOW, world="aws")
    assert (record.standing, record.submission) == (Standing.ON_ITS_WAY, submission.id)
    other = read_records(Lists(()), window.store, NOW, world="aws", authorization_id="resaleauthz-other")
    ours = read_records(Lists(()), window.store, NOW, world="aws", authorization_id=an_authorization().id)
    assert (other, ours) == ((), (record,))


@pytest.mark.parametrize(
    ("make", "desk", "gap"),
    [(a_plan, Standing.OPEN, "open until 22 January 2027"), (a_draft_plan, Standing.DRAFT, "draft only")],
    ids=["published", "verified first"],
)
def test_what_was_just_made_here_and_is_not_listed_yet_is_told_as_if_it_were(
    window: Window, make: Callable[[], Plan], desk: Standing, gap: str
) -> None:
    """The same by the desk and by ``cppo gaps``; made once more, the customer would have two."""
    accepted = window.submitter.submit(make())
    made = {"state": SubmissionState.SUCCEEDED, "offer_id": "offer-made"}
    window.store.update_submission(accepted.model_copy(update=made), expected=accepted.state)
    of = an_authorization().id
    for authorization_id in ("", of):
        (record,) = read_records(Lists(()), window.store, NOW, world="aws", authorization_id=authorization_id)
        assert (record.offer.id, record.standing) == ("offer-made", desk)
    assert words(window, NOW) == gap
    listed = an_offer(id="offer-made", state="Draft" if make is a_draft_plan else "Released")
    assert len(read_records(Lists((listed,)), window.store, NOW, world="aws")) == 1
    assert words(window, NOW + timedelta(hours=23)) == gap
    assert words(window, NOW + timedelta(hours=25)) == "none", "by now AWS lists what there is"


def words(window: Window, now: datetime) -> str:
    """What ``cppo gaps`` says of the buyer while AWS lists nothing."""
    row = CustomerRow(line=2, customer="Contoso", accounts=(BUYER,))
    records = join_records(
        *((), (), Lists(()), window.store, now), world="aws", authorization_id=an_authorization().id
    )
    (gap,) = find_gaps([row], records)
    return gap.words


@pytest.mark.parametrize("broken", ["offers", "agreements"])
def test_half_a_list_is_no_list(window: Window, broken: str) -> None:
    """Without all agreements an accepted offer would look as if its buyer were still waited for."""
    with pytest.raises(BrokenAnswer):
        read_records(Lists((an_offer(),), broken=broken), window.store, NOW, world="aws")


def test_what_was_sent_for_another_account_of_this_person_stands_in_its_own_list(window: Window) -> None:
    """One store serves all profiles; AWS lists to each its own."""
    accepted = window.submitter.submit(a_plan())
    made = {"state": SubmissionState.SUCCEEDED, "offer_id": "offer-made"}
    for update in ({}, made):
        window.store.update_submission(accepted.model_copy(update=update), expected=accepted.state)
        own, other = a_plan().seller_account, "999988887777"
        assert len(read_records(Lists(()), window.store, NOW, world="aws", seller=own)) == 1
        assert read_records(Lists(()), window.store, NOW, world="aws", seller=other) == ()


def test_what_was_released_is_no_draft_again_however_old_aws_s_list_is(window: Window) -> None:
    accepted = window.submitter.submit(a_plan())
    made = {"state": SubmissionState.SUCCEEDED, "offer_id": "offer-made"}
    window.store.update_submission(accepted.model_copy(update=made), expected=accepted.state)
    stale = Lists((an_offer(id="offer-made", state="Draft"),))
    for hours in (1, 2, 23):
        (record,) = read_records(stale, window.store, NOW + timedelta(hours=hours), world="aws")
        assert record.standing is Standing.OPEN
