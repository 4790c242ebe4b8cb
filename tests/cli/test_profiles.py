"""The profiles a shell can complete: what boto3 would offer, out of the same files."""

from pathlib import Path

import pytest
from botocore.session import Session

from cppo_tui.cli.profiles import profile_names

CONFIG = """\
[default]
region = us-east-1
[profile reseller]
s3 =
  max_concurrent_requests = 3
[profile "two words"]
[profile 'quoted']
[profile]
[profile a b]
[sso-session company]
sso_region = eu-west-1
[services local]
[nameless]
"""
CREDENTIALS = """\
[default]
aws_access_key_id = AKIAEXAMPLEEXAMPLE00
[reseller]
aws_secret_access_key = [not-a-profile]
[distributor]
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Config and credentials, named by the environment."""
    config, credentials = tmp_path / "config", tmp_path / "credentials"
    config.write_text(CONFIG, encoding="utf-8")
    credentials.write_text(CREDENTIALS, encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(credentials))
    return config, credentials


def test_they_are_the_profiles_boto3_knows(files: tuple[Path, Path]) -> None:
    assert profile_names() == ["default", "distributor", "quoted", "reseller", "two words"]
    assert set(profile_names()) == set(Session().available_profiles)


def test_without_a_word_in_the_environment_they_are_those_of_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert profile_names() == []
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[profile mine]\n", encoding="utf-8")
    (tmp_path / ".aws/credentials").write_text("[yours]\n", encoding="utf-8")
    assert profile_names() == ["mine", "yours"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"no section", b"[open\n", b"[twice]\n[twice]\n", b"[a\x1b]52;c]\n"]
)
def test_a_broken_file_has_none_and_hides_none_of_the_other(files: tuple[Path, Path], content: bytes) -> None:
    files[1].write_bytes(content)
    assert profile_names() == ["default", "quoted", "reseller", "two words"]


def test_a_folder_in_the_place_of_a_file_has_none(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path))
    assert "distributor" not in profile_names()
