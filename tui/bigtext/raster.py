"""Chinese texts as pictures of block characters, drawn with a font of this machine. Loaded late, used in a thread."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from checkin.rules.problems import Refused
from exports.fonts import FontSet, fonts_for
from tui.bigtext.blocks import to_blocks

_EM = 96
_INK = 112


@lru_cache(maxsize=1)
def _fonts() -> FontSet | None:
    try:
        fonts = fonts_for(["签到"])
    except Refused:
        return None
    return None if fonts.missing("签到") else fonts


def know(text: str) -> bool:
    """Load the fonts and look up the characters of `text`; False where this machine has no Chinese font."""
    fonts = _fonts()
    if fonts is not None:
        fonts.missing(text)
    return fonts is not None


@lru_cache(maxsize=1024)
def in_picture(text: str, rows: int) -> tuple[str, ...] | None:
    """`text` as `rows` lines of block characters; None where no font of this machine has its characters."""
    fonts = _fonts()
    if fonts is None or fonts.missing(text):
        return None
    image = _drawn(text, fonts)
    # A cell holds 2 × 2 pixels and is twice as high as wide.
    height = 2 * rows
    width = max(2, round(image.width * height / image.height)) * 2
    small = image.resize((width + width % 2, height), Image.Resampling.BOX)
    ink = small.tobytes()
    bitmap = [[ink[y * small.width + x] >= _INK for x in range(small.width)] for y in range(height)]
    return tuple(to_blocks(bitmap))


def _drawn(text: str, fonts: FontSet) -> Image.Image:
    pieces = [(ImageFont.truetype(str(face.path), _EM, index=face.number), part) for face, part in fonts.runs(text)]
    width = round(sum(font.getlength(part) for font, part in pieces))
    image = Image.new("L", (max(1, width), round(_EM * 1.3)))
    pen = ImageDraw.Draw(image)
    x = 0.0
    for font, part in pieces:
        pen.text((x, _EM), part, font=font, fill=255, anchor="ls", stroke_width=1)
        x += font.getlength(part)
    # Full-width signs fill their em square from a little below the base line; what lies outside is air.
    return image.crop((0, round(_EM * 0.08), image.width, round(_EM * 1.12)))
