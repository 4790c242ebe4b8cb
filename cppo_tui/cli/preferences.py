"""The settings beside the command line and the environment, which both go before them."""

from __future__ import annotations

import os

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.settings import LOOKS, STANDARD, Settings
from cppo_tui.store.paths import settings_path
from cppo_tui.store.settings_file import SettingsFile

THEME_VARIABLE = "CPPO_THEME"
_SIGNED_IN_BY = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID")
"""What names an identity in the environment; a profile from a file must not push it aside."""


def preferences() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a sentence for each that cannot be used. Never raises."""
    from cppo_tui.cli.accounts import now

    try:
        return SettingsFile(settings_path(), now()).read()
    except StoreError as error:
        return STANDARD, (str(error),)


def keep(settings: Settings) -> None:
    """Write them down. Raises StoreError."""
    from cppo_tui.cli.accounts import now

    SettingsFile(settings_path(), now()).write(settings)


def chosen_profile(given: str | None, settings: Settings) -> str | None:
    """The AWS profile: of the command line, else whatever the environment names, else of the settings."""
    if given or any(os.environ.get(name) for name in _SIGNED_IN_BY):
        return given
    return settings.profile or None


def chosen_theme(given: str, settings: Settings) -> tuple[str, str]:
    """The theme of the command line, else of the environment, else of the settings; and what to say when the
    environment names none there is."""
    named = os.environ.get(THEME_VARIABLE, "")
    if given or not named:
        return given or settings.theme, ""
    if named in LOOKS:
        return named, ""
    return settings.theme, f"{THEME_VARIABLE} is none of {', '.join(LOOKS)}; it was passed over."
