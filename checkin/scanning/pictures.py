"""Picture files, known by their content."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import reason_of
from checkin.outside_files import open_outside
from checkin.scanning.grey import Grey, grey_of
from checkin.texts import _

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"})


class PictureUnreadable(Exception):
    """The file is no picture, or a damaged one; the text says which, in the words of the reader."""


def is_picture_name(path: Path) -> bool:
    """Whether the name promises a picture."""
    return path.suffix.lower() in _SUFFIXES


def looks_like_picture(path: Path) -> bool:
    """Whether the file begins as a picture does. Raises `OSError` if it can't be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with open_outside(path) as file, Image.open(file):
            return True
    except Image.DecompressionBombError:
        return True
    except (UnidentifiedImageError, ValueError, SyntaxError):
        return False


def open_picture(path: Path) -> Grey:
    """The picture in grey. Raises `PictureUnreadable`, and `OSError` if the file can't be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with open_outside(path) as file, Image.open(file) as image:
            image.load()
            return grey_of(image)
    except UnidentifiedImageError as error:
        raise PictureUnreadable(_("not a picture")) from error
    except (ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise PictureUnreadable(reason_of(error)) from error
