"""What is written can be read: the contrast of text on what lies under it, computed as WCAG 2 does."""

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from cppo_tui.domain.settings import LOOKS
from cppo_tui.ui.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, theme_name
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.scenes_desks import visiting
from tests.ui.stage import Stage, settle

GROUNDS = ("background", "surface", "panel", "control")
TEXTS = ("foreground", "text-muted", "text-success", "text-warning", "text-error", "text-accent")
LEAST = {DARK.name: 4.5, LIGHT.name: 4.5, HIGH_CONTRAST.name: 7.0}


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(text: Color, ground: Color) -> float:
    """The ratio of the lighter to the darker, 1 to 21."""
    bright, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def color(theme: Theme, name: str, on: Color | None = None) -> Color:
    """A colour of the theme as the stylesheet gets it; a transparent one as seen on its ground."""
    variables = {**theme.to_color_system().generate(), **theme.variables}
    text = variables[name]
    if text.startswith("auto"):
        assert on is not None
        return on + on.get_contrast_text(float(text.split()[1].rstrip("%")) / 100)
    return Color.parse(text)


def under(theme: Theme, share: float, ground: str, tint: str = "accent") -> Color:
    """The accent laid over a ground: hover, focus, the cursor of a table, a button."""
    return color(theme, ground).blend(color(theme, tint), share)


@pytest.mark.parametrize(("theme", "text", "ground"), product(THEMES, TEXTS, GROUNDS))
def test_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    place = color(theme, ground)
    assert contrast(color(theme, text, place), place) >= LEAST[theme.name]


@pytest.mark.parametrize(("theme", "share", "ground"), product(THEMES, (0.25, 0.30, 0.45), GROUNDS[:3]))
def test_text_can_be_read_under_cursor_hover_and_focus(theme: Theme, share: float, ground: str) -> None:
    assert contrast(color(theme, "foreground"), under(theme, share, ground)) >= LEAST[theme.name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_words_of_a_button_that_has_the_focus_can_be_read(theme: Theme) -> None:
    assert contrast(color(theme, "background"), color(theme, "accent")) >= LEAST[theme.name]


@pytest.mark.parametrize(
    ("theme", "tint", "ground"), product(THEMES, ("accent", "warning"), ("background", "surface"))
)
def test_the_words_of_a_tinted_button_can_be_read(theme: Theme, tint: str, ground: str) -> None:
    assert contrast(color(theme, "foreground"), under(theme, 0.25, ground, tint)) >= LEAST[theme.name]


@pytest.mark.parametrize(("theme", "tint"), product(THEMES, ("accent", "warning")))
def test_no_button_at_rest_is_as_bright_as_the_one_that_has_the_focus(theme: Theme, tint: str) -> None:
    """Somebody took the brightest for the one Enter presses."""
    ground = color(theme, "background")
    at_rest = contrast(under(theme, 0.25, "background", tint), ground)
    assert at_rest * 1.5 < contrast(color(theme, "accent"), ground)


@pytest.mark.parametrize("theme", THEMES)
def test_keys_in_the_last_line_can_be_read(theme: Theme) -> None:
    place = color(theme, "panel")
    assert contrast(color(theme, "footer-key-foreground"), place) >= LEAST[theme.name]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)


def test_every_theme_can_be_settled_on() -> None:
    assert {theme_name(name) for name in LOOKS} == {theme.name for theme in THEMES}


async def test_a_state_has_the_colour_of_its_meaning_in_every_theme(stage: Stage) -> None:
    async with stage.running() as pilot:
        await visiting("o")(stage, pilot)
        table = stage.app.screen.query_one(FittedTable)
        for theme in THEMES:
            stage.app.theme = theme.name
            await settle(pilot)
            cells = [table.get_row_at(row)[2] for row in range(table.row_count)]
            accepted, opened = (
                next(one for one in cells if one.plain == word) for word in ("accepted", "open")
            )
            assert color(theme, "text-success").hex.lower() in str(accepted.style).lower()
            assert "#" not in str(opened.style), "neither good nor bad: the buyer decides"
            headings = [column.label.style for column in table.ordered_columns]
            assert not any("dim" in str(style) for style in headings), (
                "muted already: dimmed nobody can read it"
            )
