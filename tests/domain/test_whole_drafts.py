"""Any draft at all: nothing raises, and what nothing stops can be sent, as exactly one offer."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.checks import CheckContext, check_all, check_step
from cppo_tui.domain.complete import offer_terms, read_draft
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
)
from cppo_tui.domain.expected import expected_prices
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.legal import SignedLink
from cppo_tui.domain.steps import Step
from cppo_tui.domain.validity import validity_words
from tests.domain.given import BUYER, NOW, OTHER_BUYER, TODAY, a_context, an_authorization
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    charges,
    contract,
    installments,
    own_amounts,
    own_schedule,
    replacing,
)

authorizations = st.sampled_from(
    [
        *EVERY_KIND.values(),
        None,
        an_authorization(kind=PricingKind.UNKNOWN),
        an_authorization("0"),
        contract(rate_cards=()),
        contract(net_payment="P60D", latest_start=date(2027, 3, 1), reseller_contract="x"),
        installments(schedule=charges(date(2026, 11, 1), date(2027, 3, 1))),
        installments(fixed=None),
    ]
)
dates = st.integers(-5, 1200).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
figures = st.sampled_from(["", "0", "5.", "007", "25", "33.3", "1000", "1500.5", "99999999.99", "5,0", "1e2"])
lengths = st.sampled_from(["", "12 months", "1 year", "36 months", "P12M", "450 days", "10 years", "60 days"])
whens = dates | lengths | st.text(max_size=6)
rows = st.builds(InstallmentRow, due=dates | lengths, amount=figures)
own = st.builds(
    Installments,
    own=st.booleans(),
    rows=st.lists(rows, max_size=4).map(tuple),
    duration=st.sampled_from(["", "P12M", "P36M", "P24M"]),
    quantities=st.lists(st.tuples(st.sampled_from(["seats", "storage", "gone"]), figures), max_size=3).map(
        tuple
    ),
)
eulas = st.builds(
    EulaChoice,
    kind=st.sampled_from(EulaKind),
    url=st.sampled_from(["", "https://b.s3.amazonaws.com/e.pdf", "https://["]),
    path=st.sampled_from(["", "e.pdf"]),
    needs_link=st.booleans(),
)
drafts = st.builds(
    OfferDraft,
    id=st.just("d" * 32),
    authorization=authorizations,
    buyers=st.sampled_from([(), (BUYER,), (BUYER, OTHER_BUYER), ("12",)]),
    name=st.none() | st.text(max_size=5),
    pricing=st.builds(
        PricingChoice,
        basis=st.sampled_from(PriceBasis),
        text=figures,
        dimension_key=st.sampled_from(["", "seats / P12M", "units", "gone"]),
    ),
    agreement=st.none() | whens,
    expiry=st.none() | whens,
    start=st.just("") | whens,
    product_type=st.none() | st.sampled_from(ProductType),
    countries=st.lists(st.sampled_from(["US", "DE", "XX"]), max_size=2).map(tuple),
    purpose=st.sampled_from(Purpose),
    earlier_pricing=st.none() | st.sampled_from(EarlierPricing),
    net_payment=st.sampled_from(["", "P15D", "P60D", "x"]),
    eula=eulas,
    installments=own,
    replaces=st.none() | st.just(replacing()),
    reuse_offer_id=st.sampled_from(["", "offer-x"]),
)
LINK = SignedLink(source="e.pdf", url="https://b.s3.amazonaws.com/e.pdf?X-Amz-Signature=0", ends=NOW)
contexts = st.sampled_from(
    [a_context(), a_context(signed_eula=LINK), a_context(offers=None, seller_account="")]
)


FIELDS = sorted(set(OfferDraft.model_fields) - {"id", "authorization"})
SCHEDULES = {"installments": own_amounts("1000", "1000.01", "2000"), "contract": own_schedule()}


@st.composite
def nearly_good_drafts(draw: st.DrawFn) -> OfferDraft:
    """A good draft of any kind, some of them with own installments, and up to three fields of another."""
    name = draw(st.sampled_from(sorted(EVERY_KIND)))
    draft = a_draft_of(EVERY_KIND[name])
    if name in SCHEDULES and draw(st.booleans()):
        draft = draft.model_copy(update={"installments": SCHEDULES[name]})
    other = draw(drafts)
    changed = draw(st.lists(st.sampled_from(FIELDS), max_size=3))
    return draft.model_copy(update={field: getattr(other, field) for field in changed})


@settings(max_examples=1000)
@given(drafts | nearly_good_drafts(), contexts)
def test_nothing_raises_and_every_finding_stands_at_its_step(
    draft: OfferDraft, context: CheckContext
) -> None:
    for step in Step:
        assert {finding.step for finding in check_step(step, draft, context)} <= {step}
    check_all(draft, context)
    reading = read_draft(draft, context)
    priced = reading.markup is not None or reading.schedule is not None
    wholesale = draft.authorization.wholesale if draft.authorization else ()
    assert bool(expected_prices(reading)) == (priced and bool(wholesale))
    if reading.validity is not None:
        assert validity_words(reading.validity, draft.authorization)


@settings(max_examples=1000)
@given(nearly_good_drafts(), contexts)
def test_what_nothing_stops_can_be_sent_and_what_cannot_be_sent_says_why(
    draft: OfferDraft, context: CheckContext
) -> None:
    terms = offer_terms(draft, context)
    if stopping(check_all(draft, context)):
        return
    assert terms is not None
    assert bool(terms.markup) != bool(terms.charges)
    assert terms.expires > context.today
    assert terms.validity.end is None or terms.validity.end > terms.expires


@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_good_draft_of_every_kind_is_among_those_nothing_stops(name: str) -> None:
    for own in {Installments(), SCHEDULES.get(name, Installments())}:
        draft = a_draft_of(EVERY_KIND[name], installments=own)
        assert stopping(check_all(draft, a_context())) == ()
        assert offer_terms(draft, a_context()) is not None
