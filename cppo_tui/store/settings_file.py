"""``settings.toml``: read leniently, written with its explanations, never over what somebody else wrote there
without a copy beside it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.settings import (
    FASTEST,
    LOOKS,
    NEW_OFFERS,
    NOTICES,
    SLOWEST,
    STANDARD,
    Settings,
    read_settings,
)
from cppo_tui.domain.text import clean
from cppo_tui.store.paths import private_folder, sync_folder

LARGEST = 100_000
"""Bytes: far more than every setting takes. A larger file is something else."""
_TEMPLATE = """\
# Settings of cppo. The settings screen (Ctrl+P, "Settings") writes this file, keeping the last one as
# settings.toml.before; you can also edit it here. The command line and the environment go before it.

# The AWS profile to use; "" is what the AWS CLI would use.
profile = {profile}

# {themes}.
theme = {theme}

# Seconds between two looks at a running change set, {fastest} to {slowest}: AWS counts them for all of you.
look_every = {look_every}

# When a change set that took more than half a minute ends: {notices}.
notice = {notice}

# What new drafts begin with; each draft can still say otherwise. "" leaves it to be typed.
[{new_offers}]
markup = {markup}
agreement = {agreement}
days_to_accept = {days_to_accept}

# Other keys for actions: "step.next" = "ctrl+n" or "f6,ctrl+n" for two keys. The settings (F9)
# tell the names: Enter on an action in the table of keys.
[keys]
{keys}"""


class SettingsFile:
    """One file. ``moment`` names the copies of files that could not be read."""

    def __init__(self, path: Path, moment: datetime) -> None:
        self.path = path
        self._moment = moment

    def read(self) -> tuple[Settings, tuple[str, ...]]:
        """The settings, and a sentence for each thing that could not be used. Never raises: a broken file
        must not keep anybody from their offers."""
        try:
            text = self._text()
            if not text:
                return STANDARD, ()
            settings, problems = read_settings(_parsed(text))
        except OSError as error:
            return STANDARD, (f"{self._shown} cannot be read ({error.strerror}); {_UNREADABLE}",)
        except ValueError as error:
            return STANDARD, (f"{self._shown} is no valid TOML ({clean(str(error))}); {_AS_USUAL}",)
        return settings, tuple(f"{self._shown}: {problem}" for problem in problems)

    def write(self, settings: Settings) -> None:
        """Put these settings there, whole or not at all. Raises StoreError."""
        try:
            place = Path(os.path.realpath(self.path))  # a link into a collection of settings stays one
            private_folder(place.parent)
            self._keep_a_copy(place)
            _replace(place, rendered(settings))
        except OSError as error:
            raise StoreError(
                f"{self._shown} could not be written: {error.strerror}. The settings hold until you leave."
            ) from error

    @property
    def _shown(self) -> str:
        return clean(str(self.path))

    def _text(self) -> str:
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST).decode()
        except FileNotFoundError:
            return ""

    def _keep_a_copy(self, place: Path) -> None:
        """What stands there now, under another name: one that could be read as the last one, one that could
        not under a name of its own, since nobody has its contents elsewhere."""
        try:
            old = place.read_bytes()
        except FileNotFoundError:
            return
        try:
            _parsed(old.decode())
        except ValueError:
            ending = f".broken-{self._moment:%Y%m%dT%H%M%SZ}"
        else:
            ending = ".before"
        _replace(place.with_name(place.name + ending), old.decode("utf-8", "surrogateescape"))


_AS_USUAL = "everything is as usual. Correct it, or save the settings anew: a copy of the file is kept."

_UNREADABLE = (
    "everything is as usual, and settings hold only until you leave. Correct it, or move it out of the way."
)


def _parsed(text: str) -> dict[str, object]:
    """Raises ValueError, also for what is nested so deep that the reader gives up."""
    import tomllib  # late: most starts have no file

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def rendered(settings: Settings) -> str:
    """The file's text: every setting with what it means."""
    keys = "".join(f"{_quoted(name)} = {_quoted(keys)}\n" for name, keys in sorted(settings.keys.items()))
    return _TEMPLATE.format(
        new_offers=NEW_OFFERS,
        themes=", ".join(f'"{name}": {words}' for name, words in LOOKS.items()),
        notices=", ".join(f'"{name}": {words}' for name, words in NOTICES.items()),
        fastest=f"{FASTEST:g}",
        slowest=f"{SLOWEST:g}",
        look_every=f"{settings.look_every:g}",
        days_to_accept=settings.days_to_accept,
        keys=keys,
        **{
            name: _quoted(getattr(settings, name))
            for name in ("profile", "theme", "notice", "markup", "agreement")
        },
    )


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    body = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in body) + '"'


def _replace(place: Path, text: str) -> None:
    """A private file beside it takes its place at one blow. Raises OSError."""
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)
