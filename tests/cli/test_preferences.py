"""Command line, then environment, then settings."""

from pathlib import Path

import pytest

from cppo_tui.cli.preferences import chosen_profile, chosen_theme, keep, preferences
from cppo_tui.domain.settings import Settings

LIGHT = Settings(theme="light", profile="of-the-file")


def test_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CPPO_THEME", raising=False)
    assert chosen_theme("", LIGHT) == ("light", "")
    monkeypatch.setenv("CPPO_THEME", "high-contrast")
    assert chosen_theme("", LIGHT) == ("high-contrast", "")
    assert chosen_theme("dark", LIGHT) == ("dark", "")


def test_a_theme_that_does_not_exist_is_passed_over_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_THEME", "pink")
    theme, said = chosen_theme("", LIGHT)
    assert theme == "light"
    assert "CPPO_THEME is none of" in said


@pytest.mark.parametrize("name", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID"])
def test_the_profile_of_the_file_never_pushes_aside_who_the_environment_names(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen_profile(None, LIGHT) == "of-the-file"
    assert chosen_profile("given", LIGHT) == "given"
    monkeypatch.setenv(name, "somebody")
    assert chosen_profile(None, LIGHT) is None
    assert chosen_profile("given", LIGHT) == "given"
    assert chosen_profile(None, Settings()) is None


def test_settings_that_were_kept_hold_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    keep(LIGHT)
    assert preferences() == (LIGHT, ())


def test_a_folder_that_cannot_be_used_is_said_and_never_fatal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    settings, problems = preferences()
    assert settings == Settings()
    assert "is a file, not a folder" in problems[0]
