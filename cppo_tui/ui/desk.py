"""What the screens are handed: the store, the way to AWS, and the things tests replace."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from cppo_tui.domain.ports import Clock, NewId, OfferFiles, SellerAccount, Sleep, Store
from cppo_tui.domain.quoted_commands import commands_here
from cppo_tui.domain.settings import STANDARD, Settings

SANDBOX = "sandbox"
AWS = "aws"


def _not_kept(_settings: Settings) -> None:
    """Where there is no file, the settings hold until the end."""


@dataclass(frozen=True)
class Desk:
    """Everything from outside. ``connect`` is slow (it loads the AWS client) and is called in a thread.

    ``zone`` is the person's time zone (None: the computer's own), ``first_wait``/``last_wait`` the seconds
    between two looks at a running change set, ``notice`` a sentence from the store to show once,
    ``save_folder`` where exported change sets and offer files go. ``ticks`` and ``rest`` pace a batch, whose
    calls wait in a thread of their own. ``settings`` are those at the start, ``settings_problems`` says what
    of their file could not be used, ``settings_place`` where it is; ``save_settings`` raises StoreError.
    ``options`` are those of the command line that say which AWS is meant, as they are typed; ``inside`` the
    program between us and the terminal, "tmux" or "screen", which keeps the clipboard to itself.
    ``open_link`` shows a link in a browser and answers whether it could; None where there is none.
    """

    world: str
    store: Store
    connect: Callable[[], SellerAccount]
    clock: Clock
    sleep: Sleep
    new_id: NewId
    zone: tzinfo | None
    save_folder: Path
    offer_files: OfferFiles
    first_wait: float = 5.0
    last_wait: float = 30.0
    notice: str = ""
    ticks: Callable[[], float] = time.monotonic
    rest: Callable[[float], None] = time.sleep
    settings: Settings = STANDARD
    settings_problems: tuple[str, ...] = ()
    settings_place: str = ""
    save_settings: Callable[[Settings], None] = _not_kept
    options: str = ""
    inside: str = ""
    open_link: Callable[[str], bool] | None = None

    @property
    def sandboxed(self) -> bool:
        """True when AWS is simulated and nothing can be bound."""
        return self.world == SANDBOX

    def as_here(self, text: str) -> str:
        """The text, its commands with the options of this run: typed as shown, they mean the same AWS."""
        return commands_here(text, " --sandbox" if self.sandboxed else self.options)
