"""The machine's Chinese font with the characters alone that stand in this project.

fpdf reads a whole font for each document and looks through it again when it embeds the used characters: of 65,000 glyphs
that takes ten times as long as of these. Other characters come from the fonts of the machine, as they do beside every font
that HOURDESK_FONT names.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from checkin.rules.problems import Refused
from exports.printed.fonts import FONT_VARIABLE, Face, fonts_for
from storage.disk.atomic_file import atomic_path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".pytest_cache"
_SOURCES = ("bench", "checkin", "docs", "exports", "scripts", "storage", "tests", "tui")
_KINDS = {".py", ".po", ".toml", ".md", ".csv", ".json", ".html"}
_LATIN = range(0x20, 0x250)


def use_a_small_font() -> None:
    """From now on in this process and in those that it starts, unless whoever runs the tests has chosen a font."""
    if FONT_VARIABLE in os.environ:
        return
    try:
        face = fonts_for(["张"]).face_for("张")
    except Refused:
        return
    if face is not None:
        os.environ[FONT_VARIABLE] = str(_made_of(face))


def _made_of(face: Face) -> Path:
    """The small font of a face; it is kept for the next run with the same characters."""
    characters = face.characters & {*_LATIN, *_written()}
    state = face.path.stat()
    made_of = (str(face.path), face.number, state.st_size, state.st_mtime_ns, sorted(characters))
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

    subsetter = subset.Subsetter(subset.Options(notdef_outline=True, name_IDs=["*"], layout_features=[]))
    subsetter.populate(unicodes=characters)
    with TTFont(face.path, fontNumber=face.number, lazy=True) as font, atomic_path(file) as temporary:
        subsetter.subset(font)
        font.save(temporary)
