"""Activities come out of a calendar file, or go into one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from exports.ical.taking import Look, look, take
from exports.ical.writing import ENDING, write_calendar
from storage.activities.activities import list_activities
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed_after_look, choose, today_at
from tui.desk.making.flow import File, in_form, make_file
from tui.screens.field import Field
from tui.screens.fields import kinds
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog, Stay
from tui.screens.making.made import Made
from tui.screens.message import MessageDialog
from tui.words.calendar import coming_lines, hints, taken_text, written_text

_IN, _OUT = "in", "out"
_A_TERM = timedelta(weeks=16)
"""The example of a last day is still to come."""
_FILE_NEEDED = N_("choose a file, or write its path")


class _Asked(NamedTuple):
    """A calendar to read; the place of events that name none; the last day of those that repeat (None: their own)."""

    file: Path
    place: str
    until: str


async def calendars(desk: Desk) -> None:
    """Choose between in and out."""
    ways = [
        (_IN, _("Make activities of a calendar's events (.ics)")),
        (_OUT, _("Write the activities for other calendars")),
    ]
    chosen = await choose(desk, _("Calendar"), ways)
    if chosen == _IN:
        await _bring_in(desk)
    elif chosen == _OUT:
        stem = _("activities {day}").format(day=today_at(desk).isoformat())
        await make_file(desk, _("Calendar"), File(stem, ENDING, for_all=True), _write)


async def _bring_in(desk: Desk) -> None:
    """Each event is shown, with what can't come in; then the new ones are made, all or none."""
    title = _("Activities of a calendar")
    await desk.app.push_screen_wait(_form(desk, title))


async def _taken(desk: Desk, title: str, looked: Look) -> bool:
    """Whether all that can come in has come in, after a look at it."""
    wrong = [say(problem) for problem in looked.problems]
    lines = [*coming_lines(looked), *hints(looked)]
    if wrong:
        lines += ["", _("These can't come in, and would be left out:"), *wrong]
    if not looked.new:
        await desk.app.push_screen_wait(MessageDialog(title, [taken_text(0), "", *lines], long=True))
        return False
    if not await agreed_after_look(desk, title, lines, _("make the new ones")):
        return False
    operator = desk.writer.operator
    made = await desk.tried(lambda store: take(store, looked, Signature(operator)))
    if made is not None:
        desk.app.notify(taken_text(len(made)), timeout=12)
    return made is not None


def _form(desk: Desk, title: str) -> FormDialog[bool]:
    async def keep(values: dict[str, str]) -> bool:
        asked = _Asked(path_of(values["file"]), " ".join(values["place"].split()), values["until"])
        if not await _taken(desk, title, await in_form(desk, title, partial(_look, asked))):
            raise Stay
        return True

    example = (today_at(desk) + _A_TERM).isoformat()
    fields = [
        Field("file", _("file"), kind=kinds.File((ENDING,)), needed=_FILE_NEEDED),
        Field("place", _("place if none")),
        Field("until", _("repeats until"), "", example, kinds.Day()),
    ]
    return FormDialog(title, fields, keep, _("Each event is shown before anything is written.") + "\n", does=_("go on"))


def _look(asked: _Asked, store: Store) -> Look:
    until = parse_day(asked.until, "until") if asked.until else None
    return look(store, asked.file, until=until, place=asked.place)


def _write(store: Store, out: Path) -> Made:
    return Made(out, (written_text(write_calendar(out, list_activities(store), store.now())),))
