"""Rows that the clerk looks at: teams with their packs, persons, sessions, events. A list has at most `MOST_ROWS` rows."""

from __future__ import annotations

import json
from dataclasses import dataclass

from checkin.rules.problems import Problem
from exports.district.asks.class_names import TeamClasses
from exports.district.asks.totals import KNOWN, SERVICE
from exports.district.district import District
from storage.people.search_text import is_found

MOST_ROWS = 500
LEFT_OFF = "file|"
"""Before the SHA-256 of a refused file that nobody needs to see any more, among what was settled."""


@dataclass(frozen=True, slots=True)
class TeamStatus:
    """What came in from a team. `desks` are the names of its desks; `last_at` is the instant of its newest event (milliseconds)."""

    code: str
    name: str
    expected: bool
    desks: tuple[str, ...]
    events: int
    last_at: int | None
    by_hand: bool

    @property
    def reported(self) -> bool:
        """Whether a pack or a hand-filled return of this team came in."""
        return bool(self.desks) or self.by_hand


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was not merged: `result` is `held` or `refused`, and `problem` says why. `digest` is its SHA-256 (hex),
    `received` when it came (milliseconds), `school` the name of its team here, else the one that it tells; empty where neither is known.
    """

    digest: str
    received: int
    file: str
    team: str | None
    result: str
    problem: Problem
    school: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A volunteer with the number of sessions and the credited minutes."""

    team: str
    number: str
    name: str
    class_name: str
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session of one volunteer. Times are instants in milliseconds; `events` are the ids of its events."""

    key: str
    activity: str
    activity_name: str
    start: int | None
    end: int | None
    minutes: int
    status: str
    flags: tuple[str, ...]
    source: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it came in. `raw` is None for a plain scan, because its columns hold everything."""

    id: str
    at: int
    kind: str
    team: str
    desk: str
    desk_name: str
    seq: int
    who: str
    activity: str
    direction: str
    operator: str
    reason: str
    hash: str
    raw: str | None


def team_statuses(district: District) -> list[TeamStatus]:
    """Every team that should report or did; first the teams that have not reported."""
    rows = district.db.execute(
        "SELECT t.code, coalesce(t.name, ''), t.expected, list(c.desk_name ORDER BY c.desk_name) "
        "FILTER (c.desk IS NOT NULL), coalesce(sum(c.events), 0)::BIGINT, max(c.last_at), "
        "t.code IN (SELECT team FROM returned) FROM team t LEFT JOIN chain c ON c.team = t.code "
        "GROUP BY t.code, t.name, t.expected ORDER BY t.code"
    ).fetchall()
    statuses = [TeamStatus(row[0], row[1], bool(row[2]), tuple(row[3] or ()), *row[4:]) for row in rows]
    return sorted(statuses, key=lambda status: (status.reported, status.code))


def waiting_files(district: District) -> list[WaitingFile]:
    """Files that were held or refused, the newest first; without refused ones that the clerk left off."""
    rows = district.db.execute(
        "SELECT digest, received, file, team, result, code, message, facts FROM pack WHERE result = 'held' "
        f"OR (result = 'refused' AND '{LEFT_OFF}' || digest NOT IN (SELECT conflict FROM settled)) "
        f"ORDER BY received DESC, file LIMIT {MOST_ROWS}"
    ).fetchall()
    schools = district.team_names()
    found = []
    for digest, received, file, team, result, code, message, facts in rows:
        values = json.loads(facts or "{}")
        school = schools.get(team or "") or str(values.get("school") or "")
        found.append(WaitingFile(digest, received, file, team, result, Problem(code, "", message, values), school))
    return found


def persons_of(
    district: District, team: str, search: str = "", most: int | None = MOST_ROWS
) -> tuple[list[PersonLine], int]:
    """A team's volunteers, those with the most credited minutes first (at most so many), and how many there are in all.

    `search` keeps those whose name (in pinyin too), number or class contains the text, and the class that it spells.
    """
    classes = TeamClasses(district.db)
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT v.number, v.name, v.class, count(s.key) FILTER (s.source NOT IN ('added', 'claimed')), "
        "coalesce(sum(s.credited), 0)::BIGINT AS minutes FROM known v "
        f"LEFT JOIN session s ON s.team = v.team AND s.volunteer = v.number AND {SERVICE} WHERE v.team = ? "
        "GROUP BY v.number, v.name, v.class ORDER BY minutes DESC, v.number",
        [team],
    ).fetchall()
    spelt = set(classes.spellings(team, search))
    found = [row for row in rows if not search or row[2] in spelt or is_found(row[:3], search)]
    lines = [
        PersonLine(team, number, name, classes.shown(team, spelling), sessions, minutes)
        for number, name, spelling, sessions, minutes in found[:most]
    ]
    return lines, len(found)


def sessions_of(district: District, team: str, number: str) -> list[SessionLine]:
    """The sessions of one volunteer by time, at most MOST_ROWS."""
    rows = district.db.execute(
        "SELECT s.key, s.activity_team || '/' || split_part(s.activity, '/', 1), coalesce(a.name, ''), s.start, s.\"end\", "
        "s.minutes, s.status, "
        "s.flags, s.source, s.events FROM session s LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity "
        f'WHERE s.team = ? AND s.volunteer = ? ORDER BY coalesce(s.start, s."end", 0), s.key LIMIT {MOST_ROWS}',
        [team, number],
    ).fetchall()
    return [
        SessionLine(key, activity, name, start, end, minutes, status, tuple((flags or "").split()), source,
                    tuple((events or "").split()))
        for key, activity, name, start, end, minutes, status, flags, source, events in rows
    ]  # fmt: skip


def events_by_id(district: District, ids: tuple[str, ...]) -> list[EventLine]:
    """The events with these ids, and the events that correct them, by time."""
    rows = district.db.execute(
        "SELECT e.id::VARCHAR, e.\"at\", e.kind, e.team, e.desk, coalesce(c.desk_name, ''), e.seq, "
        "coalesce(e.volunteer, e.badge, ''), coalesce(e.activity, ''), coalesce(e.direction, ''), coalesce(e.operator, ''), "
        "coalesce(e.reason, ''), e.hash, e.raw FROM event e LEFT JOIN chain c USING (desk) "
        "WHERE e.id::VARCHAR IN (SELECT unnest($1)) OR e.target::VARCHAR IN (SELECT unnest($1)) "
        f'ORDER BY e."at", e.id LIMIT {MOST_ROWS}',
        [list(ids)],
    ).fetchall()
    return [EventLine(*row) for row in rows]
