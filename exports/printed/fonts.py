"""Fonts of this machine that can print people's names, rare characters among them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

from checkin.rules.problems import N_, refuse

FONT_VARIABLE = "HOURDESK_FONT"
"""The environment variable that names a font file, which is used before all others."""

MISSING = "〓"
"""The printed mark for a character that no font has; `?` if no font has this mark either."""

_COMMON_CJK = "张"

# In order of preference: sans before serif, then fonts with rare characters, then fonts with Latin only.
_KNOWN = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSans.ttc",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "msyh.ttc",
    "msyh.ttf",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "Deng.ttf",
    "simhei.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "NotoSerifCJK-Regular.ttc",
    "Songti.ttc",
    "simsun.ttc",
    "simsunb.ttf",
    "SimSunExtG.ttf",
    "mingliub.ttc",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "uming.ttc",
    # Arabic and Uyghur, Hebrew, Tibetan, Thai, Devanagari, Mongolian: as each platform names them.
    "NotoSansArabic-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSerifTibetan-Regular.ttf",
    "NotoSansTibetan-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansMongolian-Regular.ttf",
    "UKIJTuz.ttf",
    "msuighur.ttf",
    "himalaya.ttf",
    "monbaiti.ttf",
    "leelawui.ttf",
    "Nirmala.ttf",
    "Nirmala.ttc",
    "segoeui.ttf",
    "tahoma.ttf",
    "GeezaPro.ttc",
    "ArialHB.ttc",
    "Kailasa.ttc",
    "Thonburi.ttc",
    "KohinoorDevanagari.ttc",
    "Kohinoor.ttc",
    "Arial Unicode.ttf",
    "DejaVuSans.ttf",
    "FreeSerif.ttf",
    "FreeSans.ttf",
    "LiberationSans-Regular.ttf",
    "arial.ttf",
    "Arial.ttf",
)


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file: `number` is its place within a collection (.ttc), 0 elsewhere."""

    path: Path
    number: int
    characters: frozenset[int] = field(repr=False)


class FontSet:
    """Faces in order of preference. A face is opened only when a character needs it."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._coming = iter(faces)
        self._opened: list[Face] = []
        self._chosen: dict[str, Face | None] = {}

    def face_for(self, character: str) -> Face | None:
        """The first face that has the character, or None."""
        if character not in self._chosen:
            self._chosen[character] = next((f for f in self._faces() if ord(character) in f.characters), None)
        return self._chosen[character]

    def face_for_all(self, text: str) -> Face | None:
        """The first face that has all characters of a text, or None."""
        return next((f for f in self._faces() if all(ord(c) in f.characters for c in text)), None)

    def missing(self, text: str) -> str:
        """The characters of `text` that no face has, each once."""
        return "".join(dict.fromkeys(c for c in printable(text) if self.face_for(c) is None))

    def runs(self, text: str) -> list[tuple[Face, str]]:
        """`text` in pieces of one face each. A visible mark replaces a character that no face has."""
        pieces: list[tuple[Face, str]] = []
        for character in printable(text):
            face, shown = self._shown(character)
            if pieces and pieces[-1][0] is face:
                pieces[-1] = (face, pieces[-1][1] + shown)
            else:
                pieces.append((face, shown))
        return pieces

    def _shown(self, character: str) -> tuple[Face, str]:
        for candidate in (character, MISSING, "?"):
            face = self.face_for(candidate)
            if face is not None:
                return face, candidate
        raise AssertionError("`fonts_for` lets no set pass that has not even a question mark")

    def _faces(self) -> Iterator[Face]:
        yield from self._opened
        for face in self._coming:
            self._opened.append(face)
            yield face


def fonts_for(texts: Iterable[str], environment: Mapping[str, str] | None = None) -> FontSet:
    """Fonts to print `texts` with. A few characters may still be missing: ask `FontSet.missing`.

    Raises Refused if a text has Chinese characters and there is no Chinese font, if there is no font at all, and if
    HOURDESK_FONT names no font.
    """
    env = os.environ if environment is None else environment
    fonts = FontSet(_faces_here(env))
    wanting = any(fonts.missing(text) for text in texts)
    if fonts.face_for("?") is None or (wanting and fonts.face_for(_COMMON_CJK) is None):
        raise refuse(
            "no_cjk_font",
            "",
            N_(
                "No font for Chinese names was found. Install one (Debian, Ubuntu: apt install fonts-noto-cjk; "
                "Fedora: dnf install google-noto-sans-cjk-fonts), or name a font file in {variable}."
            ),
            variable=FONT_VARIABLE,
        )
    return fonts


def printable(text: str) -> str:
    """`text` on one line, with visible characters only: every blank becomes a space, and control characters, joiners and
    variation selectors are removed. Private-use and unassigned characters stay, so that they are reported as missing.
    """
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or not _shapeless(c)).strip()


def _shapeless(character: str) -> bool:
    return (
        category(character) in ("Cc", "Cf")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _faces_here(env: Mapping[str, str]) -> Iterator[Face]:
    chosen = env.get(FONT_VARIABLE)
    if chosen:
        face = _open_face(Path(chosen))
        if face is None:
            raise refuse(
                "bad_font",
                chosen,
                N_("This is not a font that can be used. Name a .ttf, .otf or .ttc file in {variable}."),
                variable=FONT_VARIABLE,
            )
        yield face
    found = _installed(env)
    for name in _KNOWN:
        path = found.get(name.lower())
        face = _open_face(path) if path is not None else None
        if face is not None:
            yield face


def _installed(env: Mapping[str, str]) -> dict[str, Path]:
    """Font files by name in small letters. Of two files with one name the first folder's counts."""
    found: dict[str, Path] = {}
    for folder in _folders(env):
        for place, _subfolders, names in os.walk(folder):
            for name in names:
                found.setdefault(name.lower(), Path(place, name))
    return found


def _folders(env: Mapping[str, str]) -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = env.get("LOCALAPPDATA")
        own = (Path(local, "Microsoft", "Windows", "Fonts"),) if local else ()
        return (Path(env.get("WINDIR", "C:/Windows"), "Fonts"), *own)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts")


def _open_face(path: Path) -> Face | None:
    """The face for simplified Chinese in a font file; None if it is no font, or if a PDF can't hold it."""
    try:
        now = path.stat()
    except OSError:
        return None
    return _face_in(path, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=32)
def _face_in(path: Path, _changed: int, _bytes: int) -> Face | None:
    """Like `_open_face`, cached for the next page, because reading a Chinese font takes a tenth of a second."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with path.open("rb") as file:
            is_collection = file.read(4) == b"ttcf"
        faces = TTCollection(path, lazy=True).fonts if is_collection else [TTFont(path, lazy=True)]
        number = next((i for i, face in enumerate(faces) if _is_simplified(face)), 0)
        face = faces[number]
        # A variable font prints in its thinnest weight, and newer Apple outlines (hvgl) can't be embedded.
        if "fvar" in face or not ("glyf" in face or "CFF " in face):
            return None
        return Face(path, number, frozenset(face.getBestCmap() or ()))
    except (OSError, TTLibError, ValueError, AssertionError):
        return None


def _is_simplified(face: Any) -> bool:
    """Whether a face of fontTools is named as one for simplified Chinese, and is not monospaced."""
    words = (face["name"].getDebugName(4) or "").split()
    return "SC" in words and "Mono" not in words
