"""What is asked of pupils: the rows of the table, each changed in one form. Changed by the supervisor, checked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.school_year.requirements import Requirement, Span
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_times import parse_day
from checkin.texts import _, enumerated
from checkin.words import person_kind_word
from storage.standard.own_tables import Content, OwnTable, content_here
from storage.store import Store
from storage.team.units import NEEDS_NAME
from tui.desk.desk import Desk
from tui.desk.making.facts.own_table import Editing, Rows, edit_table
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, Day, Number, Several, Words, ids_of, text_of
from tui.words.cells import aligned, plain
from tui.words.people.requirements import OF_THE_STAGE, for_whom_text, needed_text, span_text
from tui.words.people.school_year import stage_word

_APART = re.compile("[,;、，；]")
_SHARES = "25 50 75 100"


class _Known(NamedTuple):
    """What can be chosen from in a row."""

    stages: tuple[str, ...]
    grades: tuple[str, ...]
    categories: tuple[str, ...]


async def edit_requirements(desk: Desk) -> None:
    """What pupils must reach, row by row."""
    await edit_table(desk, _("What is asked for"), _editing)


def _editing(store: Store) -> Editing:
    from storage.standard.categories import read_categories
    from storage.standard.requirements import REQUIREMENT, check_reachable, read_rows
    from storage.standard.school_year import year_table

    years = year_table(store.folder)

    def read(_store: Store, content: Content) -> tuple[Requirement, ...]:
        return read_rows(content, REQUIREMENT, years)

    def check(at: Store, content: Content) -> None:
        check_reachable(at, read(at, content))

    table = OwnTable(REQUIREMENT, read, check)
    found = read(store, content_here(store, table))
    stages = dict.fromkeys(way.stage for way in (*years.moving.grades, *years.moving.classes) if way.stage)
    grades = dict.fromkeys(way.name for way in years.moving.grades)
    categories = dict.fromkeys([*read_categories(store), *(one for row in found for one in row.categories)])
    rows = Rows(
        lambda rows: _shown(read_rows({"requirement": list(rows)}, REQUIREMENT, years)),
        partial(_fields, _Known(tuple(stages), tuple(grades), tuple(categories))),
        _row,
        _("＋ another one …"),
        _("Hours or activities, or both. Where nothing is ticked, all of them are meant."),
        N_("one requirement must stay: change it, or let the usual table hold again"),
    )
    return Editing(table, {"requirement": rows})


def _fields(known: _Known, row: Mapping[str, Any]) -> list[Field]:
    days = {name: row[name].isoformat() if name in row else "" for name in ("first", "last")}
    spans = (
        (Span.STAGE.value, _(OF_THE_STAGE)),
        (Span.YEAR.value, _("the school year")),
        (Span.DAYS.value, _("from one day to another")),
    )
    span = row.get("period", Span.DAYS if days["first"] else Span.STAGE)
    shares = " ".join(map(str, row.get("milestones", ()))) if row else _SHARES

    def several(name: str, label: str, lines: list[tuple[str, str]]) -> Field:
        ticked = [one for one, _text in lines if one in row.get(name, ())]
        return Field(name, label, text_of(ticked), kind=Several(tuple(lines)))

    def some(name: str, label: str, lines: tuple[str, ...]) -> Field:
        # Of too many lines to tick.
        return Field(name, label, enumerated(row.get(name, ())), _("empty: all; or some, with commas"), Words(lines))

    return [
        Field("name", _("what it is called"), row.get("name", ""), _("such as: 40 hours of senior school"), needed=NEEDS_NAME),
        Field("hours", _("hours"), _amount(row.get("hours")), _("empty: none are asked for"), Number(whole=False)),
        Field("activities", _("activities"), _amount(row.get("activities")), _("so many different ones; or empty"), Number()),
        several("stages", _("stages"), [(one, stage_word(one)) for one in known.stages]),
        some("grades", _("grades"), known.grades),
        several("kinds", _("kinds of people"), [(one, person_kind_word(one)) for one in PERSON_KINDS]),
        some("categories", _("categories"), known.categories),
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


def _shown(found: tuple[Requirement, ...]) -> list[str]:
    return list(aligned([[plain(one.name), needed_text(one), for_whom_text(one), span_text(one)] for one in found]))
