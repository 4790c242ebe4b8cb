"""What a change set tells: an offer id only once it succeeded, and never its own id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.catalog import ChangeError, ChangeSetStatus, ChangeSetView, ChangeView
from cppo_tui.domain.submission import SubmissionState

SET_ID = "76yesvf8y165pa4f98td2crtg"
OFFER = "offer-euxmbalqomroa"
CREATE, UPDATE = "CreateOfferUsingResaleAuthorization", "UpdateMarkup"
FINAL = {ChangeSetStatus.SUCCEEDED, ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED}


def a_set(status: ChangeSetStatus, *changes: tuple[str, str]) -> ChangeSetView:
    views = tuple(ChangeView(change_type=kind, entity_id=entity) for kind, entity in changes)
    return ChangeSetView(id=SET_ID, status=status, changes=views)


def test_the_offer_is_the_created_entity_wherever_aws_lists_it() -> None:
    for changes in ([(CREATE, OFFER), (UPDATE, "")], [(UPDATE, "offer-other"), (CREATE, OFFER)]):
        assert a_set(ChangeSetStatus.SUCCEEDED, *changes).offer_id == OFFER


def test_a_set_that_creates_nothing_names_the_offer_it_touched() -> None:
    assert a_set(ChangeSetStatus.SUCCEEDED, ("ReleaseOffer", OFFER)).offer_id == OFFER


@pytest.mark.parametrize("status", [status for status in ChangeSetStatus if status != "SUCCEEDED"])
def test_there_is_no_offer_before_or_without_success(status: ChangeSetStatus) -> None:
    assert a_set(status, (CREATE, OFFER)).offer_id == ""


def test_success_without_an_entity_is_no_offer_and_least_of_all_the_sets_own_id() -> None:
    assert a_set(ChangeSetStatus.SUCCEEDED).offer_id == ""
    assert a_set(ChangeSetStatus.SUCCEEDED, (CREATE, "")).offer_id == ""


def test_a_failure_is_told_change_by_change_and_then_as_a_whole() -> None:
    late = ChangeView(change_type=UPDATE, errors=(ChangeError(code="INVALID_INPUT", message="No."),))
    view = ChangeSetView(id=SET_ID, status=ChangeSetStatus.FAILED, changes=(late,), failure_description="So.")
    assert view.failures == ("UpdateMarkup: No. (INVALID_INPUT)", "So.")


entities = st.sampled_from(["", OFFER, "offer-other"])
changes = st.lists(st.tuples(st.sampled_from([CREATE, UPDATE, "ReleaseOffer"]), entities), max_size=7)


@given(st.sampled_from(list(ChangeSetStatus)), changes)
def test_an_offer_id_always_comes_from_a_change_of_a_succeeded_set(
    status: ChangeSetStatus, views: list[tuple[str, str]]
) -> None:
    offer = a_set(status, *views).offer_id
    if offer:
        assert status is ChangeSetStatus.SUCCEEDED
        assert offer in {entity for _, entity in views}
    assert offer != SET_ID


@pytest.mark.parametrize("status", list(ChangeSetStatus))
def test_three_states_are_final(status: ChangeSetStatus) -> None:
    assert status.final == (status in FINAL)


@pytest.mark.parametrize("state", list(SubmissionState))
def test_while_aws_may_have_it_a_submission_is_in_flight(state: SubmissionState) -> None:
    assert state.in_flight == (state.value in ("sending", "accepted", "unknown"))
