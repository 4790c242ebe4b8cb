"""Names that look like other names: letters of two scripts in one word, letters borrowed for their shape,
characters that are not drawn. A name written in one script, whichever, is not suspected (UTS 39, in small).
"""

import re
import unicodedata

from cppo_tui.domain.text import clean, shorten

_LATIN_SHAPES = frozenset(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁԛԝӏ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρυχγ"  # Greek
    "ՕՍօոսհ"  # Armenian
    "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ"  # Cherokee
)
"""Letters of other scripts that are taken for Latin ones at a glance."""

_LATIN_BY_SHAPE = frozenset("ɑɡɩɪ")
"""Letters of phonetics, Latin by name, that no name is written with."""

_HONEST_FORMS = frozenset({"FULLWIDTH", "FEMININE", "MASCULINE"})
"""Latin letters of East Asian typesetting and of ordinal numbers: common, alone."""

_NEIGHBOURS = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
"""Scripts with many such letters. Japanese or Chinese beside Latin letters is common and not confusing."""

_WORD = re.compile(r"[^\W\d_]+")
_SHOWN_NUMBER = re.compile(r"<U\+[0-9A-F]{4,6}>")
_FEWEST = 4
"""Letters a name must have to be judged by their shapes alone: shorter ones can be anything."""


def lookalike(name: str) -> str:
    """What could deceive about a name, as a clause; "" when nothing does. ``name`` may be cleaned already."""
    shown = clean(name)
    if hidden := _SHOWN_NUMBER.search(shown):
        return f"“{shorten(shown, 40)}” holds a character that is not drawn, {hidden[0]}"
    if shown.isascii():
        return ""
    words = _WORD.findall(unicodedata.normalize("NFC", shown))
    borrowed = [word for word in words if _scripts(word) & _NEIGHBOURS and set(word) <= _LATIN_SHAPES]
    for word in words:
        scripts = _scripts(word)
        if "STYLED" in scripts or ("LATIN" in scripts and scripts & {*_NEIGHBOURS, "FULLWIDTH"}):
            return f"“{shorten(word, 40)}” mixes letters that only look alike: {_strangers(word)}"
        beside_latin = any(_scripts(other) == {"LATIN"} for other in words)
        if word in borrowed and (beside_latin or (borrowed == words and len("".join(words)) >= _FEWEST)):
            return f"“{shorten(word, 40)}” looks like Latin letters and is not: {_strangers(word)}"
    return ""


def _scripts(word: str) -> set[str]:
    return {_script(char) for char in word if not unicodedata.combining(char)}


def _script(char: str) -> str:
    """The script as Unicode names its letters; STYLED for a Latin letter in another dress."""
    name = unicodedata.name(char, "?")
    plain = unicodedata.normalize("NFKC", char)
    first = name.partition(" ")[0]
    dressed = plain != char and len(plain) == 1 and plain.isascii() and plain.isalpha()
    if char in _LATIN_BY_SHAPE or "SMALL CAPITAL" in name or (dressed and first not in _HONEST_FORMS):
        return "STYLED"
    return first


def _strangers(word: str) -> str:
    """The first letters that are not what they seem, by their names."""
    odd = [char for char in dict.fromkeys(word) if _script(char) != "LATIN"][:2]
    return ", ".join(f"{char} is {unicodedata.name(char, '?')}" for char in odd)
