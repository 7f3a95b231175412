"""Hours by school year and stage of school (学段): each session counts in the year of its day and the class of that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from checkin.rules.facts import Facts
from checkin.rules.school_year.years import SchoolYear, year_of
from checkin.rules.service import Part, credited, day_of, of_service, part_of
from checkin.rules.sessions import Session
from storage.people.earlier_classes import ClassesByDay, classes_by_day
from storage.record import whole_record
from storage.standard.school_year import YearTable, stage_of
from storage.store import Store


@dataclass(slots=True)
class YearFigures:
    """The figures of one year and stage. `minutes` are credited, by part; their sum is what counts. `year` is None for
    sessions whose day nobody knows; `stage` is empty where no row of the table names it.
    """

    year: SchoolYear | None
    stage: str
    persons: set[str] = field(default_factory=set)
    sessions: int = 0
    minutes: dict[Part, int] = field(default_factory=lambda: dict.fromkeys(Part, 0))

    @property
    def total(self) -> int:
        """Credited minutes of all parts."""
        return sum(self.minutes.values())


def year_figures(store: Store, table: YearTable) -> list[YearFigures]:
    """A row for each school year and stage with a session of service, the earliest first."""
    facts = store.ledger.facts()
    return figures_of(of_service(whole_record(store).sessions), facts, classes_by_day(store), table)


def figures_of(sessions: Iterable[Session], facts: Facts, classes: ClassesByDay, table: YearTable) -> list[YearFigures]:
    """The same of some sessions."""
    rows: dict[tuple[SchoolYear | None, str], YearFigures] = {}
    stages: defaultdict[str, str] = _Stages(table)
    for session in sessions:
        day = day_of(session, facts)
        place = None if day is None else year_of(day, table.begin), stages[classes.on(session.volunteer, day)]
        row = rows.get(place)
        if row is None:
            row = rows[place] = YearFigures(*place)
        part = part_of(session.source, session.flags)
        row.persons.add(session.volunteer)
        row.sessions += part not in (Part.ADDED, Part.TRANSFERRED, Part.CLAIMED)
        row.minutes[part] += credited(session)
    order = list(dict.fromkeys(way.stage for way in table.moving.grades))
    return sorted(
        rows.values(),
        key=lambda row: (row.year is None, row.year or SchoolYear(0), order.index(row.stage) if row.stage in order else len(order), row.stage),
    )  # fmt: skip


class _Stages(defaultdict[str, str]):
    """The stage of each class, looked up once."""

    def __init__(self, table: YearTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, class_name: str) -> str:
        found = self[class_name] = stage_of(self._table, class_name)
        return found
