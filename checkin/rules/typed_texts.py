"""How long a text may be that somebody types: told where it is typed, not when it is written."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse

LONGEST_TEXT = 4_000
"""Of any text in an event."""
LONGEST_OPERATOR = 100
"""Of the name of who works the desk, which stands in every event."""


def check_length(text: str, most: int = LONGEST_TEXT, where: str = "") -> str:
    """The text itself. Raises Refused where it has more than `most` characters."""
    if len(text) > most:
        message = N_("{count} characters are too many: write at most {most}")
        raise refuse("text_too_long", where, message, count=len(text), most=most)
    return text
