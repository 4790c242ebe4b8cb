"""A field of a form that is whole while one types into it, in however low a window."""

from textual import events, on
from textual.containers import Vertical
from textual.widgets import Input


class InView(Vertical):
    """Textual scrolls to the input alone: what is said below it, and what it has taken in, would stay out of
    sight. Where not all of it has room, the input has. For a button or an account nothing is done: what is
    clicked never moves from under the pointer."""

    @on(events.DescendantFocus)
    @on(events.Resize)
    def _come_into_view(self) -> None:
        if self.has_focus_within:
            self.call_after_refresh(self._scroll_to_it)

    def _scroll_to_it(self) -> None:
        if not self.is_attached or not self.has_focus_within:
            return  # left meanwhile, or taken away with its screen
        focused, pane = self.screen.focused, self.parent
        if isinstance(focused, Input):
            whole = getattr(pane, "scrollable_content_region", self.screen.region).height
            shown = self if self.outer_size.height <= whole else focused
            shown.scroll_visible(animate=False)
