"""Buyer accounts: found in whatever was pasted, kept as text (leading zeros count)."""

import re

from cppo_tui.domain.accounts import is_account
from cppo_tui.domain.model import Frozen

_GROUPED = re.compile(r"(?<![\w–+-])[0-9]{4}(?:[-– ][0-9]{4})+(?![\w–-])")
_THREE = re.compile(r"[0-9]{4}([-– ])[0-9]{4}\1[0-9]{4}(?:[-– ]|$)")
_SEPARATORS = re.compile(r"[\s,;|/()\[\]{}<>\"'“”„‘’«»`=:]+")
_EDGES = ".!?*•#&"


class PastedAccounts(Frozen):
    """What a pasted text held: ``entries`` (twelve digits, or a text that tries to be an account and is
    not) in order, and ``ignored`` words that are no account by any reading, to be named, not dropped."""

    entries: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def find_accounts(text: str) -> PastedAccounts:
    """Find account ids among commas, spaces, lines, names and dashes (``1234-5678-9012``)."""
    entries: list[str] = []
    ignored: list[str] = []
    position = 0
    for match in _GROUPED.finditer(text):
        _tokens(text[position : match.start()], entries, ignored)
        entries.extend(_split_groups(match[0]))
        position = match.end()
    _tokens(text[position:], entries, ignored)
    return PastedAccounts(entries=tuple(entries), ignored=tuple(ignored))


def is_whole(text: str) -> bool:
    """Whether a text is accounts and nothing else, each of them whole."""
    found = find_accounts(text)
    return bool(found.entries) and not found.ignored and all(map(is_account, found.entries))


def means_accounts(text: str) -> bool:
    """Whether a text that was pasted where nothing takes one is meant for the buyers: a whole account is in
    it, or nothing but digits and what stands between them. An authorization's id is not, nor is a product's
    name."""
    entries = find_accounts(text).entries
    lettered = any(char.isalpha() for char in text)
    return any(is_account(entry) for entry in entries) or (bool(entries) and not lettered)


def _split_groups(run: str) -> list[str]:
    """Groups of four in threes, each three held together by the same sign. Anything else is one bad entry:
    no id is guessed out of it (``2024 1234-5678-9012 2025 2026`` does not begin with 2024)."""
    threes = list(_THREE.finditer(run))
    if sum(len(match[0]) for match in threes) != len(run):
        return [run]
    return [re.sub(r"[^0-9]", "", match[0]) for match in threes]


def _tokens(text: str, entries: list[str], ignored: list[str]) -> None:
    for raw in _SEPARATORS.split(text):
        token = raw.strip(_EDGES)
        if not token:
            continue
        (entries if re.search(r"\d", token) else ignored).append(token)
