"""Every documented asynchronous error code, on the right change (fact sheet 2.15)."""

from pathlib import Path

import pytest

from tests.sandbox import (
    error_cases_offer,
    error_cases_pricing,
    error_cases_release,
    error_cases_terms,
    error_cases_validity,
)
from tests.sandbox.conftest import MakeWire
from tests.sandbox.error_cases import ErrorCase
from tests.sandbox.error_table import TABLE, UNREACHED
from tests.sandbox.planting import with_term_authorizations

CASES = [
    *error_cases_offer.CASES,
    *error_cases_validity.CASES,
    *error_cases_pricing.CASES,
    *error_cases_terms.CASES,
    *error_cases_release.CASES,
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_code_is_reported_on_its_change(make_wire: MakeWire, tmp_path: Path, case: ErrorCase) -> None:
    wire = with_term_authorizations(make_wire, tmp_path / "world.db", case.scenario)
    codes = wire.codes(*case.build(wire))
    if case.alone:
        assert codes == {case.kind: {case.code}}
    else:
        assert case.code in codes[case.kind]


def test_every_code_of_the_table_is_reached_but_for_those_that_say_why_not() -> None:
    reached = {(case.kind, case.code) for case in CASES}
    assert reached <= TABLE
    assert TABLE - reached == set(UNREACHED)
    assert (len(TABLE), len(reached)) == (95, 83)
