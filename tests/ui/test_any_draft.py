"""Any draft can be shown on any step, thrown away, and shown again with an equal picture."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import EURO, EXPIRED, MANY_DIMENSIONS, NAMED_BUYERS, SERVICES
from tests.reliability.scale import times
from tests.ui.looks import rows
from tests.ui.stage import LARGE, SMALL, Stage, settle

TEXTS = st.one_of(
    st.text(max_size=40).map(clean),
    st.sampled_from(["", "25", "5,0", "10 years", "+60 days", "2020-01-01", "[/b]", "x" * 400, "9999 years"]),
)
BUYERS = st.lists(
    st.one_of(st.from_regex(r"[0-9]{12}", fullmatch=True), TEXTS.filter(bool)), max_size=30
).map(tuple)
SOURCES = st.sampled_from(["", BRONZE, EURO, EXPIRED, MANY_DIMENSIONS, NAMED_BUYERS, SERVICES])


@st.composite
def drafts(draw: st.DrawFn, stage: Stage) -> OfferDraft:
    """A draft as years of use, other versions and other hands may leave it."""
    source = draw(SOURCES)
    key = draw(st.sampled_from(["", "meter_200", "gone", "gri_premiums"]))
    return OfferDraft(
        id="a" * 32,
        title=draw(TEXTS),
        authorization=stage.authorization(source) if source else None,
        buyers=draw(BUYERS),
        buyer_entry=draw(TEXTS),
        name=draw(st.none() | TEXTS),
        description=draw(st.none() | TEXTS),
        pricing=PricingChoice(basis=draw(st.sampled_from(PriceBasis)), text=draw(TEXTS), dimension_key=key),
        agreement=draw(st.none() | TEXTS),
        expiry=draw(st.none() | TEXTS),
        mode=draw(st.sampled_from(PublishMode)),
        reached=draw(st.sampled_from(Step)),
        consents=draw(st.frozensets(TEXTS, max_size=2)),
        reuse_offer_id=draw(st.sampled_from(["", "offer-staledraft3wrn"])),
    )


@settings(max_examples=times(2, 60))
@given(data=st.data(), size=st.sampled_from([SMALL, LARGE]))
def test_any_draft_gives_the_same_picture_twice_on_every_step(
    data: st.DataObject, size: tuple[int, int]
) -> None:
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        asyncio.run(_show_twice(stage, data.draw(drafts(stage)), size))
        stage.store.close()


async def _show_twice(stage: Stage, draft: OfferDraft, size: tuple[int, int]) -> None:
    async with stage.at(Step.OPPORTUNITY, draft, size=size) as pilot:
        for step in [*Step][:5]:
            pictures = []
            for _ in range(2):
                stage.app.go_to(step)
                await settle(pilot)
                pictures.append(rows(stage.app))
            assert pictures[0] == pictures[1], step
            assert stage.app.drafting.draft == draft, f"{step.title} changed the draft by being looked at"
