"""Account ids as text: their form and how they are shown. No pydantic: the first screen uses it."""

import re

_LONGEST = 12
_ACCOUNT = re.compile(r"[0-9]{12}")
_PART = re.compile(r"[0-9]+([-–][0-9]*)+")
_GROUPS = re.compile(r"([0-9]{4})([-– ])([0-9]{4})\2([0-9]{4})")


def is_account(text: str) -> bool:
    """True for exactly twelve ASCII digits (fact sheet 2.6)."""
    return _ACCOUNT.fullmatch(text) is not None


def grouped(account: str) -> str:
    """``123456789012`` -> ``1234 5678 9012``; anything else unchanged."""
    return f"{account[:4]} {account[4:8]} {account[8:]}" if is_account(account) else account


def ungrouped(text: str) -> str:
    """``1234-5678-9012`` or ``1234 5678 9012`` -> ``123456789012``; anything else unchanged."""
    match = _GROUPS.fullmatch(text.strip())
    return match[1] + match[3] + match[4] if match else text


def joined(word: str) -> str:
    """``1234-5678`` -> ``12345678``: a part of an account id as people write it; anything else unchanged."""
    return re.sub("[-–]", "", word) if _PART.fullmatch(word) else word


def typed_consent(buyers: tuple[str, ...]) -> tuple[str, str]:
    """What a person types to confirm, and its name: what would hurt most if it were wrong."""
    if len(buyers) == 1:
        return buyers[0][-4:], "the last four digits of the buyer account"
    return str(len(buyers)), "the number of buyer accounts"


def unconfirmed(typed: str, buyers: tuple[str, ...], *, entered: bool = False) -> str:
    """Why what was typed does not confirm it, "" when it does; ``entered``: with Enter, so no more comes."""
    wanted, asked = typed_consent(buyers)
    text = typed.strip()
    if text == wanted:
        return ""
    if not text or (len(text) < len(wanted) and not entered):
        return f"Waiting for {asked}."
    right = f"how {grouped(buyers[0])} ends" if len(buyers) == 1 else "the number of buyer accounts"
    return f"{text if len(text) <= _LONGEST else 'That'} is not {right}. Nothing was sent."


def buyers_text(buyers: tuple[str, ...]) -> str:
    """All buyers in a few words."""
    if not buyers:
        return "no buyer yet"
    return grouped(buyers[0]) if len(buyers) == 1 else f"{len(buyers)} accounts"


def may_name(text: str, buyers: tuple[str, ...]) -> bool:
    """False when ``buyers_text`` has made this text of others only."""
    return text in map(grouped, buyers) or text.endswith(" accounts")
