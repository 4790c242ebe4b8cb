"""The plain wizard as it is typed: on a dumb terminal, without one byte that moves a cursor or colours."""

from pathlib import Path

import pexpect

from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment

ANSWERS = (
    ("Which authorization", "resaleauthz-archbronze2qx"),
    ("For which AWS accounts", "123456789012"),
    ("Which customer", "Contoso"),
    ("Name of the offer", ""),
    ("Description", ""),
    ("say the price", "margin"),
    ("Margin in percent", "20"),
    ("How long", ""),
    ("Until when", ""),
    ("further terms?", "no"),
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


def ended(child: "pexpect.spawn[str]") -> int | None:
    """The exit code."""
    child.expect(pexpect.EOF)
    child.close()
    status: int | None = child.exitstatus
    return status


def test_a_walk_with_ctrl_c_and_the_way_back_prints_lines_and_nothing_else(home: Path) -> None:
    child = plain(home)
    seen = answer(child, ANSWERS[:4])
    child.expect_exact("Description")
    child.sendintr()
    child.expect(r"«cppo new --plain ([0-9a-f]{8}) --sandbox»")
    assert child.match is not None
    draft = child.match[1]
    assert ended(child) == 130
    again = plain(home, draft, "--no-wait")
    seen += answer(again, ANSWERS[3:])
    again.expect_exact("type the last four digits of the buyer account")
    seen += again.before
    again.sendline("9012")
    again.expect_exact("AWS is working on it")
    assert ended(again) == 0
    assert "Buyers: 1234 5678 9012 (Contoso)" in seen
    assert not [char for char in seen if ord(char) < 32 and char not in "\r\n"]
    sentences = [line for line in seen.splitlines() if "https://" not in line]
    assert max(map(len, sentences)) <= 80


def test_a_pasted_list_is_one_answer_and_its_rest_confirms_nothing(home: Path) -> None:
    child = plain(home)
    answer(child, ANSWERS[:1])
    child.expect_exact("For which AWS accounts")
    child.send("Contoso 888899990000\n999911112222\n")
    child.expect_exact("Type yes if it is meant")
    assert "Please confirm: 2 accounts" in child.before
    child.sendline("yes\nyes\n0.1\n0.2")
    child.expect_exact("Buyers: 8888 9999 0000; 9999 1111 2222")
    child.sendeof()
    child.kill(9)
    child.close()


def test_what_was_typed_ahead_sends_nothing(home: Path) -> None:
    child = plain(home)
    answer(child, ANSWERS[:-1])
    child.expect_exact("type accept")
    child.send("accept\n9012\n")
    child.expect_exact("type the last four digits of the buyer account")
    child.sendline("0000")
    child.expect_exact("Nothing was sent.")
    assert ended(child) == 3
