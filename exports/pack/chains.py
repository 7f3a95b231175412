"""The log within a pack, line by line: gapless chains of well-formed events, or a sentence about the first that is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

import orjson

from checkin.rules.events import FORMAT, Direction, Unknown
from checkin.rules.instants import from_utc_text
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.shape import LONGEST_TEXT, fault, is_id, is_key, is_moment
from checkin.rules.wire import NO_PREVIOUS, read_event
from storage.events import columns_of

_DIRECTIONS = frozenset(str(direction) for direction in Direction)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class EventRow(NamedTuple):
    """One event as tables hold it; `raw` are its bytes, `hash` is what they come to behind the event before."""

    id: str
    team: str
    desk: str
    at: int
    kind: str
    volunteer: str | None
    badge: str | None
    activity: str | None
    target: str | None
    direction: str | None
    source: str | None
    arrival: str | None
    state: str | None
    operator: str | None
    reason: str | None
    raw: bytes
    seq: int
    hash: str


def read_chains(lines: Iterable[bytes], team: str, where: str) -> Iterator[EventRow]:
    """The events of a log whose chains stand one after the other, each from its first event on.

    Raises Refused at the first event that is no event, does not follow the one before it, or is of another team;
    with the code `newer_event` at one that this version does not know.
    """
    desk, seq, previous, last_id = "", 0, NO_PREVIOUS, ""
    done: set[str] = set()
    minutes: dict[str, int] = {}
    for raw in lines:
        row = _quick(raw, previous, minutes) or _slow(raw, previous, where)
        if row.desk != desk:
            if row.desk in done:
                raise _refused(
                    "chain_twice", where, row.desk, row.seq, N_("the events of desk {desk} stand in two places")
                )
            done.add(row.desk)
            desk, seq, previous, last_id = row.desk, 0, NO_PREVIOUS, ""
            row = _quick(raw, previous, minutes) or _slow(raw, previous, where)
        seq += 1
        if row.seq != seq:
            raise _refused(
                "gap", where, desk, seq, N_("event {seq} of desk {desk} is missing: fetch a new pack from it")
            )
        if row.team != team:
            message = N_("event {seq} of desk {desk} is of another team than the pack")
            raise _refused("another_team", where, desk, seq, message)
        if row.id <= last_id:
            raise _refused(
                "ids_fall", where, desk, seq, N_("the id of event {seq} of desk {desk} is not above the last")
            )
        yield row
        previous, last_id = row.hash, row.id


def _quick(raw: bytes, previous: str, minutes: dict[str, int]) -> EventRow | None:
    """A plain scan, of which a log has mostly; None for what must be looked at more closely."""
    try:
        record = orjson.loads(raw)
        if record["kind"] != "scan" or record["v"] != FORMAT or record["prev"] != previous:
            return None
        data, text, id_ = record["data"], record["at"], record["id"]
        at = _instant(text, minutes)
        volunteer, badge, arrival = data.get("volunteer"), data.get("badge"), data.get("arrival")
        activity, source, team = data["activity"], data["source"], record["team"]
        operator, reason = record.get("operator"), record.get("reason")
        plain = (
            badge is None
            and is_key(volunteer)
            and is_key(activity)
            and activity.startswith(team + "/")
            and data["direction"] in _DIRECTIONS
            and is_id(id_)
            and (arrival is None or is_id(arrival))
            and type(source) is str
            and len(source) <= LONGEST_TEXT
            and (operator is None or (type(operator) is str and len(operator) <= LONGEST_TEXT))
            and (reason is None or (type(reason) is str and len(reason) <= LONGEST_TEXT))
            and type(record["seq"]) is int
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    if not plain:
        return None
    return EventRow(
        id_, team, record["desk"], at, "scan", volunteer, None, activity, None, data["direction"], source, arrival,
        None, operator, reason, raw, record["seq"], sha256(previous.encode() + raw).hexdigest(),
    )  # fmt: skip


def _instant(text: str, minutes: dict[str, int]) -> int:
    """As `from_utc_text`, where each minute is read once. Raises ValueError."""
    if not _UTC.fullmatch(text):
        raise ValueError("an instant is written in UTC with milliseconds")
    minute = text[:16]
    begun = minutes.get(minute)
    if begun is None:
        begun = minutes[minute] = from_utc_text(minute + ":00.000Z")
    second = int(text[17:19])
    at = begun + second * 1000 + int(text[20:23])
    if second > 59 or not is_moment(at):
        raise ValueError("out of the calendar")
    return at


def _slow(raw: bytes, previous: str, where: str) -> EventRow:
    try:
        event, seq, prev = read_event(raw)
    except (ValueError, RecursionError) as error:
        raise refuse("unreadable_event", where, N_("a line of its log is no event")) from error
    known = isinstance(event.desk, str) and type(seq) is int and isinstance(prev, str)
    wrong = fault(event) if known else "desk, seq, prev"
    if wrong is not None:
        message = N_("event {seq} of desk {desk} can't be so ({field}); nothing of the pack was taken")
        raise refuse("bad_event", where, message, seq=str(seq)[:20], desk=str(event.desk)[:40], field=wrong)
    if prev not in (previous, NO_PREVIOUS):
        message = N_("event {seq} of desk {desk} does not follow the one before it: the log was changed")
        raise _refused("broken_chain", where, event.desk, seq, message)
    if isinstance(event.body, Unknown):
        message = N_("event {seq} of desk {desk} was written by a newer Hourdesk: install that version here")
        raise _refused("newer_event", where, event.desk, seq, message)
    if prev != previous and seq != 1:
        message = N_("event {seq} of desk {desk} does not follow the one before it: the log was changed")
        raise _refused("broken_chain", where, event.desk, seq, message)
    columns = columns_of(event)
    hash_ = sha256(prev.encode() + raw).hexdigest()
    return EventRow._make((*columns, event.operator, event.reason, raw, seq, hash_))


def _refused(code: str, where: str, desk: str, seq: int, message: str) -> Refused:
    return refuse(code, where, message, desk=desk[:40], seq=seq)
