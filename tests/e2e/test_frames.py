"""The terminal of these tests shows whole frames only, as the terminals people have do.

Without it a test that reads a figure as soon as its words are there reads the figure of the frame before.
"""

import sys
from pathlib import Path

from tests.e2e.terminal import FRAME_BEGINS, FRAME_ENDS, Terminal

HALF_A_FRAME = f"""
import os, tty
tty.setraw(0)
os.write(1, b"2 made so far\\x1b[?2026$p")
answer = os.read(0, 64)
os.write(1, b"\\r\\n" + repr(answer).encode())
os.write(1, {FRAME_BEGINS!r} + b"\\x1b[2J\\x1b[Hanother one\\r\\n")
os.read(0, 1)
os.write(1, b"0 made so far" + {FRAME_ENDS!r})
os.read(0, 1)
"""


def test_half_a_frame_is_not_shown(tmp_path: Path) -> None:
    with Terminal("-c", HALF_A_FRAME, home=tmp_path, command=(sys.executable,)) as terminal:
        terminal.wait_for_bytes(b"another one")
        assert "2 made so far" in terminal.screen_text()
        assert "another one" not in terminal.screen_text(), "half of it would be told as the truth"
        terminal.press("x")
        terminal.wait_for_bytes(FRAME_ENDS)
        whole = terminal.screen_text()
        assert "another one" in whole
        assert "0 made so far" in whole


def test_the_program_is_told_so_and_draws_in_frames(tmp_path: Path) -> None:
    with Terminal("--sandbox", home=tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("No drafts yet.")
        # Its first pictures may come before our answer; the key is read after it.
        before = len(terminal.raw)
        terminal.press("n")
        terminal.wait_for_bytes(FRAME_BEGINS, since=before)
        terminal.wait_for("step 1 of 6")
