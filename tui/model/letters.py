"""Letters as keys, on pages where no field has the focus."""

from __future__ import annotations

import unicodedata

from textual import events


def as_key(char: str) -> str:
    """A letter however it was typed: full width and capitals too."""
    return unicodedata.normalize("NFKC", char).casefold()


def letter_of(event: events.Key | events.Paste) -> str | None:
    """The one letter that a hand typed, or that an input method committed; None for anything else."""
    if isinstance(event, events.Paste):
        text = event.text.strip()
    else:
        text = event.character or "" if event.is_printable else ""
    return as_key(text) if len(text) == 1 else None
