"""The settings file: what it says is read back, mistakes in it cost little, nothing in it is lost."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.settings import FASTEST, LOOKS, NOTICES, STANDARD, Settings, read_settings
from cppo_tui.store.paths import settings_path
from cppo_tui.store.settings_file import SettingsFile, _parsed, rendered

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SETTINGS = Settings(
    profile="reseller",
    theme="light",
    look_every=7.5,
    notice="desktop",
    markup="12.5",
    agreement="1 year",
    days_to_accept=45,
    keys={"step.next": "f6,ctrl+l"},
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.toml", NOW)


def test_what_was_written_is_read(file: SettingsFile) -> None:
    file.write(SETTINGS)
    assert file.read() == (SETTINGS, ())
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_the_file_explains_each_setting(file: SettingsFile) -> None:
    file.write(STANDARD)
    lines = file.path.read_text().splitlines()
    settings = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    assert len(settings) == 7
    assert sum(line.startswith("#") for line in lines) >= 7


def test_without_a_file_everything_is_as_usual(file: SettingsFile) -> None:
    assert file.read() == (STANDARD, ())
    assert not file.path.exists()


@given(
    st.builds(
        Settings,
        profile=st.text(max_size=20).filter(lambda text: not read_settings({"profile": text})[1]),
        theme=st.sampled_from([*LOOKS]),
        notice=st.sampled_from([*NOTICES]),
        look_every=st.integers(2, 120).map(float),
        days_to_accept=st.integers(1, 1095),
        keys=st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=3),
    )
)
def test_any_settings_survive_the_file(settings: Settings) -> None:
    assert read_settings(_parsed(rendered(settings))) == (settings, ())


BAD = {
    'theme = "pink"': "“theme” must be one of dark, light, high-contrast.",
    "look_every = 0.1": f"“look_every” must be {FASTEST:g} to 120 seconds",
    "look_every = true": "“look_every” must be",
    "profile = 7": "“profile” must be a text",
    'profile = "a\\u001b[2Jb"': "“profile” must be a text",
    "[new_offers]\ndays_to_accept = 0": "“days_to_accept” must be a whole number of days",
    "new_offers = 1": "“new_offers” must be a table",
    "keys = 1": "“keys” must be a table of texts",
    "[keys]\nx = 1": "“x” in [keys] is no text, so its keys are as usual.",
    '[keys]\nhome.new = "b"': 'whole name stands in quotes: "home.new" = ',
    '[new_offers]\nmarkup = "-5"': "“markup”: The markup cannot be negative.",
    '[new_offers]\nmarkup = "NaN"': "“markup”: This is not a number.",
    '[new_offers]\nagreement = "yesterday"': "“agreement”: ",
    'them = "dark"': "“them” is no setting. Did you mean “theme”?",
    "[other]\nx = 1": "“other” is no setting.",
}


def test_a_key_that_is_no_text_costs_that_one_action_its_key(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('[keys]\n"home.new" = 5\n"offers.expire" = "b"\n"step.next" = ["f6"]\n')
    settings, problems = file.read()
    assert settings.keys == {"offers.expire": "b"}
    assert [name in told for name, told in zip(("home.new", "step.next"), problems, strict=True)] == [
        True
    ] * 2


@pytest.mark.parametrize("text", BAD)
def test_a_mistake_costs_that_one_setting_and_a_sentence(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(f'notice = "off"\n{text}\n')
    settings, problems = file.read()
    assert settings == Settings(notice="off")
    assert len(problems) == 1
    assert BAD[text] in problems[0]
    assert str(file.path) in problems[0]


DEEP = b"a = " + b"[" * 2000 + b"]" * 2000


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"[[[", b"a = 1\na = 2", DEEP])
def test_a_broken_file_is_said_and_never_fatal_and_never_lost(file: SettingsFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    settings, problems = file.read()
    assert settings == STANDARD
    assert "is no valid TOML" in problems[0]
    assert file.path.read_bytes() == content
    file.write(SETTINGS)
    assert file.path.with_name("settings.toml.broken-20261123T120000Z").read_bytes() == content
    assert file.read() == (SETTINGS, ())


def test_where_no_copy_can_be_kept_none_is_promised(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    settings, problems = file.read()
    assert settings == STANDARD
    assert "move it out of the way" in problems[0]
    assert "copy of the file" not in problems[0]
    with pytest.raises(StoreError):
        file.write(SETTINGS)


def test_a_link_to_itself_is_said(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.symlink_to(file.path)
    assert len(file.read()[1]) == 1
    with pytest.raises(StoreError):
        file.write(SETTINGS)


def test_the_last_file_is_kept_beside_the_new_one(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text("# my own words\n")
    file.write(SETTINGS)
    assert file.path.with_name("settings.toml.before").read_text() == "# my own words\n"


def test_a_link_into_a_collection_of_settings_stays_one(file: SettingsFile, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "cppo.toml"
    real.parent.mkdir(mode=0o700)
    real.write_text("")
    file.path.parent.mkdir()
    file.path.symlink_to(real)
    file.write(SETTINGS)
    assert file.path.is_symlink()
    assert SettingsFile(real, NOW).read() == (SETTINGS, ())


def test_a_folder_in_the_way_is_told(file: SettingsFile) -> None:
    file.path.mkdir(parents=True)
    assert "cannot be read" in file.read()[1][0]
    with pytest.raises(StoreError, match="could not be written"):
        file.write(SETTINGS)


def test_cppo_home_holds_the_settings_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    assert settings_path() == tmp_path / "home" / "settings.toml"
    monkeypatch.delenv("CPPO_HOME")
    monkeypatch.setitem(os.environ, "XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert settings_path().name == "settings.toml"
    assert not (tmp_path / "config").exists()
