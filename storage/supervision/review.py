"""What waits for a supervisor: the sessions of one activity, or of all, from every desk whose log is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checkin.rules.activities import Activity
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.clock_changes import ClockChange, ClockChanges
from checkin.rules.events import Event, Scan
from checkin.rules.guarding import Limit
from checkin.rules.identity import split, within
from checkin.rules.record import Record
from checkin.rules.review import Remedy, Wait, remedies, waits
from checkin.rules.service import day_of
from checkin.rules.sessions import Effect, Session
from storage.activities.clashes import CodeClash, code_clashes
from storage.disk.key_folder import KeyFolder
from storage.log.named_desks import desk_words
from storage.people.class_spelling import class_order
from storage.people.earlier_classes import named_on
from storage.people.names import names_by_any_number
from storage.record import activity_record, whole_record
from storage.store import Store
from storage.supervision.passed_limits import passed_limits

_MOST_CLOCK_CHANGES = 50
"""That are listed with one session."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A session, its person, the desks that scanned it, why it waits, and what can be done.

    `name` is empty for an unknown badge; `school` then is its school, where the district's kit knows it. `clocks` are
    the changes of a desk's clock during the session; `limits` those for minors that it went beyond.
    """

    session: Session
    name: str
    class_name: str
    number: str
    school: str
    desks: tuple[str, ...]
    waits: tuple[Wait, ...]
    remedies: tuple[Remedy, ...]
    clocks: tuple[ClockChange, ...]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The sessions in question, the most urgent first. `activity` is None for all activities."""

    activity: Activity | None
    rows: tuple[ReviewRow, ...]
    timezones: Mapping[str, str]
    """Of each activity (its key) that is in it."""
    clashes: tuple[CodeClash, ...] = ()
    """The codes that several desks made and about which nobody has decided."""

    @property
    def waiting(self) -> tuple[ReviewRow, ...]:
        """The rows of sessions that wait for a supervisor."""
        return tuple(row for row in self.rows if row.waits)


def read_review(store: Store, activity: str | None = None) -> Review:
    """The sessions of an activity (its key), or all, waiting or not: late check-outs first,
    then by cause, class and number.
    """
    record = whole_record(store) if activity is None else activity_record(store, activity)
    facts, at = store.ledger.facts(), store.now()
    named, team = named_on(store, names_by_any_number(store)), store.identity.team
    scans = _scans_of(store, record.sessions)
    word = desk_words(store.connection, store.identity, KeyFolder(store.folder.keys))
    rows, beyond = [], passed_limits(store, record.sessions)
    for session in record.sessions:
        occasion = facts.activity(session.activity)
        name, class_name, _kind = named(session.volunteer, day_of(session, facts)) or ("", "", "")
        mine = [scans[e] for e in session.events if e in scans]
        taken_by = tuple(dict.fromkeys(event.desk for event in mine))
        school = store.ledger.school_of_badge(session.volunteer) if is_badge_number(session.volunteer) else None
        rows.append(
            ReviewRow(
                session,
                name,
                class_name,
                within(session.volunteer, team) if "/" in session.volunteer else session.volunteer,
                school or "",
                tuple(dict.fromkeys(map(word, taken_by))),
                waits(session, occasion, at),
                remedies(session, occasion, at),
                _spanned(session, taken_by, facts.clocks),
                beyond.get(session.key, ()),
            )
        )
    order = {wait: place for place, wait in enumerate(Wait)}
    rows.sort(
        key=lambda r: (
            order[r.waits[0]] if r.waits else len(order),
            class_order(r.class_name),
            r.number,
            r.session.start or 0,
        )
    )
    timezones = {key: facts.activity(key).timezone for key in {row.session.activity for row in rows}}
    clashes = [one for one in code_clashes(store) if activity is None or one.code == split(activity)[1]]
    return Review(None if activity is None else facts.activity(activity), tuple(rows), timezones, tuple(clashes))


def scans_by_session(record: Record) -> dict[str, list[str]]:
    """The ids of all scans of each session, by its key: those that made it, and those in it that did nothing. Bounced scans are
    struck out with the first of their burst.
    """
    found: dict[str, list[str]] = {}
    for scan, (effect, key) in record.effects.items():
        if effect not in (Effect.DUPLICATE, Effect.ALREADY_OUT):
            found.setdefault(key, []).append(scan)
    return found


def scans_round_a_change(store: Store, rows: Iterable[ReviewRow], change: ClockChange, *, after: bool) -> list[str]:
    """The ids of scans of these sessions that a desk took before (or `after`) its clock was
    changed; ids rise within a desk.
    """
    scans = _scans_of(store, [row.session for row in rows])
    return [id_ for id_, event in scans.items() if event.desk == change.desk and (id_ > change.event) == after]


def _scans_of(store: Store, sessions: Iterable[Session]) -> Mapping[str, Event]:
    ids = {event for session in sessions for event in session.events}
    return {event.id: event for event in store.ledger.queries.by_ids(ids) if isinstance(event.body, Scan)}


def _spanned(session: Session, desks: tuple[str, ...], clocks: ClockChanges) -> tuple[ClockChange, ...]:
    if session.start is None or session.end is None:
        return ()
    return clocks.within(desks, session.start, session.end, _MOST_CLOCK_CHANGES)
