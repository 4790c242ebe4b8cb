"""From Textual's SVG to pixels, with fonts that are on this computer."""

from pathlib import Path

FONTS = Path("/usr/share/fonts/truetype/dejavu")


def as_png(svg: str, *, width: int = 1600) -> bytes:
    """The SVG drawn with fonts that are here: Textual names one that has to be downloaded."""
    import resvg_py

    local = svg.replace("Fira Code, monospace", "DejaVu Sans Mono").replace("Fira Code", "DejaVu Sans Mono")
    local = local.replace("arial", "DejaVu Sans")
    return bytes(resvg_py.svg_to_bytes(svg_string=local, font_dirs=[str(FONTS)], width=width))
