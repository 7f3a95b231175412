"""What a reader makes of an event's bytes: the one home for every reader (design §4).

Wrong bytes (no JSON, not canonical, no place in a chain) refuse what holds them. Sound bytes whose content `fault` names
set that one event aside: it keeps its place in the chain, and nobody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import orjson

from checkin.rules.canonical import Spelling, wrong_spelling
from checkin.rules.events import KIND_OF, Event, SetAside, Unknown
from checkin.rules.field_values import EARLIEST, LATEST, is_desk, is_hash, is_id, is_team, wrong_change
from checkin.rules.problems import N_
from checkin.rules.shape import FAULT_VERSION, fault
from checkin.rules.wire import NotAnEvent, changes_of, event_of, read_event

_SHOWN = 60
_LONGEST_CHAIN = 2**31 - 1


class WrongLine(ValueError):
    """Bytes that are no event of record. `code` is for programs; `spelling` says it to people, with a place for `{line}`."""

    def __init__(self, code: str, spelling: Spelling) -> None:
        super().__init__(spelling.message)
        self.code = code
        self.spelling = spelling


class SetAsideEvent(NamedTuple):
    """An event that counts for nothing, because its content can't be so. `kind` is what it says that it is, `field` what is
    wrong in it, `value` the beginning of what stands there, as JSON without quotes; empty where nothing stands there.
    """

    desk: str
    seq: int
    id: str
    kind: str
    field: str
    value: str


@cache
def judgement() -> str:
    """By what events are judged here: the version of `fault`, and of the list of time zones. A record that was judged
    by another one is judged again.
    """
    return f"{FAULT_VERSION} {import_module('tzdata').IANA_VERSION}"


def judged(event: Event, *, any_team: bool = False) -> Event:
    """The event itself where `fault` finds nothing in it; else the same place in the chain with a body `SetAside`, with an
    instant that every reader can show, and without texts. `any_team`: it may name activities of other teams, as the
    district's events may.
    """
    try:
        name = fault(event, any_team=any_team)
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, RecursionError):
        # Nothing that a stranger writes may end a reader.
        name = "data"
    if name is None:
        return event
    body = event.body
    if not isinstance(body, SetAside):
        body = SetAside(body.kind if isinstance(body, Unknown) else str(KIND_OF[type(body)]), name)
    return Event(event.id, min(max(event.at, EARLIEST), LATEST), event.team, event.desk, body)


def read_judged(raw: bytes, *, any_team: bool = False) -> tuple[Event, int, str]:
    """`(event, seq, prev)` of bytes in a record, judged. Raises NotAnEvent."""
    event, seq, prev = read_event(raw)
    return judged(event, any_team=any_team), seq, prev


def read_line(raw: bytes, *, any_team: bool = False) -> tuple[Event, int, str]:
    """`(event, seq, prev)` of bytes that came from outside, judged. Raises WrongLine where they are not canonical, or have no
    place in a chain.
    """
    try:
        parsed = orjson.loads(raw)
    except ValueError as error:
        message = N_("line {line} of its log is no JSON: the file was damaged, or another program wrote it")
        raise WrongLine("unreadable_event", Spelling(message, {})) from error
    wrong = wrong_spelling(raw, parsed)
    if wrong is not None:
        raise WrongLine("not_canonical", wrong)
    try:
        event, seq, prev = event_of(parsed)
    except NotAnEvent as error:
        raise _no_event(error.part) from error
    if not (is_id(event.id) and is_team(event.team) and is_desk(event.desk)):
        raise _no_event("id, team, desk")
    if not 0 < seq <= _LONGEST_CHAIN or not is_hash(prev):
        raise _no_event("seq, prev")
    return judged(event, any_team=any_team), seq, prev


def set_aside(raw: bytes, *, any_team: bool = False) -> SetAsideEvent | None:
    """What is said of an event that is set aside, from its bytes; None for any other event."""
    event, seq, _prev = read_judged(raw, any_team=any_team)
    if not isinstance(event.body, SetAside):
        return None
    kind, field = event.body.kind[:_SHOWN], event.body.field
    record: dict[str, Any] = orjson.loads(raw)
    data = record["data"] if isinstance(record["data"], dict) else {}
    value = record["data"] if field == "data" else data.get(field, record.get(field))
    if field == "changes" and isinstance(value, dict) and (change := _wrong_change(value)) is not None:
        field, value = f"changes.{change}", value[change]
    text = "" if value is None else orjson.dumps(value).decode("utf-8").strip('"')
    return SetAsideEvent(event.desk, seq, event.id, kind, field, text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def _wrong_change(written: Mapping[str, Any]) -> str | None:
    for name, value in written.items():
        try:
            wrong = wrong_change(changes_of({name: value}))
        except (ValueError, TypeError):
            return name
        if wrong is not None:
            return name
    return None


def _no_event(part: str) -> WrongLine:
    message = N_("line {line} of its log is no event: “{part}” is missing, or not written as it must be")
    return WrongLine("unreadable_event", Spelling(message, {"part": part}))
