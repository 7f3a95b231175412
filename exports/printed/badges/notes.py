"""Notes for the person who prints badges."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem
from exports.printed.badges.cards import BadgeCard


def too_long(card: BadgeCard, text: str) -> Problem:
    """A note that a text was cut because it did not fit its card even in the smallest size."""
    return Problem(
        "text_cut",
        _who(card),
        N_("“{start}…” is too long for the badge and is cut there. Shorten it in the roster."),
        {"start": text[:12]},
    )


def _who(card: BadgeCard) -> str:
    """The number and name of the person."""
    name = card.name if len(card.name) <= 40 else card.name[:40] + "…"
    return f"{card.shown_number} {name}"
