"""One made school: its pupils serve on Saturdays and after lessons, its desks record them as honest desks do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

MINUTE = 60_000
CLASS = 40
"""So many pupils are in a class."""
_EIGHT_HOURS = timedelta(hours=8)
_SATURDAY = date(2026, 3, 7)

SessionRow = tuple[object, ...]
EventRow = tuple[object, ...]


@dataclass(slots=True)
class Visit:
    """A session in the making. Times are milliseconds; `written` is when its last event was made; `desk` is
    another one than the school's first.
    """

    volunteer: str
    start: int
    end: int
    source: str = "scanned"
    flags: str = ""
    status: str = "confirmed"
    written: int = 0
    operator: str | None = None
    cheat: str = ""
    desk: str = ""


@dataclass(slots=True)
class Occasion:
    """An activity with its visits. `start` and `end` are as planned, `planned` is when the school wrote them down; 0: a week ahead."""

    code: str
    place: str
    start: int
    end: int
    visits: list[Visit] = field(default_factory=list)
    planned: int = 0


@dataclass(slots=True)
class MadeSchool:
    """`clocks` are changes of the desk's clock: the instant, and milliseconds."""

    code: str
    desk: str
    pupils: Sequence[str]
    occasions: list[Occasion] = field(default_factory=list)
    clocks: list[tuple[int, int]] = field(default_factory=list)


def honest_school(code: str, pupils: int, occasions: int, there: int, random: Random) -> MadeSchool:
    """A school of `pupils` whose classes of forty serve at `occasions`, `there` pupils at each."""
    desk = f"{random.getrandbits(64):016x}"
    school = MadeSchool(code, desk, [f"{n:05d}" for n in range(1, pupils + 1)])
    for n in range(occasions):
        week, place = divmod(n, 3)
        start = _at(_SATURDAY + timedelta(days=7 * (week % 48)), 8 + 3 * place)
        occasion = Occasion(f"A{n:03d}", f"place {place}", start, start + 150 * MINUTE)
        first = random.randrange(max(1, pupils - there))
        line = list(school.pupils[first : first + there])
        random.shuffle(line)
        occasion.visits = _visits(line, occasion, random)
        school.occasions.append(occasion)
    for _n in range(random.randrange(4)):
        school.clocks.append((random.choice(school.occasions).start, random.randrange(-90_000, 90_000)))
    return school


def _visits(line: Sequence[str], occasion: Occasion, random: Random) -> list[Visit]:
    """People come in a line and go in another one, a second or more apart; a few are forgotten, ruled or added."""
    came, went = occasion.start - 15 * MINUTE, occasion.end - 5 * MINUTE
    visits = []
    for volunteer in line:
        came += round(1000 * random.lognormvariate(0.9, 0.6)) + 600
        visits.append(Visit(volunteer, came, 0))
    random.shuffle(visits)
    for visit in visits:
        went += round(1000 * random.lognormvariate(0.9, 0.6)) + 600
        visit.end = visit.written = went
        chance = random.random()
        if chance < 0.02:
            visit.source, visit.operator = "ruled", "teacher"
            visit.written = visit.end + random.randrange(1, 72) * 60 * MINUTE
        elif chance < 0.03:
            visit.source, visit.operator = "added", "teacher"
            visit.written = visit.end + random.randrange(1, 96) * 60 * MINUTE
        elif chance < 0.05:
            visit.flags, visit.written = "replayed", visit.end + 120 * MINUTE
        elif chance < 0.06:
            visit.flags = "late_check_out"
    return visits


def session_rows(school: MadeSchool) -> Iterator[tuple[SessionRow, list[EventRow], str]]:
    """Each session as a row of `session`, its events as rows of `audit_event`, and the cheat that it is, empty for none."""
    number = 0
    for occasion in school.occasions:
        for visit in occasion.visits:
            number += 1
            desk = visit.desk or school.desk
            opened = _id(visit.start if visit.source == "scanned" else visit.written, school.desk, number * 2)
            closed = _id(max(visit.written, visit.end), school.desk, number * 2 + 1)
            minutes = max(0, visit.end - visit.start) // MINUTE
            credited = 0 if visit.status == "needs_review" else minutes
            added = visit.source == "added"
            made_of = closed if added else f"{opened} {closed}"
            kind = {"ruled": "rule", "added": "add"}.get(visit.source, "scan")
            row = (
                closed if added else opened, school.code, visit.volunteer, school.code, occasion.code,
                None if added else visit.start, None if added else visit.end, minutes * 60, minutes, credited, visit.status,
                visit.flags, visit.source, None if added else opened, closed, made_of, None, _day(visit.start),
            )  # fmt: skip
            events: list[EventRow] = [(closed, school.code, desk, kind, visit.operator, None)]
            if not added:
                events.append((opened, school.code, desk, "scan", None, None))
            yield row, events, visit.cheat


def clock_rows(school: MadeSchool) -> list[EventRow]:
    """The changes of its desk's clock as rows of `audit_event`."""
    return [
        (_id(at, school.desk, 2**40 + n), school.code, school.desk, "clock", None, change)
        for n, (at, change) in enumerate(school.clocks)
    ]


def _id(at: int, desk: str, number: int) -> str:
    """An event's id as UUIDv7 has it: the time, and what makes it one."""
    return str(UUID(int=(at << 80) | (7 << 76) | (2 << 62) | (int(desk[:5], 16) << 42) | number))


def _at(day: date, hour: int) -> int:
    return round((datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - _EIGHT_HOURS).timestamp()) * 1000


def _day(at: int) -> date:
    return (datetime.fromtimestamp(at / 1000, UTC) + _EIGHT_HOURS).date()
