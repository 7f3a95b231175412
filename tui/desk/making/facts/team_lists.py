"""The lists of a team: cadres with their duties, paired units, projects. Changed by the supervisor, who is asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checkin.rules.problems import N_
from checkin.rules.typed_numbers import parse_whole
from checkin.texts import _
from storage.people.register import key_of
from storage.store import Store
from storage.team.units import NEEDS_NAME
from tui.desk.desk import Desk
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose, pick_person
from tui.screens.field import Field
from tui.screens.fields.kinds import Number
from tui.words.cells import padded, plain

CADRES, PAIRS, PROJECTS = "\0cadres", "\0pairs", "\0projects"
TITLES = {CADRES: N_("cadres"), PAIRS: N_("paired units and communities"), PROJECTS: N_("projects")}
_NEW, _CHANGE, _REMOVE = "\0new", "change", "remove"
_NAMED = "name"
_NAME = 26


class Entry(NamedTuple):
    """An entry of a list: its name (of a cadre the key), how it is shown, and what stands in its fields."""

    name: str
    shown: str
    values: tuple[str, ...] = ()


def entries(store: Store, which: str) -> list[Entry]:
    """The entries of one of the lists."""
    from storage.team.people import cadres
    from storage.team.units import paired_units, projects

    db = store.connection
    match which:
        case "\0cadres":
            return [
                Entry(one.volunteer, f"{padded(plain(one.name), _NAME)} {one.duty}", (one.duty,)) for one in cadres(db)
            ]
        case "\0pairs":
            return [
                Entry(one.name, _line(one.name, one.served, one.note), (_text(one.served), one.note))
                for one in paired_units(db)
            ]
    return [
        Entry(one.name, _line(one.name, one.served, one.support), (one.support, one.progress, _text(one.served)))
        for one in projects(db)
    ]


async def edit_list(desk: Desk, which: str) -> None:
    """Add, change and take out entries, until Esc."""
    title = _(TITLES[which])
    while True:
        found = await desk.tried(lambda store: entries(store, which))
        if found is None:
            return
        chosen = await choose(desk, title, [(_NEW, _("＋ another one …")), *((one.name, one.shown) for one in found)])
        if chosen is None:
            return
        one = next((entry for entry in found if entry.name == chosen), None)
        if one is None:
            await _add(desk, which, title)
        else:
            await _change(desk, which, title, one)


async def _add(desk: Desk, which: str, title: str) -> None:
    if which != CADRES:
        await _fill_in(desk, which, title, None)
        return
    person = await pick_person(desk, _("Who is a cadre?"))
    if person is not None:
        await _fill_in(desk, which, title, Entry(key_of(person), person.name))


async def _change(desk: Desk, which: str, title: str, one: Entry) -> None:
    lines = [(_CHANGE, _("change it …")), (_REMOVE, _("take it out"))]
    chosen = await choose(desk, title, lines, one.shown)
    if chosen == _CHANGE:
        await _fill_in(desk, which, title, one)
    elif chosen == _REMOVE and await desk.as_supervisor():
        await desk.tried(_remover(which, one.name))


async def _fill_in(desk: Desk, which: str, title: str, one: Entry | None) -> None:
    """What belongs to an entry; a new one (None) is named in the same form."""
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> bool:
        write = _writer(which, values[_NAMED] if one is None else one.name, values)
        await need_supervisor_after(desk, title, write)
        return await desk.writer.ask(write)

    named = [Field(_NAMED, _("name"), needed=NEEDS_NAME)] if one is None else []
    fields = [*named, *_fields(which, one or Entry("", ""))]
    await desk.app.push_screen_wait(FormDialog(title, fields, keep, "" if one is None else f"{one.shown}\n"))


def _fields(which: str, one: Entry) -> Sequence[Field]:
    served = Field("served", _("people served"), kind=Number())
    fields = {
        CADRES: [Field("duty", _("duty"), needed=N_("write what the cadre does"))],
        PAIRS: [served, Field("note", _("remarks"))],
        PROJECTS: [Field("support", _("goods and funds")), Field("progress", _("what was done")), served],
    }[which]
    values = one.values or ("",) * len(fields)
    return [
        Field(field.name, field.label, value, kind=field.kind, needed=field.needed)
        for field, value in zip(fields, values, strict=True)
    ]


def _writer(which: str, name: str, values: dict[str, str]) -> Callable[[Store], bool]:
    def write(store: Store) -> bool:
        from storage.team.people import set_cadre
        from storage.team.units import set_paired_unit, set_project

        if which == CADRES:
            set_cadre(store, name, values["duty"])
            return True
        served = parse_whole(values["served"], "served") if values["served"] else None
        if which == PAIRS:
            set_paired_unit(store, name, served, values["note"])
        else:
            set_project(store, name, values["support"], values["progress"], served)
        return True

    return write


def _remover(which: str, name: str) -> Callable[[Store], bool]:
    def remove(store: Store) -> bool:
        from storage.team.people import remove_cadre
        from storage.team.units import remove

        if which == CADRES:
            remove_cadre(store, name)
        else:
            remove(store, "paired_unit" if which == PAIRS else "project", name)
        return True

    return remove


def _line(name: str, served: int | None, note: str) -> str:
    count = "" if served is None else _("people served: {count}").format(count=served)
    return f"{padded(plain(name), _NAME)} {count}  {plain(note)}".rstrip()


def _text(served: int | None) -> str:
    return "" if served is None else str(served)
