"""Where a browser can be opened for a link, and what it is never opened for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cppo_tui.cli import link_opener as module
from cppo_tui.cli.link_opener import link_opener

WINDOWS = {"DISPLAY": ":0"}
LINK = "https://contracts.example/x"


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
        "javascript:https://contracts.example/x",
        " https://contracts.example/x",
        "https://contracts.example/x",
    ):
        assert not opens(text)
    there = tmp_path / "xdg-open"
    there.write_text("#!/bin/sh\n")
    there.chmod(0o700)
    opens = link_opener(WINDOWS, "linux", lambda _: str(there))
    assert opens is not None
    assert opens("https://contracts.example/x?a=1")
    for text in (
        "http://contracts.example/x",
        "https://contracts.example/x\n--help",
        "https://contracts.example/x\0",
        "https://contracts.example/ y",
        "https://contracts.example/\x1b[31m",
        "https://contracts.example/" + "x" * 3_000_000,
    ):
        assert not opens(text), text[:40]


def opener(folder: Path, script: str) -> Callable[[str], bool]:
    program = folder / "xdg-open"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    made = link_opener(WINDOWS, "linux", lambda _: str(program))
    assert made is not None
    return made


def test_an_opener_that_finds_no_browser_has_opened_nothing(tmp_path: Path) -> None:
    assert not opener(tmp_path, "exit 3")(LINK)


def test_an_opener_that_is_the_browser_stays_and_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SOON", 0.05)
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    assert opener(tmp_path, f"read never < {gate}")(LINK)
    gate.write_text("")  # it ends
    os.wait()


def test_it_gets_the_link_as_it_is_prints_nothing_and_leaves_no_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    link = f"{LINK}?a=1&b='$(id)'"
    assert opener(tmp_path, f'printf %s "$1" > {tmp_path}/got; echo loud; echo loud >&2')(link)
    assert (tmp_path / "got").read_text() == link
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
