"""The figures that the README quotes: each harness says what it goes through, so that none grows stale."""

import re
from pathlib import Path

README = re.sub(r"\s+", " ", (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8"))


def quoted(*figures: str) -> None:
    """Fail unless the README says each of these, word for word."""
    stale = [figure for figure in figures if figure not in README]
    assert not stale, f"the README's “What you can rely on” does not say: {stale}"


def quoted_about(before: str, number: int, after: str) -> None:
    """Fail unless the README has a figure near this one between these words: how many system calls there are
    is the system's affair, too."""
    found = re.search(rf"{re.escape(before)}([\d,]+){re.escape(after)}", README)
    assert found, f"the README has no figure between “{before}” and “{after}”"
    said = int(found[1].replace(",", ""))
    assert abs(said - number) <= number / 10, f"the README says {said}{after}, and there are {number}"
