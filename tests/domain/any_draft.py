"""Any draft at all, every field of it: what years of use and other hands may leave."""

from hypothesis import strategies as st

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
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from tests.domain.kinds import EVERY_KIND, replacing

AWKWARD = (
    *(
        "",
        "25",
        "0.010",
        "012345678901",
        "yes",
        "null",
        "~",
        "NaN",
        "- a",
        "a: b",
        "a #b",
        "# a",
        "'",
        '"',
        "\\",
    ),
    *(
        "[/b]",
        "{x}",
        "&a *a",
        "!!python/object:os.system",
        "<<",
        "%TAG",
        "…",
        "\ufffe\uffff",
        " x ",
        "@",
        "`",
        "|",
    ),
    *(
        "2027-01-31",
        "10 years",
        "+60 days",
        "1e3",
        "0x1F",
        "1_000",
        "12:30:45",
        "Größe 漢字",
        "😀",
        "---",
        "...",
    ),
)
texts = st.sampled_from(AWKWARD) | st.text(max_size=20).map(clean)
keys = st.text(min_size=1, max_size=8).map(clean).filter(bool)
rows = st.builds(InstallmentRow, due=texts, amount=texts)
installments = st.builds(
    Installments,
    own=st.booleans(),
    rows=st.lists(rows, max_size=3).map(tuple),
    duration=texts,
    quantities=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)
eulas = st.builds(
    EulaChoice, kind=st.sampled_from(EulaKind), url=texts, path=texts, bucket=texts, needs_link=st.booleans()
)
any_drafts = st.builds(
    OfferDraft,
    id=st.just("d" * 32),
    title=texts,
    authorization=st.none() | st.sampled_from([*EVERY_KIND.values()]),
    buyers=st.lists(texts, max_size=3).map(tuple),
    buyer_entry=texts,
    name=st.none() | texts,
    description=st.none() | texts,
    pricing=st.builds(PricingChoice, basis=st.sampled_from(PriceBasis), text=texts, dimension_key=texts),
    agreement=st.none() | texts,
    expiry=st.none() | texts,
    start=texts,
    product_type=st.none() | st.sampled_from(ProductType),
    countries=st.lists(texts, max_size=3).map(tuple),
    purpose=st.sampled_from(Purpose),
    earlier_pricing=st.none() | st.sampled_from(EarlierPricing),
    net_payment=texts,
    eula=eulas,
    installments=installments,
    replaces=st.none() | st.just(replacing()),
    template=texts,
    mode=st.sampled_from(PublishMode),
    reached=st.sampled_from(Step),
    consents=st.frozensets(texts, max_size=3),
    reuse_offer_id=texts,
    reuse_offer_revision=st.integers(0, 9),
)


def beside(draft: OfferDraft) -> OfferDraft:
    """What no file holds of a draft: its id, how far it got, and what AWS told."""
    return OfferDraft(
        id=draft.id, reached=draft.reached, authorization=draft.authorization, replaces=draft.replaces
    )
