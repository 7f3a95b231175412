"""What F1 says about the keys of the volunteer's page, a sentence each."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _

_KEYS = (
    ("← →  Tab", N_("Turns to the next page: hours, sessions, trainings, commendations, exchanges, certificates.")),
    ("H", N_("Explains how the hours came about.")),
    ("R", N_("Awards the star that the person may have.")),
    ("J", N_("Writes down a commendation.")),
    ("E", N_("Writes down how the service was done.")),
    ("X", N_("Exchanges hours for what the community offers.")),
    ("Z", N_("Issues a certificate of the confirmed hours.")),
    ("Y", N_("Writes an entry into the diary.")),
    ("N", N_("Writes the note on the person, changes it or takes it away.")),
    ("W", N_("Hands out a vest, a key or another thing, and takes it back.")),
    ("V", N_("Takes back something that was given, or an entry of the diary.")),
    ("I", N_("Prints the whole page.")),
    ("/  1–9", N_("Looks for something in the table; sorts it by a column.")),
)


def key_sentences() -> list[tuple[str, str]]:
    """Each key of the page with a sentence in the language in use."""
    return [(key, _(text)) for key, text in _KEYS]
