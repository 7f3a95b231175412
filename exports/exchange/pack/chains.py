"""Read the log in a pack line by line: gapless chains of well-formed events, or a refusal at the first bad line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from checkin.rules.events import FORMAT, Unknown
from checkin.rules.instants import from_utc_text
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.shape import fault, is_instant
from checkin.rules.wire import NO_PREVIOUS, read_event
from storage.log.events import columns_of

_PART = r"[\w.\-]{1,32}"
_HEX = "[0-9a-f]"
_UUID = rf"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_SCAN = re.compile(
    r'\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d):([0-5]\d)\.(\d{3})Z",'
    rf'"data":\{{"activity":"(({_PART})/{_PART})",(?:"arrival":"({_UUID})",)?"direction":"(auto|in|out)",'
    rf'"source":"([\w:. \-]{{0,100}})","volunteer":"({_PART}/{_PART})"\}},"desk":"({_HEX}{{16}})","id":"({_UUID})",'
    rf'"kind":"scan",(?:"operator":"([^"\\\x00-\x1f]{{0,200}})",)?"prev":"({_HEX}{{64}})","seq":([1-9]\d{{0,8}}),'
    rf'"team":"({_PART})","v":{FORMAT}\}}'
)
"""A plain scan in canonical JSON, with the allowed shape of each field. Nearly all events of a log are plain scans."""


class EventRow(NamedTuple):
    """One event as a row of a table. `raw` are its bytes; `hash` is its hash in the chain (hex). `at` is in milliseconds."""

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


class PlainScan(EventRow):
    """A scan whose fields need no quotes in CSV. Most events of a log are such scans."""

    __slots__ = ()


def read_chains(lines: Iterable[bytes], team: str, where: str) -> Iterator[EventRow]:
    """The events of a log. The chains of several desks come one after the other, each from its first event.

    Raises Refused at the first line that is no event, does not follow the event before it, or is of another team; the
    code is `newer_event` for a kind of event that this version does not know. Messages call the pack `where`.
    """
    desk, seq, previous, last_id = "", 0, NO_PREVIOUS, ""
    done: set[str] = set()
    minutes: dict[str, int] = {}
    for raw in lines:
        row = _quick(raw, previous, minutes) or _slow(raw, previous, where)
        if row.desk != desk:
            if row.desk in done:
                raise _refused(
                    "chain_twice", where, row.desk, row.seq, N_("the events of desk {desk} are in two places")
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
    """The row of a plain scan that follows the event before; None for a line that `_slow` must check."""
    try:
        found = _SCAN.fullmatch(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    (
        minute, second, millisecond, activity, activity_team, arrival, direction, source, volunteer, desk, id_,
        operator, prev, seq, team,
    ) = found.groups()  # fmt: skip
    if prev != previous or activity_team != team:
        return None
    begun = minutes.get(minute)
    if begun is None:
        try:
            begun = from_utc_text(minute + ":00.000Z")
        except ValueError:
            return None
        if not (is_instant(begun) and is_instant(begun + 60_000)):
            return None
        minutes[minute] = begun
    return PlainScan(
        id_, team, desk, begun + int(second) * 1000 + int(millisecond), "scan", volunteer, None, activity, None,
        direction, source, arrival, None, operator, None, raw, int(seq),
        sha256(previous.encode() + raw).hexdigest(),
    )  # fmt: skip


def _slow(raw: bytes, previous: str, where: str) -> EventRow:
    try:
        event, seq, prev = read_event(raw)
    except (ValueError, RecursionError) as error:
        raise refuse("unreadable_event", where, N_("a line of its log is not an event")) from error
    known = isinstance(event.desk, str) and type(seq) is int and isinstance(prev, str)
    wrong = fault(event) if known else "desk, seq, prev"
    if wrong is not None:
        message = N_("event {seq} of desk {desk} has an impossible value ({field}); nothing was taken from the pack")
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
