"""A row of a paper sheet: as it was written, and what it becomes in the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.rules.outcomes import Outcome
from checkin.rules.problems import Problem
from checkin.rules.sessions import Effect
from storage.people.person import Person


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A number and two times as somebody wrote them; `where` names the row, `name` is empty where the sheet has none."""

    where: str
    number: str
    came: str
    left: str
    name: str = ""


class PaperState(StrEnum):
    """What becomes of a row."""

    ENTERED = "entered"
    RECORDED = "recorded"
    """It says nothing that is not on record already."""
    EMPTY = "empty"
    """Nobody wrote a time: the person was not there."""
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class ChangedScan:
    """A scan at the desk that counts differently once the row is entered. `at` in milliseconds."""

    at: int
    before: Effect
    after: Effect


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A row and its result. `came` and `left` are instants, None where the sheet has none. `outcomes` are those of the
    scans that it became; `since` and `until` are the times on record, where the row adds nothing.
    """

    row: PaperRow
    state: PaperState
    volunteer: str | None = None
    person: Person | None = None
    came: int | None = None
    left: int | None = None
    problems: tuple[Problem, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    changed_scans: tuple[ChangedScan, ...] = ()
    since: int | None = None
    until: int | None = None
