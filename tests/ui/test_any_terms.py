"""Any prices, installments and terms can be shown on steps 3 to 5, and are not changed by being looked at."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.domain.draft import (
    EarlierPricing,
    EulaChoice,
    EulaKind,
    InstallmentRow,
    Installments,
    OfferDraft,
    ProductType,
    Purpose,
    Replaced,
)
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import (
    AMI_ANNUAL,
    CONSUMPTION,
    CONTRACT,
    INSTALLMENTS,
    MANY_DIMENSIONS,
    NET_TERMS,
    SERVICES,
)
from tests.reliability.scale import times
from tests.ui.looks import rows
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle
from tests.ui.test_any_draft import TEXTS

SOURCES = st.sampled_from(
    ["", BRONZE, NET_TERMS, MANY_DIMENSIONS, AMI_ANNUAL, CONSUMPTION, CONTRACT, INSTALLMENTS, SERVICES]
)
ROWS = st.lists(st.builds(InstallmentRow, due=TEXTS, amount=TEXTS), max_size=8).map(tuple)
KEYS = st.sampled_from(["analyst", "gone", "m7_large"]) | TEXTS
OWN = st.builds(
    Installments,
    own=st.booleans(),
    rows=ROWS,
    duration=st.sampled_from(["", "P12M", "P7M"]),
    quantities=st.lists(st.tuples(KEYS, TEXTS), max_size=4).map(tuple),
)
EULA = st.builds(
    EulaChoice,
    kind=st.sampled_from(EulaKind),
    url=TEXTS,
    path=TEXTS,
    bucket=TEXTS,
    needs_link=st.booleans(),
)
REPLACED = st.builds(Replaced, agreement_id=TEXTS, acceptor=st.just(BUYER))


@st.composite
def drafts(draw: st.DrawFn, stage: Stage) -> OfferDraft:
    """A draft as it may be left when the authorization has been exchanged under it."""
    return stage.draft(
        draw(SOURCES),
        agreement=draw(st.none() | TEXTS),
        expiry=draw(st.none() | TEXTS),
        start=draw(TEXTS),
        installments=draw(OWN),
        eula=draw(EULA),
        countries=draw(st.lists(TEXTS, max_size=3).map(tuple)),
        net_payment=draw(st.sampled_from(["", "P30D", "P90D", "P1Y", "[/b]"])),
        purpose=draw(st.sampled_from(Purpose)),
        earlier_pricing=draw(st.none() | st.sampled_from(EarlierPricing)),
        product_type=draw(st.none() | st.sampled_from(ProductType)),
        replaces=draw(st.none() | REPLACED),
    )


@settings(max_examples=times(4, 60))
@given(data=st.data(), size=st.sampled_from([SMALL, LARGE]))
def test_any_terms_give_the_same_picture_twice_and_stay_as_they_are(
    data: st.DataObject, size: tuple[int, int]
) -> None:
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        asyncio.run(_show_twice(stage, data.draw(drafts(stage)), size))
        stage.store.close()


async def _show_twice(stage: Stage, draft: OfferDraft, size: tuple[int, int]) -> None:
    async with stage.at(Step.PRICING, draft, size=size) as pilot:
        for step in (Step.PRICING, Step.TERMS, Step.REVIEW):
            pictures = []
            for _ in range(2):
                stage.app.go_to(step)
                await settle(pilot)
                pictures.append(rows(stage.app))
            assert pictures[0] == pictures[1], step
            assert stage.app.drafting.draft == draft, f"{step.title} changed the draft by being looked at"
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        stage.app.screen.query_one("#more").focus()
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert stage.app.drafting.draft == draft, "the further terms changed the draft by being looked at"
