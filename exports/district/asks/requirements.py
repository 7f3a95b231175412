"""How far pupils are towards what is asked of them: shares by school and grade, never names.

The table is `settings/requirement.toml` of the district, else the usual one; the classes are those of the schools' registers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date

from checkin.progress import counted
from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import Kind
from checkin.rules.identity import key
from checkin.rules.period import Period
from checkin.rules.record import fold
from checkin.rules.school_year.requirements import FEWEST, Requirement
from checkin.rules.wire import read_event
from checkin.texts import _
from exports.district.asks.days import in_days
from exports.district.asks.earlier_classes import earlier_classes
from exports.district.asks.totals import HERE, KNOWN, NAMED, SERVICE
from exports.district.district import District
from exports.district.record.common_facts import common_facts, counting_events
from storage.disk.folder import DataFolder
from storage.people.arrivals import arrival_days, as_they_count
from storage.people.class_spelling import class_order
from storage.people.person import Person
from storage.school_year.progress import Asked, Served, served_by_person
from storage.school_year.year_of_class import ClassYears
from storage.standard.requirements import requirements
from storage.standard.school_year import year_table

_ARRIVALS = (
    'SELECT team, desk, volunteer, min("at")::BIGINT FROM event '
    "WHERE kind = 'badge' AND volunteer IS NOT NULL GROUP BY team, desk, volunteer"
)


@dataclass(slots=True)
class GradeShare:
    """One requirement in one grade of one school (`grade` is empty for classes that the table doesn't know; `team` None means the
    whole district). `reached` and `behind` are None where they would be those of fewer than `FEWEST` persons (`hide_few`).
    """

    team: str | None
    team_name: str
    grade: str
    requirement: str
    persons: int = 0
    reached: int | None = 0
    behind: int | None = 0

    @property
    def share(self) -> float | None:
        """The part that has reached it, 0 to 1; None where it is not told."""
        return None if self.reached is None or not self.persons else self.reached / self.persons

    def to_json(self) -> dict[str, object]:
        """The object that `district requirement --json` prints for it."""
        return {**asdict(self), "share": None if self.share is None else round(self.share, 4)}


def requirement_shares(district: District) -> list[GradeShare]:
    """A row for each school, grade and requirement, then for the whole district by grade. Raises Refused for a table that is none."""
    everybody = _persons(district)
    earlier, now = earlier_classes(district), {key(one.team, one.number): one.class_name for one in everybody}

    def class_on(who: str, day: date | None) -> str:
        return earlier.on(who, day, now.get(who, ""))

    asked = Asked(DataFolder(district.folder.settings), district.today(), class_on, earlier.of, _class_years(district))
    persons = [one for one in everybody if asked.periods(one)]
    served = _served(district, asked, persons)
    names, rows = district.team_names(), dict[tuple[str | None, str, str], GradeShare]()
    for person in counted(persons, _("people")):
        of = asked.grade(asked.class_now(person))
        for one in asked.of(person, served.get(key(person.team, person.number), ())):
            for team in (person.team, None):
                name = names.get(team, "") if team is not None else ""
                row = rows.setdefault(
                    (team, of, one.requirement.name), GradeShare(team, name, of, one.requirement.name)
                )
                row.persons += 1
                row.reached = (row.reached or 0) + one.progress.reached
                row.behind = (row.behind or 0) + one.progress.behind
    hide_few(list(rows.values()))
    return sorted(
        rows.values(), key=lambda row: (row.team is None, row.team or "", class_order(row.grade), row.requirement)
    )


def district_requirements(district: District) -> Sequence[Requirement]:
    """What is asked of pupils by the district's tables. Raises Refused naming everything that is not possible in them."""
    folder = DataFolder(district.folder.settings)
    return requirements(folder, year_table(folder))


def _class_years(district: District) -> ClassYears:
    """By what the schools' registers note of earlier classes, and when their people came."""
    rows = district.db.execute("SELECT of_team, max(until) FROM class_period WHERE of_team = team GROUP BY of_team")

    def came() -> Mapping[str, date]:
        rows = district.db.execute(_ARRIVALS).fetchall()
        return arrival_days(as_they_count(common_facts(district).joins, rows), district.identity.timezone)

    return ClassYears(district.today(), dict(rows.fetchall()), came)


def hide_few(rows: Sequence[GradeShare]) -> None:
    """Take the counts out of rows of fewer than `FEWEST` persons, and out of the district's where its difference to the schools
    that are told would be those of so few.
    """
    untold: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.team is not None and row.persons < FEWEST:
            row.reached = row.behind = None
            untold[row.grade, row.requirement] += row.persons
    for row in rows:
        if row.team is None and (row.persons < FEWEST or 0 < untold[row.grade, row.requirement] < FEWEST):
            row.reached = row.behind = None


def _persons(district: District) -> list[Person]:
    rows = district.db.execute(
        f"WITH {KNOWN}, {HERE} SELECT team, number, class, kind FROM known ANTI JOIN gone USING (team, number) "
        "ORDER BY team, number"
    ).fetchall()
    return [Person(team, number, "", class_name or "", kind) for team, number, class_name, kind in rows]


def _served(district: District, asked: Asked, persons: Sequence[Person]) -> dict[str, list[Served]]:
    """What counts of the sessions of these persons, by person."""
    found: dict[str, list[Served]] = {}
    if not persons:
        return found
    days = _widest({period for one in persons for period in asked.periods(one)})
    rows = district.db.execute(
        f"WITH {KNOWN}, named AS ({NAMED} WHERE s.team IS NOT NULL AND s.credited > 0 AND {SERVICE} "
        f"AND {in_days(days)} AND s.team || '/' || s.volunteer IN (SELECT unnest(?))) "
        "SELECT team || '/' || volunteer, day, "
        "CASE WHEN source = 'claimed' THEN \"key\" ELSE activity_team || '/' || activity END, coalesce(category, ''), "
        "sum(credited)::BIGINT FROM named WHERE day IS NOT NULL GROUP BY ALL",
        [[key(one.team, one.number) for one in persons]],
    ).fetchall()
    for who, day, activity, category, minutes in rows:
        found.setdefault(who, []).append(Served(day, activity, category, minutes))
    for who, brought in _brought(district).items():
        found.setdefault(who, []).extend(brought)
    return found


def _brought(district: District) -> Mapping[str, list[Served]]:
    """What people brought along from another school, where theirs counts it, by person. Totals have it where it was served; whoever
    changed school has not lost it.
    """
    rows = district.db.execute(f"SELECT raw FROM {counting_events(district)} WHERE kind = '{Kind.TRANSFER}'").fetchall()
    events = [read_event(raw.encode("utf-8"))[0] for (raw,) in rows]
    facts = common_facts(district)
    return served_by_person(fold(facts, events, BadgeHolders()).sessions, facts) if events else {}


def _widest(periods: Set[Period]) -> Period:
    """From the first to the last day of all of them."""
    firsts = [one.first for one in periods if one.first is not None]
    lasts = [one.last for one in periods if one.last is not None]
    return Period(
        min(firsts) if len(firsts) == len(periods) else None, max(lasts) if len(lasts) == len(periods) else None
    )
