"""The rows of a batch. Each has a result: it can be written, its minutes wait, or it is refused with a problem."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.problems import N_, Problem
from checkin.rules.school_year.class_periods import ClassPeriods
from exports.batch.column_map import AMOUNTS, ColumnMap, Holds, MapColumn
from exports.batch.due import Due
from exports.batch.identities import Identities
from storage.people.class_spelling import class_order
from storage.people.person import Person
from storage.people.purged_marks import NAME_NEEDED, is_nameless
from storage.people.register import key_of

_LIST_SIGN = "、"
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_LONGEST_CELL = 32_767


class Result(StrEnum):
    """The result of a row."""

    OK = "ok"
    WAITS = "waits"
    """Nothing can be reported now; the minutes are carried to the next batch."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row: `minutes` are reported, and the `remainder` is carried to the next batch. Cells may hold an identity number."""

    due: Due
    person: Person | None
    minutes: int
    result: Result
    problem: Problem | None = None
    cells: tuple[str | int | float, ...] = field(default=(), repr=False)

    @property
    def remainder(self) -> int:
        """Minutes that the row does not report; they are due in the next batch."""
        return self.due.minutes - self.minutes


@dataclass(frozen=True, slots=True)
class BatchTexts:
    """Texts that a clerk gives for the whole batch: the post (岗位) of every row whose hours were served at none, and the
    note (备注) of every row.
    """

    post: str = ""
    note: str = ""


def batch_rows(
    format: ColumnMap,
    due: Iterable[Due],
    people: Mapping[str, Person],
    identities: Identities | None,
    facts: Facts,
    texts: BatchTexts,
    periods: ClassPeriods,
) -> list[BatchRow]:
    """The rows, sorted by class and number. `people` are by the key that counts for them; each row has the class of its day."""
    filling = _Filling(format, identities, facts, texts)
    of_day = [(one, _on_day(one, people.get(one.volunteer), periods)) for one in due]
    ordered = sorted(of_day, key=lambda pair: _place(*pair))
    return _refuse_lookalikes(format, [_row(format, one, person, filling) for one, person in ordered])


def _on_day(due: Due, person: Person | None, periods: ClassPeriods) -> Person | None:
    if person is None or not due.day:
        return person
    return person._replace(class_name=periods.on(due.volunteer, date.fromisoformat(due.day), person.class_name))


def visible(text: str) -> str:
    """A text on one line without invisible characters, such as control characters and marks of direction."""
    shown = (" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in shown if c == " " or unicodedata.category(c) not in _INVISIBLE).split())


def _row(format: ColumnMap, due: Due, person: Person | None, filling: _Filling) -> BatchRow:
    if person is None:
        return BatchRow(due, None, 0, Result.REFUSED, Problem("unknown_person", "", _UNKNOWN))
    minutes = format.cut(due.reportable)
    if not minutes:
        return BatchRow(due, person, 0, Result.WAITS, _why_it_waits(format, due))
    cells: list[str | int | float] = []
    for column in format.columns:
        value = filling.cell(column, due, person, minutes)
        if isinstance(value, Problem):
            return BatchRow(due, person, 0, Result.REFUSED, value)
        cells.append(value)
    return BatchRow(due, person, minutes, Result.OK, _why_cut(format, due, minutes), tuple(cells))


def _why_it_waits(format: ColumnMap, due: Due) -> Problem:
    if due.minutes < 0:
        return Problem("reported_too_much", "", _TOO_MUCH, {"minutes": -due.minutes})
    if due.minutes == 0 and due.fresh:
        return Problem("reported_before", "", N_("other batches reported all of it"))
    if due.minutes == 0:
        return Problem("no_hours", "", N_("no minutes are credited"))
    if due.held:
        return Problem("unconfirmed", "", _HELD, {"minutes": due.held})
    return Problem("below_grid", "", _BELOW_GRID, {"grid": format.step_minutes})


def _why_cut(format: ColumnMap, due: Due, minutes: int) -> Problem | None:
    most = format.max_minutes
    if due.held:
        return Problem("unconfirmed", "", _HELD, {"minutes": due.held})
    if most is None or due.minutes - minutes < format.step_minutes:
        return None
    return Problem("cut_to_limit", "", _CUT, {"hours": most // 60})


class _Filling:
    """Fills cells. It gives a Problem for a cell that can't be filled as the other system requires."""

    def __init__(self, format: ColumnMap, identities: Identities | None, facts: Facts, texts: BatchTexts) -> None:
        self._identities, self._facts = identities, facts
        self._texts = {Holds.POST: texts.post, Holds.NOTE: texts.note}

    def cell(self, column: MapColumn, due: Due, person: Person, minutes: int) -> str | int | float | Problem:
        """The value of a person's cell in `column` (`minutes` as hours, or as minutes), or the problem why it has none."""
        if column.holds in AMOUNTS:
            amount = _amount(column, minutes)
            return amount if column.cell == "number" else f"{amount}"
        if column.holds is Holds.IDENTITY:
            number = self._identity(column, person)
            if isinstance(number, Problem):
                return number
            text = number
        elif column.holds is Holds.NAME and is_nameless(person):
            return Problem("purged", "", NAME_NEEDED)
        elif column.holds is Holds.POST and due.posts:
            text = posts_that_fit(due.posts, column.max_length or _LONGEST_CELL)
        else:
            text = visible(self._text(column, due, person))
        if column.required and not text:
            return Problem("missing_value", "", _MISSING, {"header": column.header})
        longest = column.max_length or _LONGEST_CELL
        if len(text) > longest:
            return Problem("too_long", "", _TOO_LONG, {"header": column.header, "most": longest, "count": len(text)})
        return text

    def _identity(self, column: MapColumn, person: Person) -> str | Problem:
        if self._identities is None:
            return ""
        found = self._identities.of(key_of(person))
        if isinstance(found, Problem) and found.code == "no_identity" and not column.required:
            return ""
        return found

    def _text(self, column: MapColumn, due: Due, person: Person) -> str:
        of: Mapping[Holds, Callable[[], str]] = {
            Holds.NAME: lambda: person.name,
            Holds.NUMBER: lambda: person.number,
            Holds.CLASS: lambda: person.class_name,
            Holds.TEAM: lambda: person.team,
            Holds.DATE: lambda: due.day,
            Holds.ACTIVITY: lambda: _LIST_SIGN.join(self._facts.activity(key).name for key in due.activities),
            Holds.ACTIVITY_CODE: lambda: _LIST_SIGN.join(split(key)[1] for key in due.activities),
        }
        if column.holds in of:
            return of[column.holds]()
        return self._texts.get(column.holds) or column.text


def posts_that_fit(posts: Sequence[str], longest: int) -> str:
    """The posts in one cell, as many of them as it holds: those with the most minutes."""
    names = [visible(name) for name in posts]
    fitting = (_LIST_SIGN.join(names[:count]) for count in range(len(names), 0, -1))
    return next((text for text in fitting if len(text) <= longest), names[0])


def hours_of(minutes: int) -> float:
    """Decimal hours for another system: exact where the minutes are whole steps of three (`ColumnMap.step_minutes`)."""
    return round(minutes / 60, 2)


def _amount(column: MapColumn, minutes: int) -> int | float:
    if column.holds is Holds.MINUTES:
        return minutes
    hours = hours_of(minutes)
    return int(hours) if hours == int(hours) else hours


def _refuse_lookalikes(format: ColumnMap, rows: Sequence[BatchRow]) -> list[BatchRow]:
    """Refuse rows that differ only in their hours, because the other system could not know whose they are."""
    shown = [place for place, column in enumerate(format.columns) if column.holds not in AMOUNTS]
    alike: defaultdict[tuple[str | int | float, ...], int] = defaultdict(int)
    for row in rows:
        if row.result is Result.OK:
            alike[tuple(row.cells[place] for place in shown)] += 1
    return [
        replace(row, minutes=0, result=Result.REFUSED, problem=Problem("namesakes", "", _ALIKE), cells=())
        if row.result is Result.OK and alike[tuple(row.cells[place] for place in shown)] > 1
        else row
        for row in rows
    ]


def _place(due: Due, person: Person | None) -> tuple[bool, str, str, str]:
    class_name = "" if person is None else person.class_name
    return (person is None, class_order(class_name), due.volunteer, due.activity)


_UNKNOWN = N_("nobody in the roster has this number: the hours wait until somebody has")
_TOO_MUCH = N_("{minutes} minutes more were reported before than the record has now: later hours make up for them")
_BELOW_GRID = N_("less than {grid} minutes")
_HELD = N_("{minutes} minutes of earlier batches wait until they are confirmed")
_CUT = N_("a row holds at most {hours} hours: the rest is carried on")
_MISSING = N_("“{header}” is empty, and the format needs it")
_TOO_LONG = N_("“{header}” has {count} characters, and the format takes at most {most}")
_ALIKE = N_("another row differs from this one only in the hours: the other system could not tell the two apart")
