"""Rows for export: sessions of the record, with names from the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checkin.progress import counted
from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.school_year.class_periods import ClassPeriods
from checkin.rules.service import day_of
from checkin.rules.sessions import Session
from checkin.texts import _
from exports.tables.local_texts import LocalTexts
from exports.tables.post_parts import parts_of
from exports.tables.rows import SessionRow
from storage.people.earlier_classes import class_periods
from storage.people.names import names_by_any_number
from storage.record import activity_record, whole_record
from storage.store import Store


def session_rows(store: Store, asked: AskedSessions = ALL_SESSIONS) -> Iterator[SessionRow]:
    """The sessions that are asked for, by time."""
    record = whole_record(store) if asked.activity is None else activity_record(store, asked.activity)
    facts = store.ledger.facts()
    sessions: Iterable[Session] = record.sessions
    if not asked.is_all:
        sessions = filter(asked.test(facts), sessions)
    names = names_by_any_number(store)
    return rows_of(counted(sessions, _("sessions")), facts, names, class_periods(store))


def rows_of(
    sessions: Iterable[Session],
    facts: Facts,
    names: dict[str, tuple[str, str, str]],
    periods: ClassPeriods,
) -> Iterator[SessionRow]:
    """A row for each session, in the same order. `names` maps a volunteer's key to `(name, class, kind)`; the class is that
    of the day, by `periods`.
    """
    known: dict[str, tuple[str, str, str, Callable[[int], str]]] = {}
    texts: dict[str, Callable[[int], str]] = {}
    unnamed, moved = (None, None, None), bool(periods)
    for session in sessions:
        key = session.activity
        if key not in known:
            occasion = facts.activity(key)
            if occasion.timezone not in texts:
                texts[occasion.timezone] = LocalTexts(occasion.zone).text
            known[key] = (*split(key), occasion.name, texts[occasion.timezone])
        activity_team, activity, activity_name, text = known[key]
        # A volunteer is TEAM/NUMBER. Without a slash it is the number of a badge whose owner is unknown.
        team, slash, number = session.volunteer.partition("/")
        name, class_name, kind = names.get(session.volunteer, unnamed)
        day = day_of(session, facts)
        if moved and class_name is not None:
            class_name = periods.on(session.volunteer, day, class_name)
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
            day,
            parts_of(session.segments, session.minutes, session.volunteer, facts.activity(key), facts, text)
            if session.segments
            else (),
        )
