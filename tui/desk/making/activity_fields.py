"""What can be changed of an activity: how each is called, shown and typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from checkin.rules.activities import Activity, ActivityKind
from checkin.rules.instants import instant, local_time
from checkin.rules.planned_times import end_by_clock, window_by_clock
from checkin.rules.problems import N_
from checkin.rules.typed_times import parse_day, parse_day_and_time
from checkin.texts import _, ngettext
from tui.screens.field import Field
from tui.screens.fields.kinds import Day, Hour
from tui.words.amounts import clock_text, planned_text
from tui.words.cells import padded

_TITLE = 22
"""Cells of the column of titles."""
TIMES, WINDOWS = "times", "windows"


class Asked(NamedTuple):
    """What a line of the list is called, and what it means."""

    title: str
    meaning: str = ""


ASKED: Mapping[str, Asked] = {
    "name": Asked(N_("activity name")),
    TIMES: Asked(
        N_("day and times"), N_("Hours of its sessions follow. An end before the start is one of the next day.")
    ),
    "place": Asked(N_("place")),
    "category": Asked(N_("category")),
    "project": Asked(N_("project"), N_("Empty: none.")),
    "signup": Asked(N_("sign-up list")),
    WINDOWS: Asked(
        N_("only in, only out"),
        N_("Until the first time every scan is a check-in; from the second on a check-out. Empty: by itself."),
    ),
    "kind": Asked(N_("kind of activity")),
    "not_creditable": Asked(N_("no service hours"), N_("The reason why it gives none; empty: it gives hours.")),
    "content": Asked(N_("what is done")),
    "organiser": Asked(N_("organiser"), N_("The unit that holds it, if it is not the team.")),
    "overnight": Asked(N_("overnight")),
}
"""By the names of fields; times stand together."""
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "kind": (
        (str(ActivityKind.SERVICE), N_("service")),
        (str(ActivityKind.TRAINING), N_("training: never service hours")),
    ),
    "overnight": (("True", N_("goes on past midnight")), ("False", N_("ends on its day"))),
}
_CLEARED = ("category", "project", "not_creditable", "content", "organiser")


def field_title(name: str) -> str:
    """What a line of the list is called."""
    return _(ASKED[name].title)


def field_lines(activity: Activity) -> list[tuple[str, str]]:
    """The list: each with what holds now."""
    return [(name, f"{padded(field_title(name), _TITLE)} {_shown(activity, name)}") for name in ASKED]


def _shown(activity: Activity, name: str) -> str:
    match name:
        case "times":
            return planned_text(activity)
        case "windows":
            shown = [_clock(activity, at) for at in (activity.check_in_until, activity.check_out_from)]
            return " – ".join(text or "…" for text in shown) if any(shown) else _("by itself")
        case "signup":
            count = len(activity.signup or ())
            if activity.signup is None:
                return _("nobody in particular")
            return ngettext("{count} person signed up", "{count} persons signed up", count).format(count=count)
    value = getattr(activity, name)
    for one, words in CHOICES.get(name, ()):
        if one == str(value):
            return _(words)
    return str(value or "—")


def typed(activity: Activity, name: str) -> list[Field]:
    """The fields that ask for it."""
    if name == TIMES:
        start = None if activity.start is None else local_time(activity.start, activity.zone).date().isoformat()
        return [
            Field("day", _("day"), start or "", "2026-03-05", Day()),
            Field("start", _("begins"), _clock(activity, activity.start), "09:00", Hour(dated=True)),
            Field("end", _("ends"), _clock(activity, activity.end), "11:30", Hour(dated=True)),
        ]
    if name == WINDOWS:
        return [
            Field(
                "check_in_until",
                _("check-in until"),
                _clock(activity, activity.check_in_until),
                "09:15",
                Hour(dated=True),
            ),
            Field(
                "check_out_from",
                _("check-out from"),
                _clock(activity, activity.check_out_from),
                "11:00",
                Hour(dated=True),
            ),
        ]
    return [Field(name, field_title(name), str(getattr(activity, name) or ""))]


def changes_of(activity: Activity, name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed or chosen, as the log keeps it: instants in milliseconds. Raises Refused for what can't be read."""
    if name == TIMES:
        day = parse_day(values["day"], _("day"))
        start = _at(activity, day, values["start"], _("begins"))
        last_day, clock = parse_day_and_time(values["end"], _("ends"))
        end = (
            end_by_clock(start, clock, activity.zone)
            if last_day is None
            else instant(datetime.combine(last_day, clock, activity.zone))
        )
        return {"start": start, "end": end}
    if name == WINDOWS:
        return {one: _window(activity, text, one) for one, text in values.items()}
    if name == "overnight":
        return {name: values[name] == "True"}
    text = " ".join(values[name].split())
    return {name: text or (None if name in _CLEARED else "")}


def _window(activity: Activity, text: str, name: str) -> int | None:
    if not text:
        return None
    label = {"check_in_until": _("check-in until"), "check_out_from": _("check-out from")}[name]
    day, clock = parse_day_and_time(text, label)
    if day is not None:
        return instant(datetime.combine(day, clock, activity.zone))
    return None if activity.start is None else window_by_clock(activity.start, activity.end, clock, activity.zone)


def _at(activity: Activity, day: date, text: str, label: str) -> int:
    other_day, clock = parse_day_and_time(text, label)
    return instant(datetime.combine(other_day or day, clock, activity.zone))


def _clock(activity: Activity, at: int | None) -> str:
    return "" if at is None else clock_text(at, activity.zone)
