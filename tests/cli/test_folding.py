"""Sentences at the terminal's edge: folded between words; what is copied stays in one piece."""

import io

from cppo_tui.cli.folding import fold, folded

LINK = "https://aws.amazon.com/marketplace/saas/ordering?productId=prod-abc&offerId=offer-abcdefghijk"


def test_no_line_is_wider_and_no_word_is_broken() -> None:
    text = "Right for Archera, who asks for ten years; otherwise check with the ISV.\nShort."
    lines = fold(text, 30).split("\n")
    assert max(map(len, lines)) <= 30
    assert " ".join(lines) == text.replace("\n", " ")
    assert lines[-1] == "Short."


def test_a_command_and_an_address_stay_whole() -> None:
    command = "«cppo handover offer-abcdefghijklm --sandbox»"
    lines = fold(f"The link is {LINK} and the mail is written by {command} for you.", 50).split("\n")
    assert any(LINK in line for line in lines)
    assert any(command in line for line in lines)


def test_what_is_indented_goes_on_indented() -> None:
    first, second = fold("  1  direct: one change set, live at once", 30).split("\n")
    assert first.startswith("  1  direct")
    assert second.startswith("       ")


def test_a_file_gets_the_text_as_it_is() -> None:
    assert folded("word " * 99, io.StringIO()) == "word " * 99
