"""Random drafts a person could make, each from an authorization the sandbox shares."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

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
    PriceBasis,
    PricingChoice,
    ProductType,
    Purpose,
    Replaced,
)
from cppo_tui.domain.installments import may_set_installments
from cppo_tui.domain.legal import SignedLink, signed
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.product import likely_type, may_replace
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox import seed_offers, seed_terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest

Json = dict[str, Any]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BUYER = "411122223333"
KNOWN_TYPES = {
    vendors.SERVICES: ProductType.SERVICES,
    vendors.AMI_ANNUAL: ProductType.MACHINE,
    seed_terms.CONTRACT_ON_AMI: ProductType.MACHINE,
}
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
_ADDRESSES = (
    "https://contracts.s3.amazonaws.com/eula.pdf",
    "https://s3.eu-central-1.amazonaws.com/contracts/eula.pdf",
    "https://contracts.s3.dualstack.eu-central-1.amazonaws.com/eula%20v2.pdf?versionId=3",
    "https://s3.amazonaws.com/contracts",
    "https://contracts.s3.amazonaws.com/",
    "https://contracts.s3-website.eu-central-1.amazonaws.com/eula.pdf",
    "https://me@contracts.s3.amazonaws.com/eula.pdf",
    "https://contracts.s3.amazonaws.com:8443/eula.pdf",
    "https://example.com/eula.pdf",
    "http://contracts.s3.amazonaws.com/eula.pdf",
    "",
)
_NAMES = st.sampled_from([None, "Contoso 2027", " leading", "a<b", "x" * 150, "x" * 151, "Größe – 漢字", ""])


class Drawn(NamedTuple):
    """A draft, and the link to its end-user agreement that is kept in memory only."""

    draft: OfferDraft
    link: SignedLink | None = None


def presigned(hours: float) -> str:
    """An address as the console's "share with a presigned URL" gives it: signed two hours ago, and good for
    so many more."""
    signed_at, lasts = NOON - timedelta(hours=2), round((hours + 2) * 3600)
    rest = f"X-Amz-Date={signed_at:%Y%m%dT%H%M%SZ}&X-Amz-Expires={lasts}&X-Amz-Signature=5e"
    return f"https://contracts.s3.amazonaws.com/private.pdf?{rest}"


def typed_address(text: str) -> Drawn:
    """What the wizard keeps of a typed or pasted address: the signature never goes into the draft."""
    link = signed(text)
    url = link.source if link else text
    eula = EulaChoice(kind=EulaKind.URL, url=url, needs_link=link is not None)
    return Drawn(OfferDraft(id="", eula=eula), link)


def uploaded() -> Drawn:
    """A PDF that has just been uploaded."""
    link = SignedLink(source="eula.pdf", url=presigned(166), ends=NOON + timedelta(hours=168))
    eula = EulaChoice(kind=EulaKind.FILE, path="eula.pdf", bucket="contracts")
    return Drawn(OfferDraft(id="", eula=eula), link)


_EULAS = st.one_of(
    st.sampled_from(_ADDRESSES).map(typed_address),
    st.sampled_from([-1, 0, 0.4, 2, 13, 166]).map(presigned).map(typed_address),
    st.sampled_from(
        [uploaded(), Drawn(uploaded().draft), Drawn(typed_address(presigned(166)).draft)]
    ),  # the last two without their links, as after a restart
)
_GOOD_EULAS = (
    Drawn(OfferDraft(id="")),
    Drawn(OfferDraft(id="", eula=EulaChoice(kind=EulaKind.STANDARD))),
    typed_address(_ADDRESSES[0]),
    typed_address(presigned(166)),
    uploaded(),
)


@st.composite
def drafts(
    draw: st.DrawFn, shared: Mapping[str, ResaleAuthorization], running: Mapping[str, Replaced]
) -> Drawn:
    """A draft with anything in its fields; most fields are usually as they should be."""
    usable = [key for key in sorted(shared) if shared[key].status == "Active" and not shared[key].used_up]
    authorization = shared[draw(st.sampled_from(usable * 9 + sorted(shared)))]

    def usually(good: Any, any_value: st.SearchStrategy[Any]) -> Any:
        return draw(any_value) if draw(st.integers(0, 19)) > 17 else good

    allowed = authorization.buyers[0].account if authorization.buyers else BUYER
    length = authorization.rate_cards[0].duration if authorization.rate_cards else "400 days"
    own = draw(st.booleans()) if may_set_installments(authorization) else draw(st.integers(0, 19)) > 18
    starts = draw(st.sampled_from(["90 days", "2027-03-01", "400 days"])) if authorization.rate_cards else ""
    shorter = shorter_terms(authorization)
    due = draw(st.sampled_from(["", *shorter])) if shorter else ""
    legal = usually(draw(st.sampled_from(_GOOD_EULAS)), _EULAS)
    draft = OfferDraft(
        id="d" * 32,
        authorization=authorization,
        product_type=KNOWN_TYPES.get(authorization.id, likely_type(authorization)),
        buyers=usually((allowed,), st.lists(st.sampled_from(_BUYERS), max_size=3).map(tuple)),
        name=usually(None, _NAMES),
        description=usually(None, _NAMES),
        pricing=_pricing(draw, authorization, usually),
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
        eula=legal.draft.eula,
        installments=_installments(draw, authorization, usually) if own else Installments(),
        mode=draw(st.sampled_from(PublishMode)),
        reached=Step.REVIEW,
        consents=frozenset({contract_consent(authorization)}),
    )
    if authorization.id == vendors.CONTRACT and draw(st.integers(0, 9)) == 0:
        draft = draft.model_copy(update={"reuse_offer_id": seed_offers.DRAFT, "reuse_offer_revision": 1})
    return Drawn(_replacing(draw, draft, running, usually), legal.link)


def _pricing(
    draw: st.DrawFn, authorization: ResaleAuthorization, usually: Callable[[Any, Any], Any]
) -> PricingChoice:
    """Mostly a markup; sometimes a margin, or the price of something."""
    basis = draw(st.sampled_from([PriceBasis.MARKUP, *PriceBasis]))
    key = draw(st.sampled_from([price.key for price in authorization.wholesale] or [""]))
    good = "50000" if basis is PriceBasis.PRICE else "25"
    return PricingChoice(basis=basis, text=usually(good, _FIGURES), dimension_key=key)


def _replacing(
    draw: st.DrawFn, draft: OfferDraft, running: Mapping[str, Replaced], usually: Callable[[Any, Any], Any]
) -> OfferDraft:
    """Now and then the offer is to replace an agreement: mostly one that it can."""
    if draw(st.integers(0, 9)) > (3 if may_replace(draft) else 0):
        return draft
    product = draft.authorization.product_id if draft.authorization else ""
    fitting = next((one for one in running.values() if one.product_id == product), None)
    replaced = usually(fitting or next(iter(running.values())), st.sampled_from([*running.values()]))
    ending = usually("500 days", _LENGTHS)
    update: dict[str, Any] = {"replaces": replaced, "buyers": usually((replaced.acceptor,), st.just(()))}
    return draft.model_copy(update={**update, "agreement": ending, "start": usually("", st.just("90 days"))})


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
