"""Opens a link in the browser of the person before this computer, where there is one."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping

AFAR = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
"""Set where the person sits before another computer than this."""
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
SOON = 2.0
"""Seconds within which an opener that finds no browser has said so; one that is the browser stays."""


def link_opener(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Callable[[str], bool] | None:
    """What opens a link and answers whether it could; None over SSH and where there is no window to open.

    Never a browser that draws in the terminal: it would draw over us.
    """
    if any(environ.get(name) for name in AFAR):
        return None
    if platform != "darwin" and not any(environ.get(name) for name in DISPLAYS):
        return None
    program = which("open" if platform == "darwin" else "xdg-open")
    return None if program is None else lambda link: _opened(program, link)


def _opened(program: str, link: str) -> bool:
    """Leave it to the system's own opener, which must not print over the screen."""
    import subprocess

    if not link.startswith("https://") or " " in link or not link.isprintable():
        return False
    quiet = subprocess.DEVNULL
    try:
        opener = subprocess.Popen(  # noqa: S603 - the system's own opener, the link one argument, no shell
            [program, link], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        return opener.wait(SOON) == 0  # waited for, it leaves no process behind
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
