"""The volunteer's page on the screen: pages from the sums down to the sessions, and what a supervisor may give."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from checkin.durations import hours_text
from checkin.rules.events import Quality
from checkin.rules.signature import Signature
from checkin.texts import _
from checkin.words import person_kind_word, quality_word
from storage.recognition.diary import remove_entry
from storage.recognition.stars import award
from storage.store import Store
from tui.model.desk_services import DeskServices
from tui.model.once import once
from tui.model.verdicts import NOTHING, Verdict
from tui.screens.answering import AnsweringScreen
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.deed import DeedForm
from tui.screens.dialog import Text
from tui.screens.volunteer import forms
from tui.screens.volunteer.given import ENTRY, given_lines
from tui.screens.volunteer.pages import PAGES
from tui.widgets.key_bar import Entry, KeyBar
from tui.widgets.verdict_panel import VerdictPanel
from tui.words.cells import cell_width, cut, plain
from tui.words.volunteer_page import VolunteerData, next_star_text, star_text, volunteer_data

VERDICT_SECONDS = 8.0


class VolunteerScreen(AnsweringScreen[None]):
    """Left and right turn the pages. Scans go on; their verdict appears above for a while."""

    DEFAULT_CSS = """
    VolunteerScreen { layout: vertical; overflow: hidden; }
    VolunteerScreen > #above { dock: top; height: 8; display: none; }
    VolunteerScreen.-scanned > #above { display: block; }
    VolunteerScreen #who { text-wrap: nowrap; height: 1; padding: 0 1; background: $panel; }
    VolunteerScreen #tabs { text-wrap: nowrap; height: 1; padding: 0 1; }
    VolunteerScreen VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("right,tab", "turn(1)", show=False, priority=True),
        Binding("left,shift+tab", "turn(-1)", show=False, priority=True),
        Binding("f2,ctrl+f", "explain", show=False),
        Binding("f3,ctrl+s", "certify", show=False),
        Binding("f4,ctrl+a", "award", show=False),
        Binding("f5,ctrl+n", "commend", show=False),
        Binding("f6,ctrl+e", "evaluate", show=False),
        Binding("f7,ctrl+r", "redeem", show=False),
        Binding("f8,ctrl+d", "write", show=False),
        Binding("f9,ctrl+z", "strike", show=False),
    ]

    def __init__(self, data: VolunteerData, desk: DeskServices) -> None:
        super().__init__()
        self._data, self._desk = data, desk
        self._page = 0
        self.above = VerdictPanel(NOTHING, id="above")
        self._lines = Text(id="lines")
        self._scroll = VerticalScroll(self._lines)
        self._who, self._tabs = Text(id="who"), Text(id="tabs")

    def compose(self) -> ComposeResult:
        """Who it is, the pages' titles, one page, the keys."""
        yield self.above
        yield self._who
        yield self._tabs
        yield self._scroll
        yield KeyBar(self.entries())

    def entries(self) -> list[Entry]:
        """The keys of this screen, also those for which a supervisor must sign in."""
        return [
            ("←→", _("page"), "screen.turn(1)"),
            ("F2", _("explain"), "screen.explain"),
            ("F3", _("certificate"), "screen.certify"),
            ("F4", _("award a star"), "screen.award"),
            ("F5", _("commend"), "screen.commend"),
            ("F6", _("evaluate"), "screen.evaluate"),
            ("F7", _("exchange"), "screen.redeem"),
            ("F8", _("diary"), "screen.write"),
            ("F9", _("strike out"), "screen.strike"),
            ("Esc", _("back"), "screen.leave"),
        ]

    def on_mount(self) -> None:
        """Show the first page and set the focus on it."""
        self._scroll.focus()
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Tables fit the width."""
        self._draw(event.size.width)

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile."""
        self.above.show(verdict)
        self.add_class("-scanned")
        self.set_timer(VERDICT_SECONDS, lambda: self.remove_class("-scanned"))

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)

    def action_turn(self, by: int) -> None:
        """Go `by` pages on, from the last one to the first."""
        self._page = (self._page + by) % len(PAGES)
        self._scroll.scroll_home(animate=False)
        self._draw()

    def action_explain(self) -> None:
        """How the hours came about."""
        from tui.screens.explanation import ExplanationDialog

        record = self._data.record
        self.app.push_screen(ExplanationDialog(self._desk.writer, record.key, record.person.name))

    @once("volunteer deed")
    async def action_certify(self) -> None:
        """A certificate of the confirmed hours, numbered, filed, and put into the data folder."""
        from tui.model.certifying import certify

        person = self._data.record.person
        if not await self._desk.as_supervisor():
            return
        question = [_("It is numbered and filed, and counts confirmed hours.")]
        title = _("Issue a certificate to {name}?").format(name=plain(person.name))
        if await self.app.push_screen_wait(AskDialog(title, question, _("issue it"))):
            operator = self._desk.supervisor_name
            written = await self._desk.tried(lambda store: certify(store, person, Signature(operator)))
            if written is not None:
                self.notify(_("{file} is written.").format(file=written), timeout=20, markup=False)

    @once("volunteer deed")
    async def action_award(self) -> None:
        """The next star, where the volunteer is eligible."""
        record = self._data.record
        if record.eligible is None:
            self.notify(next_star_text(record), markup=False)
            return
        if not await self._desk.as_supervisor():
            return
        operator = self._desk.supervisor_name
        title = _("Award {stars} to {name}?").format(stars=star_text(record.eligible), name=plain(record.person.name))
        lines = [_("{hours} of service, {stars} awarded so far").format(
            hours=hours_text(record.minutes), stars=star_text(record.awarded) or _("no star")
        )]  # fmt: skip
        if await self.app.push_screen_wait(AskDialog(title, lines, _("award"))):
            await self._desk.tried(lambda store: award(store, [record.key], store.today(), Signature(operator)))
            await self._read()

    @once("volunteer deed")
    async def action_commend(self) -> None:
        """A commendation or honorary title."""
        await self._fill(lambda data, day, operator: forms.commend_deed(data, day, operator))

    @once("volunteer deed")
    async def action_evaluate(self) -> None:
        """How well somebody served."""
        choices = [(str(quality), quality_word(quality)) for quality in Quality]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("How well did they serve?"), choices))
        if chosen is not None:
            await self._fill(lambda data, day, operator: forms.evaluate_deed(data, Quality(chosen), day, operator))

    @once("volunteer deed")
    async def action_redeem(self) -> None:
        """Hours for a service."""
        await self._fill(lambda data, day, operator: forms.redeem_deed(data, operator))

    @once("volunteer deed")
    async def action_write(self) -> None:
        """An entry of the diary."""
        await self._fill(lambda data, day, operator: forms.diary_deed(data, day, operator))

    @once("volunteer deed")
    async def action_strike(self) -> None:
        """Take back something that was given, or an entry of the diary."""
        given = given_lines(self._data)
        if not given:
            self.notify(_("There is nothing to strike out here."))
            return
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Strike out what?"), given))
        if chosen is None:
            return
        if not chosen.startswith(ENTRY):
            shown = dict(given)[chosen]
            await self._fill(lambda data, day, operator: forms.strike_deed(chosen, shown, operator))
            return
        lines = [dict(given)[chosen], "", _("The diary is not part of the record: the entry will be gone for good.")]
        if not await self._desk.as_supervisor():
            return
        if await self.app.push_screen_wait(AskDialog(_("Take the entry away?"), lines, _("take away"))):
            place = int(chosen.removeprefix(ENTRY))
            await self._desk.tried(lambda store: remove_entry(store, place))
            await self._read()

    async def _fill(self, deed: forms.DeedMaker) -> None:
        if not await self._desk.as_supervisor():
            return

        def today(store: Store) -> date:
            return store.today()

        day = await self._desk.tried(today)
        if day is None:
            return
        made = deed(self._data, day, self._desk.supervisor_name)
        if await self.app.push_screen_wait(DeedForm(self._desk.writer, made)) is not None:
            await self._read()

    async def _read(self) -> None:
        """What is there now."""
        volunteer = self._data.record.key
        data = await self._desk.tried(lambda store: volunteer_data(store, volunteer))
        if data is not None:
            self._data = data
            self._draw()

    def _draw(self, width: int | None = None) -> None:
        record = self._data.record
        person = record.person
        words = (
            f"{person.number} {self._data.linked}".rstrip(),
            plain(person.name),
            plain(person.class_name),
            person_kind_word(person.kind),
        )
        sums = hours_text(record.minutes) + f"  {star_text(record.awarded)}"
        # One cell for the scroll bar, two for the padding.
        room = max(20, (width or self.size.width or 80) - 3)
        # A very long name leaves room for the sums.
        who = cut("  ".join(word for word in words if word), room - cell_width(sums) - 2)
        self._who.say(Content.assemble((who, "bold"), f"  {sums}"))
        titles = [
            Content.styled(_(title), "bold reverse" if place == self._page else "$quiet")
            for place, (title, _lines) in enumerate(PAGES)
        ]
        self._tabs.say(Content("  ").join(titles))
        self._lines.say(Content("\n").join(PAGES[self._page][1](self._data, room)))
