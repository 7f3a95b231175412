"""What can be done about things at the desk: for the person who was scanned last, for another one, for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checkin.rules.things import Handed
from checkin.texts import _, ngettext
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, pick_person
from tui.desk.making.flow import File, make_file
from tui.screens.making.made import Made
from tui.screens.things.hands import hands_of
from tui.words.people.things import NOTHING_OUT, still_have_text

_LAST, _PERSON, _OUT, _WRITE = "last", "person", "out", "write"


async def things_at_desk(desk: Desk) -> None:
    """Choose what to do; the first line is the person of the last verdict."""
    last = desk.state.last_scanned
    lines = [
        (_PERSON, _("Give things to a person, or take them back …")),
        (_OUT, _("Who still has something")),
        (_WRITE, _("The list to a file, or on paper …")),
    ]
    if last is not None:
        who = " ".join(part for part in (last.name, last.detail) if part)
        lines.insert(0, (_LAST, _("{who}: give or take back").format(who=who)))
    match await choose(desk, _("Things handed out"), lines):
        case "last" if last is not None:
            await hands_of(desk.app, desk, last.volunteer, desk.state.activity)
        case "person":
            await _of_person(desk)
        case "out":
            await _who_has(desk)
        case "write":
            await _write(desk)


async def _of_person(desk: Desk) -> None:
    from storage.people.register import key_of

    person = await pick_person(desk, _("Things handed out"))
    if person is not None:
        await hands_of(desk.app, desk, key_of(person), desk.state.activity)


async def _who_has(desk: Desk) -> None:
    """A line for each person; Enter opens what they have. Back in the list until Esc."""
    while True:
        lines = await desk.tried(lambda store: _people(store, _asked(desk)))
        if lines is None:
            return
        if not lines:
            desk.app.notify(_(NOTHING_OUT), timeout=8)
            return
        chosen = await choose(desk, _("Who still has something"), lines, still_have_text(len(lines)))
        if chosen is None:
            return
        await hands_of(desk.app, desk, chosen, desk.state.activity)


def _asked(desk: Desk) -> str | None:
    """The activity whose things are listed, by key; all of them while none is chosen."""
    return None if desk.state.activity is None else desk.state.activity.key


def _people(store: Store, activity: str | None) -> list[tuple[str, str]]:
    from storage.people.names import names_by_any_number
    from storage.things.out import still_out, things_in
    from tui.words.people.things import things_text, who_line

    by_person: dict[str, list[Handed]] = {}
    for one in still_out(things_in(store, activity)):
        by_person.setdefault(one.person, []).append(one)
    names, own = names_by_any_number(store), store.identity.team
    return [(person, f"{who_line(person, own, names)}  {things_text(theirs)}") for person, theirs in by_person.items()]


async def _write(desk: Desk) -> None:
    title, activity = _("Things handed out"), desk.state.activity
    endings = [(".pdf", _("on paper (PDF)")), (".xlsx", _("a workbook")), (".csv", _("a table (CSV)"))]
    ending = await choose(desk, title, endings)
    if ending is not None:
        stem = "things" if activity is None else f"things-{activity.code}"
        await make_file(desk, title, File(stem, ending, for_all=ending != ".pdf"), _maker(_asked(desk)))


def _maker(activity: str | None) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.shown.things_list import things_list
        from exports.shown.writing import write_list
        from storage.things.out import still_out, things_in

        found = still_out(things_in(store, activity))
        write_list(out, things_list(store, found, activity))
        text = ngettext("{count} line: what is still out", "{count} lines: what is still out", len(found))
        return Made(out, (text.format(count=len(found)),))

    return make
