"""From Textual's SVG to pixels, with fonts that are on this computer."""

import io
import re
from pathlib import Path

FONTS = Path("/usr/share/fonts/truetype/dejavu")
_ABOVE, _STRETCH = 18.56, 1.06
"""From the line the letters stand on up to the top of DejaVu's blocks; the part of a row they leave empty."""
_ONLY_LINES = re.compile(r'<text ([^>]*?) y="([\d.]+)"([^>]*)>((?:[\u2500-\u259f]|&#160;)+)</text>')


def alone(svg: str) -> str:
    """Without the fonts Textual has a viewer fetch from elsewhere: whoever has Fira Code sees it."""
    return re.sub(r"\s*@font-face \{.*?\}(?=\n)", "", svg, flags=re.DOTALL)


def filled(svg: str) -> str:
    """Frames and blocks as high as their row, as a terminal draws them: this font's are made for lower rows,
    and each edge became a row of dashes."""

    def stretched(found: re.Match[str]) -> str:
        before, y, after, text = found.groups()
        top = float(y) - _ABOVE
        move = f'transform="translate(0 {top * (1 - _STRETCH):.3f}) scale(1 {_STRETCH})"'
        return f'<text {before} y="{y}"{after} {move}>{text}</text>'

    return _ONLY_LINES.sub(stretched, svg)


def as_png(svg: str, *, width: int = 1600) -> bytes:
    """The SVG drawn with fonts that are here: Textual names one that has to be downloaded."""
    import resvg_py

    local = svg.replace("Fira Code, monospace", "DejaVu Sans Mono").replace("Fira Code", "DejaVu Sans Mono")
    local = local.replace("arial", "DejaVu Sans")
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=filled(local), font_dirs=[str(FONTS)], width=width))
    from PIL import Image

    # The palette is for colours, not for pixels: a rare red became brown.
    few_colours = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
    out = io.BytesIO()
    few_colours.save(out, "PNG", optimize=True)  # a quarter of the size, and nobody sees a difference
    return out.getvalue()
