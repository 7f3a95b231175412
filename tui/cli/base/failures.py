"""Which errors end a command in sentences, and with which exit code; what is left is a bug, and shows as one."""

from __future__ import annotations

import errno

from tui.words.faults import sentences_of_trouble

REFUSED = 1


def sentences(error: BaseException) -> list[str] | None:
    """The lines that tell a person about an error; None for a bug, and for a reader of our output that went away."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return None
    return sentences_of_trouble(error)
