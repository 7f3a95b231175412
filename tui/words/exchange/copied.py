"""What came of a copy on a stick, for the screen and for commands."""

from __future__ import annotations

from checkin.texts import _
from exports.exchange.pack.copies import Copied


def copied_line(one: Copied) -> str:
    """That a copy was written, and that it took the place of one that everybody could read."""
    if one.was_plain:
        text = _("{folder}: copied; the encrypted copy took the place of one that everybody could read")
        return text.format(folder=one.folder)
    return _("{folder}: copied").format(folder=one.folder)
