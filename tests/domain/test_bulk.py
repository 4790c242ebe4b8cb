"""What makes a row's offer the same offer in every run, and which existing offers concern it."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.bulk import (
    Batch,
    BulkRow,
    OffersByBuyer,
    RowState,
    ended_offer,
    ending_words,
    row_draft,
    row_draft_id,
    rows_here,
)
from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.checks.existing import open_offers
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.draft import PriceBasis
from cppo_tui.domain.ports import SubmissionRow
from cppo_tui.domain.quoted_commands import commands_here
from cppo_tui.domain.submission_words import ended_early
from tests.domain.given import BUYER, NOW, OTHER_BUYER, a_draft, an_authorization, an_offer

SAME = ("sandbox", "777788889999", "resaleauthz-1", "")


def test_the_order_of_accounts_makes_no_other_offer() -> None:
    accounts = (BUYER, OTHER_BUYER, "444455556666")
    assert len({row_draft_id(*SAME, one) for one in permutations(accounts)}) == 1


@pytest.mark.parametrize("place", range(4))
def test_another_world_seller_authorization_or_batch_is_another_offer(place: int) -> None:
    other = tuple(f"{part}x" if n == place else part for n, part in enumerate(SAME))
    world, seller, authorization, batch = other
    assert row_draft_id(world, seller, authorization, batch, (BUYER,)) != row_draft_id(*SAME, (BUYER,))


def test_a_row_has_its_own_figure_and_keeps_the_template_s_rest() -> None:
    row = CustomerRow(
        line=2, customer="C" * 200, accounts=(BUYER,), changes=(("margin", "20"), ("name", "N"))
    )
    draft = row_draft(a_draft(buyers=(), agreement="3 years"), row, "id")
    assert (draft.pricing.basis, draft.pricing.text) == (PriceBasis.MARGIN, "20")
    assert (draft.agreement, draft.name, draft.buyers, draft.id) == ("3 years", "N", (BUYER,), "id")
    assert len(draft.title) <= 100


FEW = st.lists(st.sampled_from(["000000000001", "000000000002", "000000000003"]), max_size=3, unique=True)


@given(st.lists(FEW, max_size=8), FEW)
def test_the_offers_that_concern_a_row_are_all_that_a_check_would_find(
    buyers: list[list[str]], accounts: list[str]
) -> None:
    offers = tuple(an_offer(id=f"offer-{n}", buyers=tuple(one)) for n, one in enumerate(buyers))
    authorization, whom = an_authorization().id, tuple(accounts)
    narrowed = OffersByBuyer(offers).concerning(accounts)
    found = {offer.id for offer in open_offers(narrowed, authorization, whom, NOW)}
    assert found == {offer.id for offer in open_offers(offers, authorization, whom, NOW)}


PAST = NOW - timedelta(days=1)
OPEN, OVER = an_offer(id="offer-open"), an_offer(id="offer-over", expires=PAST)


@pytest.mark.parametrize(
    ("offers", "ended", "asked"),
    [
        ((OVER,), {"offer-over"}, "offer-ended:offer-over"),
        ((OVER,), set(), ""),
        ((OVER, OPEN), {"offer-over"}, ""),
        ((an_offer(id="offer-over", state="Draft", expires=PAST),), {"offer-over"}, ""),
    ],
    ids=["ended by hand", "run out by itself", "beside an open one", "never released"],
)
def test_only_an_offer_ended_by_hand_with_no_open_one_beside_it_is_asked_about(
    offers: tuple[OfferSummary, ...], ended: set[str], asked: str
) -> None:
    assert "".join(one.consent for one in ended_offer(offers, ended, NOW)) == asked


def amended(kind: str, hour: int, state: str = "succeeded") -> SubmissionRow:
    return SubmissionRow("s", "o", "", "", kind, state, "", "offer-x", NOW + timedelta(hours=hour))


@pytest.mark.parametrize(
    ("rows", "ended"),
    [
        ([amended("expire", 1)], {"offer-x"}),
        ([amended("expire", 1), amended("extend", 2)], set()),
        ([amended("extend", 1), amended("expire", 2)], {"offer-x"}),
        ([amended("expire", 1, "failed"), amended("publish", 0)], set()),
        ([], set()),
    ],
)
def test_ended_is_what_was_ended_from_here_last_and_not_opened_again(
    rows: list[SubmissionRow], ended: set[str]
) -> None:
    assert ended_early(rows) == ended
    assert ended_early(reversed(rows)) == ended


W, S, M, F, U = RowState.WAITING, RowState.STOPPED, RowState.MADE, RowState.FAILED, RowState.UNKNOWN


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((W, W, W, S, S), (M, M, M, S, S), "3 of 5 rows were sent, 2 left out."),
        ((W, W), (M, M), "2 of 2 rows were sent."),
        ((W,), (M,), "1 of 1 row was sent."),
        ((M, M, W), (M, M, M), "1 of 3 rows was sent, 2 made by an earlier run."),
        ((W, W, W), (M, F, U), "3 of 3 rows were sent, 1 of them failed at AWS, 1 of them with an outcome"),
        ((W, W, W), (M, W, W), "1 of 3 rows was sent, 2 still to be sent."),
        ((W, W), (M, S), "1 of 2 rows was sent, 1 left out."),
    ],
)
def test_the_end_of_a_batch_counts_rows_and_forgets_none(
    before: tuple[RowState, ...], after: tuple[RowState, ...], words: str
) -> None:
    """Not customers: one who was left out may have an older offer."""
    rows = [
        BulkRow(line=n, customer="C", accounts=(BUYER,), draft_id=str(n), state=state)
        for n, state in enumerate(before)
    ]
    ended = [row.model_copy(update={"state": state}) for row, state in zip(rows, after, strict=True)]
    assert words in ending_words(Batch(authorization_id="a", rows=tuple(rows)), ended)


def test_the_commands_a_row_names_mean_the_same_aws_wherever_the_row_is_shown() -> None:
    said = "Sent already: «cppo status d-1»."
    row = BulkRow(line=2, customer="C", accounts=(BUYER,), draft_id="d", says=(said,), asks=(("key", said),))
    (here,) = rows_here([row], lambda text: commands_here(text, " --sandbox"))
    assert here.says == ("Sent already: «cppo status d-1 --sandbox».",)
    assert here.asks == (("key", "Sent already: «cppo status d-1 --sandbox»."),)
    assert rows_here([here], lambda text: commands_here(text, " --sandbox")) == (here,), "said once"
