"""A list of claims (CSV or a workbook): a row each; the evidence lies in files beside the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.typed_hours import parse_hours
from checkin.rules.typed_times import parse_day
from storage.claims.entering import ClaimDraft, faults_of
from storage.claims.evidence import read_evidence
from storage.people.register import key_of
from storage.roster.headed_rows import NOBODY_BELOW, HeadedRow, at_most, headed_rows, spoilt_cells
from storage.roster.headings import SYNONYMS, Field
from storage.roster.whose_row import person_of_row
from storage.store import Store

MOST_ROWS = 5000
_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": SYNONYMS[Field.NUMBER],
    "name": SYNONYMS[Field.NAME],
    "unit": ("服务单位", "单位", "服务地点", "unit", "organisation", "organization"),
    "contact": ("联系人", "单位联系人", "联系方式", "联系电话", "contact"),
    "day": ("日期", "服务日期", "时间", "date", "day", "on"),
    "hours": ("时长", "服务时长", "时数", "服务时数", "小时", "小时数", "hours"),
    "evidence": ("证明材料", "证明", "材料", "附件", "证据", "佐证", "evidence", "file"),
}


def read_claims(store: Store, file: Path, notes: list[Problem]) -> list[ClaimDraft]:
    """The claims of a list. Evidence is named by its file, which lies in the folder of the list.

    Raises Refused naming every bad row; a list is taken whole or not at all.
    """
    drafts: list[ClaimDraft] = []
    problems: list[tuple[int, Problem]] = []
    rows: dict[str, int] = {}
    listed = headed_rows(file, _WORDS, ("number", "unit", "day", "hours"), notes, private=("contact",))
    for count, row in enumerate(at_most(MOST_ROWS, listed, file), 1):
        where = f"{file.name} {row.where}"
        rows[where] = count
        try:
            drafts.append(_read(store, row, where, file.parent))
        except Refused as refused:
            problems += [(count, one) for one in refused.problems]
    if not rows:
        raise refuse("no_rows", file.name, NOBODY_BELOW)
    problems += [(rows.get(one.where, 0), one) for one in faults_of(store, drafts)]
    if problems:
        raise Refused(*(one for _count, one in sorted(problems, key=lambda counted: counted[0])))
    return drafts


def _read(store: Store, row: HeadedRow, where: str, folder: Path) -> ClaimDraft:
    cells = {name: row.cells.get(name, "") for name in _WORDS}
    if problems := spoilt_cells(row, where):
        raise Refused(*problems)
    person = person_of_row(store, where, cells["number"], cells["name"])
    problems += [person] if isinstance(person, Problem) else []
    day = minutes = evidence = None
    try:
        day = parse_day(cells["day"], where)
    except Refused as refused:
        problems += [replace(one, code="bad_day") for one in refused.problems]
    try:
        minutes = parse_hours(cells["hours"], where)
    except Refused as refused:
        problems += refused.problems
    try:
        evidence = read_evidence(_beside(folder, cells["evidence"], where), cells["contact"], where)
    except Refused as refused:
        # What can't be read names its file, which the list names in this row.
        problems += [
            one if one.where == where else replace(one, where=f"{where} {cells['evidence']}")
            for one in refused.problems
        ]
    if problems or isinstance(person, Problem) or day is None or minutes is None or evidence is None:
        raise Refused(*problems)
    return ClaimDraft(where, key_of(person), cells["unit"], minutes, day, evidence)


def _beside(folder: Path, name: str, where: str) -> Path | None:
    """A file in the folder of the list: a list that came from outside names no other file of this computer."""
    if not name:
        return None
    if Path(name).is_absolute() or ".." in Path(name.replace("\\", "/")).parts:
        message = N_("put “{name}” into the folder of the list, and write its name alone")
        raise refuse("evidence_elsewhere", where, message, name=name)
    return folder / name
