"""Offer files in the wizard: opened from the list of drafts, saved from the review."""

from pathlib import Path

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import PriceBasis
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.catalogs import Before
from tests.ui.looks import click, shown, toasts
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, settle, type_text

FILE = f"""\
authorization: {BRONZE}
buyers: [{BUYER}]
price: 0.010
agreement: 10 years
name: Größe [b]
"""


class Unreadable(Before):
    """AWS answers, but not about authorizations."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        raise ServiceFault("AWS had a fault.")


async def open_file(stage: Stage, pilot: AppPilot, name: str) -> None:
    """From the list of drafts, by the key."""
    await pilot.press("i")
    await settle(pilot)
    assert isinstance(stage.app.screen, TypeIn)
    await type_text(pilot, name)
    await pilot.press("enter")
    await settle(pilot)


async def test_a_file_becomes_a_draft_that_is_stored_and_shown_at_its_review(stage: Stage) -> None:
    (stage.folder / "offer.yaml").write_text(FILE, encoding="utf-8")
    async with stage.running() as pilot:
        await open_file(stage, pilot, "offer.yaml")
        assert isinstance(stage.app.screen, ReviewScreen)
        draft = stage.app.drafting.draft
        assert (draft.buyers, draft.name, draft.agreement) == ((BUYER,), "Größe [b]", "10 years")
        assert (draft.pricing.basis, draft.pricing.text) == (PriceBasis.PRICE, "0.010")
        assert draft.authorization is not None
        assert draft.authorization.id == BRONZE
        await settle(pilot)
        assert stage.store.load_draft(draft.id)[0] == draft


async def test_faults_of_the_form_are_shown_with_their_lines_until_they_are_mended(stage: Stage) -> None:
    path = stage.folder / "offer.yaml"
    path.write_text(FILE.replace("price:", "prize:"), encoding="utf-8")
    async with stage.running(size=LARGE) as pilot:
        await open_file(stage, pilot, "offer.yaml")
        assert isinstance(stage.app.screen, Ask)
        text = shown(stage.app)
        assert "offer.yaml:3" in text
        assert "There is no key “prize”." in text
        assert "Did you mean “price”?" in text
        path.write_text(FILE, encoding="utf-8")
        await click(pilot, "#yes")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a: &x 1\nb: *x", b"- a", b"template: gone\n"])
async def test_what_cannot_be_read_makes_no_draft(stage: Stage, content: bytes | None) -> None:
    if content is not None:
        (stage.folder / "offer.yaml").write_bytes(content)
    async with stage.running() as pilot:
        await open_file(stage, pilot, "offer.yaml")
        assert isinstance(stage.app.screen, Ask)
        await click(pilot, "#no")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert stage.store.drafts() == []


async def test_without_a_connection_the_authorization_is_left_to_be_chosen(stage: Stage) -> None:
    (stage.folder / "offer.yaml").write_text(FILE, encoding="utf-8")
    stage.wrap = Unreadable
    async with stage.running() as pilot:
        await open_file(stage, pilot, "offer.yaml")
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.authorization is None
        assert stage.app.drafting.draft.buyers == (BUYER,)
        assert BRONZE in toasts(stage.app)


async def test_what_the_review_saves_opens_as_an_equal_draft_with_an_equal_plan(stage: Stage) -> None:
    draft = stage.agreed("a:b", name="[/b] yes")
    async with stage.at(Step.REVIEW, draft) as pilot:
        await pilot.press("f")
        await settle(pilot)
        (path,) = stage.folder.glob("cppo-offer-*.yaml")
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.name in toasts(stage.app)
        before = path.read_bytes()
        await pilot.press("f")
        await settle(pilot)
        assert path.read_bytes() == before
        while not isinstance(stage.app.screen, HomeScreen):
            await pilot.press("escape")
            await settle(pilot)
        await open_file(stage, pilot, path.name)
        opened = stage.app.drafting.draft
    assert opened == draft.model_copy(update={"id": opened.id, "reached": Step.REVIEW})
    assert stage.plan(opened).payload == stage.plan(draft).payload


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_list_of_drafts_offers_it_by_mouse(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.running(size=size) as pilot:
        await click(pilot, "#from-file")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "Open an offer file" in shown(stage.app)


async def test_the_review_offers_it_by_mouse(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(), size=LARGE) as pilot:
        await click(pilot, "#save-file")
        await settle(pilot)
        assert list(Path(stage.folder).glob("cppo-offer-*.yaml"))
