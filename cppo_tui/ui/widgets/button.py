"""A button of one row: the same keys, presses and messages as Textual's, in this house's looks alone."""

from typing import ClassVar

from textual import widgets
from textual.binding import BindingType
from textual.content import ContentText
from textual.widgets.button import ButtonVariant

from cppo_tui.ui.commands import bindings


class Button(widgets.Button, inherit_css=False):
    """Textual's own looks, 57 rules for borders and colours no screen here shows, are not read at all."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("button")

    DEFAULT_CSS = """
    Button {
        width: auto;
        min-width: 16;
        height: auto;
        line-pad: 1;
        text-align: center;
        content-align: center middle;
        pointer: pointer;
        background: $control;
        color: $foreground;
        text-style: bold;
        &:hover { background: $accent 30%; }
        &:focus { background: $accent; color: $background; text-style: bold underline; }
        &.-active { tint: $background 30%; }
        &.-primary { background: $accent 25%; color: $foreground; }
        &.-warning { background: $warning 25%; color: $foreground; }
        &.-primary:hover, &.-warning:hover { background: $accent 45%; text-style: bold underline; }
        &.-primary:focus, &.-warning:focus { background: $accent; color: $background; }
        &:disabled { background: $surface; color: $text-muted; text-style: none; pointer: not-allowed; }
        &:disabled:can-focus { opacity: 1.0; text-opacity: 0.75; }
    }
    """

    def __init__(
        self,
        label: ContentText,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
        variant: ButtonVariant = "default",
        disabled: bool = False,
        tooltip: ContentText | None = None,
    ) -> None:
        super().__init__(
            label,
            variant,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
            tooltip=tooltip,
            compact=True,
        )

    def action_go(self, by: int) -> None:
        """To the next button of the row that can be pressed; at its ends nowhere."""
        beside = self.parent.children if self.parent else ()
        row = [one for one in beside if isinstance(one, Button) and one.focusable]
        at = row.index(self) + by if self in row else -1
        if 0 <= at < len(row):
            row[at].focus()
