"""What is said of a pack that does not fit to what is known of its desks already."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem


def rewritten(where: str, desk: str) -> Problem:
    """It tells a desk's past otherwise than it was told before."""
    message = N_(
        "it tells otherwise what desk {desk} told before: one of both was forged, or the desk ran from two copies"
    )
    return Problem("rewritten", where, message, {"desk": desk})


def id_taken(where: str) -> Problem:
    """One id would name two events."""
    return Problem("id_taken", where, N_("an event in it has the id of another desk's event; nothing was taken"))
