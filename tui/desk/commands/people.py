"""Commands about one person: found, looked up, registered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checkin.rules.events import Direction
from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_first_desk
from tui.model.command_groups import Group

if TYPE_CHECKING:
    from tui.screens.find import SamePerson, ShowPage
    from tui.screens.pick_person import Picked


class Find(DeskCommand):
    __doc__ = N_("Find a person by name, pinyin, initials, class or number, and check them in or out by hand.")
    name, keys, label = "find", ("f2", "alt+f"), N_("Find")
    also = N_("check in by hand, clock in, punch in, search")
    group, what, cli = Group.PEOPLE, N_("Find a person"), ("roster find",)
    waits = False

    async def do(self, desk: Desk) -> None:
        """Open the search with an empty field."""
        find(desk)


class VolunteerPage(DeskCommand):
    __doc__ = N_(
        "Find a person and see their page: hours by month, stars, trainings, commendations, exchanged hours, diary."
    )
    name, keys, label = "volunteer_page", ("shift+f2", "alt+v"), N_("Volunteer")
    also = N_("record of one person, evaluation, hours of a person, honours, two numbers of one person")
    group, what, cli = (
        Group.PEOPLE,
        N_("Page of a volunteer"),
        ("volunteer", "explain", "stars", "commend", "evaluate", "redeem", "training", "diary", "certificate"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Find somebody, then show the page."""
        from tui.desk.linking import say_same_person
        from tui.screens.find import FindPageDialog, SamePerson, ShowPage

        picked = await desk.app.push_screen_wait(FindPageDialog(desk.writer, desk.state.board))
        if isinstance(picked, ShowPage):
            await show_page(desk, picked.volunteer)
        elif isinstance(picked, SamePerson):
            await say_same_person(desk, picked.volunteer)


class EverybodysHours(DeskCommand):
    __doc__ = N_("See everybody's hours by source: of all sessions, or of an activity and of some days.")
    name, label = "everybodys_hours", N_("Hours")
    also = N_("total hours, scanned, added, list of hours")
    group, what, cli = Group.PEOPLE, N_("Everybody's hours by source"), ("explain --all",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.totals import show_totals

        await show_totals(desk)


class ShowNote(DeskCommand):
    __doc__ = N_("Read the note on the person who was scanned last; it goes away by Esc, and with the next scan.")
    name, keys, label = "note", ("alt+down",), N_("Note")
    group, what, cli = Group.PEOPLE, N_("Note on who was scanned last"), ("note show",)

    def why_not(self, desk: Desk) -> str:
        """Few people have one."""
        return "" if desk.state.noted else _("There is no note on who was scanned last.")

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.notes.reading import show_note

        await show_note(desk)


class Notes(DeskCommand):
    __doc__ = N_(
        "See and write notes on people, such as an allergy or the number of a vest: the supervisor's PIN is asked."
    )
    name, label = "notes", N_("Notes")
    also = N_("illness, medicine")
    group, what, cli = (
        Group.PEOPLE,
        N_("Notes on people: allergy, vest number …"),
        ("note set", "note clear", "note list"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.notes.writing import notes_on_people

        await notes_on_people(desk)


class WalkIn(DeskCommand):
    __doc__ = N_("Register somebody who is in no list, and check them in.")
    name, keys, label = "walk_in", ("f5", "alt+n"), N_("New person")
    also = N_("new pupil, add somebody, register")
    group, what, cli = Group.PEOPLE, N_("Add a new person"), ("roster add",)

    async def do(self, desk: Desk) -> None:
        """Ask who it is; then it is as if they were scanned."""
        from storage.people.register import key_of
        from tui.screens.walk_in import WalkInDialog

        person = await desk.app.push_screen_wait(WalkInDialog(desk.writer, _classes(desk)))
        if person is not None:
            desk.taking.take_by_hand(key_of(person), Direction.IN)


class BringInList(DeskCommand):
    __doc__ = N_("Bring in a list of people: a new class, or the list of a new year; those who are not in it can stay.")
    name, label = "bring_in_list", N_("List")
    also = N_("new pupils, change of class, rename, misspelt name, roster in")
    group, what, cli = Group.PEOPLE, N_("Bring in a list of people"), ("roster import", "roster template")
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """The roster is that of the first desk."""
        return needs_first_desk(desk, _("Lists come in at the team's first desk; then take its newer kit here."))

    async def do(self, desk: Desk) -> None:
        """Look at the file, ask about people who are not in it, take it."""
        from tui.desk.making.people.importing import bring_in_list

        await bring_in_list(desk)


def find(desk: Desk, text: str = "") -> None:
    """Open the search with what was typed already, so that the letters behind it find the field."""
    from tui.desk.linking import say_same_person
    from tui.screens.find import FindDialog, SamePerson, ShowPage

    def done(picked: Picked | ShowPage | SamePerson | None) -> None:
        if isinstance(picked, ShowPage):
            desk.start("page", partial(show_page, desk, picked.volunteer))
        elif isinstance(picked, SamePerson):
            desk.start("same person", partial(say_same_person, desk, picked.volunteer))
        elif picked is not None:
            by_itself = picked.direction is Direction.AUTO
            desk.taking.take_by_hand(picked.volunteer, desk.state.direction if by_itself else picked.direction)

    desk.app.push_screen(FindDialog(desk.writer, desk.state.board, text), done)


def type_name(desk: Desk, text: str) -> None:
    """A person typed letters at the desk: look for somebody with them; more may be on their way."""
    from tui.screens.find import FindDialog

    if isinstance(desk.app.screen, FindDialog):
        desk.app.screen.type(text)
    elif desk.app.screen is desk.screen and desk.state.activity is not None:
        find(desk, text)
    elif desk.app.screen is desk.screen:
        desk.app.notify(_("Choose an activity first (F6); then letters find a person."), timeout=8)


async def show_page(desk: Desk, volunteer: str) -> None:
    """The page of a volunteer, by key; read in the writer's thread, so that it holds what was recorded last."""
    from tui.screens.volunteer.screen import VolunteerScreen
    from tui.words.volunteer_page import volunteer_data

    data = await desk.tried(lambda store: volunteer_data(store, volunteer))
    if data is not None:
        await desk.app.push_screen_wait(VolunteerScreen(data, desk))


def _classes(desk: Desk) -> tuple[str, ...]:
    """The classes that the board knows, in their order: they are offered for a new person."""
    from storage.people.class_spelling import class_order

    rows = desk.state.board.rows if desk.state.board is not None else ()
    return tuple(sorted({row.class_name for row in rows if row.class_name}, key=class_order))
