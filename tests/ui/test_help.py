"""F1 shows the rules about what has the focus: the same that ``cppo rules`` prints."""

import pytest
from textual.widgets import Static

from cppo_tui.domain.draft import EulaChoice, EulaKind, OfferDraft, Purpose
from cppo_tui.domain.rules import rules_for
from cppo_tui.domain.steps import FIELDS, FORM_STEPS, Step, step_of_field
from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS, NET_TERMS
from cppo_tui.ui.dialogs.further import Further
from cppo_tui.ui.dialogs.help import IN_DIALOG, Help
from cppo_tui.ui.field_help import NAMES, fields_at
from cppo_tui.ui.key_help import key_rows
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui.looks import click, is_whole, shown, words
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle


def told(stage: Stage) -> set[str]:
    """The codes in the dialog."""
    assert isinstance(stage.app.screen, Help)
    texts = [str(rule.content) for rule in stage.app.screen.query(".rule").results(Static)]
    return {text.splitlines()[-1].partition(",")[0] for text in texts}


def codes(*fields: str) -> set[str]:
    return {rule.code for rule in rules_for(*fields)}


async def ask(pilot: AppPilot, selector: str, key: str = "f1") -> None:
    """F1 with the focus there."""
    pilot.app.screen.query_one(selector).focus()
    await settle(pilot)
    await pilot.press(key)
    await settle(pilot)


FOCUS = [
    (Step.OPPORTUNITY, "#search", ("authorization",)),
    (Step.OPPORTUNITY, "#authorizations", ("authorization",)),
    (Step.OPPORTUNITY, "#account", ("buyers",)),
    (Step.OPPORTUNITY, "Chip", ("buyers",)),
    (Step.INFORMATION, "#field-name Input", ("name",)),
    (Step.INFORMATION, "#field-description Input", ("description",)),
    (Step.PRICING, "#field-markup Input", ("pricing",)),
    (Step.PRICING, "#field-price Input", ("pricing",)),
    (Step.PRICING, "#prices", ("pricing",)),
    (Step.TERMS, "#field-agreement Input", ("agreement",)),
    (Step.TERMS, "#field-expiry Input", ("expiry",)),
    (Step.TERMS, "#more", ("eula", "countries", "net_payment", "purpose")),
    (Step.REVIEW, "#accept-contract", ("contract",)),
    (Step.REVIEW, "#mode", ("mode",)),
]


@pytest.mark.parametrize(("step", "selector", "fields"), FOCUS)
async def test_f1_shows_the_rules_of_the_field_with_the_focus(
    stage: Stage, step: Step, selector: str, fields: tuple[str, ...]
) -> None:
    async with stage.at(step) as pilot:
        await ask(pilot, selector)
        assert told(stage) == codes(*fields)
        before = stage.app.drafting.draft
        await pilot.press("escape")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one(selector)
        assert stage.app.drafting.draft == before


@pytest.mark.parametrize(
    ("selector", "fields"), [("#amount-0", ("installments",)), ("#way", ("pricing", "installments"))]
)
async def test_the_isv_s_installments(stage: Stage, selector: str, fields: tuple[str, ...]) -> None:
    async with stage.at(Step.PRICING, stage.draft(INSTALLMENTS, installments={"own": True})) as pilot:
        await ask(pilot, selector)
        assert told(stage) == codes(*fields)


@pytest.mark.parametrize("selector", ["#rows", "#quantities", "#length"])
async def test_own_installments(stage: Stage, selector: str) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments={"own": True})) as pilot:
        await ask(pilot, selector)
        assert told(stage) == codes("installments")


async def test_the_start_of_a_contract(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(CONTRACT)) as pilot:
        await ask(pilot, "#field-start Input")
        assert told(stage) == codes("start")


@pytest.mark.parametrize(
    ("selector", "field"),
    [
        *((name, "eula") for name in ("#eula", "#path", "#bucket", "#upload")),
        ("#countries", "countries"),
        ("#payment", "net_payment"),
        *((name, "purpose") for name in ("#purpose", "#earlier")),
    ],
)
async def test_the_further_terms(stage: Stage, selector: str, field: str) -> None:
    draft = stage.draft(NET_TERMS, eula=EulaChoice(kind=EulaKind.FILE), purpose=Purpose.MOVING)
    async with stage.at(Step.TERMS, draft) as pilot:
        await click(pilot, "#more")
        await ask(pilot, selector)
        assert told(stage) == codes(field)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, Further)


async def test_the_further_terms_have_a_button_for_it(stage: Stage) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await click(pilot, "#more")
        await click(pilot, "#rules")
        assert told(stage) == codes("eula", "countries", "net_payment", "purpose")


@pytest.mark.parametrize("step", FORM_STEPS)
async def test_on_a_button_it_shows_the_whole_step(stage: Stage, step: Step) -> None:
    async with stage.at(step) as pilot:
        await ask(pilot, "#next")
        assert told(stage) == codes(*(field for field in FIELDS if step_of_field(field) is step))


async def test_on_a_finding_of_the_review_it_shows_that_field_s_rules(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(name="")) as pilot:
        await ask(pilot, "FindingRow")
        assert told(stage) == codes("name")


@pytest.mark.parametrize("draft", ["", CONTRACT, INSTALLMENTS])
@pytest.mark.parametrize("step", FORM_STEPS)
async def test_whatever_has_the_focus_the_rules_are_those_of_this_step(
    stage: Stage, step: Step, draft: str
) -> None:
    chosen: OfferDraft = stage.draft(draft) if draft else stage.draft()
    async with stage.at(step, chosen):
        for widget in stage.app.screen.focus_chain:
            assert {step_of_field(field) for field in fields_at(widget)} <= {step}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_key_stands_in_the_last_line_and_can_be_clicked(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.TERMS, size=size) as pilot:
        stage.app.screen.query_one("#field-expiry Input").focus()
        await settle(pilot)
        line = stage.app.screen.query_one(KeyLine)
        place = line.region_of("help")
        assert place
        await click(pilot, line, at=(place.x, 0))
        assert told(stage) == codes("expiry")


async def test_where_the_terminal_keeps_f1_another_key_does_it(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await ask(pilot, "#field-name Input", "ctrl+t")
        assert told(stage) == codes("name")


async def test_what_it_says_can_be_read_to_the_end(stage: Stage) -> None:
    async with stage.at(Step.PRICING) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert "Help: markup, margin and price" in shown(stage.app)
        assert is_whole(stage.app.screen.query_one("#close"))
        await pilot.press("end")
        await settle(pilot)
        assert rules_for("pricing")[-1].code in shown(stage.app)
        await click(pilot, "#close")
        assert not isinstance(stage.app.screen, Help)


async def test_the_fields_of_many_offers_are_explained_all_at_once_or_the_one_that_has_the_focus(
    stage: Stage,
) -> None:
    async with stage.running(size=LARGE) as pilot:
        await pilot.press("m")
        await settle(pilot)
        stage.app.screen.query_one("#round").focus()
        await pilot.press("f1")
        await settle(pilot)
        assert "Help: the round" in shown(stage.app)
        for part in ("Why In one round", "Limits Any short word", "Example 2027", "Source our own rule"):
            assert part in shown(stage.app)
        assert "What is checked" not in shown(stage.app), "no rule is about it"
        await pilot.press("escape")
        stage.app.screen.query_one("#home").focus()
        await pilot.press("f1")
        await settle(pilot)
        assert "Help: the fields of this screen" in shown(stage.app)
        assert "The customers" in shown(stage.app)


async def test_keys_that_work_elsewhere_on_the_screen_stand_under_the_name_of_that_place(
    stage: Stage,
) -> None:
    """With the cursor in the markup “s” is typed; in the table of prices it sorts."""
    async with stage.at(Step.PRICING, size=LARGE) as pilot:
        stage.app.screen.query_one("#field-markup Input").focus()
        await settle(pilot)
        told = {row.id: row.where for row in key_rows(stage.app.screen, {})}
        assert told["prices.order"] == told["prices.copy"] == "In the table of prices"
        assert told["step.next"] == told["field.undo"] == ""
        await pilot.press("f1")
        await settle(pilot)
        text = shown(stage.app)
        assert text.index("Check this step and go on") < text.index("In the table of prices")
        assert text.index("In the table of prices") < text.index("Sort: as listed, by name, by price")
        await pilot.press("escape")
        stage.app.screen.query_one("#prices").focus()
        await settle(pilot)
        told = {row.id: row.where for row in key_rows(stage.app.screen, {})}
        assert told["prices.order"] == told["prices.copy"] == ""


async def test_of_several_keys_it_names_those_that_are_not_typed_into_the_field(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, size=LARGE) as pilot:
        stage.app.screen.query_one("#account").focus()
        await settle(pilot)
        told = {row.id: row for row in key_rows(stage.app.screen, {})}
        assert told["app.settings"].keys == "F9"
        stage.app.screen.query_one("#next").focus()
        await settle(pilot)
        told = {row.id: row for row in key_rows(stage.app.screen, {})}
        assert told["app.settings"].keys == "F9, Comma"


async def test_a_letter_that_would_be_typed_stands_apart(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await pilot.press("o")
        await settle(pilot)
        for selector, where in (("#list", ""), ("#search", "Elsewhere on this screen")):
            stage.app.screen.query_one(selector).focus()
            await settle(pilot)
            told = {row.id: row.where for row in key_rows(stage.app.screen, {})}
            assert told["desk.sort"] == told["desk.filter"] == where


async def test_in_a_question_it_says_that_the_menu_waits(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert "Menu finds the rest" in words(stage.app, ".legend")
        await pilot.press("escape", "ctrl+n")
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert IN_DIALOG in words(stage.app, ".legend")


def test_every_field_has_a_name() -> None:
    assert set(NAMES) == set(FIELDS)
