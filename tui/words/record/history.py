"""How a session came about, in sentences: on the screen as on the command line."""

from __future__ import annotations

from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.events import (
    KIND_OF,
    Add,
    Amend,
    Badge,
    Claim,
    Confirm,
    ConfirmStage,
    Event,
    Judge,
    Objection,
    Rule,
    Scan,
    Transfer,
    Void,
)
from checkin.rules.identity import split, within
from checkin.rules.instants import utc_text
from checkin.texts import _, enumerated
from checkin.words import direction_word
from storage.supervision.history import HistoryEvent
from tui.words.amounts import clock_seconds_text, short_day_text
from tui.words.cells import plain
from tui.words.events import device_word


def history_lines(told: list[HistoryEvent], activity: Activity, team: str) -> list[str]:
    """A line for each event: when, what, at which desk, by whom, why; struck out ones are marked."""
    lines = []
    for one in told:
        parts = [_moment(one.event.at, activity), _what(one.event, activity, team)]
        parts.append(_("desk {desk}").format(desk=plain(one.desk)))
        if one.event.operator:
            parts.append(plain(one.event.operator))
        if one.event.reason:
            parts.append(f"“{plain(one.event.reason)}”")
        if one.struck:
            parts.append(_("(struck out)"))
        lines.append("  ".join(parts))
    return lines


def event_object(one: HistoryEvent) -> dict[str, Any]:
    """An event for programs."""
    event = one.event
    return {
        "event": event.id,
        "kind": str(KIND_OF.get(type(event.body), "unknown")),
        "at": utc_text(event.at),
        "desk": one.desk,
        "operator": event.operator,
        "reason": event.reason,
        "struck": one.struck,
    }


def _what(event: Event, activity: Activity, team: str) -> str:
    match event.body:
        case Scan(direction=direction, source=source, post=post):
            scanned = _("scanned ({direction})").format(direction=direction_word(direction))
            place = [] if post is None else [_post(post, activity)]
            return enumerated((scanned, device_word(source), *place))
        case Amend() as amend:
            return _("amended: {what}").format(what=_amended(amend, activity, team))
        case Void():
            return _("struck out an entry")
        case Rule(minutes=minutes):
            return _("ruled: {minutes} min").format(minutes=minutes)
        case Add(minutes=minutes):
            return _("added: {minutes} min").format(minutes=minutes)
        case Confirm(minutes=minutes, stage=ConfirmStage.PUBLICITY):
            return _("put on the publicity list: {minutes} min").format(minutes=minutes)
        case Confirm(minutes=minutes):
            return _("confirmed: {minutes} min").format(minutes=minutes)
        case Objection():
            return _("somebody objects")
        case Badge():
            return _("the badge was given or taken back")
        case _:
            return _without_scan(event)


def _without_scan(event: Event) -> str:
    """Hours that were brought along or claimed, and what became of a claim."""
    match event.body:
        case Transfer(origin=origin, minutes=minutes):
            school = split(origin)[0]
            return _("brought from {school}: {minutes} min").format(school=plain(school), minutes=minutes)
        case Claim(unit=unit, minutes=minutes):
            return _("claimed: {minutes} min at {unit}").format(minutes=minutes, unit=plain(unit))
        case Judge(verified=True):
            return _("the claim was verified")
        case Judge():
            return _("the claim was refused")
        case _:
            return _("another entry")


def _moment(at: int, activity: Activity) -> str:
    return f"{short_day_text(at, activity.zone, activity.start)} {clock_seconds_text(at, activity.zone)}"


def _amended(amend: Amend, activity: Activity, team: str) -> str:
    found = []
    if amend.at is not None:
        found.append(_moment(amend.at, activity))
    if amend.direction is not None:
        found.append(direction_word(amend.direction))
    if amend.volunteer is not None:
        found.append(within(amend.volunteer, team))
    if amend.activity is not None:
        found.append(within(amend.activity, team))
    if amend.post is not None:
        found.append(_post(amend.post, activity) if amend.post else _("no post"))
    return enumerated(found)


def _post(code: str, activity: Activity) -> str:
    return _("post {post}").format(post=named_post(activity, code).name)
