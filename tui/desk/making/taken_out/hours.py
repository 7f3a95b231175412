"""Hours that leave the desk as a file: a workbook, a page for the head teacher, tables for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.period import ALL_DAYS, Period
from checkin.texts import _, ngettext
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, today_at
from tui.desk.making.days import ask_period
from tui.desk.making.flow import File, made_in_form, make_file, say_made
from tui.screens.making.made import Made

_ACTIVITY, _MONTH, _LAST_MONTH, _ALL, _DAYS = "activity", "month", "last month", "all", "days"


async def make_workbook(desk: Desk) -> None:
    """The workbook of hours."""
    await _make(desk, _("Hours to a workbook"), ".xlsx")


async def make_page(desk: Desk) -> None:
    """The page for the head teacher."""
    await _make(desk, _("Page for the head teacher"), ".html")


async def make_table(desk: Desk) -> None:
    """A table for another program."""
    title = _("Hours for another program")
    ending = await choose(desk, title, [(".csv", _("a table (CSV)")), (".json", _("records (JSON)"))])
    if ending is not None:
        await _make(desk, title, ending)


async def _make(desk: Desk, title: str, ending: str) -> None:
    """Of the activity that scans go to, of a period, or of all."""
    activity, today = desk.state.activity, today_at(desk)
    month = _month(today)
    before = _month(today.replace(day=1) - timedelta(days=1))
    lines = (
        [] if activity is None else [(_ACTIVITY, _("of {activity}").format(activity=activity.name or activity.code))]
    )
    lines += [
        (_ALL, _("of all activities")),
        (_MONTH, _("of this month ({month})").format(month=f"{today:%Y-%m}")),
        (_LAST_MONTH, _("of last month ({month})").format(month=f"{before.first:%Y-%m}")),
        (_DAYS, _("from one day to another …")),
    ]
    match await choose(desk, title, lines, _("Whose hours go into the file?")):
        case "activity" if activity is not None:
            stem, asked = f"hours-{activity.code}", AskedSessions(activity.key)
        case "all":
            stem, asked = f"hours-{today.isoformat()}", AskedSessions(None, ALL_DAYS)
        case "month":
            stem, asked = f"hours-{today:%Y-%m}", AskedSessions(None, month)
        case "last month":
            stem, asked = f"hours-{before.first:%Y-%m}", AskedSessions(None, before)
        case "days":
            await _make_of_days(desk, title, ending)
            return
        case _:
            return
    await make_file(desk, title, File(stem, ending, True), _maker(asked))


async def _make_of_days(desk: Desk, title: str, ending: str) -> None:
    async def make(period: Period, _values: Mapping[str, str]) -> Made:
        file = File(_stem(period), ending, True)
        return await made_in_form(desk, title, file, _maker(AskedSessions(None, period)))

    made = await ask_period(desk, title, make)
    if made is not None:
        await say_made(desk, title, made)


def _month(day: date) -> Period:
    """The month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _stem(period: Period) -> str:
    days = [day.isoformat() for day in (period.first, period.last) if day is not None]
    return "-".join(["hours", *(days or ["all"])])


def _maker(asked: AskedSessions) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        if out.suffix.lower() == ".html":
            from exports.pages.desk_page import write_desk_page

            rows = write_desk_page(store, out, asked)
        else:
            from exports.included_desks import included_in
            from exports.tables.export import write_export
            from exports.tables.requirement_sheet import requirement_sheets
            from exports.tables.session_rows import session_rows

            included = included_in(store, asked.activity)
            sheets = requirement_sheets(store) if asked.activity is None and out.suffix.lower() == ".xlsx" else []
            rows = write_export(out, session_rows(store, asked), "" if included is None else included.text, sheets)
        return Made(out, (ngettext("{count} service session", "{count} service sessions", rows).format(count=rows),))

    return make
