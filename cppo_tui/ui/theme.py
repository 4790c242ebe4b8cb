"""The look, and its rules. Whoever draws a screen keeps to these.

**Meaning.** Colour only ever repeats what a word says: "To fix", "Sure?", "chosen", "to fix", a sign in
brackets. Without colour (``NO_COLOR``) and in every theme a screen says the same. There is one accent: what
has the focus, filled with it whole; a tint of it, the primary button; keys in the last line. Green, amber and
red belong to good, doubtful and wrong, and to nothing else.

**Frame.** From top to bottom: one line where we are (``TopBar``), in the wizard one line of steps
(``StepRail``), one bold heading, the body, one row of buttons (``#bar``: back at the left, forward at the
right), one line of keys (``KeyLine``) with the menu at its right end. Two cells of margin at both sides; one
empty line between groups where there are 32 lines or more or none to spare is needed, no more.

**Panels**, four kinds. The *body* lies on ``$background`` and has no frame. A *field* is a box of three lines
on ``$surface``, of one line on ``$panel`` in low windows; a label above, one reserved message below, so that
nothing moves. A *table* has no lines, a muted heading and a cursor the width of the row; the word for a state
has the colour of its meaning (``Column.tones``), and only that word. What a desk tells of its row lies on
``$surface`` beside the list. A *dialog* is the only thing with a round frame, in the accent, on ``$surface``,
in the middle, at most 94 % of the window.

**Pictures** (``Picture``) stand below the words they draw and say nothing that these do not: the dates of an
offer, who gets what of a price. Lines and blocks of unlike characters stand for colours (``├─┤`` the offer,
``╞═╡`` the agreement; ``█`` the ISV's part, ``▒`` the partner's), a label before each row, figures beside it.
A picture has a fixed height, so that typing moves nothing, and is either whole or not there. A *comparison*
has "as reviewed", "moved" (by ourselves) or "DIFFERS" in front of each fact, what differs first, both sides
beside each other from 100 columns on, one below the other in less. *JSON* is the only text in colours of its
own: keys in the accent, values bold; a change folds to one row with ``▸``, the place found by a search is
reversed, the others underlined.

**Sizes.** 60x18 is the least and shows everything a step asks for; from 32 lines on fields are boxes, from
80 columns on all steps are named, from 110 on with their state, from 120 on two panes stand side by side; in
step 1 from 180 on, because the names in its table must not be cut. A table's columns share its width; what
one does not need goes to one whose texts would be cut, and a column that says least comes last (the offers'
ids where there are 106 cells).

**Text.** Bold: headings, labels, what is chosen. Muted (``$text-muted``): what can be left unread, never what
must be read to decide. Everything else is plain. Labels of a block are aligned, and so are figures.

**States.** *Rest*; *hover*: accent at 30 %, on what is tinted at rest 45 %; *focus*: accent at 45 %, a button
filled with the accent, its word bold and underlined, so it is seen without colour. Nothing that has not the
focus is as bright as what has it: a primary button at rest is tinted with the accent (25 %), one that warns
with amber; *disabled*: muted on ``$surface``, in place; *bad*: the field's frame in ``$error`` and "To fix";
*waiting*: a sentence with "…" where the result will be, never an animation, never an empty place; *empty*: a
sentence that says what to do.

**Contrast.** Text reaches WCAG AA (4.5 to 1) in ``cppo-dark`` and ``cppo-light`` and AAA (7 to 1) in
``cppo-high-contrast``, also under the cursor and the focus; ``tests/ui/test_themes.py`` computes it.
"""

from textual.theme import Theme


def _cursor(ground: str, letters: str) -> dict[str, str]:
    """The cursor of inputs: reversed rather than in two colours, so that it is seen where there are none."""
    return {
        "input-cursor-background": ground,
        "input-cursor-foreground": letters,
        "input-cursor-text-style": "reverse",
    }


DARK = Theme(
    name="cppo-dark",
    dark=True,
    primary="#5EA1E6",
    secondary="#8CA3BD",
    accent="#5EA1E6",
    foreground="#D8DEE6",
    background="#11161D",
    surface="#171D26",
    panel="#1F2732",
    success="#77C79A",
    warning="#E2B65C",
    error="#EE7D79",
    variables={
        "footer-key-foreground": "#5EA1E6",
        "input-selection-background": "#5EA1E6 35%",
        **_cursor("#11161D", "#D8DEE6"),
        "text-muted": "#93A0B0",
        "field-frame": "#1F2732",
        "control": "#1F2732",
        "scrollbar": "#2C3744",
        "scrollbar-background": "#11161D",
    },
)

LIGHT = Theme(
    name="cppo-light",
    dark=False,
    primary="#1B62B5",
    secondary="#4A5F78",
    accent="#1B62B5",
    foreground="#1D242D",
    background="#F7F8FA",
    surface="#EEF1F5",
    panel="#E1E6ED",
    success="#1C7442",
    warning="#8A5A00",
    error="#B3261E",
    variables={
        "footer-key-foreground": "#124E96",
        "input-selection-background": "#1B62B5 30%",
        **_cursor("#F7F8FA", "#1D242D"),
        "text-muted": "#5A6675",
        "field-frame": "#E1E6ED",
        "control": "#E1E6ED",
        "scrollbar": "#C3CBD6",
        "scrollbar-background": "#F7F8FA",
    },
)

HIGH_CONTRAST = Theme(
    name="cppo-high-contrast",
    dark=True,
    primary="#6BB8FF",
    secondary="#E0E0E0",
    accent="#6BB8FF",
    foreground="#FFFFFF",
    background="#000000",
    surface="#080808",
    panel="#101010",
    success="#6BF28E",
    warning="#FFD84D",
    error="#FF9B94",
    variables={
        "footer-key-foreground": "#6BB8FF",
        "input-selection-background": "#6BB8FF 45%",
        **_cursor("#000000", "#FFFFFF"),
        "text-muted": "#D6D6D6",
        "field-frame": "#8C8C8C",
        "control": "#303030",
        "scrollbar": "#9A9A9A",
        "scrollbar-background": "#000000",
    },
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)


def theme_name(setting: str) -> str:
    """The theme of a setting: ``dark`` is ``cppo-dark``."""
    return f"cppo-{setting}"
