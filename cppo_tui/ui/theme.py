"""The look: two quiet themes with one accent. Colour only ever repeats what a word says."""

from textual.theme import Theme

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
        "text-muted": "#93A0B0",
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
        "footer-key-foreground": "#1B62B5",
        "input-selection-background": "#1B62B5 30%",
        "text-muted": "#5A6675",
        "scrollbar": "#C3CBD6",
        "scrollbar-background": "#F7F8FA",
    },
)

THEMES = (DARK, LIGHT)
