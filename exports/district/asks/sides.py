"""Both sides of a conflict with names: of the school, the desk, the activity and the person of each event."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.identity import split
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import KNOWN
from exports.district.asks.views import EventLine, events_by_id
from exports.district.district import District


@dataclass(frozen=True, slots=True)
class Side:
    """An event of a conflict. `school`, `person` and `activity` are names, or codes and numbers where no name is known.

    `is_later` is true for what was said of the conflict's events afterwards: a correction or a ruling.
    """

    event: EventLine
    school: str
    person: str
    activity: str
    is_later: bool


def sides(district: District, conflict: Conflict) -> list[Side]:
    """The events of a conflict by time, then the events that correct them."""
    found = [
        side_of(district, line, is_later=line.id not in conflict.events)
        for line in events_by_id(district, conflict.events)
    ]
    return sorted(found, key=lambda side: side.is_later)


def side_of(district: District, line: EventLine, *, is_later: bool = False) -> Side:
    """An event with the names that belong to it."""
    school = district.team_names().get(line.team) or line.team
    return Side(line, school, _person(district, line), _activity(district, line), is_later)


def person_name(district: District, team: str, number: str) -> str:
    """The name of a volunteer by team and number; empty where no register has it."""
    row = district.db.execute(
        f"WITH {KNOWN} SELECT name FROM known WHERE team = ? AND number = ?", [team, number]
    ).fetchone()
    return str(row[0]) if row is not None else ""


def _person(district: District, line: EventLine) -> str:
    """A scan tells a badge number; whose it is tells the session that it belongs to."""
    team, number = split(line.who) if "/" in line.who else ("", "")
    if not number:
        row = district.db.execute(
            "SELECT team, volunteer FROM session WHERE (open_event = $1 OR close_event = $1) AND team IS NOT NULL LIMIT 1",
            [line.id],
        ).fetchone()
        team, number = row if row is not None else ("", "")
    name = person_name(district, team, number) if number else ""
    return f"{name} {number}".strip() if number else line.who


def _activity(district: District, line: EventLine) -> str:
    if not line.activity:
        return ""
    team, code = line.activity.partition("/")[::2]
    row = district.db.execute("SELECT name FROM activity WHERE team = ? AND code = ?", [team, code]).fetchone()
    return str(row[0]) if row is not None and row[0] else line.activity
