"""Random drafts a person could make, each from an authorization the sandbox shares."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_reading import authorization_from_entity
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.checks.further import shorter_terms
from cppo_tui.domain.draft import (
    EarlierPricing,
    EulaChoice,
    EulaKind,
    InstallmentRow,
    Installments,
    OfferDraft,
    PricingChoice,
    ProductType,
    Purpose,
)
from cppo_tui.domain.installments import may_set_installments
from cppo_tui.domain.product import likely_type
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest

Json = dict[str, Any]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KNOWN_TYPES = {vendors.SERVICES: ProductType.SERVICES, vendors.AMI_ANNUAL: ProductType.MACHINE}
"""What the person knows about a product and no document says."""


def call(sandbox: Sandbox, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
    """One request and its answer, without any client between."""
    sent = b"" if body is None else json.dumps(body).encode()
    answer = sandbox.respond(WireRequest(method, f"https://catalog.invalid{path}", {}, sent))
    return answer.status, json.loads(answer.body)


def authorizations(sandbox: Sandbox) -> dict[str, ResaleAuthorization]:
    """Everything shared with the reseller, as the wizard reads it."""
    query = {"Catalog": "AWSMarketplace", "EntityType": "ResaleAuthorization", "OwnershipType": "SHARED"}
    _, page = call(sandbox, "POST", "/ListEntities", {**query, "MaxResults": 50})
    found = {}
    for line in page["EntitySummaryList"]:
        path = f"/DescribeEntity?catalog=AWSMarketplace&entityId={line['EntityId']}"
        found[line["EntityId"]] = authorization_from_entity(call(sandbox, "GET", path)[1])
    return found


_BUYERS = ("111122223333", "411122223333", "422233334444", "210987654321", "000000000000", "12")
_FIGURES = st.one_of(
    st.sampled_from(["25", "0", "33.333333333", ".5", "1000000", "25.", "-1", "1e2", "5,0", ""]),
    st.decimals(0, 200, places=3).map(lambda value: f"{value:f}"),
)
_LENGTHS = st.one_of(
    st.sampled_from(
        [
            "1 year",
            "12 months",
            "P12M",
            "P6M",
            "24 months",
            "36 months",
            "400 days",
            "1095 days",
            "1096 days",
            "10 years",
            "3 days",
            "P365D",
            "2027-11-22",
            "2036-11-23",
            "2026-12-01",
            "",
            "soon",
        ]
    ),
    st.integers(1, 4000).map(lambda days: f"{days} days"),
)
_DAYS = st.one_of(
    st.sampled_from(["", "+60 days", "2027-01-31", "2026-11-23", "2026-11-24", "2029-11-23", "2029-11-24"]),
    st.integers(-2, 1500).map(lambda days: f"{days} days" if days >= 0 else "2026-11-20"),
)
_AMOUNTS = st.one_of(
    st.sampled_from(
        ["12500", "12500.00", "12499.99", "40000", "50000.5", "100000000", "100000000.01", "", "x"]
    ),
    st.decimals(0, 60_000, places=2).map(lambda value: f"{value:f}"),
)
_ROWS = st.lists(st.builds(InstallmentRow, due=_DAYS, amount=_AMOUNTS), max_size=5).map(tuple)
_QUANTITIES = st.lists(
    st.tuples(
        st.sampled_from(["analyst", "viewer", "admin", "hosts"]), st.sampled_from(["1", "40", "0", "x", ""])
    ),
    max_size=3,
).map(tuple)
_GOOD_EULAS = [
    EulaChoice(),
    EulaChoice(kind=EulaKind.STANDARD),
    EulaChoice(kind=EulaKind.URL, url="https://contracts.s3.amazonaws.com/eula.pdf"),
]
_EULAS = st.sampled_from(
    [
        EulaChoice(),
        EulaChoice(kind=EulaKind.STANDARD),
        EulaChoice(kind=EulaKind.URL, url="https://contracts.s3.amazonaws.com/eula.pdf"),
        EulaChoice(kind=EulaKind.URL, url="https://s3.eu-central-1.amazonaws.com/contracts/eula.pdf"),
        EulaChoice(kind=EulaKind.URL, url="https://example.com/eula.pdf"),
        EulaChoice(kind=EulaKind.URL, url="http://contracts.s3.amazonaws.com/eula.pdf"),
    ]
)
_NAMES = st.sampled_from([None, "Contoso 2027", " leading", "a<b", "x" * 150, "x" * 151, "Größe – 漢字", ""])


@st.composite
def drafts(draw: st.DrawFn, shared: dict[str, ResaleAuthorization]) -> OfferDraft:
    """A draft with anything in its fields; most fields are usually as they should be."""
    usable = [key for key in sorted(shared) if shared[key].status == "Active" and not shared[key].used_up]
    authorization = shared[draw(st.sampled_from(usable * 9 + sorted(shared)))]

    def usually(good: Any, any_value: st.SearchStrategy[Any]) -> Any:
        return draw(any_value) if draw(st.integers(0, 19)) > 17 else good

    allowed = authorization.buyers[0].account if authorization.buyers else "111122223333"
    length = authorization.rate_cards[0].duration if authorization.rate_cards else "400 days"
    own = draw(st.booleans()) if may_set_installments(authorization) else draw(st.integers(0, 19)) > 18
    starts = draw(st.sampled_from(["90 days", "2027-03-01", "400 days"])) if authorization.rate_cards else ""
    shorter = shorter_terms(authorization)
    due = draw(st.sampled_from(["", *shorter])) if shorter else ""
    return OfferDraft(
        id="d" * 32,
        authorization=authorization,
        product_type=KNOWN_TYPES.get(authorization.id, likely_type(authorization)),
        buyers=usually((allowed,), st.lists(st.sampled_from(_BUYERS), max_size=3).map(tuple)),
        name=usually(None, _NAMES),
        description=usually(None, _NAMES),
        pricing=PricingChoice(text=usually("25", _FIGURES)),
        agreement=usually("700 days" if authorization.usage_prices else length, _LENGTHS),
        expiry=usually(None, _DAYS),
        start=usually(draw(st.sampled_from(["", starts])), _DAYS),
        countries=usually(
            draw(st.sampled_from([(), ("US", "DE")])),
            st.lists(st.sampled_from(["US", "DE", "XX", "us"]), max_size=2).map(tuple),
        ),
        purpose=draw(st.sampled_from(Purpose)),
        earlier_pricing=draw(st.none() | st.sampled_from(EarlierPricing)),
        net_payment=usually(due, st.sampled_from(["P15D", "P30D", "P45D", "P60D", "P120D"])),
        eula=usually(draw(st.sampled_from(_GOOD_EULAS)), _EULAS),
        installments=_installments(draw, authorization, usually) if own else Installments(),
        reached=Step.REVIEW,
        consents=frozenset({contract_consent(authorization)}),
    )


def _installments(
    draw: st.DrawFn, authorization: ResaleAuthorization, usually: Callable[[Any, Any], Any]
) -> Installments:
    """Own amounts on the ISV's dates, or a schedule of one's own."""
    theirs = tuple(InstallmentRow(amount=f"{charge.amount + 100:f}") for charge in authorization.schedule)
    ours = (InstallmentRow(due="30 days", amount="90000"), InstallmentRow(due="200 days", amount="90000"))
    durations = [card.duration for card in authorization.rate_cards] or [""]
    return Installments(
        own=True,
        rows=usually(theirs or ours, _ROWS),
        duration=usually(durations[0], st.sampled_from([*durations, "P99M"])),
        quantities=usually((("analyst", "3"),), _QUANTITIES),
    )
