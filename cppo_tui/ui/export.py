"""Out of the program: to the clipboard, to a file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from cppo_tui.domain.text import clean, shorten_middle
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan
    from cppo_tui.ui.app import CppoApp


PASSES_IT_ON = {"tmux": "its setting set-clipboard on lets it through"}
"""What helps; screen passes no clipboard on, whatever its settings."""
MOVE_IT = "It was left as it is; move it away, then save again."


def copy_text(app: App[Any], text: str, what: str) -> None:
    """Hand text to the terminal's clipboard, and say so."""
    say(app, copied(app, text, what))


def copied(app: App[Any], text: str, what: str, *, instead: str = "") -> str:
    """Hand text to the terminal's clipboard; the answer says so, for whoever shows it elsewhere. Whether it
    arrives the terminal does not tell. ``instead``: what to do where it may not."""
    app.copy_to_clipboard(text)
    told = f"{what} was handed to your terminal's clipboard"
    inside = getattr(getattr(app, "desk", None), "inside", "")
    if not inside:
        return f"{told}."
    helps = instead or PASSES_IT_ON.get(inside, "")
    return f"{told}; inside {inside} it may not arrive{f': {helps}' if helps else ''}."


def typed_path(folder: Path, typed: str) -> Path:
    """The file a person means: from the folder cppo was started in, ``~`` being their own. A ``~name`` that
    is nobody's stays as it is, so that it is not found rather than a mistake."""
    with suppress(RuntimeError):
        return folder / Path(typed.strip()).expanduser()
    return folder / typed.strip()


def told_folder(folder: Path, room: int) -> str:
    """A folder in so many cells: one's own as ``~``, and what does not fit left out of its middle, where it
    says least."""
    with suppress(RuntimeError, ValueError):
        folder = "~" / folder.relative_to(Path.home())
    text = clean(str(folder))
    first, *rest = text.split(os.sep)
    if len(text) > room and not first:  # from the root on
        first, *rest = f"{os.sep}{rest[0]}", *rest[1:]
    while len(text) > room and len(rest) > 1:
        rest = rest[1:]
        text = os.sep.join((first, "…", *rest))
    return shorten_middle(text, room)


def save_plan(app: CppoApp, plan: Plan, folder: Path) -> None:
    """Write the exact bytes of a plan."""
    path = folder / f"cppo-change-set-{plan.digest[:12]}.json"
    if word := _save(app, plan.body, path):
        say(app, clean(str(path)), title=word)


def save_text(app: CppoApp, text: str, path: Path) -> str:
    """Write a text as it is shown: “Saved” or “Saved already”, to be told with the path; "" when it could not
    be written, which is told here."""
    return _save(app, text.encode(), path)


def _save(app: CppoApp, body: bytes, path: Path) -> str:
    """To a new file nobody else can read; never over an existing one, whose words may be others: those of
    before an expiry was moved, or a part of them, written before the disk was full."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o600)  # whatever the umask
            file.write(body)
    except FileExistsError:
        if _holds(path, body):
            return "Saved already"
        say(app, f"{clean(str(path))} is there and holds something else. {MOVE_IT}", problem=True)
        return ""
    except OSError as error:
        say(app, f"{clean(str(path))} could not be written: {error.strerror}.", problem=True)
        return ""
    return "Saved"


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == body
    except OSError:
        return False
