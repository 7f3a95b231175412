"""What F1 says about the keys of the review, a sentence each."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _

_KEYS = (
    (
        "E",
        N_("Takes the planned end where the check-out is missing (the planned start where the check-in is missing)."),
    ),
    ("T", N_("Gives a time for the check-in or the check-out.")),
    ("C", N_("Credits as many minutes as you say.")),
    ("N", N_("Credits no minutes; that somebody was there stays.")),
    ("V", N_("Strikes out the session, or one of its entries.")),
    ("A", N_("Amends times, direction, person, activity or posts.")),
    ("S  K", N_("For a late check-out: the scan counts, or what was ruled stays.")),
    ("G", N_("The consent of the class is in: the hours that waited for it count.")),
    ("B", N_("Settles an objection.")),
    ("D", N_("Decides on an activity code that two desks made.")),
    ("L", N_("Decides on all that a lost laptop recorded.")),
    ("F", N_("Confirms all that is complete; where sessions are marked, only those.")),
    ("P", N_("Prints the publicity list of the activity.")),
    ("Space  M", N_("Marks one session; marks all of one cause or one class.")),
    ("1–7  /", N_("Sorts by a column; looks for somebody.")),
    ("W  O", N_("Shows all or only what waits; chooses another activity.")),
)


def key_sentences() -> list[tuple[str, str]]:
    """Each key of the review, or two that belong together, with a sentence in the language in use."""
    return [(key.replace("Space", _("Space")), _(text)) for key, text in _KEYS]
