"""What the end of a school year comes to, person by person, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from checkin.rules.activities import zone
from checkin.rules.instants import instant, local_time
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.school_year.moving_up import Step
from checkin.rules.school_year.years import HOLIDAYS, LONG_BEFORE, LONGEST_AFTER, SchoolYear, named_year, year_of
from storage.log.lost_spans import counting
from storage.people.arrivals import arrivals
from storage.people.class_spelling import class_order
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import EarlierClass, earlier_classes
from storage.people.named import everybody_here
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.still_here import still_here
from storage.school_year.exceptions import OtherWay
from storage.school_year.leavers import LeftOpen, left_open
from storage.standard.school_year import YearTable, class_after
from storage.store import Store


class PersonStep(NamedTuple):
    """What becomes of a person: their class before, and after; `after` is empty for those who leave."""

    person: Person
    step: Step
    before: str
    after: str

    @property
    def volunteer(self) -> str:
        """The key of the person."""
        return key_of(self.person)


class YearPlan(NamedTuple):
    """What the closing of a year comes to. The classes before hold up to and with the day `until`. `steps` are by class and
    number, with those for whom nothing changes; `unplaced` are the classes that the table doesn't know, with how many are in them,
    `dead_ends` those into which somebody comes and of which the table doesn't say what follows: mostly a slip of the pen.
    """

    year: SchoolYear
    until: date
    steps: tuple[PersonStep, ...]
    unplaced: tuple[tuple[str, int], ...]
    dead_ends: tuple[tuple[str, int], ...]
    served_since: int
    """Scans after the last day of the year, up to `until`: their lists keep the classes before."""
    new_since: tuple[PersonStep, ...] = ()
    """Those who came into the register after the day `new_after`: they are in a class of the next year, and stay in it."""
    new_lately: tuple[PersonStep, ...] = ()
    """Those who came in the last weeks of the year, and take the step of their class."""
    new_after: date = date.max
    here: tuple[PersonStep, ...] = ()
    """Those of `changed` who are checked in somewhere now."""
    left_open: tuple[LeftOpen, ...] = ()
    """Those who leave and still have things, or claims that wait."""

    def of(self, step: Step) -> tuple[PersonStep, ...]:
        """Those of whom this becomes."""
        return tuple(one for one in self.steps if one.step is step)

    @property
    def changed(self) -> tuple[PersonStep, ...]:
        """Those for whom anything is written; of repeaters too, that they were in their class this year already."""
        known = (Step.LEAVES, Step.REPEATS)
        return tuple(one for one in self.steps if one.step in known or one.before != one.after)


def year_to_close(store: Store, table: YearTable, named: str | None) -> SchoolYear:
    """The year that somebody named, else the one that is over or about to be.

    Raises Refused for one that is closed already, that comes before a closed one, that has not begun, or whose end is far.
    """
    today, closed = store.today(), closed_years(store)
    now = year_of(today, table.begin)
    earlier = SchoolYear(now.first - 1, table.begin)
    last = closed[-1] if closed else None
    near = now.last_day - today <= LONG_BEFORE
    if named is not None:
        year = named_year(named, table.begin, "--year")
    else:
        year = now if near or (last is not None and last.year.first >= earlier.first) else earlier
        if year == now and not near:
            raise closed_already(earlier)
    if any(one.year.first == year.first for one in closed):
        raise closed_already(year)
    if last is not None and year.first < last.year.first:
        message = N_("{year} can't be closed any more: the later year {last} is closed already")
        raise refuse("later_closed", "--year", message, year=year.name, last=last.year.name)
    if year.first_day > today:
        message = N_("{year} has not begun: it begins on {day}")
        raise refuse("not_begun", "--year", message, year=year.name, day=year.first_day.isoformat())
    if year == now and not near:
        message = N_("{year} has only begun: it is closed near its end, from {day} on")
        raise refuse("far_from_end", "--year", message, year=year.name, day=(year.last_day - LONG_BEFORE).isoformat())
    return year


def plan_closing(
    store: Store,
    table: YearTable,
    year: SchoolYear,
    others: Mapping[str, OtherWay],
    until: date | None = None,
) -> YearPlan:
    """Everybody's step at the end of `year`. `others` are the exceptions, by key; `until` is the last day of the classes before,
    else the year's own last day, or the day of the last scan where that is later: a list of the past goes on showing what it showed.
    """
    served, count = _served_since(store, year)
    last = max(year.last_day, served) if until is None else until
    _check_last_day(store, year, last)
    steps, unplaced = list[PersonStep](), dict[str, int]()
    facts, settled, came = store.ledger.facts(), settled_before(store, year), arrivals(store)
    first, new_since, new_lately = min(came.values(), default=year.last_day), list[PersonStep](), list[PersonStep]()
    holidays = year.last_day - HOLIDAYS
    new_after = holidays if store.today() > year.last_day else year.last_day
    for person in everybody_here(store):
        if person.team != store.identity.team:
            continue
        other = others.get(facts.person(key_of(person)))
        if other is None and key_of(person) in settled:
            steps.append(PersonStep(person, Step.STAYS, person.class_name, person.class_name))
            continue
        day = came.get(key_of(person), first)
        if other is None and first <= new_after < day:
            new_since.append(PersonStep(person, Step.STAYS, person.class_name, person.class_name))
            steps.append(new_since[-1])
            continue
        step = _step(table, person, other)
        if other is None and step.step is not Step.STAYS and first <= holidays < day:
            new_lately.append(step)
        if step.step is Step.STAYS and person.class_name and person.kind != "teacher":
            unplaced[person.class_name] = unplaced.get(person.class_name, 0) + 1
        steps.append(step)
    _check_exceptions(store, others, steps)
    entered = Counter(one.after for one in steps if one.after != one.before and one.after)
    ends = {name: number for name, number in entered.items() if class_after(table, name) is None}
    new = tuple(new_since), tuple(new_lately), new_after
    plan = YearPlan(year, last, tuple(steps), _by_class(unplaced), _by_class(ends), count, *new)
    here = still_here(store)
    leaving = left_open(store, [one.person for one in plan.of(Step.LEAVES)])
    return plan._replace(
        here=tuple(one for one in plan.changed if facts.person(one.volunteer) in here),
        left_open=tuple(one for one in leaving if one.claims or one.things),
    )


def _check_last_day(store: Store, year: SchoolYear, last: date) -> None:
    """Raises Refused for a day up to which the classes of `year` can't have held, also where a closing says so that was made already."""
    if last < year.first_day:
        message = N_("this day lies before the school year, which begins on {day}")
        raise refuse("before_year", "--until", message, day=year.first_day.isoformat())
    latest = max(year.last_day + LONGEST_AFTER, store.today())
    if last > latest:
        message = N_("this day lies too long after the school year, which ends on {day}: write a day up to {latest}")
        raise refuse("after_year", "--until", message, day=year.last_day.isoformat(), latest=latest.isoformat())
    _check_after_closed(store, year, last)


def _by_class(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: class_order(one[0])))


def settled_before(store: Store, year: SchoolYear) -> dict[str, EarlierClass]:
    """Who is in a class of the next year already, and their class before: by a list (`moved_by_list`), or because a closing of this
    year was taken back and they kept what a list had given them since (`BackStep.kept`). A closing would move them twice.
    """
    since = max((one.until for one in closed_years(store)), default=date.min)
    notes = earlier_classes(store.connection)
    return {one.volunteer: one for one in notes if one.until > since and one.until >= year.first_day}


def _check_after_closed(store: Store, year: SchoolYear, last: date) -> None:
    """Each closing needs a last day of its own: on one day the classes between two of them were nobody's, and what the later one
    notes would stand in place of what the earlier one did."""
    closed = max(closed_years(store), key=lambda one: one.until, default=None)
    if closed is not None and closed.year.first == year.first:
        raise closed_already(year)  # by another window, since it was chosen
    if closed is not None and last <= closed.until:
        message = N_(
            "the closing of {year} holds up to and with {day}, so this one needs a later last class day. If the classes of {year} "
            "ended earlier, take that closing back and close it with its own last class day"
        )
        raise refuse("not_after_closed", "--until", message, year=closed.year.name, day=closed.until.isoformat())


def _step(table: YearTable, person: Person, other: OtherWay | None) -> PersonStep:
    before = person.class_name
    if other is not None:
        after = "" if other.step is Step.LEAVES else other.class_name or before
        return PersonStep(person, other.step, before, after)
    if person.kind == "teacher" or not before:
        return PersonStep(person, Step.STAYS, before, before)
    later = class_after(table, before)
    if later is None:
        return PersonStep(person, Step.STAYS, before, before)
    return PersonStep(person, Step.UP if later else Step.LEAVES, before, later)


def _check_exceptions(store: Store, others: Mapping[str, OtherWay], steps: list[PersonStep]) -> None:
    here = {store.ledger.facts().person(one.volunteer) for one in steps}
    message = N_("{number} has left the school already, or is another team's: take the row out")
    problems = [
        Problem("left_already", other.where, message, {"number": volunteer.partition("/")[2]})
        for volunteer, other in others.items()
        if volunteer not in here
    ]
    if problems:
        raise Refused(*problems)


def _served_since(store: Store, year: SchoolYear) -> tuple[date, int]:
    """The local day of the last scan, and how many scans lie after the year's last day. A scan of tomorrow is a wrong clock's."""
    there = zone(store.identity.timezone)
    begin = instant(datetime.combine(year.next.first_day, time(), there))
    counts = counting(store.ledger.facts().joins.lost)
    row = store.connection.execute(
        f"SELECT max(at), count(*) FROM log WHERE kind = 'scan' AND at BETWEEN ? AND ? AND {counts}",
        (begin, store.now()),
    ).fetchone()
    return (year.last_day, 0) if row[0] is None else (local_time(row[0], there).date(), row[1])


def closed_already(year: SchoolYear) -> Refused:
    """The refusal of closing a year once more."""
    message = N_("the school year {year} is closed already; hourdesk year undo takes that back")
    return refuse("closed_already", "--year", message, year=year.name)


def roster_changed() -> Refused:
    """The refusal of writing what was shown, because the roster is another one now."""
    message = N_("the roster was changed since this was shown; look again. Nothing was written.")
    return refuse("changed_meanwhile", "", message)
