"""Text from outside in prices, installments, further terms and the contract: literal, and never obeyed."""

from typing import Any

import pytest

from cppo_tui.domain.authorization import Dimension, ResaleAuthorization
from cppo_tui.domain.draft import EulaChoice, EulaKind, InstallmentRow, Installments, Purpose
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS, MANY_DIMENSIONS, NET_TERMS
from tests.reliability.scale import LONG
from tests.ui.further import opened
from tests.ui.looks import click, paste, shown, toasts, words
from tests.ui.own import GOOD, OWN, area, said, write
from tests.ui.stage import LARGE, SMALL, Stage, settle
from tests.ui.test_hostile_text import NAMED, NAMES, assert_tame

FILE = EulaChoice(kind=EulaKind.FILE)
SHORT = [*NAMES.values()][:6]


def renamed(source: ResaleAuthorization, text: str) -> ResaleAuthorization:
    """The authorization with this text for every dimension's name, its documents and its payment term."""
    named = tuple(Dimension(key=one.key, name=text, types=one.types) for one in source.dimensions)
    documents = dict.fromkeys(("reseller_contract", "reseller_contract_url", "eula", "net_payment"), text)
    return source.model_copy(update={"dimensions": named, **documents})


@NAMED
@pytest.mark.parametrize("source", [CONTRACT, INSTALLMENTS] if LONG else [INSTALLMENTS])
async def test_an_isv_s_text_is_shown_on_steps_3_to_5_and_obeyed_nowhere(
    stage: Stage, name: str, source: str
) -> None:
    text = clean(name)
    rows = tuple(InstallmentRow(due=text, amount="60000") for _ in range(4))
    own = Installments(own=True, rows=rows, duration="P12M", quantities=((text, "1"), ("analyst", "40")))
    draft = stage.draft(source, start=text, countries=(text,), net_payment=text, installments=own)
    draft = draft.model_copy(update={"authorization": renamed(stage.authorization(source), text)})
    async with stage.at(Step.PRICING, draft, size=SMALL if len(name) % 2 else LARGE) as pilot:
        for own_chosen in (True, False):
            stage.app.change(installments=own.model_copy(update={"own": own_chosen}))
            for step in (Step.PRICING, Step.TERMS, Step.REVIEW):
                stage.app.go_to(step)
                await settle(pilot)
                assert_tame(stage)
                assert text[:6].strip() in shown(stage.app)
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        stage.app.screen.query_one("#more").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert_tame(stage)


@pytest.mark.parametrize("text", SHORT, ids=[*NAMES][:6])
async def test_a_dimension_s_name_is_literal_in_table_totals_and_review(stage: Stage, text: str) -> None:
    text = clean(text)
    draft = stage.draft(CONTRACT, installments=GOOD)
    draft = draft.model_copy(update={"authorization": renamed(stage.authorization(CONTRACT), text)})
    async with stage.at(Step.PRICING, draft, size=LARGE) as pilot:
        assert f"{text}, 12 months" in shown(stage.app)
        assert f"40 × {text}" in said(stage)
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert f"40 × {text}" in words(stage.app, "#summary")
        assert words(stage.app, "#contract-link").startswith(text.partition(" ")[0])


PLACES: list[tuple[Step, str, dict[str, Any], str]] = [
    (Step.PRICING, CONTRACT, {"installments": OWN}, "#rows"),
    (Step.PRICING, CONTRACT, {"installments": OWN}, "#quantities"),
    (Step.PRICING, INSTALLMENTS, {"installments": OWN}, "#amount-0"),
    (Step.PRICING, MANY_DIMENSIONS, {}, "#find"),
    (Step.TERMS, CONTRACT, {}, "#field-start Input"),
]


@pytest.mark.parametrize(("step", "source", "fields", "selector"), PLACES)
async def test_a_paste_into_any_new_input_is_harmless(
    stage: Stage, step: Step, source: str, fields: dict[str, Any], selector: str
) -> None:
    async with stage.at(step, stage.draft(source, **fields)) as pilot:
        for name in NAMES.values():
            stage.app.screen.query_one(selector).focus()
            await paste(pilot, name)
            assert_tame(stage)
        assert stage.app.is_running
        assert not stage.store.submissions()


@pytest.mark.parametrize("selector", ["#url", "#path", "#bucket", "#countries"])
async def test_a_paste_into_a_further_term_is_harmless(stage: Stage, selector: str) -> None:
    kind = EulaKind.URL if selector == "#url" else EulaKind.FILE
    draft = stage.draft(NET_TERMS, eula=EulaChoice(kind=kind), purpose=Purpose.MOVING)
    async with opened(stage, draft) as pilot:
        for name in NAMES.values():
            stage.app.screen.query_one(selector).focus()
            await paste(pilot, name)
            assert_tame(stage)
        await pilot.press("escape")
        await settle(pilot)
        assert_tame(stage)
        assert stage.app.is_running


async def test_a_hostile_path_is_told_literally_when_it_cannot_be_read(stage: Stage) -> None:
    choice = EulaChoice(kind=EulaKind.FILE, path="[/b] [@click=app.quit]x[/]", bucket="contracts")
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        await click(pilot, "#upload")
        assert "[/b] [@click=app.quit]x[/] is on its way" in toasts(stage.app)
        assert "The file cannot be read" in toasts(stage.app)
        assert_tame(stage)
        assert stage.app.is_running


async def test_a_megabyte_in_the_lines_is_cut(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(CONTRACT, installments=OWN)) as pilot:
        area(stage, "rows").focus()
        await paste(pilot, "2026-12-01 9\n" * 80_000)
        assert len(area(stage, "rows").text) <= 5_000
        await write(pilot, "quantities", "\x1b]0;owned\x07 4\n[/b] 5")
        assert stage.app.drafting.draft.installments.quantities == (
            ("<U+001B>]0;owned<U+0007>", "4"),
            ("[/b]", "5"),
        )
