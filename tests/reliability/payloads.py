"""The texts that drive careless programs (reliability T1 and T2), each with a mark by which it is found.

``CONTROLS`` act on a terminal, ``MARKUP`` acts on Textual. The mark stands right behind what acts, so the
two together in the bytes written to a terminal mean that it got through; no program writes that itself.
"""

from collections.abc import Mapping

MARK = "Qz"

CONTROLS: Mapping[str, str] = {
    "title (OSC 0)": f"\x1b]0;{MARK}\x07",
    "clipboard (OSC 52)": f"\x1b]52;c;{MARK}\x07",
    "hyperlink (OSC 8)": f"\x1b]8;;{MARK}\x07",
    "clear (CSI 2J)": f"\x1b[2J{MARK}",
    "where is the cursor (CSI 6n)": f"\x1b[6n{MARK}",
    "what are you (CSI c)": f"\x1b[c{MARK}",
    "device control (DCS)": f"\x1bP{MARK}\x1b\\",
    "application command (APC)": f"\x1b_{MARK}\x1b\\",
    "C1 CSI": f"\x9b2J{MARK}",
    "C1 OSC": f"\x9d0;{MARK}\x07",
    "escape at the end": f"{MARK}\x1b",
    "backspace": f"{MARK}\x08\x08{MARK}",
    "carriage return": f"{MARK}\r{MARK}",
    "null": f"\x00{MARK}",
    "delete": f"\x7f{MARK}",
    "right to left": f"\u202e{MARK}",
    "isolate": f"\u2066{MARK}\u2069",
    "zero width space": f"\u200b{MARK}",
    "byte order mark": f"\ufeff{MARK}",
    "next line": f"\x85{MARK}",
    "line separator": f"\u2028{MARK}",
    "combining marks": f"{MARK}" + "\u0301" * 100_000,
    "lone surrogate": f"\ud800{MARK}",
}
MARKUP: Mapping[str, str] = {
    "upper-case brackets": "[INC]",
    "closing tag": "[/b]",
    "foreign closing tag": "[/foo]",
    "clickable action": "[@click=app.quit]x[/]",
    "one bracket": "[",
    "escaped bracket": "\\[",
}
PAYLOADS: Mapping[str, str] = {**CONTROLS, **{name: f"{MARK}{text}{MARK}" for name, text in MARKUP.items()}}

_M = MARK.encode()
SIGNS: Mapping[str, bytes] = {
    "title (OSC 0)": b"\x1b]0;" + _M,
    "clipboard (OSC 52)": b"\x1b]52;c;" + _M,
    "hyperlink (OSC 8)": b"\x1b]8;;" + _M,
    "clear (CSI 2J)": b"\x1b[2J" + _M,
    "where is the cursor (CSI 6n)": b"\x1b[6n" + _M,
    "what are you (CSI c)": b"\x1b[c" + _M,
    "device control (DCS)": b"\x1bP" + _M,
    "application command (APC)": b"\x1b_" + _M,
    "C1 CSI": "\x9b".encode(),
    "C1 OSC": "\x9d".encode(),
    "backspace": b"\x08" + _M,
    "carriage return": b"\r" + _M,
    "null": b"\x00",
    "delete": b"\x7f" + _M,
    "right to left": "\u202e".encode(),
    "isolate": "\u2066".encode(),
    "zero width space": "\u200b".encode(),
    "byte order mark": "\ufeff".encode(),
    "next line": "\x85".encode(),
    "line separator": "\u2028".encode(),
    "combining marks": ("\u0301" * 5).encode(),
}
"""What a terminal would have got, had a payload come through."""


def got_through(raw: bytes) -> list[str]:
    """Which payloads reached the terminal."""
    return [name for name, sign in SIGNS.items() if sign in raw]
