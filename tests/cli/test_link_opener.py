"""Where a browser can be opened for a link, and what it is never opened for."""

from pathlib import Path

import pytest

from cppo_tui.cli.link_opener import link_opener

WINDOWS = {"DISPLAY": ":0"}


def found(name: str) -> str:
    return f"/usr/bin/{name}"


@pytest.mark.parametrize(
    ("environ", "platform", "can"),
    [
        (WINDOWS, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "linux", False),
        (WINDOWS | {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, "linux", False),
        ({"SSH_TTY": "/dev/ttys001"}, "darwin", False),
    ],
)
def test_a_link_is_opened_only_before_a_window_of_this_computer(
    environ: dict[str, str], platform: str, *, can: bool
) -> None:
    assert (link_opener(environ, platform, found) is not None) is can
    assert link_opener(environ, platform, lambda _: None) is None, "nor where there is no opener"


def test_nothing_but_a_link_is_opened_and_an_opener_that_is_gone_is_told(tmp_path: Path) -> None:
    opens = link_opener(WINDOWS, "linux", lambda _: str(tmp_path / "gone"))
    assert opens is not None
    for text in (
        "",
        "--help",
        "file:///etc/passwd",
        "http://contracts.example/x",
        "https://contracts.example/x",
    ):
        assert not opens(text)
    there = tmp_path / "xdg-open"
    there.write_text("#!/bin/sh\n")
    there.chmod(0o700)
    opens = link_opener(WINDOWS, "linux", lambda _: str(there))
    assert opens is not None
    assert opens("https://contracts.example/x?a=1")
    assert not opens("http://contracts.example/x")
