"""Hostile text cannot drive the terminal, nor get lost (reliability T1 and T2; scenario 18), judged by the
bytes the wizard writes to a real terminal."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.terminal import Terminal
from tests.reliability.payloads import PAYLOADS, SIGNS, got_through
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG, times

OVER = ("SettingsScreen", "CommandPalette", "FindOne", "Extend")
"""What lies over the screens and takes text."""


def walked(home: Path, how: str) -> tuple[dict[str, Any], bytes, int]:
    """What the walk has done, the bytes it wrote and its exit code."""
    report = home / f"{how}.json"
    command = (sys.executable, "-m", "tests.reliability.hostile_walk", str(report), how, str(times(29, 1)))
    with Terminal(home=home, command=command, size=(120, 40)) as terminal:
        code = terminal.exit_status(timeout=times(120, 1800))
        raw = bytes(terminal.raw)
    assert report.exists(), terminal.screen_text()
    return json.loads(report.read_text(encoding="ascii")), raw, code


def test_no_payload_reaches_the_terminal_from_any_screen_or_field(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    done, raw, code = walked(tmp_path, "careful")
    assert got_through(raw) == []
    assert code == 0
    assert [mistake for mistake in done["mistakes"] if mistake] == []
    assert done["payloads"] == sorted(PAYLOADS)
    assert set(PAYLOADS) - set(done["literal"]) == set(), "shown nowhere as what they are"
    assert done["unopened"] == []
    assert {*OVER} <= {field.partition(" ")[0] for field in done["fields"]}
    control, leaked, _ = walked(tmp_path, "careless")
    figure(
        f"hostile text on a terminal: {len(PAYLOADS)} payloads, {done['places']} of AWS's strings, "
        f"{len(done['fields'])} fields, {done['pasted']} pastes, {done['screens']} screens: "
        f"0 leaked in {len(raw):,} bytes, 0 crashes; "
        f"control without the cleaner: {len(got_through(leaked))} of {len(SIGNS)} leaked"
    )
    kept_out = sorted(set(SIGNS) - set(got_through(leaked)))
    assert len(kept_out) <= times(9, 0), kept_out
    assert control["screens"] > 0
    quoted(f"{len(PAYLOADS)} hostile texts in", f"without the cleaner {len(SIGNS)} of {len(SIGNS)} leak")
    if LONG:
        whose = f"{len(done['fields'])} fields and {done['places']} kinds of text from AWS"
        quoted(f"{len(PAYLOADS)} hostile texts in {whose}, {done['screens']} screens")
