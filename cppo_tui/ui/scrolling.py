"""Keys that scroll a screen's text whatever has the focus: to read, nobody has to leave a button first."""

from textual.screen import Screen


class ScrollsItsBody:
    """For a screen whose text is in ``#body``; its commands are called ``scroll_body``."""

    def action_scroll_body(self, where: str) -> None:
        """``where``: up, down, page_up, page_down, home or end, as Textual names them."""
        if isinstance(self, Screen):
            getattr(self.query_one("#body"), f"scroll_{where}")(animate=False)
