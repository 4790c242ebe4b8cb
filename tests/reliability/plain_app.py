"""A Textual application as they come, with the same mistake: what the crash screen is compared with."""

from textual.app import App

from tests.reliability.troubled import broken


class PlainApp(App[None]):
    """Breaks as soon as it runs."""

    def on_ready(self) -> None:
        """Make the mistake."""
        broken()


if __name__ == "__main__":
    PlainApp().run()
