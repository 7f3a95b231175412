"""The rows of a batch as they are shown before it is written, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checkin.durations import h_mm
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.rules.service import credited
from checkin.texts import _, ngettext, say
from exports.batch.batch import Plan
from exports.batch.column_map import Holds, RowsPer
from exports.batch.rows import BatchRow, Result, hours_of
from tui.cli.base.listing import Column, table
from tui.words.cells import plain
from tui.words.counts import minutes_text, persons_text
from tui.words.record.batches import counts_text, replayed_lines


def lines_of(plan: Plan, own_team: str) -> list[str]:
    """The table: person, minutes that are new and left over, hours in the row, remainder, result."""
    by_activity = plan.format.rows is RowsPer.VOLUNTEER_AND_ACTIVITY
    activity: Column[BatchRow] = Column(N_("activity"), lambda row: within(row.due.activity, own_team))
    columns: list[Column[BatchRow]] = [
        Column(N_("number"), lambda row: _who(row.due.volunteer, own_team)),
        Column(N_("name"), lambda row: "—" if row.person is None else row.person.name),
        Column(N_("class"), lambda row: "" if row.person is None else row.person.class_name),
        *([activity] if by_activity else []),
        Column(N_("left over"), lambda row: str(row.due.carried), right=True),
        Column(N_("new"), lambda row: str(row.due.fresh), right=True),
        Column(N_("hours"), lambda row: h_mm(row.minutes), right=True),
        Column(N_("remainder"), lambda row: str(row.remainder), right=True),
        Column(N_("result"), _result),
    ]
    return table(plan.rows, columns)


def notes_of(plan: Plan) -> Iterator[str]:
    """Print who has no row, and why, and how many hours were entered at another time than scanned."""
    due = plan.due
    if due.visitors:
        text = ngettext(
            "{count} volunteer of another school stays out: that school reports the hours.",
            "{count} volunteers of other schools stay out: those schools report the hours.",
            due.visitors,
        )
        yield text.format(count=due.visitors)
    if due.other_kinds:
        text = ngettext(
            "{count} person stays out: the format is for others.",
            "{count} persons stay out: the format is for others.",
            due.other_kinds,
        )
        yield text.format(count=due.other_kinds)
    if due.earlier:
        text = _(
            "Before the first day there is time that was never reported: {minutes} of {persons}. Leave out --from to include it."
        )
        yield text.format(minutes=minutes_text(due.earlier), persons=persons_text(due.earlier_persons))
    yield from replayed_lines(plan)


def objects_of(plan: Plan) -> Iterator[dict[str, Any]]:
    """One for each row; there is no identity number in it."""
    for row in plan.rows:
        team, _slash, number = row.due.volunteer.rpartition("/")
        yield {
            "result": str(row.result),
            "team": team or None,
            "volunteer": number,
            "name": None if row.person is None else row.person.name,
            "class": None if row.person is None else row.person.class_name,
            "activity": row.due.activity.partition("/")[2] or None,
            "carried_in": row.due.carried,
            "new": row.due.fresh,
            "minutes": row.minutes,
            "hours": hours_of(row.minutes),
            "remainder": row.remainder,
            "code": None if row.problem is None else row.problem.code,
            "message": None if row.problem is None else say(row.problem),
        }


def summary_object(plan: Plan, out: Path, number: int | None) -> dict[str, Any]:
    """The last line: `batch` and `file` are null where nothing was written."""
    return {
        "result": "nothing_written" if number is None else "written",
        "batch": number,
        "format": plan.format.code,
        "file": None if number is None else str(out),
        "rows": len(plan.good),
        "minutes": plan.minutes,
        "remainder": plan.remainder,
        "replayed_minutes": sum(map(credited, plan.replayed)),
        "refused": len(plan.refused),
        "visitors": plan.due.visitors,
        "other_kinds": plan.due.other_kinds,
        "earlier_minutes": plan.due.earlier,
        "earlier_persons": plan.due.earlier_persons,
    }


def written_lines(plan: Plan, out: Path, number: int | None, *, dry_run: bool) -> Iterator[str]:
    """Print the counts of the plan, and the number and file of the batch if one was written."""
    counts = counts_text(plan)
    if number is None:
        text = (
            _("Would be written: {counts}. Nothing was written.")
            if dry_run
            else _("Nothing was written, because a row is wrong: {counts}.")
        )
        yield text.format(counts=counts)
        return
    yield _("Batch {number}, {file}: {counts}.").format(number=number, file=out, counts=counts)
    if plan.format.column(Holds.IDENTITY) is not None:
        yield _("The file holds identity numbers: delete it once the other system has it.")
    if plan.again is None:
        yield _("If the other system does not take it: hourdesk batch undo {number}").format(number=number)


def _who(volunteer: str, own_team: str) -> str:
    """A number as people write it, or a badge number that nobody here has."""
    return within(volunteer, own_team) if "/" in volunteer else volunteer


def _result(row: BatchRow) -> str:
    word = {Result.OK: _("ok"), Result.WAITS: _("carried on"), Result.REFUSED: _("left out")}[row.result]
    return word if row.problem is None else f"{word} · {plain(say(row.problem))}"
