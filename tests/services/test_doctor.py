"""What the doctor says of an account, asked with reading calls only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from cppo_tui.domain.catalog import AuthorizationListing, Caller
from cppo_tui.domain.errors import CatalogError, LoginExpired, NotAllowed
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.services.doctor import ROLE, Diagnosis, State, examine
from tests.domain.given import SELLER, an_authorization

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Account:
    """Answers as told; every call that is not a reading one fails the test."""

    answered: datetime | None = NOW
    listings: tuple[AuthorizationListing, ...] = ()
    refused: dict[str, CatalogError] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the doctor must not call {name}")

    def _asked(self, name: str) -> None:
        if name in self.refused:
            raise self.refused[name]

    def caller(self) -> Caller:
        self._asked("caller")
        return Caller(account=SELLER, arn="arn:aws:iam::777788889999:user/ann", answered=self.answered)

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        self._asked("authorizations")
        yield self.listings

    def offers(self, authorization_id: str = "") -> tuple[()]:
        self._asked("offers")
        return ()

    def change_sets(self, name: str = "") -> tuple[()]:
        self._asked("change_sets")
        return ()

    def agreements(self, product_id: str) -> tuple[()]:
        self._asked("agreements")
        return ()

    def every_agreement(self) -> tuple[()]:
        raise AssertionError("the doctor asks for active agreements only")


def examined(account: Account) -> dict[str, Diagnosis]:
    found = examine(cast(SellerAccount, account), lambda: NOW)
    return {diagnosis.about: diagnosis for diagnosis in found}


def shared() -> tuple[AuthorizationListing, ...]:
    detail = an_authorization()
    return (AuthorizationListing(id=detail.id, detail=detail),)


def test_a_good_account_has_nothing_to_fix() -> None:
    found = examined(Account(listings=shared()))
    assert [one.about for one in found.values() if one.state is State.PROBLEM] == []
    assert found["Authorizations"].says == "1 shared with you, 1 usable."


def test_without_a_login_nothing_else_is_asked() -> None:
    found = examined(Account(refused={"caller": LoginExpired("The token has expired.")}))
    assert list(found) == ["Login"]
    assert found["Login"].state is State.PROBLEM
    assert "log in" in found["Login"].fix.lower()


@pytest.mark.parametrize(
    ("off", "state", "word"),
    [
        (30, State.OK, "agrees"),
        (90, State.NOTE, "ahead of"),
        (-90, State.NOTE, "behind"),
        (900, State.PROBLEM, "ahead"),
    ],
)
def test_the_clock_is_held_against_awss(off: int, state: State, word: str) -> None:
    found = examined(Account(answered=NOW - timedelta(seconds=off)))["Clock"]
    assert found.state is state
    assert word in found.says


def test_a_missing_date_is_not_taken_for_a_right_clock() -> None:
    assert examined(Account(answered=None))["Clock"].state is State.NOTE


def test_nothing_shared_leads_to_the_service_linked_role() -> None:
    found = examined(Account())["Authorizations"]
    assert found.state is State.PROBLEM
    assert ROLE in found.fix


@pytest.mark.parametrize(
    ("call", "about", "state"),
    [
        ("authorizations", "Authorizations", State.PROBLEM),
        ("offers", "Offers", State.PROBLEM),
        ("change_sets", "Change sets", State.PROBLEM),
        ("agreements", "Agreements", State.NOTE),
    ],
)
def test_each_permission_that_is_missing_is_named(call: str, about: str, state: State) -> None:
    found = examined(Account(listings=shared(), refused={call: NotAllowed("User: ann is not authorized.")}))
    assert found[about].state is state
    assert "not authorized" in found[about].says
    assert sum(one.state is State.PROBLEM for one in found.values()) == int(state is State.PROBLEM)
