"""Sessions of the record with the names of the register: rows that leave the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.instants import instant
from checkin.rules.sessions import Session
from exports.tables.local_texts import LocalTexts
from exports.tables.rows import SessionRow
from storage.people.names import names_called
from storage.record import activity_record, whole_record
from storage.store import Store


def session_rows(
    store: Store, *, activity: str | None = None, first_day: date | None = None, last_day: date | None = None
) -> Iterator[SessionRow]:
    """All sessions by time, or those of one activity (its key), or those of local days from `first_day` to `last_day`.

    A session's day is that of its start in its activity's zone; without one of its end, else of the planned start.
    """
    record = whole_record(store) if activity is None else activity_record(store, activity)
    facts = store.ledger.facts()
    sessions: Iterable[Session] = record.sessions
    if first_day is not None or last_day is not None:
        sessions = filter(within_days(facts, first_day, last_day), sessions)
    return rows_of(sessions, facts, names_called(store))


def rows_of(sessions: Iterable[Session], facts: Facts, names: dict[str, tuple[str, str, str]]) -> Iterator[SessionRow]:
    """Rows of sessions; `names` are `(name, class, kind)` by the key of a volunteer."""
    known: dict[str, tuple[str, str, str, Callable[[int], str]]] = {}
    texts: dict[str, Callable[[int], str]] = {}
    unnamed = (None, None, None)
    for session in sessions:
        key = session.activity
        if key not in known:
            occasion = facts.activity(key)
            if occasion.timezone not in texts:
                texts[occasion.timezone] = LocalTexts(occasion.zone).text
            known[key] = (*split(key), occasion.name, texts[occasion.timezone])
        activity_team, activity, activity_name, text = known[key]
        # A volunteer is TEAM/NUMBER; what has no slash is the number of a badge that nobody is known to own.
        team, slash, number = session.volunteer.partition("/")
        name, class_name, kind = names.get(session.volunteer, unnamed)
        yield SessionRow(
            team if slash else None,
            number if slash else team,
            name,
            activity_team,
            activity,
            None if session.start is None else text(session.start),
            None if session.end is None else text(session.end),
            session.seconds,
            session.minutes,
            session.status,
            session.flags,
            session.source,
            session.open_event,
            session.close_event,
            class_name,
            kind,
            activity_name,
        )


def within_days(facts: Facts, first: date | None, last: date | None) -> Callable[[Session], bool]:
    """Whether a session lies in the local days from `first` to `last`; None is no bound."""
    bounds: dict[str, tuple[float, float]] = {}

    def within(session: Session) -> bool:
        activity = facts.activity(session.activity)
        if activity.timezone not in bounds:
            bounds[activity.timezone] = (
                float("-inf") if first is None else _midnight(first, activity.zone),
                float("inf") if last is None else _midnight(last + timedelta(days=1), activity.zone),
            )
        begin, end = bounds[activity.timezone]
        at = next((t for t in (session.start, session.end, activity.start) if t is not None), None)
        return at is not None and begin <= at < end

    return within


def _midnight(day: date, zone: tzinfo) -> int:
    return instant(datetime(day.year, day.month, day.day, tzinfo=zone))
