"""The table of the school year in force: when it begins, and how classes move up. The school's own, else the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from checkin.file_errors import unreadable_file
from checkin.rules.problems import N_, Problem, Refused, unknown_setting
from checkin.rules.school_year.moving_up import MovingUp, WayUp, faults_of, goes_round
from checkin.rules.school_year.years import FIRST_OF_SEPTEMBER, Begin, read_begin
from storage.disk.folder import DataFolder
from storage.people.class_grades import grade_key, is_of_grade, with_grade
from storage.people.class_spelling import class_key
from storage.people.spelling import clean_text
from storage.standard.tables import own_table, read_table

SCHOOL_YEAR = "school_year.toml"
_LONGEST = 60
_TABLES = {"grade": "grade", "class": "class"}


class YearTable(NamedTuple):
    """When school years begin, and how classes move up; `where` names the file for people."""

    begin: Begin
    moving: MovingUp
    where: str


def year_table(folder: DataFolder, file: Path | None = None) -> YearTable:
    """The table of `file`, else of `school_year.toml` in the data folder, else the usual one.

    Raises Refused naming the row of everything that is not possible: two ways up, a way in a circle, no way at all.
    """
    if file is None:
        return read_year_table(*read_table(folder, SCHOOL_YEAR))
    return read_year_table(_table_of(file), file.name)


def read_year_table(table: Mapping[str, Any], where: str) -> YearTable:
    """The same of such a table's content, and where it is."""
    known = ("begins", *_TABLES)
    problems = [unknown_setting("bad_year_table", where, name, known) for name in table if name not in known]
    begin = _begin(table.get("begins", "09-01"), where, problems)
    grades = _rows(table.get("grade", []), "grade", where, problems)
    classes = _rows(table.get("class", []), "class", where, problems)
    if not grades and not classes and not problems:
        problems.append(Problem("bad_year_table", where, _SHAPE))
    problems += faults_of(grades, lambda name: repr(grade_key(name))) + faults_of(classes, class_key)
    found = YearTable(begin, MovingUp(tuple(classes), tuple(grades)), where)
    # Beside the rows of one kind: a class goes another way, and its grade leads back to it.
    if problems := problems or [*filter(None, (_round_of(found, row) for row in classes))]:
        raise Refused(*problems)
    return found


def begin_of_years(folder: DataFolder, otherwise: Begin) -> Begin:
    """When school years begin, by the table in force; `otherwise` where that table can't be read. What is counted from the log
    goes by the policy, into which this is written (`storage.activities.policies`)."""
    with suppress(Refused):
        return year_table(folder).begin
    return otherwise


def stage_of(table: YearTable, class_name: str) -> str:
    """The 学段 of a class; empty where no row says it."""
    key = class_key(class_name)
    row = next((one for one in table.moving.classes if one.stage and class_key(one.name) == key), None)
    return row.stage if row is not None else (grade.stage if (grade := grade_of(table, class_name)) else "")


def grade_of(table: YearTable, class_name: str) -> WayUp | None:
    """The row of the grade of a class; None where the table has none. Of several the one that says most."""
    if not class_name:
        return None
    fitting = [row for row in table.moving.grades if is_of_grade(class_name, row.name)]
    return max(fitting, key=lambda row: len(grade_key(row.name)), default=None)


def class_after(table: YearTable, class_name: str) -> str | None:
    """What a class is called a year later; empty where it leaves the school, None where no row says it."""
    key = class_key(class_name)
    row = next((one for one in table.moving.classes if class_key(one.name) == key), None)
    if row is not None:
        return row.next or ""
    grade = grade_of(table, class_name)
    if grade is None:
        return None
    return with_grade(class_name, grade.name, grade.next) if grade.next else ""


def _round_of(table: YearTable, row: WayUp) -> Problem | None:
    """What is wrong where the way of a class, year by year, comes back to it."""
    names, after = [row.name], row.next
    while after and class_key(after) not in map(class_key, names):
        names.append(after)
        after = class_after(table, after)
    return goes_round([*names, row.name], row.where) if after and class_key(after) == class_key(row.name) else None


def _table_of(file: Path) -> dict[str, Any]:
    message = N_("the table can't be read ({reason}): correct the file")
    found = own_table(file, "bad_year_table", message)
    if found is None:
        raise Refused(unreadable_file(file, FileNotFoundError(2, "")))
    return found


def _begin(text: Any, where: str, problems: list[Problem]) -> Begin:
    found = read_begin(text) if isinstance(text, str) else None
    if found is not None:
        return found
    message = N_('begins is the month and day on which a school year begins: begins = "09-01"')
    problems.append(Problem("bad_year_table", f"{where} begins", message))
    return FIRST_OF_SEPTEMBER


def _rows(listed: Any, kind: str, where: str, problems: list[Problem]) -> list[WayUp]:
    if not isinstance(listed, list):
        problems.append(Problem("bad_year_table", where, _SHAPE))
        return []
    rows = []
    for number, row in enumerate(listed, 1):
        read = _row(row, kind, f"{where} [[{kind}]] {number}")
        if isinstance(read, Problem):
            problems.append(read)
        else:
            rows.append(read)
    return rows


def _row(row: Any, kind: str, where: str) -> WayUp | Problem:
    known = {kind, "next", "leaves", "stage"}
    if not isinstance(row, Mapping) or set(row) - known or not _is_name(row.get(kind)):
        return Problem("bad_year_table", where, _SHAPE)
    leaves, after, stage = row.get("leaves", False), row.get("next"), row.get("stage", "")
    if not isinstance(leaves, bool) or leaves == (after is not None) or not (after is None or _is_name(after)):
        message = N_('say either next = "…" or leaves = true')
        return Problem("bad_year_table", where, message)
    if not isinstance(stage, str) or (stage and not _is_name(stage)):
        return Problem("bad_year_table", where, _SHAPE)
    return WayUp(clean_text(row[kind]), None if after is None else clean_text(after), clean_text(stage), where)


def _is_name(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(clean_text(text)) <= _LONGEST


_SHAPE = N_(
    "write the rows as [[grade]] with grade, next or leaves, and stage; or as [[class]] with class in place of grade"
)
