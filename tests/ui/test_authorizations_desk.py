"""The authorizations: their health, what hangs on them, what a new one changes, and what begins from one."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.widgets import DataTable

from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.details import Details
from cppo_tui.ui.list_screen import ListScreen
from cppo_tui.ui.screens.bulk import BulkScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from tests.ui.catalogs import Before, NoOffers
from tests.ui.looks import fill, rows, shown, toasts, words
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text

WIDE = (160, 50)


async def at_authorization(stage: Stage, pilot: AppPilot, search: str = "archera bronze") -> None:
    """The desk with the cursor on one of them, the list in focus."""
    await visiting("a")(stage, pilot)
    await fill(pilot, "#search", search)
    await pilot.press("enter")
    await settle(pilot)


async def test_each_row_says_its_health_what_is_left_and_what_hangs_on_it(stage: Stage) -> None:
    async with stage.running(size=WIDE) as pilot:
        await visiting("a")(stage, pilot)
        seen = rows(stage.app)
        for name, health in (
            ("Loomwatch-Meridian-Q4", "ready       any  5 days"),
            ("Quillon-Meridian-Seats ", "ready       any  250 days 1"),
            ("Peakflow-Meridian-OneDeal", "used up     0    60 days"),
            ("Peakflow-Meridian-2023", "expired     any  over"),
        ):
            assert any(name in row and health in row for row in seen), (name, seen)


async def test_what_ends_soon_and_what_cannot_be_used_can_be_asked_for(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("a")(stage, pilot)
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(stage.app.screen, Choose)
        assert "end within 14 days (1)" in shown(stage.app)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert "1 of 19" in shown(stage.app)
        assert "Ends in 5 days: no new offer after that." in shown(stage.app)


async def test_its_detail_names_the_open_offers_that_hang_on_it(stage: Stage) -> None:
    async with stage.running(size=WIDE) as pilot:
        await at_authorization(stage, pilot)
        assert "1 open offer hangs on it" in shown(stage.app)
        assert "Delmar Freight - Archera open until 3 January 2027, 41 days left" in shown(stage.app)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(stage.app.screen, OffersScreen)
        assert "of 5" in shown(stage.app)
        assert stage.app.screen.searched == BRONZE


async def test_another_one_for_the_product_is_laid_beside_it(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await at_authorization(stage, pilot)
        await pilot.press("v")
        await settle(pilot)
        if isinstance(stage.app.screen, Choose):
            await pilot.press("enter")
            await settle(pilot)
        assert isinstance(stage.app.screen, Details)
        assert "What is different" in shown(stage.app)
        assert " → " in shown(stage.app)


async def test_an_offer_begun_from_it_has_it_chosen(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await at_authorization(stage, pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        draft = stage.app.drafting.draft
        assert draft.authorization is not None
        assert draft.authorization.id == BRONZE
        assert not draft.buyers
    assert not stage.store.submissions()


async def test_many_offers_begin_with_it_and_one_that_cannot_be_used_begins_nothing(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await at_authorization(stage, pilot, "withdrawn")
        await pilot.press("n", "m")
        await settle(pilot)
        assert isinstance(stage.app.screen, ListScreen)
        assert toasts(stage.app).count("Not possible") == 2, "and it says why"
        assert "The ISV" in toasts(stage.app)
        await fill(pilot, "#search", "archera bronze")
        await pilot.press("enter", "m")
        await settle(pilot)
        assert isinstance(stage.app.screen, BulkScreen)
        assert stage.app.screen.query_one("#authorization").value == BRONZE


async def test_one_list_that_fails_leaves_the_other_readable(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(wrap=NoOffers)
    async with stage.running(size=LARGE) as pilot:
        await visiting("a")(stage, pilot)
        assert "19 of 19" in shown(stage.app)
        assert "AWS answered with status 500." in shown(stage.app)
        assert "Which offers hang on it is not known yet." in words(stage.app, "#more")


class Many(Before):
    """Two thousand of them, a hundred on each page."""

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """The same ones over and over, each under an id of its own."""
        some = [one for page in self._behind.authorizations() for one in page]
        for page in range(20):
            copies = (some[place % len(some)] for place in range(100))
            yield tuple(
                one.model_copy(update={"id": f"{one.id}{page}x{place}"}) for place, one in enumerate(copies)
            )


async def test_two_thousand_are_searched_at_every_key_and_drawn_in_few_steps(
    make_stage: Callable[..., Stage], monkeypatch: Any
) -> None:
    """Twenty pages are read; the list is made anew when it has doubled, not for each of them."""
    from cppo_tui.ui import authorizations_view as view

    made: list[int] = []
    entries = view.entries

    def counted(listings: Any, *rest: Any) -> Any:
        made.append(len(listings))
        return entries(listings, *rest)

    monkeypatch.setattr(view, "entries", counted)
    stage = make_stage(wrap=Many)
    async with stage.running(size=LARGE) as pilot:
        await visiting("a")(stage, pilot)
        assert made[-1] == 2000
        assert len(made) <= 9, made
        before = len(made)
        await pilot.press("slash")
        await type_text(pilot, "loomwatch 7")
        await settle(pilot)
        assert " of 2000" in shown(stage.app)
        assert len(made) == before, "typing looks at no authorization again"
    assert callable(DataTable._update_dimensions), "what FittedTable takes the measuring out of"
