"""The machine's Chinese font with the characters alone that stand in this project.

fpdf reads a whole font for each document and looks through it again when it embeds the used characters: of 65,000 glyphs
that takes ten times as long as of these. Other characters come from the fonts of the machine, as they do beside every font
that HOURDESK_FONT names.

The small font has no subroutines and none of the tables that a PDF leaves out, and an embedded font keeps the bounds of the
one that it is taken from: else each document draws all of its glyphs to measure them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from checkin.rules.problems import Refused
from exports.printed.fonts import FONT_VARIABLE, Face, fonts_for
from storage.disk.atomic_file import atomic_path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".pytest_cache"
_SOURCES = ("bench", "checkin", "docs", "exports", "scripts", "storage", "tests", "tui")
_KINDS = {".py", ".po", ".toml", ".md", ".csv", ".json", ".html"}
_LATIN = range(0x20, 0x250)
_LEFT_OUT = ["vhea", "vmtx", "VORG", "GPOS", "GSUB", "GDEF", "BASE", "DSIG"]


def use_a_small_font() -> None:
    """From now on in this process and in those that it starts, unless whoever runs the tests has chosen a font."""
    _keep_bounds()
    if FONT_VARIABLE in os.environ:
        return
    try:
        face = fonts_for(["张"]).face_for("张")
    except Refused:
        return
    if face is not None:
        os.environ[FONT_VARIABLE] = str(_made_of(face))


def _keep_bounds() -> None:
    """From now on in this process a font that is saved has the bounds that it was read with."""
    from fontTools.ttLib import TTFont

    begin = TTFont.__init__

    def begin_with_its_bounds(self: TTFont, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **{"recalcBBoxes": False, **options})

    setattr(TTFont, begin.__name__, begin_with_its_bounds)


def _made_of(face: Face) -> Path:
    """The small font of a face; it is kept for the next run with the same characters."""
    characters = face.characters & {*_LATIN, *_written()}
    state = face.path.stat()
    made_of = (_LEFT_OUT, str(face.path), face.number, state.st_size, state.st_mtime_ns, sorted(characters))
    file = KEPT / f"font-{hashlib.sha256(repr(made_of).encode('utf-8')).hexdigest()[:16]}.otf"
    if not file.exists():
        KEPT.mkdir(exist_ok=True)
        _make(face, characters, file)
    return file


def _written() -> set[int]:
    """All characters of the project's texts, programs and tables."""
    found: set[str] = set()
    for source in _SOURCES:
        for folder, _folders, names in os.walk(ROOT / source):
            for name in names:
                if Path(name).suffix in _KINDS:
                    found.update(Path(folder, name).read_text("utf-8", "ignore"))
    return set(map(ord, found))


def _make(face: Face, characters: frozenset[int], file: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    plain: dict[str, Any] = {"layout_features": [], "hinting": False, "desubroutinize": True}
    subsetter = subset.Subsetter(
        subset.Options(notdef_outline=True, name_IDs=["*"], drop_tables=_LEFT_OUT, **plain),
    )
    subsetter.populate(unicodes=characters)
    with (
        TTFont(face.path, fontNumber=face.number, lazy=True, recalcBBoxes=False) as font,
        atomic_path(file) as temporary,
    ):
        subsetter.subset(font)
        font.save(temporary)
