"""Plan a batch with all its rows first; then write the file and remember the batch, both or neither."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.facts import Facts
from checkin.rules.problems import N_, refuse
from checkin.rules.sessions import Session
from exports.batch.column_map import ColumnMap, Holds, RowsPer
from exports.batch.due import AllDue, Due, Selection, all_due
from exports.batch.identities import Identities, read_identities
from exports.batch.posts import posts_of
from exports.batch.rows import BatchRow, BatchTexts, Result, batch_rows
from exports.batch.workbook import write_workbook
from exports.tables.plain_sheet import need_xlsx
from storage.disk.atomic_file import atomic_path
from storage.people.earlier_classes import class_periods
from storage.people.person import Person
from storage.people.register import key_of
from storage.recognition.batches import (
    Reported,
    Taken,
    check_valid,
    find_batch,
    record_batch,
    reported_so_far,
    rows_of,
    taken_by,
)
from storage.record import whole_record
from storage.store import Store

_IDENTITY_IN_NAME = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned batch. `again` is the number of an earlier batch that is written once more; `state` is the state of the
    memory in which a new batch was planned."""

    format: ColumnMap
    rows: tuple[BatchRow, ...]
    due: AllDue
    state: tuple[int, int] = (0, 0)
    again: int | None = None

    @property
    def good(self) -> list[BatchRow]:
        """The rows that can be written."""
        return [row for row in self.rows if row.result is Result.OK]

    @property
    def refused(self) -> list[BatchRow]:
        """The rows that can't be written; each has a problem."""
        return [row for row in self.rows if row.result is Result.REFUSED]

    @property
    def minutes(self) -> int:
        """The minutes that the file would report together."""
        return sum(row.minutes for row in self.rows)

    @property
    def replayed(self) -> list[Session]:
        """Of the sessions whose minutes these rows report for the first time, those that were entered at another time than scanned."""
        return [session for row in self.good for session in row.due.replayed]

    @property
    def remainder(self) -> int:
        """The minutes that would be carried to the next batch, without refused rows."""
        return sum(row.remainder for row in self.rows if row.result is not Result.REFUSED)


def plan_batch(
    store: Store, format: ColumnMap, wanted: Selection, identities: Path | None = None, texts: BatchTexts | None = None
) -> Plan:
    """The rows of a new batch, each with its result. Nothing is written.

    `identities` is the school's file of identity numbers. Raises Refused if the format needs that file and there is none,
    if it can't be read, or if earlier batches of the format had other rows.
    """
    memory = reported_so_far(store.connection, format.code)
    if memory.rows_per not in (None, str(format.rows)):
        message = N_('earlier batches of this format had rows = "{before}": put the changed map under another name')
        raise refuse("rows_changed", f"{format.code}.toml rows", message, before=memory.rows_per)
    facts = store.ledger.facts()
    people = _people(store, facts)
    numbers = _identities(store, format, identities, people)
    due = all_due(store, format, wanted, memory)
    rows = batch_rows(format, due.rows, people, numbers, facts, texts or BatchTexts(), class_periods(store))
    return Plan(format, tuple(rows), due, memory.state)


def plan_again(
    store: Store, format: ColumnMap, number: int, identities: Path | None = None, texts: BatchTexts | None = None
) -> Plan:
    """The rows of a batch that was written before, as they were. Raises Refused as `plan_batch` does, and if the
    batch has another format or was taken back."""
    batch = find_batch(store.connection, number)
    check_valid(batch)
    if (batch.format, batch.rows_per) != (format.code, str(format.rows)):
        message = N_('batch {number} is of the format {format} with rows = "{rows}"')
        raise refuse("other_format", "--again", message, number=number, format=batch.format, rows=batch.rows_per)
    facts = store.ledger.facts()
    people = _people(store, facts)
    numbers = _identities(store, format, identities, people)
    activities: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    served: defaultdict[tuple[str, str], list[Session]] = defaultdict(list)
    sessions = {one.key: one for one in whole_record(store).sessions} if format.column(Holds.POST) is not None else {}
    for taken in taken_by(store.connection, number):
        row = taken.activity if format.rows is RowsPer.VOLUNTEER_AND_ACTIVITY else ""
        activities[facts.person(taken.volunteer), row][taken.activity] = None
        if taken.session in sessions:
            served[facts.person(taken.volunteer), row].append(sessions[taken.session])
    due = [_as_it_was(row, tuple(activities[place]), served[place], facts)
           for row in rows_of(store.connection, number)
           for place in ((facts.person(row.volunteer), row.activity),)]  # fmt: skip
    rows = batch_rows(format, due, people, numbers, facts, texts or BatchTexts(), class_periods(store))
    return Plan(format, tuple(rows), AllDue(tuple(due)), again=number)


def write_batch(store: Store, plan: Plan, out: Path) -> int:
    """Write the file and remember the batch; returns its number. Refused rows are left out, and their hours stay due.

    Raises Refused if there is no row to write, if a batch that is written again would lack a row, or if the file can't
    be written; then nothing is remembered.
    """
    check_name(out)
    _check_rows(plan, out)
    if plan.again is not None:
        _write(plan, out)
        return plan.again
    written = False
    try:
        with store.ledger.transaction():
            number = record_batch(
                store, plan.format.code, str(plan.format.rows), out.name, *_kept(plan.rows), plan.state
            )
            # The file is written before the commit. A file without a batch does no harm: it is written again. But hours
            # that count as reported and are in no file would be lost.
            _write(plan, out)
            written = True
    except BaseException:
        if written:
            out.unlink(missing_ok=True)
        raise
    return number


def _check_rows(plan: Plan, out: Path) -> None:
    if plan.again is not None and any(row.result is not Result.OK or row.remainder for row in plan.rows):
        message = N_("batch {number} can't be written as it was: nothing was written")
        raise refuse("not_as_it_was", str(out), message, number=plan.again)
    if not plan.rows:
        message = N_(
            "no hours are due here: confirm some first (hourdesk confirm), or take complete ones too with --all"
        )
        raise refuse("nothing_due", str(out), message)
    if not plan.good:
        raise refuse("nothing_due", str(out), N_("none of the rows can be written; no file was made"))


def check_name(out: Path) -> None:
    """Raise Refused if the name does not end in .xlsx, or if it holds an identity number."""
    if _IDENTITY_IN_NAME.search(out.name):
        raise refuse(
            "identity_in_name", "OUT", N_("the name of a file must not hold an identity number: choose another name")
        )
    need_xlsx(out)


def _write(plan: Plan, out: Path) -> None:
    with atomic_path(out, private=True) as temporary:
        write_workbook(temporary, plan.format, plan.good)


def _kept(rows: Sequence[BatchRow]) -> tuple[list[Reported], list[Taken]]:
    """What is remembered: the reported rows, and the sessions in all rows. A refused row reports nothing and is carried on;
    rows of unknown people are not remembered."""
    reported = [
        Reported(row.due.volunteer, row.due.activity, row.minutes, row.due.day)
        for row in rows
        if row.result is Result.OK
    ]
    return reported, [taken for row in rows if row.person is not None for taken in row.due.taken]


def _as_it_was(row: Reported, activities: tuple[str, ...], sessions: Sequence[Session], facts: Facts) -> Due:
    """The due row of a reported one. Its minutes are whole steps of the grid, so nothing is left over."""
    own = (row.activity,) if row.activity else activities
    return Due(
        facts.person(row.volunteer), row.activity, 0, row.minutes, (), own, row.day, posts=posts_of(sessions, facts)
    )


def _people(store: Store, facts: Facts) -> dict[str, Person]:
    """The team's own people by the key that counts for them; linked numbers are one person."""
    people: dict[str, Person] = {}
    for person in store.register.persons():
        key = facts.person(key_of(person))
        if person.team == store.identity.team and (key not in people or key == key_of(person)):
            people[key] = person
    return people


def _identities(store: Store, format: ColumnMap, file: Path | None, people: dict[str, Person]) -> Identities | None:
    column = format.column(Holds.IDENTITY)
    if file is None:
        if column is not None and column.required:
            message = N_(
                "this format needs identity numbers, which the desk never keeps: name the school's file of them"
            )
            raise refuse("needs_identities", "--identities", message)
        return None
    if column is None:
        return None
    today = store.today()
    return read_identities(file, list(people.values()), today)
