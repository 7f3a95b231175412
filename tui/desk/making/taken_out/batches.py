"""Hours for another system at the desk: planned, shown row by row, written. The supervisor's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from checkin.durations import h_mm, hours_text
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext, say
from exports.batch.batch import Plan
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import as_it_is, ask_file
from tui.desk.making.choosing import agreed_after_look, choose, today_at
from tui.desk.making.flow import File, make_file, with_record
from tui.desk.making.taken_out.batches_taken_back import take_batch_back
from tui.screens.fields.kinds import ROSTERS
from tui.screens.making.made import Made
from tui.words.cells import padded, plain

_NAME, _CLASS, _HOURS = 16, 12, 8
_BATCHES = "\0batches"


class _Asked(NamedTuple):
    """The code of a format, and the school's file of identity numbers."""

    format: str
    identities: Path | None


async def make_batch(desk: Desk) -> None:
    """Choose the system, look at all rows, write the file; hours that were written are not due again."""
    title = _("Hours for another system")
    if not await desk.as_supervisor():
        return
    formats = await desk.tried(_formats)
    if formats is None:
        return
    lines = [*formats, (_BATCHES, _("the batches that were written, and take one back …"))]
    chosen = await choose(desk, title, lines, _("Confirmed hours that were not reported to it yet."))
    if chosen == _BATCHES:
        await take_batch_back(desk)
    elif chosen is not None:
        await _write(desk, title, _Asked(chosen, None))


async def _write(desk: Desk, title: str, asked: _Asked) -> None:
    looked = await with_record(desk, title, _planner(asked))
    if looked is None:
        return
    if looked.needs_identities:
        explanation = _(
            "This system asks for identity numbers: name the school's own file with them. Nothing of it is kept."
        )
        file = await ask_file(desk, title, explanation, ROSTERS, as_it_is)
        if file is not None:
            await _write(desk, title, asked._replace(identities=file))
        return
    if not await agreed_after_look(desk, title, looked.lines, _("write the file")):
        return
    stem = f"{asked.format}-{today_at(desk).isoformat()}"
    await make_file(desk, title, File(stem, ".xlsx", True), _writer(asked))


class _Looked(NamedTuple):
    """The rows as they would be written, in lines; or that the format needs the file of identity numbers."""

    lines: list[str]
    needs_identities: bool = False


def _planner(asked: _Asked) -> Callable[[Store], _Looked]:
    def look(store: Store) -> _Looked:
        from checkin.rules.problems import Refused

        try:
            return _Looked(_lines(_plan(store, asked)))
        except Refused as refused:
            if refused.problems[0].code == "needs_identities" and asked.identities is None:
                return _Looked([], needs_identities=True)
            raise

    return look


def _plan(store: Store, asked: _Asked) -> Plan:
    from exports.batch.batch import plan_batch
    from exports.batch.due import Selection
    from exports.batch.formats import find_format

    return plan_batch(store, find_format(store.folder, asked.format), Selection(), asked.identities)


def _lines(plan: Plan) -> list[str]:
    if not plan.rows:
        raise refuse("nothing_due", plan.format.code, N_("no confirmed hours are due for this system"))
    text = _("rows {rows}, together {hours}, minutes carried on {remainder}, left out {refused}")
    lines = [
        text.format(
            rows=len(plan.good), hours=hours_text(plan.minutes), remainder=plan.remainder, refused=len(plan.refused)
        ),
        "",
    ]
    for row in plan.rows:
        name, class_name = ("—", "") if row.person is None else (row.person.name, row.person.class_name)
        why = "" if row.problem is None else plain(say(row.problem))
        lines.append(
            f"{padded(plain(name), _NAME)} {padded(plain(class_name), _CLASS)} {padded(h_mm(row.minutes), _HOURS)} {why}"
        )
    return lines


def _writer(asked: _Asked) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.batch.batch import write_batch

        plan = _plan(store, asked)
        number = write_batch(store, plan, out)
        rows = ngettext("{count} row", "{count} rows", len(plan.good)).format(count=len(plan.good))
        text = _("Batch {number}: {rows}, {hours}").format(number=number, rows=rows, hours=hours_text(plan.minutes))
        warns = tuple(say(row.problem) for row in plan.refused if row.problem is not None)
        return Made(out, (text,), warns)

    return make


def _formats(store: Store) -> list[tuple[str, str]]:
    from exports.batch.formats import all_formats
    from tui.words.record.formats import format_name

    found, _problems = all_formats(store.folder)
    return [(one.map.code, format_name(one.map)) for one in found]
