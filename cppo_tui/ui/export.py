"""Out of the program: to the clipboard, to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from cppo_tui.domain.text import clean
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan
    from cppo_tui.ui.app import CppoApp


def copy_text(app: App[Any], text: str, what: str) -> None:
    """Hand text to the terminal's clipboard. Whether it arrives the terminal does not tell."""
    app.copy_to_clipboard(text)
    say(app, f"{what} was handed to your terminal's clipboard.")


def save_plan(app: CppoApp, plan: Plan, folder: Path) -> None:
    """Write the exact bytes of a plan to a new file nobody else can read; never over an existing one."""
    path = folder / f"cppo-change-set-{plan.digest[:12]}.json"
    shown = clean(str(path))
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o600)  # whatever the umask
            file.write(plan.body)
    except FileExistsError:
        say(app, shown, title="Saved already")
    except OSError as error:
        say(app, f"{shown} could not be written: {error.strerror}.", problem=True)
    else:
        say(app, shown, title="Saved")
