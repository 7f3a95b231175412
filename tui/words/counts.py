"""How many of something, in words: `1 session`, `3 sessions`. Sentences with several counts are put together from these."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _, ngettext

NOBODY_ELIGIBLE = N_("Nobody is eligible for a star yet.")


def persons_text(count: int) -> str:
    """How many persons."""
    return ngettext("{count} person", "{count} persons", count).format(count=f"{count:,}")


def sessions_text(count: int) -> str:
    """How many sessions."""
    return ngettext("{count} session", "{count} sessions", count).format(count=f"{count:,}")


def minutes_text(count: int) -> str:
    """How many minutes."""
    return ngettext("{count} minute", "{count} minutes", count).format(count=f"{count:,}")


def events_text(count: int) -> str:
    """How many events."""
    return ngettext("{count} event", "{count} events", count).format(count=f"{count:,}")


def packs_text(count: int) -> str:
    """How many packs."""
    return ngettext("{count} pack", "{count} packs", count).format(count=f"{count:,}")


def teams_text(count: int) -> str:
    """How many teams."""
    return ngettext("{count} team", "{count} teams", count).format(count=f"{count:,}")


def badges_text(count: int) -> str:
    """How many badges."""
    return ngettext("{count} badge", "{count} badges", count).format(count=f"{count:,}")


def sums_text(persons: int, sessions: int, time: str) -> str:
    """How many persons and sessions, and how much time, which is a text already."""
    text = _("{persons}, {sessions}, {time}")
    return text.format(persons=persons_text(persons), sessions=sessions_text(sessions), time=time)


def grown_up_text(count: int) -> str:
    """That people are old enough now to need no guardian's consent; empty for nobody."""
    text = ngettext(
        "{count} person is old enough now: no guardian's consent is needed, and the hours that waited for it count.",
        "{count} persons are old enough now: no guardian's consent is needed, and the hours that waited for it count.",
        count,
    )
    return text.format(count=count) if count else ""


def signed_up_text(count: int) -> str:
    """How many persons signed up."""
    return ngettext("{count} person signed up", "{count} persons signed up", count).format(count=count)


def on_site_text(count: int) -> str:
    """How many persons are on site."""
    return ngettext("{count} person on site", "{count} persons on site", count).format(count=count)


def waits_afterwards_text(count: int) -> str:
    """How many are on site in an activity that is about to be hidden; a list follows."""
    text = ngettext(
        "{count} person is on site there, and waits for review afterwards:",
        "{count} persons are on site there, and wait for review afterwards:",
        count,
    )
    return text.format(count=count)
