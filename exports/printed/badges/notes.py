"""What a person should look at before the badges are printed."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.problems import N_, Problem
from exports.printed.badges.cards import BadgeCard
from exports.printed.fonts import FontSet


def missing_characters(cards: Iterable[BadgeCard], fonts: FontSet) -> list[Problem]:
    """One note for each card with characters that no font of this machine has; it names the person."""
    notes = []
    for card in cards:
        missing = fonts.missing("".join(card.shown_texts))
        if missing:
            notes.append(
                Problem(
                    "no_glyph",
                    who(card),
                    N_(
                        "No font on this computer has {characters} ({codes}); the badge shows {mark} instead. "
                        "Name a font that has it in HOURDESK_FONT, or write it on the badge by hand."
                    ),
                    {
                        "characters": " ".join(missing),
                        "codes": " ".join(f"U+{ord(character):04X}" for character in missing),
                        "mark": "".join(shown for _face, shown in fonts.runs(missing[0])),
                    },
                )
            )
    return notes


def too_long(card: BadgeCard, text: str) -> Problem:
    """A note that a text did not fit its card even in the smallest letters."""
    return Problem(
        "text_cut",
        who(card),
        N_("“{start}…” is too long for the badge and is cut there. Shorten it in the roster."),
        {"start": text[:12]},
    )


def who(card: BadgeCard) -> str:
    """The person as a list would name them: number and name."""
    name = card.name if len(card.name) <= 40 else card.name[:40] + "…"
    return f"{card.shown_number} {name}"
