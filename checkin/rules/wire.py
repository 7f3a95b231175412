"""Events as bytes: RFC 8785 JSON, chained by SHA-256 (design §4). Exactly these bytes are stored and travel."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

import orjson
import rfc8785

from checkin.rules.events import (
    BODY_OF,
    FORMAT,
    FORMAT_WITH_POSTS,
    KIND_OF,
    ActivityChange,
    Amend,
    BadgeState,
    Body,
    ConfirmStage,
    ConsentState,
    Direction,
    Event,
    Kind,
    Quality,
    RefuseCause,
    Scan,
    SetAside,
    Unknown,
    fields_of,
)
from checkin.rules.instants import OtherSpelling, from_utc_text, utc_text
from checkin.rules.posts import with_instants

NO_PREVIOUS = "0" * 64


class _Members(dict[str, Any]):
    """The members of an enumeration by their values: quicker to ask than it."""

    def __missing__(self, value: str) -> NoReturn:
        raise ValueError(value)


_ENUMS: Mapping[str, _Members] = {
    name: _Members({str(member): member for member in members})
    for name, members in {
        "Direction": Direction,
        "Direction | None": Direction,
        "RefuseCause": RefuseCause,
        "ConsentState": ConsentState,
        "BadgeState": BadgeState,
        "ConfirmStage": ConfirmStage,
        "Quality": Quality,
    }.items()
}
"""By the declared type of a field."""
_INSTANTS = {("amend", "at"), ("policy", "since")}
_CHANGED_INSTANTS = ("start", "end", "check_in_until", "check_out_from")


_KINDS_WITH_POSTS = (Kind.SCAN, Kind.AMEND, Kind.ACTIVITY)
_OPEN_KINDS = (Kind.ACTIVITY, Kind.POLICY, Kind.JOIN)
"""Kinds that hold values of any sort, or names that are not ASCII."""


_AT_A_POST = (Scan, Amend)


def format_of(body: Body) -> int:
    """The format in which an event is written. What names posts has one of its own: a reader that knows none of them would
    pass the post over and pair the scans otherwise, so it must keep the event unread.
    """
    if isinstance(body, _AT_A_POST):
        return FORMAT if body.post is None else FORMAT_WITH_POSTS
    if isinstance(body, ActivityChange) and "posts" in body.changes:
        return FORMAT_WITH_POSTS
    return FORMAT


def chained(event: Event, seq: int, prev: str) -> tuple[bytes, str]:
    """`(bytes, hash)` of an event at place `seq` (from 1) behind the event whose hash is `prev`.

    The bytes are the event's RFC 8785 JSON without `hash`; the hash is SHA-256 over `prev` (as hex text) and them.
    """
    id_, at, team, desk, body, operator, reason = event
    kind = KIND_OF[type(body)]
    record: dict[str, Any] = {
        "v": format_of(body),
        "id": id_,
        "team": team,
        "desk": desk,
        "seq": seq,
        "at": utc_text(at),
        "kind": str(kind),
        "data": _data(kind, body),
        "prev": prev,
    }
    if operator is not None:
        record["operator"] = operator
    if reason is not None:
        record["reason"] = reason
    raw = rfc8785.dumps(record) if kind in _OPEN_KINDS else plain_json(record)
    return raw, digest(prev, raw)


def plain_json(record: Mapping[str, Any]) -> bytes:
    """RFC 8785 JSON of texts, whole numbers below 2⁵³ and ASCII names: orjson gives the same bytes in a tenth of the time."""
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def digest(prev: str, raw: bytes) -> str:
    """The hash of an event: SHA-256 over the previous hash and the stored bytes, as 64 hex digits."""
    return hashlib.sha256(prev.encode("ascii") + raw).hexdigest()


class NotAnEvent(ValueError):
    """Bytes that are no event. `part` names what is wrong: a name of the event, or `JSON`."""

    def __init__(self, part: str) -> None:
        super().__init__(f"not an event: {part}")
        self.part = part


def read_event(raw: bytes) -> tuple[Event, int, str]:
    """`(event, seq, prev)` of stored bytes. A kind or format of a newer version gives a body `Unknown`; content that can't
    be read at all gives `SetAside`. Whether values are possible is asked
    of `checkin.rules.judging`.

    Raises NotAnEvent where the bytes are no event.
    """
    try:
        record = orjson.loads(raw)
    except ValueError as error:
        raise NotAnEvent("JSON") from error
    return event_of(record)


def event_of(record: Any) -> tuple[Event, int, str]:
    """As `read_event`, for JSON that was parsed already."""
    try:
        version, kind, data, team = record["v"], record["kind"], record["data"], record["team"]
        id_, desk, seq, prev, written = record["id"], record["desk"], record["seq"], record["prev"], record["at"]
        if type(version) is not int or version < 1 or type(seq) is not int or not isinstance(kind, str):
            raise NotAnEvent("v, seq, kind")
        if not (isinstance(id_, str) and isinstance(team, str) and isinstance(desk, str) and isinstance(prev, str)):
            raise NotAnEvent("id, team, desk, prev")
        try:
            at = from_utc_text(written)
        except ValueError as error:
            raise NotAnEvent("at") from error
        body = _body(version, kind, data)
        return Event(id_, at, team, desk, body, record.get("operator"), record.get("reason")), seq, prev
    except KeyError as error:
        raise NotAnEvent(str(error.args[0])) from error
    except (TypeError, AttributeError) as error:
        raise NotAnEvent("JSON") from error


def _data(kind: Kind, body: Body) -> dict[str, Any]:
    values: tuple[Any, ...] = body
    return {
        name: value if type(value) is str else _written(kind, name, value)
        for name, value in zip(body._fields, values, strict=True)
        if value is not None
    }


def _written(kind: Kind, name: str, value: Any) -> Any:
    """A value that is no plain text, as JSON holds it."""
    if isinstance(value, str):
        return str(value)
    if (str(kind), name) in _INSTANTS:
        return utc_text(value)
    if name == "changes":
        return _changes(value, utc_text)
    return list(value) if isinstance(value, tuple) else value


def _body(version: int, kind: str, data: Any) -> Body:
    reading = _READINGS.get(kind)
    if reading is None or not (version == FORMAT or (version == FORMAT_WITH_POSTS and kind in _KINDS_WITH_POSTS)):
        return Unknown(dict(data) if isinstance(data, dict) else {}, kind)
    if not isinstance(data, dict):
        return SetAside(kind, "data")
    values: list[Any] = []
    for name, default, read in reading.fields:
        value = data.get(name, _MISSING)
        if value is _MISSING:
            if default is _MISSING:
                return SetAside(kind, name)
            value = default
        elif read is not None:
            try:
                value = read(value)
            except OtherSpelling as error:
                raise NotAnEvent(name) from error
            except (ValueError, TypeError, AttributeError):
                return SetAside(kind, name)
        elif type(value) is list:
            value = tuple(value)
        values.append(value)
    found: Body = tuple.__new__(reading.body, values)
    # One fact has one spelling: a post in the older format, or the newer one without a post, is neither.
    return found if format_of(found) == version else SetAside(kind, "v")


_MISSING: Any = object()


class _Reading(NamedTuple):
    """How the data of a kind are read: the fields of its body in their order, each with the value that it has where it is not
    written (`_MISSING`: it must be), and what makes its value of the one in the JSON (None: the value itself, lists as tuples).
    """

    body: Any
    fields: Sequence[tuple[str, Any, Callable[[Any], Any] | None]]


def _reading(kind: str, body: Any) -> _Reading:
    defaults = body._field_defaults
    fields = [(name, defaults.get(name, _MISSING), _reader(kind, name, type_)) for name, type_ in fields_of(body)]
    return _Reading(body, fields)


def _reader(kind: str, name: str, declared: str) -> Callable[[Any], Any] | None:
    if (kind, name) in _INSTANTS:
        return from_utc_text
    if declared in _ENUMS:
        return _ENUMS[declared].__getitem__
    return changes_of if name == "changes" else None


def changes_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """An activity's changed fields, as they are written, with the instants among them in milliseconds. Raises ValueError or
    TypeError for what is none.
    """
    return _changes(changes, from_utc_text)


def _changes(changes: Mapping[str, Any], convert: Callable[[Any], Any]) -> dict[str, Any]:
    """An activity's changed fields with the instants among them converted; None takes a field's value away."""
    found = {
        name: convert(value) if name in _CHANGED_INSTANTS and value is not None else value
        for name, value in changes.items()
    }
    return found | {"posts": with_instants(found["posts"], convert)} if "posts" in found else found


_READINGS: Mapping[str, _Reading] = {str(kind): _reading(str(kind), body) for kind, body in BODY_OF.items()}
