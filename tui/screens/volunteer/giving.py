"""What the keys of the volunteer's page lead to: a form or a question, a supervisor, done. Each waits for dialogs, in a worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.rules.events import Quality
from checkin.rules.problems import Problem
from checkin.rules.signature import Signature
from checkin.texts import _
from checkin.words import quality_word
from storage.recognition.diary import remove_entry
from storage.recognition.stars import award
from storage.store import Store
from storage.supervision.consequences import do_foreseen
from tui.model.desk_services import DeskServices
from tui.model.stay import NOTHING_WRITTEN, Stay, need_supervisor
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.deed import Deed, DeedForm
from tui.screens.making.unprintable import issue_all_the_same, kept
from tui.screens.volunteer import forms
from tui.screens.volunteer.foreseeing import Looked, foreseen_deed
from tui.screens.volunteer.given import ENTRY, given_lines
from tui.screens.volunteer.printing import print_page
from tui.words.cells import plain
from tui.words.record.credential_files import credential_file_lines
from tui.words.record.on_screen import said_here
from tui.words.volunteer_page import VolunteerData, next_star_text, so_far_text, star_text

if TYPE_CHECKING:
    pass


class Giving:
    """`data` gives what is known of the volunteer now; `changed` reads it anew."""

    def __init__(
        self,
        app: App[Any],
        desk: DeskServices,
        data: Callable[[], VolunteerData],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._app, self._desk, self._now, self._read = app, desk, data, changed

    @property
    def _data(self) -> VolunteerData:
        return self._now()

    async def certify(self) -> None:
        """A certificate of the confirmed hours, numbered, filed, and put into the data folder."""
        from tui.model.certifying import certify, need_certifiable

        person = self._data.record.person
        question = [_("It is numbered and filed, and counts confirmed hours.")]
        title = _("Issue a certificate to {name}?").format(name=plain(person.name))
        if await self._app.push_screen_wait(AskDialog(title, question, _("issue it"))):
            refused = list[Problem]()

            def look(store: Store) -> bool:
                with kept(refused):
                    need_certifiable(store, person)
                return True

            can = await self._desk.tried(look) is not None
            if not (can or await issue_all_the_same(self._app, refused)) or not await self._desk.as_supervisor():
                return
            signed = Signature(self._desk.supervisor_name)
            written = await self._desk.tried(lambda store: certify(store, person, signed, insisted=not can))
            if written is not None:
                text = _("{file} is written.").format(file=written.files[0])
                lines = [
                    text,
                    *credential_file_lines(written.credentials, written.files[0]),
                    *map(said_here, written.notes),
                ]
                self._app.notify("\n".join(lines), timeout=20, markup=False)
                await self._read()

    async def award(self) -> None:
        """The next star, where the volunteer is eligible."""
        record = self._data.record
        if record.eligible is None:
            self._app.notify(next_star_text(record), markup=False)
            return
        title = _("Award {stars} to {name}?").format(stars=star_text(record.eligible), name=plain(record.person.name))
        lines = [so_far_text(record)]
        if await self._app.push_screen_wait(AskDialog(title, lines, _("award"))) and await self._desk.as_supervisor():
            operator = self._desk.supervisor_name
            await self._desk.tried(lambda store: award(store, [record.key], store.today(), Signature(operator)))
            await self._read()

    async def commend(self) -> None:
        """A commendation or honorary title."""
        await self._fill(lambda data, day, operator: forms.commend_deed(data, day, operator))

    async def evaluate(self) -> None:
        """How well somebody served."""
        choices = [(str(quality), quality_word(quality)) for quality in Quality]
        chosen = await self._app.push_screen_wait(ChooseDialog(_("How well did they serve?"), choices))
        if chosen is not None:
            await self._fill_and_look(
                lambda data, day, operator: forms.evaluate_deed(data, Quality(chosen), day, operator), _("record it")
            )

    async def redeem(self) -> None:
        """Hours for a service."""
        await self._fill_and_look(lambda data, day, operator: forms.redeem_deed(data, operator), _("exchange"))

    async def write_diary(self) -> None:
        """An entry of the diary."""
        await self._fill(lambda data, day, operator: forms.diary_deed(data, day, operator))

    async def note(self) -> None:
        """What the desk must know of the person."""
        person, text = self._data.record.person, " / ".join(note.text for note in self._data.notes)
        who = "\n".join(filter(None, (f"{person.number}  {plain(person.name)}", self._data.notes_stay)))
        await self._fill(lambda data, _day, operator: forms.note_deed(data.record.key, who, text, operator))

    async def strike(self) -> None:
        """Take back something that was given, or an entry of the diary."""
        given = given_lines(self._data)
        if not given:
            self._app.notify(_("There is nothing to strike out here."))
            return
        chosen = await self._app.push_screen_wait(ChooseDialog(_("Strike out what?"), given))
        if chosen is None:
            return
        if not chosen.startswith(ENTRY):
            shown = dict(given)[chosen]
            await self._fill_and_look(
                lambda data, day, operator: forms.strike_deed(chosen, shown, operator), _("strike it out")
            )
            return
        lines = [dict(given)[chosen], "", _("The diary is not part of the record: the entry will be gone for good.")]
        agreed = await self._app.push_screen_wait(AskDialog(_("Take the entry away?"), lines, _("take away")))
        if agreed and await self._desk.as_supervisor():
            place = int(chosen.removeprefix(ENTRY))
            await self._desk.tried(lambda store: remove_entry(store, place))
            await self._read()

    async def _fill(self, deed: forms.DeedMaker) -> None:
        made = await self._made(deed)
        if made is not None and await self._app.push_screen_wait(DeedForm(self._desk, made, tries=True)) is not None:
            await self._read()

    async def _fill_and_look(self, deed: forms.DeedMaker, agree: str) -> None:
        """The form of what changes hours or standing; before it is done, before → after is shown and asked."""
        made = await self._made(deed)
        if made is None:
            return

        async def write(looked: Looked) -> None:
            shown = [part for part in (made.explanation, *looked.lines) if part]
            if not await self._app.push_screen_wait(AskDialog(made.title, shown, agree)):
                raise Stay([_(NOTHING_WRITTEN)])
            await need_supervisor(self._desk)
            await self._desk.writer.ask(lambda store: do_foreseen(store, looked.work, looked.foreseen))

        form = DeedForm(self._desk, foreseen_deed(made, self._data.record.key), write)
        if await self._app.push_screen_wait(form) is not None:
            await self._desk.read_board()
            await self._read()

    async def _made(self, deed: forms.DeedMaker) -> Deed[object] | None:
        def today(store: Store) -> date:
            return store.today()

        # Scans may have come since the page was read.
        await self._read()
        day = await self._desk.tried(today)
        return None if day is None else deed(self._data, day, self._operator)

    def _operator(self) -> str | None:
        return self._desk.supervisor_name

    async def print(self) -> None:
        """All tables of this page on paper."""
        await print_page(self._app, self._desk, self._data)
