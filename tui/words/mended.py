"""What is said where the opening of a district made its record anew."""

from __future__ import annotations

from checkin.texts import _
from exports.district.record.rebuilding import Rebuilt
from tui.words.cells import plain


def mended_line(made: Rebuilt) -> str:
    """Nothing is missing; where the damaged file is now."""
    text = _("The power or the disk failed while the record was written. It was made anew from the archive, and nothing is missing; the damaged file is kept as {file}.")  # fmt: skip
    return text.format(file=plain(str(made.set_aside or "")))
