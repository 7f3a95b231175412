"""Problems of a pack that contradicts what is already known about its desks."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem


def rewritten(where: str, desk: str) -> Problem:
    """The pack `where` has other events of this desk than an earlier pack had, at the same places of its chain."""
    message = N_(
        "it contradicts an earlier pack of desk {desk}: one of the two was forged, or the desk ran from two copies"
    )
    return Problem("rewritten", where, message, {"desk": desk})


def id_taken(where: str) -> Problem:
    """An event in the pack `where` has an id that another desk's event already has."""
    return Problem("id_taken", where, N_("an event in it has the id of another desk's event; nothing was taken"))
