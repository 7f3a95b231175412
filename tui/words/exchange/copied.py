"""What came of a copy on a stick, for the screen and for commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _

if TYPE_CHECKING:
    from exports.exchange.pack.copies import Copied


def copied_line(one: Copied) -> str:
    """That a copy was written, and that it took the place of one that everybody could read."""
    if one.was_plain:
        text = _("{folder}: copied; the encrypted copy took the place of one that everybody could read")
        return text.format(folder=one.folder)
    return _("{folder}: copied").format(folder=one.folder)


def with_the_laptop(folder: Path) -> str:
    """That copies in a folder would be lost with the laptop."""
    text = _(
        "{folder} is on the laptop's own disk: where the laptop is lost, these copies are lost too. A USB stick is safer."
    )
    return text.format(folder=folder)
