"""One picture for each volunteer: the code with its quiet zone, and below it the person's texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.progress import counted
from checkin.rules.problems import Problem
from checkin.texts import _
from exports.file_names import file_names as safe_names
from exports.printed.badges.cards import BadgeCard, nobody
from exports.printed.badges.fitting import Box, fit
from exports.printed.badges.notes import too_long
from exports.printed.badges.qr import MODULES, QUIET, dark_runs, qr_matrix
from exports.printed.fonts import Face, FontSet, fonts_for, printable
from exports.printed.printed import Printed, missing_characters
from exports.printed.shaping import pieces
from storage.disk.atomic_file import atomic_path
from storage.disk.written.several_files import several_files

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

MODULE = 16
"""Pixels."""
_SIDE = MODULE * (MODULES + 2 * QUIET)
_EDGE = MODULE
_LEADING = 1.3
# Sizes in pixels, each with the most lines at that size.
_NAME = Box(_SIDE - 2 * _EDGE, ((56, 1), (44, 1), (36, 2), (28, 3), (20, 4)))
_BELOW = Box(_SIDE - 2 * _EDGE, ((28, 1), (24, 2), (18, 3)))


def write_pictures(folder: Path, cards: Sequence[BadgeCard]) -> Printed:
    """Write NUMBER.png for each card (TEAM-NUMBER.png for another team's) into `folder`, all or none; it is made if need be.

    Raises Refused if there are no cards, no Chinese font, or the folder can't be made or written.
    """
    if not cards:
        raise nobody(folder)
    shown = [one for card in cards for one in card.shown]
    fonts = fonts_for(text for text, _who in shown)
    letters = _Letters(fonts)
    notes: list[Problem] = missing_characters(shown, fonts, letters.able)
    files = [folder / name for name in file_names(cards)]
    with several_files(folder):
        for card, path in counted(list(zip(cards, files, strict=True)), _("badges")):
            with atomic_path(path) as temporary:
                _draw(card, letters, notes).save(temporary, format="PNG", optimize=False)
    return Printed(tuple(files), tuple(notes), len(files))


def file_names(cards: Sequence[BadgeCard]) -> list[str]:
    """The file name of each card, in their order: NUMBER.png, or TEAM-NUMBER.png for another team."""
    stems = (card.number if card.own_team else f"{card.team_code}-{card.number}" for card in cards)
    return safe_names(stems, ".png")


def _pillow_shapes() -> bool:
    """Whether Pillow shapes letters: by Raqm, which its wheels hold and a build of one's own perhaps not."""
    from PIL.features import check

    return bool(check("raqm"))


class _Letters:
    """Measures and draws texts with the fonts of a `FontSet`. All lengths are in pixels."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self.able = _pillow_shapes()
        self._opened: dict[tuple[Path, int, int], FreeTypeFont] = {}

    def width(self, text: str, size: float) -> float:
        return sum(self._font(piece.face, size).getlength(piece.text) for piece in pieces(self._fonts, text, self.able))

    def draw(self, picture: Image, x: float, baseline: float, text: str, size: float) -> None:
        from PIL.ImageDraw import Draw

        for piece in pieces(self._fonts, text, self.able):
            font = self._font(piece.face, size)
            Draw(picture).text((x, baseline), piece.text, fill=0, font=font, anchor="ls")
            x += font.getlength(piece.text)

    def _font(self, face: Face, size: float) -> FreeTypeFont:
        key = (face.path, face.number, round(size))
        if key not in self._opened:
            from PIL.ImageFont import truetype

            self._opened[key] = truetype(str(face.path), key[2], index=face.number)
        return self._opened[key]


def _draw(card: BadgeCard, letters: _Letters, notes: list[Problem]) -> Image:
    from PIL import Image
    from PIL.ImageDraw import Draw

    texts = [(card.name, _NAME)]
    texts.append((" ".join(part for part in (card.class_name, card.shown_number) if part.strip()), _BELOW))
    if not card.own_team:
        texts.append((card.team_name, _BELOW))
    blocks = []
    for text, box in texts:
        block = fit(printable(text), box, letters.width)
        blocks.append(block)
        if block.cut:
            notes.append(too_long(card, text))
    height = sum(len(block.lines) * block.size * _LEADING for block in blocks)
    picture = Image.new("L", (_SIDE, _SIDE + round(height) + _EDGE), 255)
    pen = Draw(picture)
    for row, first, length in dark_runs(qr_matrix(card.badge)):
        left, top = (first + QUIET) * MODULE, (row + QUIET) * MODULE
        pen.rectangle((left, top, left + length * MODULE - 1, top + MODULE - 1), fill=0)
    y = float(_SIDE)
    for block in blocks:
        for line in block.lines:
            x = (_SIDE - letters.width(line, block.size)) / 2
            letters.draw(picture, x, y + block.size, line, block.size)
            y += block.size * _LEADING
    return picture
