"""What the checks of looks find and is left as it is: patterns of scene and finding, and the reason."""

import re

EXCEPTIONS = (
    (
        ".*",
        r"^(VerticalScroll|Pages).* which only its colour says",
        "it has no words of its own; no button is underlined",
    ),
    ("bulk-.*", "Static.id='intro'", "all of it is in README and F1"),
    ("home-(signed-out|damaged)", "Static.id='empty'", "what is cut are keys that the last line has, too"),
    ("status-.*", "60x18: Static.id='headline'", "its first words say it"),
    (".*", r"of (Account|Plain)Input.* elsewhere", "an input shows what there is room for, and scrolls"),
    ("status-.*", "of Static.id='figures'", "it goes on in the next row of its column"),
    ("status-unknown.*", "of Button.id='(absent|resend)'", "in 60 columns the focus brings them into view"),
)


def excepted(scene: str, found: str) -> bool:
    """Whether this is known and meant."""
    return any(re.fullmatch(scenes, scene) and re.search(said, found) for scenes, said, _ in EXCEPTIONS)
