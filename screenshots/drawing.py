"""From Textual's SVG to pixels, with fonts that are on this computer."""

import io
from pathlib import Path

FONTS = Path("/usr/share/fonts/truetype/dejavu")


def as_png(svg: str, *, width: int = 1600) -> bytes:
    """The SVG drawn with fonts that are here: Textual names one that has to be downloaded."""
    import resvg_py

    local = svg.replace("Fira Code, monospace", "DejaVu Sans Mono").replace("Fira Code", "DejaVu Sans Mono")
    local = local.replace("arial", "DejaVu Sans")
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=local, font_dirs=[str(FONTS)], width=width))
    from PIL import Image

    few_colours = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few_colours.save(out, "PNG", optimize=True)  # a quarter of the size, and nobody sees a difference
    return out.getvalue()
