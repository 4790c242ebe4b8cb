"""What is said once the screen is gone: what waits, and nothing where nothing does."""

from cppo_tui.cli.last_words import farewell
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from tests.ui.stage import Stage, settle


def test_it_names_the_draft_and_what_is_on_its_way() -> None:
    assert farewell("", 0, sandboxed=False) == []
    assert farewell("Harrow", 0, sandboxed=False) == ["Draft kept: “Harrow”. «cppo» opens it again."]
    assert farewell("", 1, sandboxed=True) == ["1 submission is still on its way: «cppo watch --sandbox»."]
    assert farewell("", 2, sandboxed=False) == ["2 submissions are still on their way: «cppo watch»."]


def test_of_a_draft_that_was_about_to_be_sent_it_says_that_nothing_was() -> None:
    [said] = farewell("Harrow", 0, sandboxed=False, unsent=True)
    assert said == "Draft kept: “Harrow”. Nothing was sent. «cppo» opens it again."


async def test_that_is_so_from_the_review_on_until_it_is_tried(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(reached=Step.PRICING)):
        await kept(stage)
        assert not stage.app.departure.unsent
    stage.app = stage.new_app()
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await kept(stage)
        assert stage.app.departure.unsent
    stage.app = stage.new_app()
    draft = stage.draft()
    stage.submission(SubmissionState.FAILED, draft)
    async with stage.at(Step.REVIEW, draft):
        assert (await kept(stage))[0], "it waits to be corrected"
        assert not stage.app.departure.unsent


def test_a_name_cannot_drive_the_terminal_it_is_printed_on() -> None:
    [said] = farewell("Harrow \x1b[2J" + "x" * 200, 0, sandboxed=False)
    assert "\x1b" not in said
    assert len(said) < 120


async def kept(stage: Stage) -> tuple[str, int]:
    await stage.app.departure.last_save()
    return stage.app.departure.kept, stage.app.departure.on_its_way


async def test_a_draft_that_is_open_is_kept(stage: Stage) -> None:
    async with stage.at(Step.PRICING, stage.draft(title="Harrow renewal")):
        assert await kept(stage) == ("Harrow renewal", 0)


async def test_at_the_list_and_in_an_untouched_new_offer_nothing_waits(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running() as pilot:
        assert await kept(stage) == ("", 0)
        await pilot.press("n")
        await settle(pilot)
        assert await kept(stage) == ("", 0)


async def test_a_draft_that_was_sent_waits_for_nothing_but_its_submission_may(stage: Stage) -> None:
    draft = stage.draft()
    stage.submission(SubmissionState.UNKNOWN, draft)
    stage.submission(SubmissionState.SUCCEEDED, stage.draft())
    async with stage.at(Step.REVIEW, draft):
        assert (await kept(stage))[0] == ""
    row = next(one for one in stage.store.submissions() if one.draft_id == draft.id)
    assert stage.app.departure.on_its_way == (row.state in ("sending", "accepted", "unknown"))
