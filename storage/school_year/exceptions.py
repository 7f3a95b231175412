"""Who doesn't go the way of their class at the end of a school year: a list of repeaters, movers and leavers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.school_year.moving_up import Step
from storage.people.register import key_of
from storage.people.spelling import clean_text
from storage.roster.headed_rows import HeadedRow, headed_rows, spoilt_cells
from storage.roster.headings import SYNONYMS, Field
from storage.roster.whose_row import person_of_row
from storage.store import Store

_WORDS: Mapping[str, tuple[str, ...]] = {
    "number": (*SYNONYMS[Field.NUMBER], "volunteer"),
    "name": SYNONYMS[Field.NAME],
    "class": ("新班级", "去向班级", "转入班级", "new class", "to", *SYNONYMS[Field.CLASS]),
    "what": ("情况", "变动", "异动", "类别", "change", "what", "step"),
}
_STEPS: Mapping[str, Step] = {
    **dict.fromkeys(("留级", "重读", "复读", "repeat", "repeats"), Step.REPEATS),
    **dict.fromkeys(("转班", "调班", "move", "moves", "moved"), Step.MOVES),
    **dict.fromkeys(("离校", "转学", "毕业", "退学", "leave", "leaves", "left"), Step.LEAVES),
}


class OtherWay(NamedTuple):
    """What becomes of one person: `step`, and the class that they go to, empty for the one that they are in."""

    step: Step
    class_name: str
    where: str


def read_exceptions(store: Store, file: Path, notes: list[Problem]) -> dict[str, OtherWay]:
    """By the key of each person in the list what becomes of them. Notes on columns that are not read go into `notes`.

    A row with a class and no word moves there; a repeater without a class stays in theirs. Raises Refused naming every row
    that can't be taken.
    """
    found: dict[str, OtherWay] = {}
    problems: list[Problem] = []
    for row in headed_rows(file, _WORDS, ("number",), notes):
        where = f"{file.name} {row.where}"
        if spoilt := spoilt_cells(row, where):
            problems += spoilt
            continue
        person = person_of_row(store, where, row.cells["number"], row.cells.get("name", ""))
        read = _read(row, where)
        for problem in (person, read):
            if isinstance(problem, Problem):
                problems.append(problem)
        if isinstance(person, Problem) or isinstance(read, Problem):
            continue
        before = found.setdefault(store.ledger.facts().person(key_of(person)), read)
        if before is not read:
            message = N_("{number} is already in {first}; write each person once")
            problems.append(Problem("number_twice", where, message, {"number": person.number, "first": before.where}))
    if problems:
        raise Refused(*problems)
    return found


def _read(row: HeadedRow, where: str) -> OtherWay | Problem:
    word, to = row.cells.get("what", ""), clean_text(row.cells.get("class", ""))
    if not word and not to:
        message = N_("write what becomes of {number}: a class, or repeat, move or leave")
        return Problem("no_step", where, message, {"number": row.cells["number"]})
    step = Step.MOVES if not word else _STEPS.get(word.casefold())
    if step is None:
        message = N_("“{text}” is none of repeat, move, leave")
        return Problem("bad_step", where, message, {"text": word[:40]})
    if step is Step.MOVES and not to:
        message = N_("write the class to which {number} moves")
        return Problem("no_class", where, message, {"number": row.cells["number"]})
    if step is Step.LEAVES and to:
        message = N_("{number} leaves and has a class too: write one of them")
        return Problem("leaves_into_class", where, message, {"number": row.cells["number"]})
    return OtherWay(step, to, where)
