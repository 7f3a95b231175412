"""What does not fit once all records lie side by side, each with both sides; nothing of it is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from checkin.rules.activities import zone
from checkin.rules.instants import moment
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.record.common_facts import common_facts

TOLERANCE_MINUTES = 30
"""People come early and leave late: only what goes beyond the planned length by more than this is listed."""
CLOCK_TOLERANCE_MS = 120_000
EARLIEST_PLAUSIBLE = 1_577_836_800_000
"""2020-01-01: no desk worked before; a laptop with an empty battery shows 1970."""


class ConflictKind(StrEnum):
    """What kind of thing does not fit, in the order in which they are listed."""

    OVERLAP = "overlap"
    TWO_NAMES = "two_names"
    TWO_TEAMS = "two_teams"
    TWO_SUPERVISORS = "two_supervisors"
    CLOCKS = "clocks"
    LONGER_THAN_ACTIVITY = "longer_than_activity"
    UNKNOWN_BADGE = "unknown_badge"
    CHANGED = "changed"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not fit. `message` is English with placeholders for `values`; `ruled` once somebody decided."""

    kind: ConflictKind
    team: str | None
    volunteer: str | None
    events: tuple[str, ...]
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    ruled: bool = False

    @property
    def text(self) -> str:
        """Both sides in one sentence, in the language in use."""
        return _(self.message).format_map(self.values)

    @property
    def name(self) -> str:
        """What tells it from all others; it stays the same while its sides do."""
        sides = self.events or tuple(str(value) for value in self.values.values())
        return "|".join((self.kind, self.team or "", self.volunteer or "", *sorted(sides)))

    def to_json(self) -> dict[str, object]:
        """What `district conflicts --json` prints."""
        return {
            "kind": str(self.kind),
            "team": self.team,
            "volunteer": self.volunteer,
            "events": list(self.events),
            "text": self.text,
            "ruled": self.ruled,
        }


def conflicts(district: District) -> list[Conflict]:
    """All of them, those that nobody decided yet first."""
    settled = {row[0] for row in district.db.execute("SELECT conflict FROM settled").fetchall()}
    found = (
        replace(conflict, ruled=True) if conflict.name in settled else conflict
        for search in _SEARCHES
        for conflict in search(district)
    )
    order = {kind: place for place, kind in enumerate(ConflictKind)}
    return sorted(found, key=lambda c: (c.ruled, order[c.kind], c.team or "", c.volunteer or "", c.events))


def _overlaps(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT s.team, s.volunteer, coalesce(v.name, ''), s.activity_team || '/' || s.activity, s.start, "
        's."end", o.activity_team || \'/\' || o.activity, o.start, o."end", s.source, '
        "s.open_event, s.close_event, o.open_event, o.close_event FROM session s JOIN session o "
        "ON o.team IS NOT DISTINCT FROM s.team AND o.volunteer = s.volunteer AND o.key <> s.key "
        'AND o.start < s."end" AND s.start < o."end" AND (o.start, o.key) < (s.start, s.key) '
        "LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer WHERE s.flags LIKE '%overlap%'"
    ).fetchall()
    for team, number, name, one, start, end, other, other_start, other_end, source, *events in rows:
        message = N_("{name} was at {other} from {other_start} to {other_end} and at {one} from {start} to {end}")
        values = {
            "name": name or number,
            "one": one,
            "other": other,
            "start": _clock(district, start),
            "end": _clock(district, end)[11:],
            "other_start": _clock(district, other_start),
            "other_end": _clock(district, other_end)[11:],
        }
        sides = tuple(event for event in events if event)
        yield Conflict(ConflictKind.OVERLAP, team, number, sides, message, values, source == "ruled")


def _two_names(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT team, number, list(DISTINCT name ORDER BY name) AS names, "
        "list(DISTINCT of_team ORDER BY of_team) FROM volunteer WHERE name <> '' "
        "GROUP BY team, number HAVING len(names) > 1 ORDER BY team, number"
    ).fetchall()
    for team, number, names, teams in rows:
        message = N_("number {number} of {team} is called {names} by different desks (of {teams})")
        values = {"number": number, "team": team, "names": " / ".join(names), "teams": ", ".join(teams)}
        yield Conflict(ConflictKind.TWO_NAMES, team, number, (), message, values)


def _two_teams(district: District) -> Iterator[Conflict]:
    same = common_facts(district).same
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT a.team, a.number, a.name, b.team, b.number, NULL FROM known a JOIN known b "
        "ON a.name = b.name AND a.team < b.team AND a.kind = b.kind AND a.name <> '' "
        "AND (a.number = b.number OR a.kind = 'teacher') "
        "UNION ALL SELECT split_part(a.volunteer, '/', 1), split_part(a.volunteer, '/', 2), a.badge, "
        "split_part(b.volunteer, '/', 1), split_part(b.volunteer, '/', 2), list_sort([a.id::VARCHAR, b.id::VARCHAR]) "
        "FROM event a JOIN event b ON a.kind = 'badge' AND b.kind = 'badge' AND a.badge = b.badge "
        "AND a.volunteer < b.volunteer ORDER BY ALL"
    ).fetchall()
    for team, number, name, other_team, other, events in rows:
        message = N_("{name} is number {number} of {team} and number {other} of {other_team}: perhaps one person")
        values = {"name": name, "number": number, "team": team, "other": other, "other_team": other_team}
        linked = same.get(f"{team}/{number}", f"{team}/{number}") == same.get(
            f"{other_team}/{other}", f"{other_team}/{other}"
        )
        yield Conflict(ConflictKind.TWO_TEAMS, team, number, tuple(events or ()), message, values, linked)


def _two_supervisors(district: District) -> Iterator[Conflict]:
    struck = common_facts(district).struck
    rows = district.db.execute(
        "WITH aims AS (SELECT * FROM event WHERE kind IN ('amend', 'rule')), several AS (SELECT target FROM aims "
        "GROUP BY target HAVING count(DISTINCT coalesce(operator, '') || ' ' || desk) > 1) "
        "SELECT a.target::VARCHAR, a.id::VARCHAR, a.kind, coalesce(a.operator, ''), a.desk, a.\"at\", coalesce(a.reason, ''), "
        "split_part(t.volunteer, '/', 1), split_part(t.volunteer, '/', 2) FROM aims a SEMI JOIN several USING (target) "
        'LEFT JOIN event t ON t.id = a.target ORDER BY a.target, a."at", a.id'
    ).fetchall()
    by_target: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        if row[1] not in struck:
            by_target.setdefault(row[0], []).append(row)
    for target, words in by_target.items():
        if len({(word[3], word[4]) for word in words}) < 2:
            continue
        first, last = words[0], words[-1]
        message = N_("{first} ({first_reason}) and {last} ({last_reason}) both corrected one scan; the last word holds")
        values = {
            "first": first[3] or first[4],
            "first_reason": first[6],
            "last": last[3] or last[4],
            "last_reason": last[6],
        }
        events = (target, *(word[1] for word in words))
        ruled = last[4] == district.identity.desk
        yield Conflict(ConflictKind.TWO_SUPERVISORS, last[7], last[8], events, message, values, ruled)


def _clocks(district: District) -> Iterator[Conflict]:
    yield from _implausible_times(district)
    rows = district.db.execute(
        'SELECT s.team, s.volunteer, s."end", o.start, s.close_event, o.open_event, a.desk, b.desk FROM session s '
        "JOIN session o ON o.team = s.team AND o.volunteer = s.volunteer AND o.activity_team = s.activity_team "
        "AND o.activity = s.activity AND o.day = s.day "
        "JOIN event a ON a.id = s.close_event::UUID JOIN event b ON b.id = o.open_event::UUID "
        "WHERE s.flags LIKE '%no_check_in%' AND s.status = 'needs_review' AND o.\"end\" IS NULL "
        'AND o.start > s."end" AND a.desk <> b.desk'
    ).fetchall()
    for team, number, out, into, close_event, open_event, desk, other_desk in rows:
        message = N_(
            "{number} left at {out} by desk {desk} and came at {into} by desk {other_desk}: their clocks differ"
        )
        values = {
            "number": number,
            "out": _clock(district, out),
            "into": _clock(district, into)[11:],
            "desk": desk,
            "other_desk": other_desk,
        }
        yield Conflict(ConflictKind.CLOCKS, team, number, (close_event, open_event), message, values)


def _implausible_times(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        'SELECT e.team, e.desk, count(*), min(e."at"), max(e."at"), list(e.id::VARCHAR ORDER BY e.seq)[:20] '
        'FROM event e JOIN chain c USING (desk) WHERE e."at" > c.received + ? OR e."at" < ? '
        "GROUP BY e.team, e.desk ORDER BY e.team, e.desk",
        [CLOCK_TOLERANCE_MS, EARLIEST_PLAUSIBLE],
    ).fetchall()
    for team, desk, count, first, last, events in rows:
        message = N_(
            "desk {desk} wrote {count} events with times that can't be, from {first} to {last}: its clock was wrong"
        )
        values = {"desk": desk, "count": count, "first": _clock(district, first), "last": _clock(district, last)}
        yield Conflict(ConflictKind.CLOCKS, team, None, tuple(events), message, values)


def _longer_than_activity(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        f"WITH {KNOWN}, sums AS (SELECT team, volunteer, activity_team, activity, sum(credited) AS minutes, "
        "list(open_event ORDER BY start) AS events, bool_and(source = 'ruled') AS ruled FROM session "
        "WHERE source <> 'added' AND team IS NOT NULL GROUP BY ALL) "
        "SELECT s.team, s.volunteer, coalesce(v.name, s.volunteer), a.name, s.minutes, "
        '(a."end" - a.start) // 60000 AS planned, s.events, s.ruled FROM sums s JOIN activity a '
        "ON a.team = s.activity_team AND a.code = s.activity LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer "
        'WHERE a.start IS NOT NULL AND a."end" IS NOT NULL AND s.minutes > planned + ? '
        "ORDER BY s.team, s.volunteer",
        [TOLERANCE_MINUTES],
    ).fetchall()
    for team, number, name, activity, minutes, planned, events, _all_ruled in rows:
        message = N_("{name} is credited {minutes} minutes in “{activity}”, which was planned for {planned}")
        values = {"name": name, "minutes": minutes, "activity": activity, "planned": planned}
        sides = tuple(event for event in events if event)
        ruled = _ruled_by_district(district, sides)
        yield Conflict(ConflictKind.LONGER_THAN_ACTIVITY, team, number, sides, message, values, ruled)


def _ruled_by_district(district: District, targets: tuple[str, ...]) -> bool:
    row = district.db.execute(
        "SELECT 1 FROM event WHERE desk = ? AND target::VARCHAR IN (SELECT unnest(?)) LIMIT 1",
        [district.identity.desk, list(targets)],
    ).fetchone()
    return row is not None


def _unknown_badges(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "WITH owned AS (SELECT open_event AS event, team, volunteer FROM session WHERE team IS NOT NULL "
        "UNION ALL SELECT close_event, team, volunteer FROM session WHERE team IS NOT NULL) "
        "SELECT e.team, e.badge, list(DISTINCT e.id::VARCHAR ORDER BY e.id::VARCHAR), any_value(o.team), any_value(o.volunteer) "
        "FROM event e LEFT JOIN owned o ON o.event = e.id::VARCHAR "
        "WHERE e.kind = 'scan' AND e.volunteer IS NULL GROUP BY e.team, e.badge ORDER BY e.team, e.badge"
    ).fetchall()
    for team, badge, events, owner_team, owner in rows:
        known = owner is not None
        if known:
            message = N_("the badge {badge}, unknown at {team}, belongs to number {owner} of {owner_team}: the hours went there")  # fmt: skip
        else:
            message = N_("the badge {badge}, scanned at {team}, is in no register that came in")
        values = {"badge": badge, "team": team, "owner": owner, "owner_team": owner_team}
        who = (owner_team, owner) if known else (team, badge)
        yield Conflict(ConflictKind.UNKNOWN_BADGE, *who, tuple(events), message, values, known)


def _changed(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT team, volunteer, minutes, activity, events FROM session WHERE flags LIKE '%changed%' ORDER BY team, volunteer"
    ).fetchall()
    for team, number, minutes, activity, events in rows:
        message = N_("{minutes} confirmed minutes of {number} in {activity} would come out otherwise today")
        values = {"minutes": minutes, "number": number, "activity": activity}
        yield Conflict(ConflictKind.CHANGED, team, number, tuple(events.split()), message, values)


def _not_entitled(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT a.team, split_part(t.volunteer, '/', 2), a.id::VARCHAR, t.id::VARCHAR, a.kind, t.team, coalesce(a.operator, '') "
        "FROM event a JOIN event t ON t.id = a.target WHERE a.kind IN ('amend', 'rule', 'confirm', 'void') "
        "AND a.team <> t.team AND a.desk <> ? ORDER BY a.team, a.id",
        [district.identity.desk],
    ).fetchall()
    for team, number, event, target, _kind, other_team, operator in rows:
        message = N_("{operator} of {team} corrected an event of {other_team}: it counts for nothing")
        values = {"operator": operator or team, "team": team, "other_team": other_team}
        yield Conflict(ConflictKind.NOT_ENTITLED, team, number or None, (target, event), message, values)


def _clock(district: District, at: int | None) -> str:
    if at is None:
        return "—"
    local: datetime = moment(at, zone(district.identity.timezone))
    return local.strftime("%Y-%m-%d %H:%M")


_SEARCHES = (
    _overlaps,
    _two_names,
    _two_teams,
    _two_supervisors,
    _clocks,
    _longer_than_activity,
    _unknown_badges,
    _changed,
    _not_entitled,
)
