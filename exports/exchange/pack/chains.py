"""Read the log in a pack line by line: gapless chains of well-formed events, or a refusal at the first bad line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from checkin.rules.events import SET_ASIDE, Unknown
from checkin.rules.judging import SetAsideEvent, set_aside
from checkin.rules.plain_scans import PlainScans
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.event_lines import read_outside
from storage.log.events import columns_of


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
    post: str | None
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

    Raises Refused at the first line that is not canonical or no event, does not follow the event before it, or is of another
    team; the code is `newer_event` for a kind of event that this version does not know. Messages call the pack `where`.
    An event whose content can't be so comes with the kind `SET_ASIDE`, and without columns to look for.
    """
    desk, seq, previous, last_id = "", 0, NO_PREVIOUS, ""
    done: set[str] = set()
    scans = PlainScans()
    for line, raw in enumerate(lines, 1):
        row = _quick(raw, previous, scans) or _slow(raw, previous, where, line)
        if row.desk != desk:
            if row.desk in done:
                raise _refused(
                    "chain_twice", where, row.desk, row.seq, N_("the events of desk {desk} are in two places")
                )
            done.add(row.desk)
            desk, seq, previous, last_id = row.desk, 0, NO_PREVIOUS, ""
            row = _quick(raw, previous, scans) or _slow(raw, previous, where, line)
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


def set_aside_among(rows: Iterable[EventRow]) -> Iterator[SetAsideEvent]:
    """The events among some rows that are set aside, with their reasons."""
    for row in rows:
        if row.kind == SET_ASIDE and (found := set_aside(row.raw)) is not None:
            yield found


def _quick(raw: bytes, previous: str, scans: PlainScans) -> EventRow | None:
    """The row of a plain scan that follows the event before; None for a line that `_slow` must check."""
    scan = scans.read(raw)
    if scan is None or scan.prev != previous:
        return None
    at, activity, arrival, direction, post, source, volunteer, desk, id_, operator, _prev, seq, team = scan
    return PlainScan(
        id_, team, desk, at, "scan", volunteer, None, activity, None,
        direction, source, arrival, post, None, operator, None, raw, seq,
        sha256(previous.encode() + raw).hexdigest(),
    )  # fmt: skip


def _slow(raw: bytes, previous: str, where: str, line: int) -> EventRow:
    event, seq, prev = read_outside(raw, where, line)
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
