"""What is asked of pupils: the rows of the table, each changed in one form. Changed by the supervisor, checked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.school_year.requirements import Requirement, Span
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_times import parse_day
from checkin.texts import _, enumerated
from checkin.words import person_kind_word
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, choose
from tui.desk.making.flow import with_record
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, Day, Number, Several, Words, ids_of, text_of
from tui.words.cells import aligned, plain
from tui.words.people.requirements import for_whom_text, needed_text, span_text
from tui.words.people.school_year import stage_word

_NEW, _USUAL, _CHANGE, _REMOVE = "\0new", "\0usual", "change", "remove"
_APART = re.compile("[,;、，；]")
_SHARES = "25 50 75 100"


class _Table(NamedTuple):
    """The rows in force with how they are shown, whether they are the school's own, and what can be chosen from in a row."""

    rows: list[Mapping[str, Any]]
    shown: list[str]
    is_own: bool
    stages: tuple[str, ...]
    grades: tuple[str, ...]
    categories: tuple[str, ...]


async def edit_table(desk: Desk) -> None:
    """Choose a row, change it or take it out, or add one; back in the list until Esc."""
    title = _("What is asked for")
    while True:
        table = await with_record(desk, title, _table)
        if table is None:
            return
        lines = [(row["name"], shown) for row, shown in zip(table.rows, table.shown, strict=True)]
        lines.append((_NEW, _("＋ another one …")))
        if table.is_own:
            lines.append((_USUAL, _("let the usual table hold again …")))
        about = _("This is the school's own table.") if table.is_own else _("This is the usual table; a change makes it the school's own.")  # fmt: skip
        chosen = await choose(desk, title, lines, about)
        if chosen is None:
            return
        if not await desk.as_supervisor():
            continue
        if chosen == _USUAL:
            await _drop(desk, title)
        else:
            await _do_with(desk, title, table, None if chosen == _NEW else chosen)


async def _do_with(desk: Desk, title: str, table: _Table, name: str | None) -> None:
    if name is None:
        await _fill_in(desk, title, table, None)
        return
    row, shown = next((row, text) for row, text in zip(table.rows, table.shown, strict=True) if row["name"] == name)
    match await choose(desk, title, [(_CHANGE, _("change it …")), (_REMOVE, _("take it out"))], shown):
        case "change":
            await _fill_in(desk, title, table, row)
        case "remove":

            def remove(store: Store) -> None:
                from storage.standard.own_requirements import take_row_out

                take_row_out(store, name)

            await desk.tried(remove)


async def _drop(desk: Desk, title: str) -> None:
    def drop(store: Store) -> None:
        from storage.standard.own_requirements import drop_own_table

        drop_own_table(store)

    told = [_("The school's own rows are gone for good; the usual table holds again, or that of the team's kit.")]
    if await agreed(desk, title, told, _("take them away")):
        await desk.tried(drop)


async def _fill_in(desk: Desk, title: str, table: _Table, row: Mapping[str, Any] | None) -> None:
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> bool:
        filled = _row(values)

        def put(store: Store) -> None:
            from storage.standard.own_requirements import put_row

            put_row(store, None if row is None else row["name"], filled)

        await desk.writer.ask(put)
        return True

    explanation = _("Hours or activities, or both. Where nothing is ticked, all of them are meant.") + "\n"
    if await desk.app.push_screen_wait(FormDialog(title, _fields(table, row or {}), keep, explanation)):
        desk.app.notify(_("Written: it holds from now on."), timeout=8)


def _fields(table: _Table, row: Mapping[str, Any]) -> list[Field]:
    days = {name: row[name].isoformat() if name in row else "" for name in ("first", "last")}
    spans = (
        (Span.STAGE.value, _("the years of the stage of school")),
        (Span.YEAR.value, _("the school year")),
        (Span.DAYS.value, _("from one day to another")),
    )
    span = row.get("period", Span.DAYS if days["first"] else Span.STAGE)
    shares = " ".join(map(str, row.get("milestones", ()))) if row else _SHARES

    def several(name: str, label: str, lines: list[tuple[str, str]]) -> Field:
        ticked = [one for one, _text in lines if one in row.get(name, ())]
        return Field(name, label, text_of(ticked), kind=Several(tuple(lines)))

    def some(name: str, label: str, known: tuple[str, ...]) -> Field:
        # Of too many lines to tick.
        return Field(name, label, enumerated(row.get(name, ())), _("empty: all; or some, with commas"), Words(known))

    return [
        Field("name", _("what it is called"), row.get("name", ""), _("such as: 40 hours of senior school"), needed=N_("it needs a name")),
        Field("hours", _("hours"), _amount(row.get("hours")), _("empty: none are asked for"), Number(whole=False)),
        Field("activities", _("activities"), _amount(row.get("activities")), _("so many different ones; or empty"), Number()),
        several("stages", _("stages"), [(one, stage_word(one)) for one in table.stages]),
        some("grades", _("grades"), table.grades),
        several("kinds", _("kinds of people"), [(one, person_kind_word(one)) for one in PERSON_KINDS]),
        some("categories", _("categories"), table.categories),
        Field("period", _("hours count in"), str(span), kind=Choice(spans)),
        Field("first", _("first day"), days["first"], _("only from one day to another"), Day()),
        Field("last", _("last day"), days["last"], _("only from one day to another"), Day()),
        Field("milestones", _("milestones"), shares, _("percent that the desk tells; or empty")),
    ]  # fmt: skip


def _amount(value: float | None) -> str:
    return "" if not value else f"{value:g}"


def _row(values: Mapping[str, str]) -> dict[str, Any]:
    """The row as it stands in the table. Raises Refused naming the field."""
    row: dict[str, Any] = {"name": values["name"]}
    if values["hours"]:
        hours = parse_number(values["hours"], "hours")
        row["hours"] = int(hours) if hours == int(hours) else float(hours)
    if values["activities"]:
        row["activities"] = parse_whole(values["activities"], "activities")
    if not row.get("hours") and not row.get("activities"):
        raise refuse("asks_nothing", "hours", N_("write hours or activities, or both"))
    for name in ("stages", "kinds"):
        if ticked := ids_of(values[name]):
            row[name] = ticked
    for name in ("grades", "categories"):
        if named := [one.strip() for one in _APART.split(values[name]) if one.strip()]:
            row[name] = named
    row.update(_span(values))
    if values["milestones"]:
        row["milestones"] = [parse_whole(one.rstrip("%"), "milestones") for one in values["milestones"].split()]
        if not all(0 < one <= 100 for one in row["milestones"]):
            raise refuse("bad_milestones", "milestones", N_("write shares from 1 to 100, such as 50 100"))
    return row


def _span(values: Mapping[str, str]) -> dict[str, str | date]:
    days = [name for name in ("first", "last") if values[name]]
    if values["period"] != Span.DAYS:
        if days:
            message = N_("leave it empty, or choose above that hours count from one day to another")
            raise refuse("days_unused", days[0], message)
        return {"period": values["period"]}
    for name in ("first", "last"):
        if not values[name]:
            raise refuse("needs_days", name, N_("write the first and the last day"))
    return {name: parse_day(values[name], name) for name in ("first", "last")}


def _table(store: Store) -> _Table:
    from storage.standard.categories import read_categories
    from storage.standard.own_requirements import has_own_table, rows_here
    from storage.standard.requirements import requirements_here
    from storage.standard.school_year import year_table

    moving, found = year_table(store.folder).moving, requirements_here(store)
    stages = dict.fromkeys(way.stage for way in (*moving.grades, *moving.classes) if way.stage)
    grades = dict.fromkeys(way.name for way in moving.grades)
    categories = dict.fromkeys([*read_categories(store), *(one for row in found for one in row.categories)])
    return _Table(
        rows_here(store.folder), _shown(found), has_own_table(store.folder), tuple(stages), tuple(grades), tuple(categories)
    )  # fmt: skip


def _shown(found: tuple[Requirement, ...]) -> list[str]:
    return list(aligned([[plain(one.name), needed_text(one), for_whom_text(one), span_text(one)] for one in found]))
