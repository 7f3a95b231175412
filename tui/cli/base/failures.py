"""Which errors end a command in sentences, and with which exit code; what is left is a bug, and shows as one."""

from __future__ import annotations

import errno
from pathlib import Path

from tui.words.faults import sentences_of_trouble

REFUSED = 1


def sentences(error: BaseException, data: Path | None = None) -> list[str] | None:
    """The lines that tell a person about an error; None for a bug, and for a reader of our output that went away.

    An error that no code foresaw is told as damage where the record in the folder `data` is damaged.
    """
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return None
    known = sentences_of_trouble(error)
    if known is not None or data is None:
        return known
    from storage.soundness.diagnosis import diagnosed_in

    damage = diagnosed_in(data, error)
    return None if damage is None else sentences_of_trouble(damage)
