"""The plain wizard as it is typed: on a dumb terminal, without one byte that moves a cursor or colours."""

from pathlib import Path

import pexpect

from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment

ANSWERS = (
    ("Which authorization", "resaleauthz-archbronze2qx"),
    ("What sort of product", ""),
    ("For which AWS accounts", "123456789012"),
    ("Which customer", "Contoso"),
    ("Name of the offer", ""),
    ("Description", ""),
    ("say the price", "margin"),
    ("Margin in percent", "20"),
    ("How long", ""),
    ("Until when", ""),
    ("Further terms", "no"),
    ("How to publish", "direct"),
    ("type accept", "accept"),
)


def plain(home: Path, *arguments: str) -> "pexpect.spawn[str]":
    """The command on a terminal that can do nothing but print lines."""
    return pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "new", "--plain", "--sandbox", *arguments],
        env=clean_environment(home, TERM="dumb"),
        cwd=str(home),
        encoding="utf-8",
        timeout=PATIENCE,
        echo=False,
    )


def answer(child: "pexpect.spawn[str]", pairs: tuple[tuple[str, str], ...]) -> str:
    """Answer each question as it comes; all that was printed."""
    seen = ""
    for words, typed in pairs:
        child.expect_exact(words)
        seen += child.before + words
        child.expect_exact("> ")
        seen += child.before
        child.sendline(typed)
    return seen


def test_a_walk_with_ctrl_c_and_the_way_back_prints_lines_and_nothing_else(home: Path) -> None:
    child = plain(home)
    seen = answer(child, ANSWERS[:5])
    child.expect_exact("Description")
    child.sendintr()
    child.expect(r"«cppo new --plain ([0-9a-f]{8}) --sandbox»")
    assert child.match is not None
    draft = child.match[1]
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    again = plain(home, draft)
    seen += answer(again, ANSWERS[4:])
    again.expect_exact("type the last four digits of the buyer account")
    seen += again.before
    again.sendline("9012")
    again.expect_exact("published")
    again.expect(pexpect.EOF)
    again.close()
    assert again.exitstatus == 0
    assert "Buyers: 1234 5678 9012 (Contoso)" in seen
    assert not [char for char in seen if ord(char) < 32 and char not in "\r\n"]
