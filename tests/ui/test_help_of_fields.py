"""F1 on the fields that are none of a draft's says why, limits, an example and the source, too."""

import pytest
from textual.widgets import Static

from cppo_tui.ui.dialogs.help import Help
from cppo_tui.ui.other_field_words import ASKED, SETTINGS
from tests.ui.looks import shown
from tests.ui.scenes import SCENES, Play, pressing
from tests.ui.scenes_bulk import BULK_SCENES
from tests.ui.scenes_customers import CUSTOMER_SCENES
from tests.ui.scenes_desks import DESK_SCENES, visiting
from tests.ui.scenes_rare import RARE_SCENES
from tests.ui.stage import LARGE, Stage, settle

CHOSEN_FROM = ("look", "ending", "keys")
WHERE: dict[str, tuple[Play, str, str]] = {
    **{
        name: (pressing("f9"), f"#{name}" if name in CHOSEN_FROM else f"#field-{name} Input", told)
        for name, (told, _) in SETTINGS.items()
    },
    "customer": (CUSTOMER_SCENES["opportunity-name"], "#answer", "the customer's name"),
    "title": (SCENES["home-rename"], "#answer", "the draft's name"),
    "template": (RARE_SCENES["template-save"][0], "#answer", "the template's name"),
    "file": (RARE_SCENES["file-open"][0], "#answer", "the offer file"),
    "other keys": (RARE_SCENES["settings-other-keys"][0], "#answer", "other keys"),
    "expiring": (DESK_SCENES["offers-expire"][0], "#answer", "the confirmation"),
    "many": (BULK_SCENES["bulk-confirm"][0], "#answer", "the confirmation"),
    "another last day": (DESK_SCENES["offers-extend"][0], "#answer", "the offer's expiry"),
    "search": (visiting("o", pressing("slash")), "#search", "the search"),
    "one of many": (BULK_SCENES["bulk-authorization"][0], "#search", "the search"),
}


@pytest.mark.parametrize("name", WHERE)
async def test_why_limits_example_and_source(stage: Stage, name: str) -> None:
    play, selector, told = WHERE[name]
    async with stage.running(size=LARGE, but=("follow",)) as pilot:
        await play(stage, pilot)
        stage.app.screen.query_one(selector).focus()
        await pilot.press("f1")
        await settle(pilot, but=("follow",))
        assert isinstance(stage.app.screen, Help)
        assert f"Help: {told}" in shown(stage.app)
        (glance,) = stage.app.screen.query(".glance").results(Static)
        for part in ("Why", "Limits", "Example", "Source"):
            assert part in shown(stage.app), glance


def test_everything_a_dialog_may_ask_for_is_among_them() -> None:
    assert {told for told, _ in ASKED.values()} <= {told for _, _, told in WHERE.values()}
