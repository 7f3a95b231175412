"""What is said where other users of the computer could read the data folder, or still can."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.texts import ngettext


def rights_lines(before: Sequence[Path], still_open: Sequence[Path]) -> list[str]:
    """A sentence for what was open to others `before` the folder was opened and is closed now, and one for what still is."""
    closed = [place for place in before if place not in still_open]
    lines = []
    if closed:
        text = ngettext(
            "Rights: other users of this computer could read {first}; now only you can.",
            "Rights: other users of this computer could read {count} files and folders ({first} …); now only you can.",
            len(closed),
        )
        lines.append(text.format(count=len(closed), first=closed[0]))
    if still_open:
        text = ngettext(
            "Rights: others who get hold of this disk or computer can read {first}: the disk knows no rights, or it is somebody else's. Nothing fails; keep the stick locked away.",
            "Rights: others who get hold of this disk or computer can read {count} files and folders ({first} …): the disk knows no rights, or they are somebody else's. Nothing fails; keep the stick locked away.",
            len(still_open),
        )
        lines.append(text.format(count=len(still_open), first=still_open[0]))
    return lines
