"""The school years that the team closed. Its kits carry them: whichever desk becomes the first one knows what is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from checkin.rules.school_year.years import SchoolYear
from storage.store import Store


class ClosedYear(NamedTuple):
    """A school year that was closed, up to and with the day `until`; `closed_at` is when (milliseconds)."""

    year: SchoolYear
    until: date
    closed_at: int
    operator: str | None
    reason: str | None


def closed_years(store: Store) -> list[ClosedYear]:
    """The school years that were closed, the earliest first."""
    rows = store.connection.execute("SELECT year, until, closed_at, operator, reason FROM school_year ORDER BY year")
    return [ClosedYear(SchoolYear(row[0]), date.fromisoformat(row[1]), *row[2:]) for row in rows.fetchall()]


def note_closed(store: Store, years: Iterable[ClosedYear]) -> None:
    """Write down that these years were closed. Needs a transaction around it."""
    store.connection.executemany(
        "INSERT INTO school_year (year, until, closed_at, operator, reason) VALUES (?, ?, ?, ?, ?)",
        [(one.year.first, one.until.isoformat(), *one[2:]) for one in years],
    )


def replace_closed(store: Store, years: Iterable[ClosedYear]) -> None:
    """What the team's first desk knows comes in place of what is here. Needs a transaction around it."""
    store.connection.execute("DELETE FROM school_year")
    note_closed(store, years)


def to_json(closed: ClosedYear) -> list[Any]:
    """A closed year as a kit carries it."""
    return [closed.year.first, closed.until.isoformat(), *closed[2:]]
