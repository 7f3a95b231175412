"""Activities come out of a calendar file, or go into one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, say
from exports.ical.taking import Look, look, take
from exports.ical.writing import ENDING, write_calendar
from storage.activities.activities import list_activities
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, need_agreed, pick_activity, today_at
from tui.desk.making.flow import File, in_form, make_file
from tui.model.stay import Stay
from tui.screens.field import Field
from tui.screens.fields import kinds
from tui.screens.fields.paths import FILE_NEEDED, path_of
from tui.screens.form import FormDialog
from tui.screens.making.made import Made
from tui.screens.message import MessageDialog
from tui.words.calendar import coming_lines, hints, taken_text, written_text

_IN, _OUT, _ONE = "in", "out", "one"
_A_TERM = timedelta(weeks=16)
"""The example of a last day is still to come."""


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
        (_ONE, _("Write one activity for other calendars …")),
    ]
    chosen = await choose(desk, _("Calendar"), ways)
    if chosen == _IN:
        await _bring_in(desk)
    elif chosen == _OUT:
        stem = _("activities {day}").format(day=today_at(desk).isoformat())
        await make_file(desk, _("Calendar"), File(stem, ENDING, for_all=True), partial(_write, None))
    elif chosen == _ONE:
        one = await pick_activity(desk, _("Calendar"))
        if one is not None:
            await make_file(desk, _("Calendar"), File(one.code, ENDING, for_all=True), partial(_write, one))


async def _bring_in(desk: Desk) -> None:
    """Each event is shown, with what can't come in; then the new ones are made, all or none."""
    title = _("Activities of a calendar")
    await desk.app.push_screen_wait(_form(desk, title))


async def _take(desk: Desk, title: str, looked: Look) -> None:
    """All that can come in comes in, after a look at it. Raises as a form needs it."""
    wrong = [say(problem) for problem in looked.problems]
    lines = [*coming_lines(looked), *hints(looked)]
    if wrong:
        lines += ["", _("These can't come in, and would be left out:"), *wrong]
    if not looked.new:
        await desk.app.push_screen_wait(MessageDialog(title, [taken_text(0), "", *lines], long=True))
        raise Stay
    await need_agreed(desk, title, lines, _("make the new ones"))
    operator = desk.writer.operator
    made = await desk.writer.ask(lambda store: take(store, looked, Signature(operator)))
    desk.app.notify(taken_text(len(made)), timeout=12)


def _form(desk: Desk, title: str) -> FormDialog[bool]:
    async def keep(values: dict[str, str]) -> bool:
        asked = _Asked(path_of(values["file"]), " ".join(values["place"].split()), values["until"])
        await _take(desk, title, await in_form(desk, title, partial(_look, asked)))
        return True

    example = (today_at(desk) + _A_TERM).isoformat()
    fields = [
        Field("file", _("file"), kind=kinds.File((ENDING,)), needed=FILE_NEEDED),
        Field("place", _("place if none")),
        Field("until", _("repeats until"), "", example, kinds.Day()),
    ]
    return FormDialog(title, fields, keep, _("Each event is shown before anything is written.") + "\n", does=_("go on"))


def _look(asked: _Asked, store: Store) -> Look:
    until = parse_day(asked.until, "until") if asked.until else None
    return look(store, asked.file, until=until, place=asked.place)


def _write(one: Activity | None, store: Store, out: Path) -> Made:
    activities = list_activities(store) if one is None else [one]
    return Made(out, (written_text(write_calendar(out, activities, store.now())),))
