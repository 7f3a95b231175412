"""Leavers' files at the desk: given to whoever leaves, taken from whoever comes from another school of the district."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.signature import Signature
from checkin.texts import _, ngettext, say
from exports.exchange.leaver.contents import LeaverFile
from exports.exchange.leaver.layout import ENDING
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_file, ask_text
from tui.desk.making.changing import change_in_form
from tui.desk.making.choosing import choose, pick_person, today_at
from tui.desk.making.flow import File, in_form, make_file, with_record
from tui.desk.making.whose import ask_whose
from tui.model.long_work import Stopped
from tui.model.stay import Stay
from tui.screens.making.made import Made

_ONE, _ALL, _TAKE, _LIST, _UNDO = "one", "all", "take", "list", "undo"


class _Coming(NamedTuple):
    """A file that was read, whose it is here, and the lines that say what it brings."""

    file: LeaverFile
    volunteer: str
    lines: list[str]


async def leavers_files(desk: Desk) -> None:
    """Choose what to do for somebody who changes school."""
    ways: Mapping[str, tuple[str, Callable[[Desk], Awaitable[None]]]] = {
        _ONE: (_("A leaver's file: record and certificate of one person, or of a class"), _give),
        _ALL: (_("Files of all who left with the last school year"), _give_all),
        _TAKE: (_("Take a newcomer's file from another school"), _take),
        _LIST: (_("Who brought hours from another school"), _show),
        _UNDO: (_("Strike out the hours that somebody brought"), _undo),
    }
    chosen = await choose(desk, _("Leavers and newcomers"), [(way, text) for way, (text, _do) in ways.items()])
    if chosen is not None:
        await ways[chosen][1](desk)


async def _give(desk: Desk) -> None:
    """The file of one person, or a folder of those of a class."""
    title = _("Leaver's file")
    whose = await ask_whose(desk, title, title, everybody=False)
    if whose is None or not await desk.as_supervisor():
        return
    signed = Signature(desk.supervisor_name)

    def give(store: Store, out: Path) -> Made:
        return _write(whose.persons(store), signed, store, out)

    stem = whose.word or _("leavers {day}").format(day=today_at(desk).isoformat())
    await make_file(desk, title, File(stem, "" if whose.one is None else ENDING, for_all=True), give)


async def _give_all(desk: Desk) -> None:
    title = _("Leavers' files")
    if await with_record(desk, title, _has_leavers) and await desk.as_supervisor():
        stem = _("leavers {day}").format(day=today_at(desk).isoformat())
        give = partial(_write_all, Signature(desk.supervisor_name))
        await make_file(desk, title, File(stem, "", for_all=True), give)


async def _take(desk: Desk) -> None:
    title = _("Newcomer's file")
    explanation = _("The file that the other school gave, which ends in .hdleave. Then choose who it is here.")

    async def take(file: Path) -> str:

        # A file that can't be taken is refused before anybody is asked who it is.
        read = await in_form(desk, title, partial(_believed, file))
        person = await pick_person(desk, title)
        if person is None:
            raise Stay
        coming = await in_form(desk, title, partial(_look, read, person))
        return await change_in_form(desk, title, partial(_enter, coming), coming.lines, _("take it in"))

    said = await ask_file(desk, title, explanation, (ENDING,), take)
    if said is not None:
        desk.app.notify(said, timeout=15, markup=False)


async def _show(desk: Desk) -> None:
    from tui.screens.message import MessageDialog

    title = _("Hours from other schools")
    lines = await with_record(desk, title, _lines)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))


async def _undo(desk: Desk) -> None:
    title = _("Strike out hours from another school")
    if not await with_record(desk, title, _has_taken):
        return
    person = await pick_person(desk, title)
    lines = None if person is None else await with_record(desk, title, partial(_brought_by, person))
    if person is None or lines is None:
        return

    async def strike(reason: str) -> str:
        work = partial(_strike, person, reason)
        return await change_in_form(desk, title, work, lines, _("strike them out"))

    said = await ask_text(desk, title, _("reason"), needed=_("write the reason"), use=strike)
    if said is not None:
        desk.app.notify(said, timeout=15, markup=False)


def _write(persons: Sequence[Person], signed: Signature, store: Store, out: Path) -> Made:
    from exports.included_desks import included_in
    from exports.leaver_files import give_files

    try:
        files, left_out, waits = give_files(store, out, persons, signed)
    except Stopped:
        said = _(
            "Stopped: no file was written. Certificates that were issued by then stand, and the next files take them."
        )
        raise Stopped(said) from None
    text = ngettext("{count} file, signed by the school", "{count} files, signed by the school", len(files))
    included = included_in(store)
    warns: tuple[str, ...] = () if included is None or included.complete else (included.text,)
    warns += tuple(map(say, [*left_out, *waits]))
    return Made(out, (text.format(count=len(files)),), warns)


def _write_all(signed: Signature, store: Store, out: Path) -> Made:
    from storage.school_year.leavers import last_leavers

    return _write(last_leavers(store), signed, store, out)


def _has_leavers(store: Store) -> bool:
    from storage.school_year.leavers import last_leavers

    return bool(last_leavers(store))


def _has_taken(store: Store) -> bool:
    from exports.exchange.leaver.taking import need_taken

    need_taken(store)
    return True


def _believed(file: Path, store: Store) -> LeaverFile:
    from exports.exchange.leaver.contents import read_leaver
    from exports.exchange.leaver.taking import check_believed, check_not_taken
    from exports.exchange.receiving import FileKind, receive

    receive(file, FileKind.LEAVER)
    read = read_leaver(file)
    check_believed(store, read)
    check_not_taken(store, read)
    return read


def _look(read: LeaverFile, person: Person, store: Store) -> _Coming:
    from exports.exchange.leaver.taking import has_other_name, whose_file
    from tui.words.people.transfers import file_lines, line_rows

    # Both names stand on the next screen, and whether they differ; a person says there whether it is one.
    whose_file(store, read, person.number, insist=True)
    here = _("Here: {number} {name} {class_name}").format(
        number=person.number, name=person.name, class_name=person.class_name
    )
    other = (
        [_("! The file has another name: go on only if this is one person.")] if has_other_name(person, read) else []
    )
    return _Coming(read, key_of(person), [*file_lines(read), here, *other, "", *line_rows(read)])


def _enter(coming: _Coming, store: Store, signed: Signature) -> str:
    from exports.exchange.leaver.taking import take_leaver
    from storage.people.known import known_person
    from tui.words.people.transfers import taken_text

    person = known_person(store, coming.volunteer)
    take_leaver(store, coming.file, person, signed)
    counts = store.ledger.facts().counts_transfers(store.identity.team)
    return taken_text(person, counts)


def _lines(store: Store) -> list[str]:
    from exports.exchange.leaver.taking import taken_files
    from storage.people.names import names_by_any_number
    from storage.standard.standard import school_names
    from tui.words.people.transfers import taken_lines

    return taken_lines(
        taken_files(store), names_by_any_number(store), store.identity.team, school_names(store.connection)
    )


def _brought_by(person: Person, store: Store) -> list[str]:
    from exports.exchange.leaver.taking import need_taken_by
    from storage.standard.standard import school_names
    from tui.words.people.transfers import brought_text

    schools = school_names(store.connection)
    return [brought_text(one, schools) for one in need_taken_by(store, person)]


def _strike(person: Person, reason: str, store: Store, signed: Signature) -> str:
    from exports.exchange.leaver.taking import undo_taking
    from tui.words.people.transfers import struck_text

    undo_taking(store, person, signed.because(reason))
    return struck_text(person.number)
