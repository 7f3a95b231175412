"""Hours for another system at the desk: which hours, shown row by row, written. The supervisor's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.durations import h_mm, hours_text
from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext, say
from exports.batch.column_map import ColumnMap, Holds
from storage.activities.activities import list_activities
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, need_agreed, today_at
from tui.desk.making.flow import File, in_form, made_in_form, say_made, without_form
from tui.model.stay import need_supervisor
from tui.screens.field import Field
from tui.screens.fields.kinds import ROSTERS, Choice, YesNo
from tui.screens.fields.kinds import File as FileKind
from tui.screens.fields.paths import path_of
from tui.screens.fields.two_days import day_fields, period_of
from tui.screens.making.made import Made
from tui.words.amounts import planned_text
from tui.words.cells import padded, plain
from tui.words.record.batches import counts_text, replayed_lines

if TYPE_CHECKING:
    from exports.batch.batch import Plan

_NAME, _CLASS, _HOURS = 16, 12, 8
_BATCHES = "\0batches"


class _Asked(NamedTuple):
    """Which hours go into the file of a format, and what else it needs; `again` is a batch that is written as it was."""

    format: ColumnMap
    activity: str | None = None
    period: Period = ALL_DAYS
    complete_too: bool = False
    identities: Path | None = None
    post: str = ""
    note: str = ""
    again: int | None = None


async def make_batch(desk: Desk) -> None:
    """Choose the system, say which hours, look at all rows, write the file; hours that were written are not due again."""
    from exports.batch.formats import all_formats
    from tui.desk.making.taken_out.written_batches import see_batches
    from tui.words.record.formats import format_name

    title = _("Hours for another system")
    found = await desk.tried(lambda store: all_formats(store.folder)[0])
    if found is None:
        return
    formats = {one.map.code: one.map for one in found}
    lines = [(code, format_name(one)) for code, one in formats.items()]
    lines.append((_BATCHES, _("the batches that were written: once more, or take one back …")))
    chosen = await choose(desk, title, lines, _("Confirmed hours that were not reported to it yet."))
    if chosen == _BATCHES:
        await see_batches(desk, formats, partial(_write_again, desk, title))
    elif chosen is not None:
        activities = await desk.tried(list_activities)
        if activities is not None:
            here = [(one.key, f"{planned_text(one)}  {plain(one.name)}") for one in activities]
            await _ask(desk, title, _Asked(formats[chosen]), _which(here))


async def _write_again(desk: Desk, title: str, format: ColumnMap, number: int) -> None:
    await _ask(desk, title, _Asked(format, again=number), [])


def _which(activities: list[tuple[str, str]]) -> list[Field]:
    """The fields that say which hours; as they stand at first, all that are confirmed."""
    return [
        Field("activity", _("activity"), kind=Choice((("", _("all activities")), *activities))),
        *day_fields(),
        Field("all", _("not confirmed"), kind=YesNo(_("take hours that are not confirmed yet, too"))),
    ]


def _needed(format: ColumnMap) -> list[Field]:
    """The fields for what the record does not know, as far as the format has columns for it."""
    fields = {
        Holds.IDENTITY: Field(
            "identities", _("identity numbers"), example=_("the school's own file; nothing of it is kept"),
            kind=FileKind(ROSTERS), needed=N_("this system asks for identity numbers: name the school's own file with them"),
        ),
        Holds.POST: Field("post", _("post"), example=_("where hours were served at none")),
        Holds.NOTE: Field("note", _("remarks"), example=_("the same in each row; may stay empty")),
    }  # fmt: skip
    return [field for holds, field in fields.items() if format.column(holds) is not None]


async def _ask(desk: Desk, title: str, asked: _Asked, which: list[Field]) -> None:
    """Ask what is open, and write; what was typed stays until the file is there."""
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> Made:
        return await _written(desk, title, _filled(asked, values))

    fields = [*which, *_needed(asked.format)]
    explanation = _("All rows are shown before anything is written.")
    made: Made | None
    if fields:
        made = await desk.app.push_screen_wait(FormDialog(title, fields, keep, explanation, does=_("go on")))
    else:
        made = await without_form(desk, title, _written(desk, title, asked))
    if made is not None:
        await say_made(desk, title, made)


def _filled(asked: _Asked, values: Mapping[str, str]) -> _Asked:
    file = values.get("identities")
    asked = asked._replace(
        identities=path_of(file) if file else None, post=values.get("post", ""), note=values.get("note", "")
    )
    if asked.again is not None:
        return asked
    return asked._replace(
        activity=values["activity"] or None, period=period_of(values), complete_too=bool(values["all"])
    )


async def _written(desk: Desk, title: str, asked: _Asked) -> Made:
    """Show the rows and write them, as the supervisor. Raises as a form needs it."""
    await need_agreed(desk, title, await in_form(desk, title, partial(_lines, asked)), _("write the file"))
    await need_supervisor(desk)
    stem = f"{asked.format.code}-{today_at(desk).isoformat()}"
    return await made_in_form(desk, title, File(stem, ".xlsx", True), _writer(asked))


def _plan(asked: _Asked, store: Store) -> Plan:
    from exports.batch.batch import plan_again, plan_batch
    from exports.batch.due import Selection
    from exports.batch.rows import BatchTexts

    texts = BatchTexts(asked.post, asked.note)
    if asked.again is not None:
        return plan_again(store, asked.format, asked.again, asked.identities, texts)
    wanted = Selection(asked.activity, asked.period, asked.complete_too)
    return plan_batch(store, asked.format, wanted, asked.identities, texts)


def _lines(asked: _Asked, store: Store) -> list[str]:
    plan = _plan(asked, store)
    if not plan.rows:
        raise refuse("nothing_due", plan.format.code, N_("no confirmed hours are due for this system"))
    lines = [counts_text(plan), *replayed_lines(plan), ""]
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

        plan = _plan(asked, store)
        number = write_batch(store, plan, out)
        rows = ngettext("{count} row", "{count} rows", len(plan.good)).format(count=len(plan.good))
        text = _("Batch {number}: {rows}, {hours}").format(number=number, rows=rows, hours=hours_text(plan.minutes))
        warns = tuple(say(row.problem) for row in plan.refused if row.problem is not None)
        return Made(out, (text,), warns)

    return make
