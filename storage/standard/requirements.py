"""What pupils must reach: the table in force, the school's own, else the usual one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from checkin.rules.period import Period
from checkin.rules.policies import DEFAULT_KIND, PERSON_KINDS
from checkin.rules.problems import N_, Problem, Refused, unknown_setting
from checkin.rules.school_year.moving_up import WayUp
from checkin.rules.school_year.requirements import Requirement, Span
from checkin.texts import enumerated
from storage.disk.folder import DataFolder
from storage.people.class_grades import grade_key
from storage.people.spelling import clean_text
from storage.standard.categories import read_categories
from storage.standard.school_year import YearTable, year_table
from storage.standard.tables import read_table
from storage.store import Store

REQUIREMENT = "requirement.toml"
_KEYS = {
    "name", "hours", "activities", "stages", "grades", "kinds", "categories", "period", "first", "last", "milestones",
}  # fmt: skip
_MOST_HOURS, _MOST_ACTIVITIES, _HOURS_A_DAY = 10_000, 1_000, 24
_ACTIVITIES_A_DAY, _IN_A_CAMP = 2, 50
"""Nobody is at more activities than that on every day; in a camp of some days, or in a week of sports, there may be so many more."""
_YEAR_DAYS = 366


def requirements(folder: DataFolder, table: YearTable | None = None) -> tuple[Requirement, ...]:
    """The rows of `requirement.toml` in the data folder, else the usual one. `table` is that of the school year, where it is at hand.

    Raises Refused naming the row of everything that is not possible, or that nobody can reach.
    """
    return read_rows(*read_table(folder, REQUIREMENT), year_table(folder) if table is None else table)


def read_rows(content: Mapping[str, Any], where: str, years: YearTable) -> tuple[Requirement, ...]:
    """The rows of such a table, by its content and where it is. Raises Refused as `requirements` does."""
    rows = content.get("requirement")
    if set(content) != {"requirement"} or not isinstance(rows, list) or not rows:
        raise Refused(Problem("bad_requirement", where, _SHAPE))
    problems: list[Problem] = []
    found: list[Requirement] = []
    for number, row in enumerate(rows, 1):
        read = _row(row, f"{where} {number}", years)
        if isinstance(read, Problem):
            problems.append(read)
        elif read.name in {one.name for one in found}:
            message = N_("two rows have the name “{name}”")
            problems.append(Problem("bad_requirement", f"{where} {number}", message, {"name": read.name}))
        else:
            found.append(read)
    if problems:
        raise Refused(*problems)
    return tuple(found)


def requirements_here(store: Store) -> tuple[Requirement, ...]:
    """The same of a desk. Raises Refused also for what nobody can reach here (`check_reachable`)."""
    found = requirements(store.folder)
    check_reachable(store, found)
    return found


def check_reachable(store: Store, found: Sequence[Requirement]) -> None:
    """Raises Refused for a category that no activity has and that is none of those to choose from, and for more hours than the
    policy counts in so many days.
    """
    _check_categories(store, found)
    most = store.policy().max_minutes_per_day
    if most is False:
        return
    message = N_(
        "{name}: nobody can meet this: {hours} hours in {days} days, of which the policy counts {most} min each"
    )
    problems = [
        Problem("nobody_can", REQUIREMENT, message, {
            "name": one.name, "hours": f"{one.minutes / 60:g}", "days": days, "most": most,
        })
        for one in found
        if one.minutes > (days := _days_of(one)) * most
    ]  # fmt: skip
    if problems:
        raise Refused(*problems)


def _check_categories(store: Store, found: Iterable[Requirement]) -> None:
    """Raises Refused naming every requirement whose category nobody could serve in."""
    asked = [(one, category) for one in found for category in one.categories]
    if not asked:
        return
    known = read_categories(store)
    here = {one.category for one in store.ledger.facts().activities.values()} | {*known}
    message = N_("{name}: nobody can meet this: no activity has the category “{text}”; there are {known}")
    problems = [
        Problem("nobody_can", REQUIREMENT, message, {"name": one.name, "text": category, "known": enumerated(known)})
        for one, category in asked
        if category not in here
    ]
    if problems:
        raise Refused(*problems)


def _row(row: Any, where: str, years: YearTable) -> Requirement | Problem:
    if isinstance(row, Mapping) and (unknown := sorted(set(row) - _KEYS)):
        return unknown_setting("bad_requirement", where, unknown[0], sorted(_KEYS))
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str):
        return Problem("bad_requirement", where, _SHAPE)
    lists = {name: _texts(row.get(name, ())) for name in ("stages", "grades", "kinds", "categories")}
    hours, activities = row.get("hours", 0), row.get("activities", 0)
    shares = row.get("milestones", [])
    if any(texts is None for texts in lists.values()) or not isinstance(shares, list):
        return Problem("bad_requirement", where, _SHAPE)
    if (
        not _is_amount(hours, _MOST_HOURS)
        or type(activities) is not int
        or not _is_amount(activities, _MOST_ACTIVITIES)
    ):
        message = N_("hours and activities are numbers above 0, at most {hours} and {activities}")
        return Problem("bad_requirement", where, message, {"hours": _MOST_HOURS, "activities": _MOST_ACTIVITIES})
    if any(type(share) is not int or not 0 < share <= 100 for share in shares):
        return Problem("bad_requirement", where, N_("milestones are whole shares in percent, from 1 to 100"))
    period = _period(row, where)
    if isinstance(period, Problem):
        return period
    of = {name: tuple(texts or ()) for name, texts in lists.items()}
    found = Requirement(
        clean_text(row["name"]), round(hours * 60), activities, of["stages"], of["grades"],
        of["kinds"] or (DEFAULT_KIND,), of["categories"], period[0], period[1], tuple(sorted(set(shares))),
    )  # fmt: skip
    return _nobody_can(found, where, years) or found


def _period(row: Mapping[str, Any], where: str) -> tuple[Span, Period] | Problem:
    first, last = row.get("first"), row.get("last")
    span = row.get("period", Span.STAGE if first is None and last is None else Span.DAYS)
    if span not in tuple(Span) or ((first is None) != (last is None)) or ((span == Span.DAYS) != (first is not None)):
        message = N_('the period is "stage", "year", or two days: first = 2026-09-01 and last = 2027-07-10')
        return Problem("bad_requirement", where, message)
    if first is None:
        return Span(span), Period()
    if type(first) is not date or type(last) is not date:
        return Problem("bad_requirement", where, N_("first and last are days without quotes: first = 2026-09-01"))
    if last < first:
        message = N_("the period ends ({last}) before it begins ({first})")
        return Problem("days_reversed", where, message, {"first": first.isoformat(), "last": last.isoformat()})
    return Span.DAYS, Period(first, last)


def _nobody_can(one: Requirement, where: str, years: YearTable) -> Problem | None:
    """The problem of a row that nobody can ever meet; None for any other."""
    if not one.minutes and not one.activities:
        return Problem("bad_requirement", where, N_("the row asks for nothing: write hours or activities"))
    if unknown := [kind for kind in one.kinds if kind not in PERSON_KINDS]:
        message = N_("“{text}” is no kind of person; there are {known}")
        return Problem("nobody_can", where, message, {"text": unknown[0], "known": enumerated(PERSON_KINDS)})
    stages = {way.stage for way in (*years.moving.grades, *years.moving.classes)}
    grades = {grade_key(way.name) for way in years.moving.grades}
    for text, is_known in (
        *((stage, stage in stages) for stage in one.stages),
        *((grade, grade_key(grade) in grades) for grade in one.grades),
    ):
        if not is_known:
            message = N_("nobody can meet this: “{text}” stands in no row of the table of the school year")
            return Problem("nobody_can", where, message, {"text": text})
    if one.stages and one.grades and not any(way.stage in one.stages for way in _ways(one, years)):
        message = N_("nobody can meet this: none of the grades {grades} is in {stages}")
        values = {"grades": enumerated(one.grades), "stages": enumerated(one.stages)}
        return Problem("nobody_can", where, message, values)
    days = _days_of(one)
    if one.minutes > days * _HOURS_A_DAY * 60:
        message = N_("nobody can meet this: {hours} hours in {days} days")
        return Problem("nobody_can", where, message, {"hours": one.minutes // 60, "days": days})
    if one.activities > days * _ACTIVITIES_A_DAY + _IN_A_CAMP:
        message = N_("nobody can meet this: {count} activities in {days} days, more than {most} on each of them")
        return Problem("nobody_can", where, message, {"count": one.activities, "days": days, "most": _ACTIVITIES_A_DAY})
    return None


def _ways(one: Requirement, years: YearTable) -> list[WayUp]:
    """The rows of its grades, and those of single classes, which may be of any."""
    grades = {*map(grade_key, one.grades)}
    return [*(way for way in years.moving.grades if grade_key(way.name) in grades), *years.moving.classes]


def _days_of(one: Requirement) -> int:
    """In how many days it must be reached, at most."""
    if one.span is Span.DAYS:
        return ((one.period.last or date.max) - (one.period.first or date.min)).days + 1
    return _YEAR_DAYS if one.span is Span.YEAR else 12 * _YEAR_DAYS


def _is_amount(value: Any, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _texts(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
        return None
    return tuple(clean_text(one) for one in value)


_SHAPE = N_("write the rows as [[requirement]] with name, hours or activities, and for whom: stages, grades, kinds, categories, period, milestones")  # fmt: skip
