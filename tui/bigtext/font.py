"""A Chinese font of this machine for letters on the screen. Found by name and read by Pillow alone: the tables that
printing needs would take more memory than the rest of the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

SIZE = 96
"""Pixels of height at which letters are drawn before they are made small."""

_NAMES = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "SourceHanSans.ttc",
    "msyh.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "simhei.ttf",
    "Deng.ttf",
    "DroidSansFallbackFull.ttf",
    "NotoSerifCJK-Regular.ttc",
    "simsun.ttc",
)
_MOST_FACES = 20
_SURELY_ABSENT = "\uffff"


@lru_cache(maxsize=1)
def chinese_font() -> ImageFont.FreeTypeFont | None:
    """The best font found; None where there is none."""
    found = {path.name.lower(): path for path in _files()}
    chosen = os.environ.get("HOURDESK_FONT")
    candidates = [Path(chosen)] if chosen else []
    candidates += [found[name.lower()] for name in _NAMES if name.lower() in found]
    for path in candidates:
        font = _simplified(path)
        if font is not None and has(font, "签"):
            return font
    return None


def has(font: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether the font has the character; one that it has not looks like one that no font has."""
    return character.isspace() or pixels_of(font, character) != pixels_of(font, _SURELY_ABSENT)


@lru_cache(maxsize=8192)
def pixels_of(font: ImageFont.FreeTypeFont, character: str) -> tuple[bytes, int]:
    """The character's pixels, row by row, each 0 or 255, and how wide a row is. It is drawn once for all that is asked of it, while
    the person waits."""
    mask = font.getmask(character, mode="1")
    return bytes(mask), mask.size[0]


def _simplified(path: Path) -> ImageFont.FreeTypeFont | None:
    """The face for simplified Chinese of a collection, else the first."""
    # One face at a time: each takes 2 MB while it is open.
    for index in range(_MOST_FACES):
        face = _face(path, index)
        if face is None:
            break
        name = (face.getname()[0] or "").split()
        if "SC" in name and "Mono" not in name:
            return face
    return _face(path, 0)


def _face(path: Path, index: int) -> ImageFont.FreeTypeFont | None:
    try:
        # Chinese characters need no shaping, and what shapes would take a megabyte more.
        return ImageFont.truetype(str(path), SIZE, index, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return None


def _files() -> Iterator[Path]:
    for folder in _folders():
        for place, _subfolders, names in os.walk(folder):
            for name in names:
                yield Path(place, name)


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        return (
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
            Path(os.environ.get("LOCALAPPDATA", ""), "Microsoft", "Windows", "Fonts"),
        )
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts"
