"""What a person sees: the cells on the screen, where widgets lie, what a field says."""

from typing import Any

from textual import events
from textual.app import App
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from cppo_tui.ui.widgets.field import Field
from tests.ui.stage import AppPilot, settle


def rows(app: App[Any]) -> list[str]:
    """The screen, row by row, as the terminal gets it."""
    compositor = app.screen._compositor
    return ["".join(segment.text for segment in strip) for strip in compositor.render_strips()]


def shown(app: App[Any]) -> str:
    """The whole screen as text; what wraps is joined with single spaces."""
    return " ".join(" ".join(rows(app)).split())


def words(app: App[Any], selector: str) -> str:
    """What one widget shows, even where it is scrolled out of sight."""
    widget = app.screen.query_one(selector)
    if isinstance(widget, Button):
        return str(widget.label)
    assert isinstance(widget, Static)
    strips = widget.render_lines(Region(0, 0, *widget.outer_size))
    return " ".join(" ".join("".join(segment.text for segment in strip) for strip in strips).split())


def message(app: App[Any], name: str) -> str:
    """What the field says below its input."""
    return words(app, f"#field-{name} .message")


def value(app: App[Any], name: str) -> str:
    """What stands in the field's input."""
    return app.screen.query_one(f"#field-{name}", Field).input.value


def toasts(app: App[Any]) -> str:
    """The notifications on screen."""
    return " | ".join(f"{note.title}: {note.message}" for note in app._notifications)


def is_whole(widget: Widget) -> bool:
    """True when every cell of the widget is on screen, hidden by nothing."""
    place = widget.screen.find_widget(widget)
    return bool(place.region.area) and place.visible_region == place.region


def regions(app: App[Any]) -> dict[str, Region]:
    """Where everything lies, by a name that is the same before and after."""
    return {
        "/".join(_name(node) for node in [*reversed(widget.ancestors_with_self)]): widget.region
        for widget in app.screen.walk_children(Widget, with_self=False)
    }


def _name(node: object) -> str:
    identity = getattr(node, "id", None)
    siblings = getattr(getattr(node, "parent", None), "children", [node])
    return str(identity) if identity else f"{type(node).__name__}{list(siblings).index(node)}"


async def tab_round(pilot: AppPilot) -> list[str]:
    """Go once round with Tab; what of it could not be seen while it had the focus."""
    hidden = []
    for _ in pilot.app.screen.focus_chain:
        await pilot.press("tab")
        await settle(pilot)
        focused = pilot.app.focused
        assert focused is not None
        place = focused.screen.find_widget(focused)
        if not place.visible_region.height or place.visible_region.width < place.region.width:
            hidden.append(str(focused))
    return hidden


async def click(pilot: AppPilot, target: str | Widget, at: tuple[int, int] = (1, 0)) -> None:
    """Click what is on screen; it must be what the pointer hits.

    A button takes no click while it flashes from the last one; a person is slower than that.
    """
    widget = pilot.app.screen.query_one(target) if isinstance(target, str) else target
    widget.remove_class("-active")
    assert await pilot.click(target, offset=at), f"the click on {target} hit something else"
    await settle(pilot)


async def fill(pilot: AppPilot, selector: str, text: str) -> None:
    """Put a text into an input at once, as if it had been typed over what was there."""
    entry = pilot.app.screen.query_one(selector, Input)
    entry.focus()
    entry.value = text
    entry.cursor_position = len(text)
    await settle(pilot)


async def paste(pilot: AppPilot, text: str) -> None:
    """Paste into what has the focus, as the terminal reports a paste."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
