"""Check the events in a receipt: only well-formed corrections by the district itself, in canonical form, are allowed."""

from __future__ import annotations

from checkin.rules.events import Add, Amend, Clash, Event, Link, Rule, Unknown, Void
from checkin.rules.identity import split
from checkin.rules.problems import N_, refuse
from checkin.rules.shape import fault
from checkin.rules.wire import chained, read_event
from exports.exchange.letter.from_district import Sender

_CORRECTIONS = (Rule, Void, Amend, Link, Add, Clash)


def check_ruling(raw: bytes, sender: Sender, where: str) -> tuple[str, bytes]:
    """`(id, bytes)` of a ruling. Raises Refused for another kind of event or another desk, ValueError if it is no event."""
    event, seq, prev = read_event(raw)
    if isinstance(event.body, Unknown):
        message = N_("this file was made by a newer Hourdesk: install that version on this desk")
        raise refuse("newer_file", where, message)
    if (event.team, event.desk) != (sender.code, sender.desk) or not isinstance(event.body, _CORRECTIONS):
        message = N_("it holds an event that is no correction by the district; nothing was taken")
        raise refuse("not_a_ruling", where, message)
    if fault(_as_of_team(event)) is not None or type(seq) is not int or not isinstance(prev, str):
        raise ValueError("an event that can't be so")
    if chained(event, seq, prev)[0] != raw:
        raise ValueError("an event in another form")
    return event.id, raw


def _as_of_team(event: Event) -> Event:
    """The event as if the activity's own team had written it: the district may correct every team's activities."""
    activity = getattr(event.body, "activity", None)
    return event if not isinstance(activity, str) else event._replace(team=split(activity)[0])
