"""The pictures of all cards that are shown to the simulated camera: printed badges, and one code that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import Refused
from exports.printed.badges.cards import BadgeCard

if TYPE_CHECKING:
    from PIL.Image import Image

INVENTED_IDENTITY = "99999919010230000X"
"""Eighteen characters as on an identity card; nobody's, for there is no such district and no such day."""


def badge_pictures(folder: Path, cards: Mapping[str, BadgeCard]) -> dict[str, Image]:
    """Print the badges into `folder` as `hourdesk badges` does, and open the pictures; keys as in `cards`.

    Without a Chinese font they are printed with numbers alone: it is the code that matters.
    """
    from PIL import Image

    from exports.printed.badges.png import write_pictures

    try:
        printed = write_pictures(folder, list(cards.values()))
    except Refused:
        plain = [replace(card, team_name=card.team_code, name="", class_name="") for card in cards.values()]
        printed = write_pictures(folder, plain)
    pictures = {}
    for key, file in zip(cards, printed.files, strict=True):
        with Image.open(file) as picture:
            pictures[key] = picture.convert("L")
    return pictures


def other_code_picture(text: str, size: tuple[int, int]) -> Image:
    """A card of `size` with a QR code that holds `text`, whatever it is."""
    from PIL import Image
    from qrcode import QRCode

    code = QRCode(border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    side = len(matrix)
    modules = Image.new("L", (side, side), 255)
    modules.putdata([0 if dark else 255 for row in matrix for dark in row])
    card = Image.new("L", size, 255)
    pixels = side * (min(size) // side)
    card.paste(modules.resize((pixels, pixels), Image.Resampling.NEAREST), ((size[0] - pixels) // 2,) * 2)
    return card
