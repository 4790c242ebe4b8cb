"""Text from outside is shown literally: nothing in it is obeyed, nothing of it is lost, nothing crashes."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.domain.text import clean
from cppo_tui.sandbox.seed_hostile import NASTY
from cppo_tui.sandbox.seed_model import stable_id
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.list_screen import ListScreen
from cppo_tui.ui.plain import plain, say
from tests.reliability.scale import LONG
from tests.ui.looks import fill, paste, rows, shown, value
from tests.ui.scenes_desks import bulk_filled, visiting
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle

NAMES = {
    "closing tag": "[/b]",
    "square brackets": "Renewal [Team A]",
    "clickable action": "[@click=app.quit]x[/]",
    "theme colour": "[$accent]gold",
    "clipboard escape": "\x1b]52;c;aGk=\x07clip",
    "title escape": "\x1b]0;owned\x07",
    "right to left": "invoice\u202efdp.exe",
    "very long": "long-" * 2000,
    "CJK": "株式会社メリディアン・クラウド",
    "emoji": "👩\u200d👩\u200d👧 plan 🏴",
    "backslash": "C:\\offers\\",
    "marks": "a" + "\u0301" * 500,
}
TELLING = ("closing tag", "clickable action", "clipboard escape", "right to left", "very long", "emoji")
"""Those that have broken something somewhere; the others are played when everything is run."""
PLAYED = {title: name for title, name in NAMES.items() if LONG or title in TELLING}
NAMED = pytest.mark.parametrize("name", PLAYED.values(), ids=PLAYED.keys())


@pytest.fixture
def hostile_stage(make_stage: Callable[..., Stage]) -> Stage:
    """The sandbox in which every text is nasty."""
    return make_stage(scenario="hostile-names")


def hostile(stage: Stage, name: str, **fields: Any) -> OfferDraft:
    """A draft with this text wherever a person or a manufacturer can put one."""
    text = clean(name)
    draft = stage.draft(title=text[:100], name=text, description=text, buyer_entry=text, agreement=text)
    assert draft.authorization is not None
    named = dict.fromkeys(("name", "product_name", "manufacturer_name", "description"), text)
    return draft.model_copy(
        update={"authorization": draft.authorization.model_copy(update=named), "expiry": text, **fields}
    )


def assert_tame(stage: Stage) -> None:
    """Nothing on screen can drive a terminal, and every row has the screen's width."""
    for row in rows(stage.app):
        assert not [char for char in row if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in _BIDI]
        assert cell_len(row) == stage.app.size.width


_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff"


@NAMED
async def test_every_screen_shows_it_and_none_obeys_it(stage: Stage, name: str) -> None:
    size = SMALL if len(name) % 2 else LARGE
    async with stage.at(Step.OPPORTUNITY, hostile(stage, name), size=size) as pilot:
        for step in [*Step][:5]:
            stage.app.go_to(step)
            await settle(pilot)
            assert_tame(stage)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert_tame(stage)
        assert clean(name)[:8] in shown(stage.app)


@pytest.mark.parametrize("name", [*NAMES.values()][:6], ids=[*NAMES][:6])
async def test_it_is_literal_in_table_detail_fields_review_and_list(stage: Stage, name: str) -> None:
    text = clean(name)
    async with stage.at(Step.INFORMATION, hostile(stage, name), size=LARGE) as pilot:
        assert shown(stage.app).count(text) >= 3
        assert value(stage.app, "name") == text
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert text in shown(stage.app)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert text in shown(stage.app)


@pytest.mark.parametrize("label", [*NASTY])
async def test_the_hostile_sandbox_can_be_walked_to_the_end(hostile_stage: Stage, label: str) -> None:
    stage = hostile_stage
    authorization = stable_id("resaleauthz", f"nasty {label}")
    draft = stage.draft(authorization, buyers=("411122223333",), agreement="1 year", name="Fine")
    draft = draft.model_copy(update={"consents": draft.consents | frozenset(_all_consents(stage, draft))})
    size = LARGE if len(label) % 2 else SMALL
    async with stage.at(Step.OPPORTUNITY, draft, size=size) as pilot:
        assert_tame(stage)
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert_tame(stage)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert_tame(stage)
        if isinstance(stage.app.screen, Ask):
            await pilot.press("tab", "enter")
            await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        await pilot.press(*"3333", "enter")
        await settle(pilot)
        assert_tame(stage)
        assert stage.store.submissions()[0].state in ("succeeded", "failed", "refused")


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("place", ["o", "a"])
async def test_the_desks_show_hostile_offers_and_authorizations_literally(
    hostile_stage: Stage, place: str, size: tuple[int, int]
) -> None:
    stage = hostile_stage
    async with stage.running(size=size) as pilot:
        await pilot.press(place)
        await settle(pilot)
        desk = stage.app.screen
        assert isinstance(desk, ListScreen)
        assert len(desk.shown) >= 5
        for key in ("enter", "escape", "G", "enter", "escape", "s", "f"):
            await pilot.press(key)
            await settle(pilot)
            assert_tame(stage)
        await pilot.press("escape")
        await settle(pilot)
        await fill(pilot, "#search", "[/b]")
        assert_tame(stage)


async def test_a_table_of_hostile_customers_is_shown_literally(stage: Stage) -> None:
    with open(stage.folder / "customers.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("customer", "account id"))
        table.writerows((name[:300], f"{4111 + place}22223333") for place, name in enumerate(NAMES.values()))
    async with stage.running(size=LARGE) as pilot:
        await visiting("m", bulk_filled)(stage, pilot)
        assert_tame(stage)
        assert "[@click=app.quit]x[/]" in shown(stage.app)
        for key in (*["down"] * len(NAMES), "f6"):
            await pilot.press(key)
            await settle(pilot)
            assert_tame(stage)
        assert isinstance(stage.app.screen, Ask)
    assert not stage.store.submissions()


def _all_consents(stage: Stage, draft: OfferDraft) -> list[str]:
    context = CheckContext(now=stage.clock(), seller_account="777788889999", offers=stage.catalog.offers())
    return [finding.consent for finding in check_all(draft, context) if finding.consent]


@NAMED
async def test_notifications_and_dialogs_are_literal(stage: Stage, name: str) -> None:
    text = clean(name)
    async with stage.running(size=LARGE, toasts=True) as pilot:
        say(stage.app, text, title=text[:20], problem=True)
        await settle(pilot)
        assert_tame(stage)
        assert text[:10] in shown(stage.app)
        stage.app.push_screen(Ask(text, plain(text), yes="Yes"))
        await settle(pilot)
        assert_tame(stage)
        assert text[:10] in shown(stage.app)


@pytest.mark.parametrize(
    ("step", "selector"),
    [
        (Step.OPPORTUNITY, "#search"),
        (Step.OPPORTUNITY, "#account"),
        (Step.INFORMATION, "#field-name Input"),
        (Step.PRICING, "#field-markup Input"),
        (Step.TERMS, "#field-expiry Input"),
    ],
)
async def test_a_paste_into_any_input_is_harmless(stage: Stage, step: Step, selector: str) -> None:
    async with stage.at(step, stage.draft(name="", description="")) as pilot:
        for name in NAMES.values():
            stage.app.screen.query_one(selector).focus()
            await paste(pilot, name)
            assert_tame(stage)
        assert stage.app.is_running
        assert not stage.store.submissions()


async def test_a_submission_with_a_hostile_title_and_reason_is_shown_literally(stage: Stage) -> None:
    draft = stage.draft(title="[/b] [@click=app.quit]x[/]")
    submission = stage.submission(SubmissionState.REFUSED, draft, problem="[/b] [Team A] refused")
    async with stage.running(size=LARGE) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot)
        assert "[/b] [Team A] refused" in shown(stage.app)


async def test_a_megabyte_of_paste_is_cut_and_sends_nothing(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="")) as pilot:
        await paste(pilot, "x" * 1_000_000)
        assert len(value(stage.app, "name")) == 5_000
        stage.app.go_to(Step.OPPORTUNITY)
        await settle(pilot)
        await paste(pilot, f"{BUYER}\n" * 80_000)
        assert not stage.store.submissions()
        assert_tame(stage)
