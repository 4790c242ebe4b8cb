"""Full collections of garbage take tens of milliseconds: they wait until nobody types."""

import gc

WORTH_IT = 10
"""Smaller collections since the last full one, Python's own measure for when a full one is due."""
LEFT = 4
"""The same measure when a screen is left, which is a pause anyway: what it was made of refers to itself in
circles, so that only a full collection gives its memory back."""
BUSY = 100
"""The same measure while somebody types without a pause: memory is not left to grow for ever."""


def collect_in_pauses_only() -> None:
    """Collections were off until the first screen stood; from now on only the small, quick ones come."""
    first, second, _ = gc.get_threshold()
    gc.set_threshold(first, second, BUSY)
    gc.enable()


def keep_what_is_loaded() -> None:
    """Modules stay until the end: later collections need not walk through them."""
    gc.freeze()


def pause() -> None:
    """Nobody has typed for a moment: make up for what was put off."""
    _collect_from(WORTH_IT)


def screen_left() -> None:
    """Another screen comes: give back what the one before took."""
    _collect_from(LEFT)


def _collect_from(count: int) -> None:
    if gc.get_count()[2] >= count:
        gc.collect()
