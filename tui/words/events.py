"""The kinds of events, directions and the names of their fields as a clerk reads them."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.events import Direction, Kind
from checkin.rules.problems import N_
from checkin.texts import _

_KINDS: Mapping[str, str] = {
    Kind.SCAN: N_("scan"),
    Kind.REFUSE: N_("refused scan"),
    Kind.AMEND: N_("amended"),
    Kind.VOID: N_("struck out"),
    Kind.RULE: N_("ruling"),
    Kind.ADD: N_("added hours"),
    Kind.CONFIRM: N_("confirmation"),
    Kind.ACTIVITY: N_("activity"),
    Kind.CLOSE: N_("activity closed"),
    Kind.REOPEN: N_("activity reopened"),
    Kind.POLICY: N_("policy"),
    Kind.BADGE: N_("badge"),
    Kind.CONSENT: N_("consent"),
    Kind.CLOCK: N_("clock changed"),
    Kind.LINK: N_("one person, two numbers"),
    Kind.OBJECTION: N_("objection"),
    Kind.EVALUATE: N_("evaluation"),
    Kind.COMMEND: N_("commendation"),
    Kind.AWARD: N_("stars awarded"),
    Kind.REDEEM: N_("hours redeemed"),
    Kind.CERTIFY: N_("certificate"),
}
_DIRECTIONS: Mapping[str, str] = {
    Direction.AUTO: N_("in or out by itself"),
    Direction.IN: N_("only in"),
    Direction.OUT: N_("only out"),
}
_FIELDS: Mapping[str, str] = {
    "volunteer": N_("volunteer"),
    "vouched_by": N_("vouched by"),
    "minutes": N_("minutes"),
    "source": N_("source"),
    "direction": N_("direction"),
    "activity": N_("activity"),
    "target": N_("event"),
    "events": N_("events"),
    "at": N_("time"),
    "badge": N_("badge"),
    "same_as": N_("same as"),
}


def event_word(kind: str) -> str:
    """What happened, in the language in use; a kind of a newer version as it is."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def direction_word(direction: str) -> str:
    """Which way a scan was meant, in the language in use."""
    return _(_DIRECTIONS[direction]) if direction in _DIRECTIONS else direction


def field_word(name: str) -> str:
    """A field of an event in the language in use, or its name in the log."""
    return _(_FIELDS[name]) if name in _FIELDS else name
