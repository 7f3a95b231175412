"""What can be changed of an activity, as the fields of one form, and what was changed in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from checkin.rules.activities import Activity, ActivityKind, zone
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.planned_times import planned_end, window_by_clock
from checkin.rules.problems import N_
from checkin.rules.typed_times import parse_day, parse_day_and_time
from checkin.rules.wall_clock import typed_instant
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import YES, Choice, Day, Hour, Words, YesNo
from tui.words.amounts import clock_text

_TIMES = frozenset({"day", "start", "end"})
_WINDOWS = ("check_in_until", "check_out_from")
_TEXTS = ("name", "place", "category", "project", "not_creditable", "content", "organiser")
_CLEARED = ("category", "project", "not_creditable", "content", "organiser")


def fields_of(activity: Activity, categories: Sequence[str], today: date | None) -> list[Field]:
    """A field for each thing, with what holds now. `categories` are offered; another word can be typed. `today` is the example
    of a day."""
    day = None if activity.start is None else local_time(activity.start, activity.zone).date()
    kinds = (
        (str(ActivityKind.SERVICE), _("voluntary service")),
        (str(ActivityKind.TRAINING), _("training: never service hours")),
    )
    until, since = (_clock(activity, at) for at in (activity.check_in_until, activity.check_out_from))
    return [
        Field(
            "name",
            _("activity name"),
            activity.name,
            needed=_needed(activity.name, N_("write what the activity is called")),
        ),
        Field("day", _("day"), _iso(day), _iso(today), Day()),
        Field("start", _("begins"), _clock(activity, activity.start), "09:00", Hour(dated=True)),
        Field("end", _("ends"), _clock(activity, activity.end), "11:30", Hour(dated=True)),
        Field("place", _("place"), activity.place, needed=_needed(activity.place, N_("write where it takes place"))),
        Field("category", _("category"), activity.category or "", _("uncategorised"), Words(tuple(categories))),
        Field("project", _("project"), activity.project or "", _("empty: none")),
        Field("check_in_until", _("check-in until"), until, _("empty: by itself"), Hour(dated=True)),
        Field("check_out_from", _("check-out from"), since, _("empty: by itself"), Hour(dated=True)),
        Field("kind", _("kind of activity"), str(activity.kind), kind=Choice(kinds)),
        Field("overnight", _("overnight"), YES if activity.overnight else "", kind=YesNo(_("goes on past midnight"))),
        Field("not_creditable", _("no service hours"), activity.not_creditable or "", _("the reason; empty: hours")),
        Field("content", _("what is done"), activity.content or ""),
        Field("organiser", _("organiser"), activity.organiser or "", _("empty: the team")),
        Field("leader", _("leader"), _own(activity), _("the number of who is responsible; or empty")),
        Field("timezone", _("time zone"), activity.timezone, "Asia/Shanghai", needed=N_("write its time zone")),
    ]


def _own(activity: Activity) -> str:
    """The leader's number as it is written in the activity's team."""
    return within(activity.leader, activity.team) if activity.leader else ""


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def changes_of(activity: Activity, values: Mapping[str, str], begun: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the fields now, where it is something else than at the beginning, as the log keeps it: instants in
    milliseconds; the leader is still a number. Raises Refused for what can't be read."""
    changed = {name for name, text in values.items() if text != begun[name]}
    changes = _times(activity, values) if changed & _TIMES else {}
    if "timezone" in changed:
        # The times that stand in the form are those of the place.
        zone(values["timezone"])
        changes |= {"timezone": values["timezone"]}
        changes |= _times(activity._replace(timezone=values["timezone"]), values)
    moved = activity._replace(**changes)
    changes |= {name: _window(moved, values[name], name) for name in _WINDOWS if name in changed}
    changes |= _texts(values, changed)
    if "leader" in changed:
        changes["leader"] = values["leader"] or None
    if "kind" in changed:
        changes["kind"] = values["kind"]
    if "overnight" in changed:
        changes["overnight"] = values["overnight"] == YES
    return changes


def _needed(now: str, sentence: str) -> str:
    """The sentence for an empty field; none where it was empty before: the rest can be changed all the same."""
    return sentence if now else ""


def _times(activity: Activity, values: Mapping[str, str]) -> dict[str, Any]:
    day = parse_day(values["day"], _("day"))
    start = _at(activity, day, values["start"], _("begins"))
    last_day, clock = parse_day_and_time(values["end"], _("ends"))
    return {"start": start, "end": planned_end(start, last_day, clock, activity.zone, _("ends"))}


def _texts(values: Mapping[str, str], changed: Collection[str]) -> dict[str, Any]:
    texts = {name: " ".join(values[name].split()) for name in _TEXTS if name in changed}
    return {name: text or (None if name in _CLEARED else "") for name, text in texts.items()}


def _window(activity: Activity, text: str, name: str) -> int | None:
    if not text:
        return None
    label = {"check_in_until": _("check-in until"), "check_out_from": _("check-out from")}[name]
    day, clock = parse_day_and_time(text, label)
    if day is not None:
        return typed_instant(day, clock, activity.zone, label)
    if activity.start is None:
        return None
    return window_by_clock(activity.start, activity.end, clock, activity.zone, label)


def _at(activity: Activity, day: date, text: str, label: str) -> int:
    other_day, clock = parse_day_and_time(text, label)
    return typed_instant(other_day or day, clock, activity.zone, label)


def _clock(activity: Activity, at: int | None) -> str:
    return "" if at is None else clock_text(at, activity.zone)
