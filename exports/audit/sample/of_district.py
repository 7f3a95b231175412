"""Samples of the sessions of all teams, drawn by school, and in each by activity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checkin.rules.events import Certify, Event, Kind
from checkin.rules.identity import key
from checkin.rules.problems import Problem
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.rules.signature import Signature
from checkin.rules.standing import standing
from checkin.rules.wire import read_event
from checkin.rules.working_days import Calendar
from exports.audit.sample.check_list import Known, Sampled, checked
from exports.audit.sample.drawing import check_seed, draw
from exports.audit.sample.results import Inspected, inspection, inspections, read_results
from exports.district.asks.earlier_classes import earlier_classes
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.record.common_facts import common_facts, counting_events
from exports.district.record.own_events import append_event
from exports.district.standard import read_tables

_OF_KIND = """SELECT e.raw FROM {events} e LEFT JOIN event t ON e.kind = 'void' AND t.id = e.target
    WHERE e.kind = $1 OR (e.kind = 'void' AND t.kind = $1)"""
_SESSIONS = """SELECT day, key, team, volunteer, activity_team, activity, start, "end", seconds, minutes, status, flags, source,
    open_event, close_event, events FROM session WHERE key IN (SELECT unnest(?))"""


def draw_of_district(district: District, seed: str, size: int) -> list[Sampled]:
    """The sample of a seed from the credited sessions of all teams, by the school whose desks recorded them, and
    each school's by activity.

    Raises Refused as `drawing.draw` does.
    """
    rows = district.db.execute("SELECT key, activity_team, activity FROM session WHERE credited > 0").fetchall()
    groups = {name: (team, activity) for name, team, activity in rows}
    keys = draw(groups, check_seed(seed), size)
    rows = district.db.execute(_SESSIONS, [keys]).fetchall()
    sessions = {name: (_session(name, *row), day) for day, name, *row in rows}
    known = _known(district, {session.volunteer for session, _day in sessions.values()})
    return [checked(*sessions[key], known) for key in keys]


def take_district_results(
    district: District, file: Path, seed: str, signed: Signature, notes: list[Problem]
) -> Sequence[Event]:
    """Keep what inspectors wrote into a drawn list, in the district's own chain; all of it or nothing. Raises Refused."""
    seed = check_seed(seed)
    sessions = {key for (key,) in district.db.execute("SELECT key FROM session").fetchall()}
    results = read_results(file, seed, sessions, notes)
    with district.transaction():
        return [append_event(district, inspection(one, seed), signed.because(one.note or None)) for one in results]


def report_of_district(district: District, seed: str) -> Inspected:
    """What was found of the sample of a seed, by the district and by the schools themselves."""
    return inspections(_of_kind(district, Kind.INSPECT), check_seed(seed))


def _known(district: District, volunteers: set[str]) -> Known:
    rows = district.db.execute(f"WITH {KNOWN} SELECT team, number, name, class, kind FROM known").fetchall()
    names = {key(team, number): (name, class_name or "", kind or "") for team, number, name, class_name, kind in rows}
    certificates: dict[str, list[str]] = {}
    for event in standing(_of_kind(district, Kind.CERTIFY)):
        if isinstance(event.body, Certify) and event.body.volunteer in volunteers:
            certificates.setdefault(event.body.volunteer, []).append(event.body.number)
    tables = read_tables(district)
    calendar = Calendar(frozenset(tables.holidays), frozenset(tables.workdays))
    return Known(common_facts(district), names, earlier_classes(district), certificates, calendar)


def _of_kind(district: District, kind: Kind) -> list[Event]:
    events = counting_events(district)
    rows = district.db.execute(_OF_KIND.format(events=events), [str(kind)]).fetchall()
    return [read_event(raw.encode("utf-8"))[0] for (raw,) in rows]


def _session(
    name: str, team: str | None, volunteer: str, activity_team: str, activity: str, start: int | None, end: int | None,
    seconds: int, minutes: int, status: str, flags: str | None, source: str, opened: str | None, closed: str | None,
    events: str | None,
) -> Session:  # fmt: skip
    """A row of the table `session` as the rules know it."""
    whose = volunteer if team is None else key(team, volunteer)
    made_of: Any = tuple((events or "").split())
    return Session(
        name, whose, key(activity_team, activity), start, end, seconds, minutes, Status(status),
        tuple(Flag(flag) for flag in (flags or "").split()), Source(source), opened, closed, events=made_of,
    )  # fmt: skip
