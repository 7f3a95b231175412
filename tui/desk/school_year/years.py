"""The school year at the desk: everybody is shown before anything is written, and a supervisor decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import Problem
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, need_agreed
from tui.desk.making.flow import in_form, with_record, without_form
from tui.model.stay import need_supervisor
from tui.screens.fields.kinds import ROSTERS
from tui.screens.fields.paths import path_of

_CLOSE, _UNDO, _OPEN, _FIGURES, _TABLE = "close", "undo", "open", "figures", "table"
_EXCEPTIONS, _UNTIL, _YEAR, _OTHER, _REASON = "exceptions", "until", "year", "table", "reason"


class _Shown(NamedTuple):
    """What would be done, as lines; `plan` is what then writes it."""

    lines: list[str]
    write: Callable[[Store, Signature], str]


async def school_year(desk: Desk) -> None:
    """Choose what to do about the school year."""
    ways: Mapping[str, tuple[str, Callable[[Desk], Awaitable[None]]]] = {
        _CLOSE: (_("Close the school year: classes move up, leavers leave"), _close),
        _UNDO: (_("Take the last closing back"), _undo),
        _OPEN: (_("The new year: its classes"), _opened),
        _FIGURES: (_("Hours by school year and stage"), _figures),
        _TABLE: (_("How classes move up"), _table),
    }
    chosen = await choose(desk, _("School year"), [(way, text) for way, (text, _do) in ways.items()])
    if chosen is not None:
        await ways[chosen][1](desk)


async def _close(desk: Desk) -> None:
    title = _("Close the school year")
    if await with_record(desk, title, _can_close):
        await _ask_and_close(desk, title)


async def _undo(desk: Desk) -> None:
    title = _("Take the closing back")
    planned = await with_record(desk, title, _plan_undo)
    if planned is not None:
        await without_form(desk, title, _after_a_look(desk, title, planned, _("take it back")))


async def _opened(desk: Desk) -> None:
    await _tell(desk, _("The new school year"), _class_lines)


async def _figures(desk: Desk) -> None:
    await _tell(desk, _("Hours by school year"), _figure_lines)


async def _table(desk: Desk) -> None:
    from tui.desk.school_year.moving_up import edit_moving_up

    await edit_moving_up(desk)


async def _ask_and_close(desk: Desk, title: str) -> None:
    """Ask for the list of exceptions, the last day and what else differs, which all may be empty, show everybody, and close the year.
    What was typed stays until that is done."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day, File
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> bool:
        shown = await in_form(desk, title, partial(_plan, values))
        await _after_a_look(desk, title, shown, _("close the year"))
        return True

    fields = [
        Field(_EXCEPTIONS, _("exceptions"), example=_("empty: nobody"), kind=File(tuple(ROSTERS))),
        Field(_UNTIL, _("last class day"), example=_("empty: the year's last day"), kind=Day()),
        Field(_YEAR, _("school year"), example=_("empty: the one that is over")),
        Field(_OTHER, _("table of classes"), example=_("empty: the one in use here"), kind=File((".toml",))),
        Field(_REASON, _("reason"), example=_("may stay empty")),
    ]
    explanation = _(
        "Who repeats, changes class or leaves stands in a list: number, new class, change. Everybody is shown first."
    )
    await desk.app.push_screen_wait(FormDialog(title, fields, keep, explanation, does=_("go on")))


async def _after_a_look(desk: Desk, title: str, shown: _Shown, agree: str) -> None:
    """Show person by person what would be done; written after Enter, as the supervisor. Raises as a form needs it."""
    await need_agreed(desk, title, shown.lines, agree)
    await need_supervisor(desk)
    signed = Signature(desk.supervisor_name)
    said = await in_form(desk, title, lambda store: shown.write(store, signed))
    await desk.read_board()
    desk.app.notify(said, timeout=15, markup=False)


async def _tell(desk: Desk, title: str, work: Callable[[Store], list[str]]) -> None:
    from tui.screens.message import MessageDialog

    lines = await with_record(desk, title, work)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))


def _can_close(store: Store) -> bool:
    """Raises Refused at another desk than the first, for a table that is not possible, and where no year is to be closed."""
    from storage.school_year.closing import need_first
    from storage.school_year.planning import year_to_close
    from storage.standard.school_year import year_table

    need_first(store)
    year_to_close(store, year_table(store.folder), None)
    return True


def _plan(asked: Mapping[str, str], store: Store) -> _Shown:
    from storage.school_year.closing import close_year, need_first
    from storage.school_year.exceptions import read_exceptions
    from storage.school_year.planning import plan_closing, year_to_close
    from storage.standard.school_year import year_table
    from tui.words.people.school_year import plan_summary, step_lines

    need_first(store)
    other = asked[_OTHER]
    table, notes = year_table(store.folder, path_of(other) if other else None), list[Problem]()
    file, day = asked[_EXCEPTIONS].strip(), asked[_UNTIL].strip()
    others = read_exceptions(store, Path(file).expanduser(), notes) if file else {}
    until = parse_day(day, _("last class day")) if day else None
    plan = plan_closing(store, table, year_to_close(store, table, asked[_YEAR] or None), others, until)

    def write(at: Store, signed: Signature) -> str:
        close_year(at, plan, signed.because(asked[_REASON] or None))
        text = _("The school year {year} is closed. Take it back: F10, school year.")
        return text.format(year=plan.year.name)

    said = [f"! {say(note)}" for note in notes]
    return _Shown([*said, *plan_summary(plan), "", *step_lines(plan.steps)], write)


def _plan_undo(store: Store) -> _Shown:
    from storage.school_year.undoing import plan_undoing, undo_closing
    from tui.words.people.school_year import open_again_text, undo_lines, undo_summary

    plan = plan_undoing(store)

    def write(at: Store, _signed: Signature) -> str:
        # What was scanned since stood on the screen before somebody pressed Enter.
        undo_closing(at, plan, insist=True)
        return open_again_text(plan)

    return _Shown([*undo_summary(plan), "", *undo_lines(plan)], write)


def _class_lines(store: Store) -> list[str]:
    from storage.school_year.opening import opened_year
    from storage.standard.school_year import year_table
    from tui.words.people.school_year import class_lines

    year, classes = opened_year(store, year_table(store.folder))
    more = _("New pupils come in with F10, “Bring in a list of people”.")
    return [_("School year {year}").format(year=year.name), *class_lines(classes), "", more]


def _figure_lines(store: Store) -> list[str]:
    from storage.school_year.figures import year_figures
    from storage.standard.school_year import year_table
    from tui.words.people.school_year import figure_lines

    return figure_lines(year_figures(store, year_table(store.folder))) or [_("No service yet.")]
