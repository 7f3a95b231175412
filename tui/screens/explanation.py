"""How somebody's hours came about, to be read at the desk; one key makes the sheet for parents of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events, work
from textual.containers import VerticalScroll
from textual.widget import Widget

from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.identity import within
from checkin.texts import _
from storage.store import Store
from tui.model.letters import as_key, letter_of
from tui.model.sheets import sheet_file
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog, Text
from tui.screens.printed_file import say_printed
from tui.widgets.key_bar import Entry
from tui.words.cells import plain
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from exports.printed.printed import Printed


_WRITE, _CHOOSE = "I", "D"
"""The first prints, as on the volunteer's page."""


class ExplanationDialog(Dialog[None]):
    """Of one volunteer, by key."""

    DEFAULT_CSS = """
    ExplanationDialog > #box { width: 100%; height: 100%; }
    ExplanationDialog VerticalScroll { height: 1fr; }
    """

    def __init__(self, writer: WriterHandle, volunteer: str, name: str) -> None:
        super().__init__(_("How the hours of {name} came about").format(name=name))
        self._writer = writer
        self._volunteer = volunteer
        self._asked = ALL_SESSIONS
        self._activities: dict[str, str] = {}

    def parts(self) -> Iterable[Widget]:
        """The totals, and all of it below them."""
        yield Text(id="totals")
        with VerticalScroll():
            yield Text(id="told")

    def entries(self) -> list[Entry]:
        """The keys that write the sheet for parents, and that choose which sessions it has."""
        return [
            *(self.scrolling(self.query_one(VerticalScroll)) if self._stands else []),
            (_WRITE, _("sheet for parents"), "screen.write"),
            (_CHOOSE, _("which sessions …"), "screen.choose"),
        ]

    def begin(self) -> None:
        """It is read from the log now."""
        self.query_one(VerticalScroll).focus()
        self._read()

    def on_key(self, event: events.Key) -> None:
        """The letters of the keys."""
        does = {as_key(_WRITE): self.action_write, as_key(_CHOOSE): self.action_choose}.get(letter_of(event) or "")
        if does is not None:
            event.stop()
            does()

    @work(exclusive=True, group="choosing")
    async def action_choose(self) -> None:
        """Of one activity or all, on the days of a period; the sheet then has these alone."""
        from tui.screens.field import Field
        from tui.screens.fields.kinds import Choice
        from tui.screens.fields.two_days import day_fields, period_of
        from tui.screens.form import FormDialog

        async def keep(values: dict[str, str]) -> AskedSessions:
            return AskedSessions(values["activity"] or None, period_of(values))

        activities = (("", _("all activities")), *self._activities.items())
        fields = [
            Field("activity", _("activity"), self._asked.activity or "", kind=Choice(activities)),
            *day_fields(self._asked.period),
        ]
        form = FormDialog(_("Which sessions?"), fields, keep, does=_("show them"))
        asked = await self.app.push_screen_wait(form)
        if asked is not None:
            self._asked = asked
            self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        volunteer, asked = self._volunteer, self._asked

        def explained(store: Store) -> tuple[list[str], list[str], dict[str, str]]:
            from exports.printed.explanation.explaining import explanation_of
            from tui.words.record.explanation import explanation_lines, total_lines

            told = explanation_of(store, volunteer, asked)
            named = {
                one.session.activity: found.name if (found := told.facts.activity(one.session.activity)) else ""
                for one in told.accounts
            }
            return list(total_lines(told)), list(explanation_lines(store, told)), named

        try:
            totals, lines, named = await self._writer.ask(explained)
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
            return
        if self._asked.is_all:
            self._activities = {key: plain(name) or key for key, name in named.items()}
        self.query_one("#totals", Text).say("\n".join([*self._only(), *totals, ""]))
        self.query_one("#told", Text).say("\n".join(lines))
        self.call_after_refresh(self.show_keys)

    def _only(self) -> list[str]:
        """Which sessions are shown, where not all are."""
        if self._asked.is_all:
            return []
        period = self._asked.period
        days = "" if period.is_open else f"{period.first or '…'} – {period.last or '…'}"
        name = self._activities.get(self._asked.activity or "", "")
        return [_("Only these sessions: {which}").format(which=" · ".join(filter(None, (name, days))))]

    @work(exclusive=True, group="sheet")
    async def action_write(self) -> None:
        """The sheet as PDF into the data folder."""
        volunteer, asked = self._volunteer, self._asked

        def write(store: Store) -> Printed:
            from exports.printed.explanation.explaining import explanation_of
            from exports.printed.explanation.page import write_explanation
            from storage.team.profile import contact_line

            out = sheet_file(store.folder, f"hours-{within(volunteer, store.identity.team)}")
            today = store.today()
            told = explanation_of(store, volunteer, asked)
            return write_explanation(out, told, store.identity, today, contact_line(store.connection))

        try:
            printed = await self._writer.ask(write)
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            self.trouble.say("")
            await say_printed(self.app, printed, _("sheet for parents"))
