"""A copy of a value with other fields knows nothing of what was worked out from the old ones."""

from decimal import Decimal

from pydantic import BaseModel

from cppo_tui.domain.pricing_terms import UnitPrice
from tests.domain.given import an_authorization


def dearer() -> dict[str, tuple[UnitPrice, ...]]:
    return {"usage_prices": (UnitPrice(dimension_key="premiums", wholesale=Decimal("0.009")),)}


def test_wholesale_prices_are_worked_out_once() -> None:
    authorization = an_authorization("0.008")
    assert authorization.wholesale is authorization.wholesale


def test_a_copy_works_them_out_anew() -> None:
    authorization = an_authorization("0.008")
    assert [price.amount for price in authorization.wholesale] == [Decimal("0.008")]
    copied = authorization.model_copy(update=dearer())
    assert [price.amount for price in copied.wholesale] == [Decimal("0.009")]
    assert [price.amount for price in authorization.wholesale] == [Decimal("0.008")]


def test_control_pydantic_s_own_copy_keeps_the_old_ones() -> None:
    authorization = an_authorization("0.008")
    assert authorization.wholesale
    copied = BaseModel.model_copy(authorization, update=dearer())
    assert [price.amount for price in copied.wholesale] == [Decimal("0.008")]


def test_having_worked_them_out_makes_no_difference_to_what_is_compared_or_stored() -> None:
    asked, fresh = an_authorization("0.008"), an_authorization("0.008")
    assert asked.wholesale
    assert asked == fresh
    assert asked.model_dump_json() == fresh.model_dump_json()
