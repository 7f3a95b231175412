"""Badges at the desk: printed for all, a class or one person; and a new one for a badge that was lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checkin.rules.identity import within
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext, say
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed, pick_person
from tui.desk.making.flow import File, make_file, only_make, say_made
from tui.desk.making.whose import Whose, ask_whose
from tui.screens.making.made import Made
from tui.words.laptop.here import NOT_PRINTED

_PICTURES = "pictures"


async def print_badges(desk: Desk) -> None:
    """Ask whose, then write the sheet."""
    title = _("Print badges")
    whose = await ask_whose(desk, title, _("Whose badge?"), [(_PICTURES, _("everybody, as a picture each"))])
    if whose is not None:
        as_pictures = whose.what == _PICTURES
        stem = "-".join(["badges", *([whose.word] if whose.word else [])])
        await make_file(desk, title, File(stem, "" if as_pictures else ".pdf", as_pictures), _maker(whose))


async def replace_lost_badge(desk: Desk) -> None:
    """Find the person, revoke the badge, make a new one and print it at once: the supervisor's."""
    title = _("Lost badge")
    person = await pick_person(desk, _("Whose badge is lost?"))
    if person is None:
        return
    lines = [
        f"{person.name}  {person.class_name}  {person.number}",
        "",
        _("The old badge is refused from now on, whoever shows it. A new one is printed."),
    ]
    if not await agreed(desk, _("A new badge?"), lines, _("new badge, and print it")) or not await desk.as_supervisor():
        return
    signed = Signature(desk.supervisor_name)

    def reissue(store: Store) -> str:
        from storage.people.badges import reissue

        return reissue(store, key_of(person), signed)

    if await desk.tried(reissue) is None:
        return
    await desk.read_board()
    made = await only_make(desk, title, File(f"badge-{person.number}"), _printed(person))
    if made is not None:
        await say_made(desk, title, made)


def _maker(whose: Whose) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.printed.badges.chosen import cards_of

        cards = cards_of(store, whose.persons(store))
        if whose.what == _PICTURES:
            from exports.printed.badges.png import write_pictures

            printed = write_pictures(out, cards)
        else:
            from exports.printed.badges.sheet import write_sheet

            printed = write_sheet(out, cards)
        text = ngettext("{count} badge", "{count} badges", len(cards)).format(count=len(cards))
        return Made(out, (text,), tuple(map(say, printed.notes)))

    return make


def _printed(person: Person) -> Callable[[Store, Path], Made]:
    """Write the badge of one person and send it to the printer, where there is one."""

    def make(store: Store, out: Path) -> Made:
        from exports.printed.badges.chosen import cards_of
        from exports.printed.badges.sheet import write_sheet
        from tui.devices.printer import send_to_printer

        printed = write_sheet(out, cards_of(store, [person]))
        text = _("The new badge of {name} ({number}) holds from now on.")
        text = text.format(name=person.name, number=within(key_of(person), store.identity.team))
        warns = tuple(map(say, printed.notes))
        printer = send_to_printer(out)
        if printer is None:
            warns += (_(NOT_PRINTED),)
        return Made(out, (text,), warns, printer)

    return make
