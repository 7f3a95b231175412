"""How far each pupil is towards what they must reach, from their credited hours and the classes of each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from checkin.rules.claims_activity import is_of_claims
from checkin.rules.facts import Facts
from checkin.rules.identity import key, split
from checkin.rules.period import Period
from checkin.rules.school_year.requirements import Progress, Requirement, Span, progress
from checkin.rules.school_year.years import SchoolYear, year_of, year_up_to
from checkin.rules.service import Part, counted_minutes, credited, day_of, part_of
from checkin.rules.sessions import Flag, Session
from storage.disk.folder import DataFolder
from storage.people.class_spelling import class_key
from storage.people.earlier_classes import classes_by_day, classes_of
from storage.people.named import everybody_here, known_class
from storage.people.person import Person
from storage.people.register import key_of
from storage.record import record_of, whole_record, without_collector
from storage.school_year.year_of_class import ClassYears, class_years, class_years_of
from storage.standard.receipts import elsewhere
from storage.standard.requirements import check_reachable, requirements
from storage.standard.school_year import YearTable, grade_of, stage_of, year_table
from storage.store import Store


class Served(NamedTuple):
    """Credited minutes of one person in one activity (a key; of a claim its event) on one day. `part` is what they rest on; None where that is not
    known, as of hours served at another team.
    """

    day: date
    activity: str
    category: str
    minutes: int
    part: Part | None = None


class PersonProgress(NamedTuple):
    """How far a person is towards one requirement; `period` are its days for them. `parts` are the minutes of each part that
    has any.
    """

    person: Person
    requirement: Requirement
    period: Period
    progress: Progress
    parts: Mapping[Part, int]

    @property
    def elsewhere(self) -> int:
        """Of the minutes those that were served at other teams."""
        return self.progress.minutes - sum(self.parts.values())

    @property
    def late(self) -> bool:
        """Whether at this pace the period ends before they get there."""
        return self.progress.by is not None and self.period.last is not None and self.progress.by > self.period.last


class Asked:
    """The table of requirements with all that answers need, read once. `class_on` gives the class of a volunteer (a key) on a day,
    `earlier` their earlier classes with the last day of each, `years` the school years to which the classes in the register belong: not
    that of today between the end of a year and its closing, or after a closing in summer.
    """

    def __init__(
        self,
        folder: DataFolder,
        today: date,
        class_on: Callable[[str, date | None], str],
        earlier: Callable[[str], Sequence[tuple[date, str]]],
        years: ClassYears,
    ) -> None:
        self.table = year_table(folder)
        self._years = years
        self.requirements = requirements(folder, self.table)
        self.today = today
        self._class_on = class_on
        self._earlier = earlier
        self._periods: dict[tuple[str, str, SchoolYear, SchoolYear | None], Period | None] = {}
        self._stages: dict[str, str] = {}
        self._grades: dict[str, str] = {}

    def of(self, person: Person, served: Sequence[Served]) -> Iterator[PersonProgress]:
        """Every requirement that is for a person, with how far they are."""
        for one in self.requirements:
            period = self.period(one, person)
            if period is None:
                continue
            counts = [each for each in served if self._counts(one, period, person, each)]
            minutes, activities = sum(each.minutes for each in counts), len({each.activity for each in counts})
            done = progress(one, period, minutes, activities, self.today)
            yield PersonProgress(person, one, period, done, _by_part(counts))

    def periods(self, person: Person) -> list[Period]:
        """The days of every requirement that is for a person."""
        found = (self.period(one, person) for one in self.requirements)
        return [period for period in found if period is not None]

    def grade(self, class_name: str) -> str:
        """The name of the grade of a class; empty where the table has none."""
        if class_name not in self._grades:
            grade = grade_of(self.table, class_name)
            self._grades[class_name] = grade.name if grade is not None else ""
        return self._grades[class_name]

    def period(self, one: Requirement, person: Person) -> Period | None:
        """The days in which hours count for a person; None where the requirement is not for them."""
        if person.kind not in one.kinds:
            return None
        class_name, year = self._class_and_year(person)
        place = (one.name, class_name, year, self._begun(person, class_name))
        if place not in self._periods:
            now = max(year, year_of(self.today, self.table.begin)) if one.span is Span.YEAR else year
            self._periods[place] = period_of(one, self.table, class_name, now, place[3])
        return self._periods[place]

    def class_now(self, person: Person) -> str:
        """The class by which somebody is asked: that of the school year of today, where it is known."""
        return self._class_and_year(person)[0]

    def _class_and_year(self, person: Person) -> tuple[str, SchoolYear]:
        """After the closing of a year the register has the classes of the next one, and notes those that go with today. Where a year
        was closed late they hold for a while in the next one too; then the new class is the right one.
        """
        begin = self.table.begin
        now = year_of(self.today, begin)
        for until, class_name in self._earlier(key_of(person)):
            if until >= self.today and year_up_to(until, begin) == now:
                return class_name, now
        return person.class_name, self._years.of(person, begin)

    def _begun(self, person: Person, class_name: str) -> SchoolYear | None:
        """The school year in which somebody came into their stage of school, as far as the register knows earlier classes."""
        found, stage = None, self._stage(class_name)
        for until, earlier in reversed(self._earlier(key_of(person))):
            if not stage or self._stage(earlier) != stage:
                break
            found = year_up_to(until, self.table.begin)
        return found

    def _counts(self, one: Requirement, period: Period, person: Person, each: Served) -> bool:
        if not period.contains(each.day) or (one.categories and each.category not in one.categories):
            return False
        if one.span is not Span.STAGE or not one.stages:
            return True
        # Who repeats a year, or comes from another stage, is asked by the class of the day, and not by the calendar. Of the days at
        # another school, from which hours may come along, no class is known here.
        class_name = self._class_on(key_of(person), each.day)
        return not class_name or self._stage(class_name) in one.stages

    def _stage(self, class_name: str) -> str:
        if class_name not in self._stages:
            self._stages[class_name] = stage_of(self.table, class_name)
        return self._stages[class_name]


def _by_part(served: Iterable[Served]) -> dict[Part, int]:
    found: dict[Part, int] = {}
    for one in served:
        if one.part is not None:
            found[one.part] = found.get(one.part, 0) + one.minutes
    return found


def asked_at(store: Store) -> Asked:
    """What is asked for at a desk."""
    classes = classes_by_day(store)
    return Asked(store.folder, store.today(), classes.on, classes.earlier, class_years(store))


def asked_of(store: Store, person: Person) -> Asked:
    """The same, for one person alone."""
    classes = classes_of(store, person)
    return Asked(store.folder, store.today(), classes.on, classes.earlier, class_years_of(store, key_of(person)))


def period_of(
    one: Requirement, table: YearTable, class_name: str, now: SchoolYear, begun: SchoolYear | None = None
) -> Period | None:
    """The days in which hours count for somebody who is in a class in the school year `now`; None where the requirement is not for the class. Who repeats a year
    has been in the stage since the year `begun`: longer than the calendar says.
    """
    grade = grade_of(table, class_name)
    if one.stages and stage_of(table, class_name) not in one.stages:
        return None
    if one.grades and (grade is None or class_key(grade.name) not in map(class_key, one.grades)):
        return None
    if one.span is Span.DAYS:
        return one.period
    if one.span is Span.YEAR or grade is None:
        return Period(now.first_day, now.last_day)
    before, after = _years_of_stage(table, grade.name, grade.stage)
    first = now.first - before if begun is None else min(now.first - before, begun.first)
    return Period(SchoolYear(first, table.begin).first_day, SchoolYear(now.first + after, table.begin).last_day)


def _years_of_stage(table: YearTable, name: str, stage: str) -> tuple[int, int]:
    """How many years of the stage lie before a grade, and after it."""
    ways = {class_key(way.name): way for way in table.moving.grades if way.stage == stage}
    back = {class_key(way.next): at for at, way in ways.items() if way.next is not None}
    before, at = 0, class_key(name)
    while (at := back.get(at, "")) and before < len(ways):
        before += 1
    after, way = 0, ways.get(class_key(name))
    while way is not None and way.next is not None and after < len(ways) and (way := ways.get(class_key(way.next))):
        after += 1
    return before, after


def progress_list(store: Store, class_name: str | None = None) -> list[PersonProgress]:
    """Everybody of the roster for whom a requirement is, by class and number; with `class_name` only those of a class.

    Raises Refused for a table that is none, and for a class that is not there.
    """
    asked, facts = asked_at(store), store.ledger.facts()
    check_reachable(store, asked.requirements)
    persons = [one for one in everybody_here(store) if one.team == store.identity.team]
    if class_name is not None:
        wanted = known_class(class_name, (one.class_name for one in persons if one.class_name))
        persons = [one for one in persons if class_key(one.class_name) == wanted]
    with without_collector():
        served = served_by_person(whole_record(store).sessions, facts, _elsewhere(store, facts))
    return [row for person in persons for row in asked.of(person, served.get(facts.person(key_of(person)), ()))]


def person_progress(store: Store, person: Person) -> list[PersonProgress]:
    """The same of one person."""
    volunteer = store.ledger.facts().person(key_of(person))
    served = served_by(store, volunteer, record_of(store, volunteer).of(volunteer))
    return list(asked_of(store, person).of(person, served))


def served_by(store: Store, volunteer: str, sessions: Iterable[Session]) -> Sequence[Served]:
    """What counts of these sessions of one person (the key under which they are counted), and of what they served at other teams."""
    facts = store.ledger.facts()
    return served_by_person(sessions, facts, _elsewhere(store, facts, volunteer)).get(volunteer, ())


def served_by_person(
    sessions: Iterable[Session], facts: Facts, others: Iterable[tuple[str, Served]] = ()
) -> Mapping[str, list[Served]]:
    """What counts of the sessions, by person; `others` were served at other teams."""
    found: defaultdict[str, list[Served]] = defaultdict(list)
    categories: dict[str, str] = {}
    for session in sessions:
        minutes = credited(session)
        if not minutes or Flag.TRAINING in session.flags:
            continue
        activity = session.activity
        if activity not in categories:
            categories[activity] = facts.activity(activity).category or ""
        day = day_of(session, facts)
        if day is not None:
            part = part_of(session.source, session.flags)
            # What people do by themselves is listed under one activity, and each time is one of its own.
            occasion = session.key if is_of_claims(activity) else activity
            found[session.volunteer].append(Served(day, occasion, categories[activity], minutes, part))
    for volunteer, one in others:
        found[volunteer].append(one)
    return found


def _elsewhere(store: Store, facts: Facts, volunteer: str | None = None) -> Iterator[tuple[str, Served]]:
    numbers = None if volunteer is None else {split(one)[1] for one in facts.numbers_of(volunteer)}
    for one in elsewhere(store.connection, numbers):
        minutes = counted_minutes(one.status, one.minutes)
        if one.day is not None and minutes:
            volunteer = facts.person(key(store.identity.team, one.volunteer))
            yield volunteer, Served(date.fromisoformat(one.day), key(one.team, one.activity), "", minutes)
