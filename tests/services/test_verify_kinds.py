"""Ours beside AWS's for every kind of offer: what AWS reads back unchanged shows no difference."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferPrice, OfferView
from cppo_tui.domain.draft import EulaChoice, EulaKind, Installments, OfferDraft, Purpose
from cppo_tui.domain.pricing_terms import Grant
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.domain.validity import Validity
from cppo_tui.domain.verify import compare, compared
from cppo_tui.services.planner import make_plan
from tests.domain.given import BUYER, a_context
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    contract,
    installments,
    own_amounts,
    own_schedule,
    replacing,
)

SEATS = (Grant(dimension_key="seats", quantity=10),)
LATER = Validity(start=date(2027, 2, 1), end=date(2028, 1, 31))
OFFERS: list[tuple[str, OfferDraft, dict[str, Any]]] = [
    (
        "usage",
        a_draft_of(EVERY_KIND["usage"]),
        {"prices": {"units": "0.01"}, "validity": Validity(duration="P450D")},
    ),
    (
        "hourly with annual",
        a_draft_of(EVERY_KIND["hourly with annual"]),
        {
            "prices": {"m5.large": "0.125", "m5.large / P365D": "625"},
            "validity": Validity(duration="P450D"),
        },
    ),
    (
        "contract with consumption",
        a_draft_of(EVERY_KIND["contract with consumption"]),
        {"prices": {"seats / P12M": "125", "storage / P12M": "13.125", "calls": "0.00125"}},
    ),
    (
        "installments",
        a_draft_of(installments()),
        {
            "prices": {
                **{f"due {day}": "1250" for day in ("2026-12-01", "2027-03-01", "2027-06-01")},
                "calls": "0.00125",
            },
            "validity": Validity(duration="P12M"),
            "grants": SEATS,
        },
    ),
    (
        "paid at once",
        a_draft_of(EVERY_KIND["paid at once"]),
        {"prices": {"fixed upfront": "1250"}, "validity": Validity(duration="P12M"), "grants": SEATS},
    ),
    (
        "own amounts",
        a_draft_of(installments(), installments=own_amounts("1000", "1500", "2000")),
        {
            "markup": "",
            "prices": {
                "due 2026-12-01": "1000",
                "due 2027-03-01": "1500",
                "due 2027-06-01": "2000",
                "calls": "0.001",
            },
            "validity": Validity(duration="P12M"),
            "grants": SEATS,
        },
    ),
    (
        "own schedule",
        a_draft_of(contract(), installments=own_schedule()),
        {
            "markup": "0",
            "prices": {"due 2026-12-01": "600", "due 2027-06-01": "600"},
            "validity": Validity(duration="P12M"),
            "grants": SEATS,
        },
    ),
    (
        "later start and further terms",
        a_draft_of(
            contract(net_payment="P60D"),
            start="2027-02-01",
            countries=("US", "DE"),
            net_payment="P30D",
            purpose=Purpose.EXISTING,
            eula=EulaChoice(kind=EulaKind.STANDARD),
        ),
        {
            "prices": {"seats / P12M": "125", "storage / P12M": "13.125"},
            "validity": LATER,
            "countries": ("DE", "US"),
            "net_payment": "P30D",
            "purpose": ("AwsMarketplace", "Contract"),
            "eula": "StandardEula",
        },
    ),
    (
        "replacement",
        a_draft_of(contract(), replaces=replacing(), agreement="2028-01-31"),
        {
            "prices": {"seats / P12M": "125", "storage / P12M": "13.125"},
            "validity": Validity(end=date(2028, 1, 31)),
        },
    ),
]
DRAFTS = {name: draft for name, draft, _ in OFFERS}
FACTS = {name: facts for name, _, facts in OFFERS}


def as_aws_reads_it(name: str, **changes: Any) -> OfferView:
    """The draft offer of this draft as DescribeEntity tells it, but for the changes."""
    draft = DRAFTS[name]
    assert draft.authorization is not None
    facts = {"markup": "25", **FACTS[name], **changes}
    prices = tuple(OfferPrice(key=key, price=Decimal(price)) for key, price in facts.pop("prices").items())
    plan = make_plan(draft, a_context(), world="sandbox")
    terms = reviewed_terms(plan)
    return OfferView(
        id="offer-x",
        revision=1,
        authorization_id=draft.authorization.id,
        name=terms.name,
        description=terms.description,
        buyers=(BUYER,),
        prices=prices,
        expires=datetime(2027, 1, 22, 23, 59, 59, 999000, tzinfo=UTC),
        **facts,
    )


def differing(name: str, **changes: Any) -> dict[str, tuple[str, str]]:
    plan = make_plan(DRAFTS[name], a_context(), world="sandbox")
    lines = compare(reviewed_terms(plan), dict(plan.prices), as_aws_reads_it(name, **changes))
    return {line.label: (line.ours, line.theirs) for line in lines if not line.same}


@pytest.mark.parametrize("name", DRAFTS)
def test_what_aws_reads_back_unchanged_shows_no_difference(name: str) -> None:
    assert differing(name) == {}


@pytest.mark.parametrize("name", DRAFTS)
def test_every_price_is_compared(name: str) -> None:
    for key, price in FACTS[name]["prices"].items():
        other = {**FACTS[name]["prices"], key: str(Decimal(price) + 1)}
        assert list(differing(name, prices=other)) == [f"Price of {key}"]
        rest = {one: told for one, told in other.items() if one != key}
        assert differing(name, prices=rest) == {f"Price of {key}": (price, "missing")}


def test_a_price_aws_adds_is_shown() -> None:
    more = {**FACTS["own schedule"]["prices"], "calls": "0.001"}
    assert differing("own schedule", prices=more) == {"Price of calls": ("not expected", "0.001")}


@pytest.mark.parametrize(
    ("name", "change", "label", "told"),
    [
        ("usage", {"validity": Validity(duration="P451D")}, "Agreement", ("P450D", "P451D")),
        (
            "contract with consumption",
            {"validity": Validity(duration="P12M")},
            "Agreement",
            ("as long as the buyer chooses", "P12M"),
        ),
        (
            "later start and further terms",
            {"validity": Validity(start=date(2027, 2, 1), end=date(2028, 2, 1))},
            "Agreement",
            ("2027-02-01 to 2028-01-31", "2027-02-01 to 2028-02-01"),
        ),
        (
            "replacement",
            {"validity": Validity(end=date(2028, 1, 30))},
            "Agreement",
            ("acceptance to 2028-01-31", "acceptance to 2028-01-30"),
        ),
        ("own schedule", {"markup": "25"}, "Markup", ("none", "25")),
        ("own amounts", {"markup": "0.1"}, "Markup", ("none", "0.1")),
        (
            "own schedule",
            {"grants": (Grant(dimension_key="seats", quantity=9),)},
            "Quantity of seats",
            ("10", "9"),
        ),
        ("own schedule", {"grants": ()}, "Quantity of seats", ("10", "none")),
        (
            "own schedule",
            {"grants": (*SEATS, Grant(dimension_key="storage", quantity=1))},
            "Quantity of storage",
            ("none", "1"),
        ),
        ("later start and further terms", {"countries": ()}, "Countries", ("DE, US", "any")),
        ("later start and further terms", {"net_payment": "P60D"}, "Payment due", ("P30D", "P60D")),
        ("later start and further terms", {"net_payment": ""}, "Payment due", ("P30D", "none")),
        (
            "later start and further terms",
            {"purpose": None},
            "Purpose",
            ("AwsMarketplace, Contract", "new to this product"),
        ),
        ("usage", {"purpose": ("External", "Byol")}, "Purpose", ("new to this product", "External, Byol")),
        ("usage", {"countries": ("US",)}, "Countries", ("any", "US")),
        (
            "later start and further terms",
            {"eula": "CustomEula"},
            "End-user agreement",
            ("StandardEula", "CustomEula"),
        ),
    ],
)
def test_each_fact_that_alone_differs_is_shown(
    name: str, change: dict[str, Any], label: str, told: tuple[str, str]
) -> None:
    assert differing(name, **change) == {label: told}


def test_what_was_inherited_is_nothing_to_compare_while_the_authorization_is_not_known() -> None:
    assert differing("usage", net_payment="P60D", eula="CustomEula") == {}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"net_payment": "P60D", "eula": "StandardEula"}, {}),
        (
            {"net_payment": "P60D", "eula": "CustomEula"},
            {"End-user agreement": ("StandardEula", "CustomEula")},
        ),
        ({"net_payment": "P15D", "eula": "StandardEula"}, {"Payment due": ("P60D", "P15D")}),
        ({"net_payment": "", "eula": "StandardEula"}, {"Payment due": ("P60D", "none")}),
    ],
)
def test_what_was_inherited_is_compared_with_the_authorization(
    facts: dict[str, str], told: dict[str, tuple[str, str]]
) -> None:
    granted = contract(net_payment="P60D", eula="StandardEula 2022-07-14")
    plan = make_plan(a_draft_of(granted), a_context(), world="sandbox")
    lines = compared(plan, as_aws_reads_it("usage", **facts), granted)
    inherited = {line.label: line for line in lines if line.label in ("End-user agreement", "Payment due")}
    assert {label: (one.ours, one.theirs) for label, one in inherited.items() if not one.same} == told


@pytest.mark.parametrize("authorization", [installments(), contract()])
def test_the_plans_prices_are_the_ones_that_are_compared(authorization: ResaleAuthorization) -> None:
    plan = make_plan(a_draft_of(authorization, installments=Installments()), a_context(), world="sandbox")
    assert [key for key, _ in plan.prices] == [price.key for price in authorization.wholesale]
