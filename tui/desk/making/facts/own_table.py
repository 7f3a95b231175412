"""A table that a school may write anew: its settings and rows, each changed in one form. The supervisor's: before → after is shown
before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from checkin.rules.problems import refuse
from checkin.texts import _
from storage.standard.own_tables import (
    Content,
    OwnTable,
    check_content,
    content_here,
    drop_own_table,
    has_own_table,
    keep_content,
)
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, choose, need_agreed
from tui.desk.making.flow import in_form, with_record, without_form
from tui.model.stay import Stay, need_supervisor
from tui.screens.field import Field
from tui.words.faults import SO_ALREADY

Row = Mapping[str, Any]
"""A row, or the settings of a table, as they stand in it."""
_SETTINGS, _NEW, _USUAL, _CHANGE, _REMOVE = "\0settings", "\0new", "\0usual", "change", "remove"


class Rows(NamedTuple):
    """How one list of rows is shown and written. `shown` gives a line for each row; `fields` gets an empty row for a new one; `read`
    makes a row of what was typed, and raises Refused naming the field. `needs_one`: the sentence for a table that would have no row."""

    shown: Callable[[Sequence[Row]], Sequence[str]]
    fields: Callable[[Row], list[Field]]
    read: Callable[[Mapping[str, str]], Row]
    new: str
    explanation: str = ""
    needs_one: str = ""


class Editing(NamedTuple):
    """A table and how it is edited: its lists by their names in the file, and its settings (`new` means nothing there).
    `effects` says what another content changes at this desk, in lines."""

    table: OwnTable
    lists: Mapping[str, Rows]
    settings: Rows | None = None
    effects: Callable[[Store, Content, Content], list[str]] = lambda _store, _before, _after: []


class _Seen(NamedTuple):
    """The table as it is in force now."""

    editing: Editing
    content: Content
    is_own: bool

    def row(self, line: str) -> tuple[str, int]:
        """The list and the place that a line of the dialog stands for."""
        name, _colon, place = line.rpartition(":")
        return name, int(place)


async def edit_table(desk: Desk, title: str, editing: Callable[[Store], Editing]) -> None:
    """Choose a row, change it or take it out, or add one; back in the list until Esc."""
    marked: str | None = None
    while True:
        seen = await with_record(desk, title, partial(_see, editing))
        if seen is None:
            return
        about = _("This is the school's own table.") if seen.is_own else _("This is the usual table; a change makes it the school's own.")  # fmt: skip
        marked = await choose(desk, title, _lines(seen), about, marked=marked)
        if marked is None:
            return
        await _do_with(desk, title, seen, marked)


def _see(editing: Callable[[Store], Editing], store: Store) -> _Seen:
    made = editing(store)
    return _Seen(made, content_here(store, made.table), has_own_table(store.folder, made.table))


def _lines(seen: _Seen) -> list[tuple[str, str]]:
    lines = []
    if seen.editing.settings is not None:
        lines += [(_SETTINGS, text) for text in seen.editing.settings.shown([seen.content])]
    for name, rows in seen.editing.lists.items():
        shown = rows.shown(seen.content.get(name, []))
        lines += [(f"{name}:{place}", text) for place, text in enumerate(shown)]
    lines += [(_NEW + name, rows.new) for name, rows in seen.editing.lists.items()]
    return [*lines, (_USUAL, _("let the usual table hold again …"))] if seen.is_own else lines


async def _do_with(desk: Desk, title: str, seen: _Seen, line: str) -> None:
    lists = seen.editing.lists
    if line == _USUAL:
        await _drop(desk, title, seen)
    elif line == _SETTINGS and seen.editing.settings is not None:
        settings = seen.editing.settings

        def with_settings(row: Row) -> Content:
            return {**row, **{name: seen.content[name] for name in lists if name in seen.content}}

        await _fill_in(desk, title, seen, settings, seen.content, with_settings)
    elif line.startswith(_NEW):
        name = line.removeprefix(_NEW)
        await _fill_in(desk, title, seen, lists[name], None, partial(_with_row, seen, name, None))
    else:
        name, place = seen.row(line)
        row = seen.content[name][place]
        (shown,) = lists[name].shown([row])
        match await choose(desk, title, [(_CHANGE, _("change it …")), (_REMOVE, _("take it out"))], shown):
            case "change":
                await _fill_in(desk, title, seen, lists[name], row, partial(_with_row, seen, name, place))
            case "remove":
                keeping = _keep(desk, title, seen, lists[name], (row, None), _with_row(seen, name, place, None))
                await without_form(desk, title, keeping)


async def _drop(desk: Desk, title: str, seen: _Seen) -> None:
    told = [_("The school's own rows are gone for good; the usual table holds again, or that of the team's kit.")]
    if await agreed(desk, title, told, _("take them away")) and await desk.as_supervisor():
        await desk.tried(lambda store: drop_own_table(store, seen.editing.table))
        await desk.read_board()


async def _fill_in(
    desk: Desk, title: str, seen: _Seen, rows: Rows, row: Row | None, put: Callable[[Row], Content]
) -> None:
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> bool:
        filled = rows.read(values)
        if put(filled) == seen.content:
            raise Stay([_(SO_ALREADY)])
        await _keep(desk, title, seen, rows, (row, filled), put(filled))
        return True

    await desk.app.push_screen_wait(FormDialog(title, rows.fields(row or {}), keep, rows.explanation))


async def _keep(
    desk: Desk, title: str, seen: _Seen, rows: Rows, change: tuple[Row | None, Row | None], content: Content
) -> None:
    """Show before → after and what that changes here, ask, and write it. Raises as a form needs it."""
    if rows.needs_one and change[1] is None and not any(content.get(name) for name in seen.editing.lists):
        raise refuse("last_row", "", rows.needs_one)

    def look(store: Store) -> list[str]:
        check_content(store, seen.editing.table, content)
        before, after = ("—" if row is None else rows.shown([row])[0] for row in change)
        told = [_("before: {value}").format(value=before), _("after: {value}").format(value=after)]
        effects = seen.editing.effects(store, seen.content, content)
        return [*told, *([""] if effects else []), *effects]

    await need_agreed(desk, title, await in_form(desk, title, look), _("change it"))
    await need_supervisor(desk)
    await desk.writer.ask(lambda store: keep_content(store, seen.editing.table, seen.content, content))
    await desk.read_board()
    desk.app.notify(_("Written: it holds from now on."), timeout=8)


def _with_row(seen: _Seen, name: str, place: int | None, row: Row | None) -> Content:
    """The content with a row in the place of another, behind all (no place), or without the one at the place (no row)."""
    rows = list(seen.content.get(name, []))
    new = [] if row is None else [row]
    if place is None:
        rows += new
    else:
        rows[place : place + 1] = new
    return {**seen.content, name: rows}
