"""The tables of a pack as CSV (UTF-8, CRLF), with their Table Schema. `checkin.rules.formula` makes texts harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from checkin.rules.facts import Facts, own_activities
from checkin.rules.formula import neutralise
from checkin.rules.identity import split
from checkin.rules.instants import local_text
from checkin.rules.sessions import Session
from exports.exchange.pack.layout import ACTIVITIES, CLASSES, SESSIONS, TEAM, VOLUNTEERS
from exports.tables.columns import Where, session_columns
from exports.tables.local_texts import LocalTexts
from storage.disk.schema import ColumnType
from storage.people.earlier_classes import notes_of_every_number
from storage.store import Store

_KEYS: Mapping[str, list[str]] = {
    SESSIONS: ["open_event", "close_event"],
    VOLUNTEERS: ["team", "number"],
    CLASSES: ["team", "number", "until"],
    ACTIVITIES: ["code"],
    TEAM: ["team"],
}
_TYPES = {ColumnType.INSTANT: "datetime", ColumnType.COUNT: "integer"}
_FIELDS: Mapping[str, Sequence[tuple[str, str]]] = {
    SESSIONS: tuple((column.key, _TYPES.get(column.holds, "string")) for column in session_columns(Where.PACK)),
    VOLUNTEERS: (
        ("team", "string"), ("number", "string"), ("name", "string"), ("class", "string"), ("kind", "string"),
        ("left", "boolean"),
    ),
    ACTIVITIES: (
        ("code", "string"), ("name", "string"), ("place", "string"), ("start", "datetime"), ("end", "datetime"),
        ("timezone", "string"), ("category", "string"), ("project", "string"), ("not_creditable", "string"),
        ("kind", "string"), ("content", "string"), ("organiser", "string"), ("leader", "string"), ("closed", "datetime"),
    ),
    CLASSES: (("team", "string"), ("number", "string"), ("until", "date"), ("class", "string")),
    TEAM: (("team", "string"), ("name", "string"), ("timezone", "string"), ("desk", "string"), ("desk_name", "string")),
}  # fmt: skip


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [{"name": field, "type": type_} for field, type_ in _FIELDS[name]]}
    if name in (VOLUNTEERS, ACTIVITIES, TEAM, CLASSES):
        schema["primaryKey"] = _KEYS[name]
    return schema


SCHEMAS: Mapping[str, dict[str, Any]] = {name: _schema(name) for name in _FIELDS}
"""The Table Schema of each table."""


def fields_of(name: str) -> tuple[str, ...]:
    """The headings of a table, by the table's name in a pack (such as `sessions.csv`)."""
    return tuple(field for field, _type in _FIELDS[name])


def sessions_csv(sessions: Iterable[Session], facts: Facts) -> bytes:
    """The table of sessions: the fields of `sessions --json` without names.

    A log has many sessions, so the text of each person and each activity is made once.
    """
    persons: dict[str, str] = {}
    activities: dict[str, tuple[str, Callable[[int], str]]] = {}
    lines = [",".join(fields_of(SESSIONS))]
    for session in sessions:
        _key, who, where, start, end, seconds, minutes, status, flags, source, opened, closed = session[:12]
        person = persons.get(who)
        if person is None:
            # Without a slash it is the number of a badge whose owner is unknown.
            team, slash, number = who.partition("/")
            person = persons[who] = f"{_cell(team if slash else None)},{_cell(number if slash else team)}"
        place = activities.get(where)
        if place is None:
            team, _slash, code = where.partition("/")
            local = LocalTexts(facts.activity(where).zone)
            place = activities[where] = (f"{_cell(team)},{_cell(code)}", local.text)
        activity, text = place
        begun, over = "" if start is None else text(start), "" if end is None else text(end)
        # Joined, for a member of an enumeration is quick there: a format asks it first.
        lines.append(",".join((
            person, activity, begun, over, f"{seconds},{minutes}", status, " ".join(flags), source, opened or "", closed or "",
        )))  # fmt: skip
    lines.append("")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


def _cell(text: str | None) -> str:
    """A text as a CSV cell, quoted if need be, that no spreadsheet runs as a formula."""
    safe = _safe(text)
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n') else safe


def volunteers_csv(store: Store) -> bytes:
    """The table of the register: only what a desk needs to show who is on site."""
    leavers, nameless = store.register.leavers(), store.register.nameless()
    persons = sorted(store.register.persons(), key=lambda p: (p.team, p.number))
    return _csv(
        VOLUNTEERS,
        (
            [_safe(p.team), _safe(p.number), "" if key in nameless else _safe(p.name), _safe(p.class_name), p.kind,
             "true" if key in leavers else "false"]
            for p in persons
            for key in (f"{p.team}/{p.number}",)
        ),
    )  # fmt: skip


def classes_csv(store: Store) -> bytes | None:
    """The table of earlier classes, each with the last day of it; None where no school year was closed."""
    notes = notes_of_every_number(store)
    rows = ([*map(_safe, split(volunteer)), until, _safe(class_name)] for volunteer, until, class_name in notes)
    return _csv(CLASSES, rows) if notes else None


def activities_csv(store: Store) -> bytes:
    """The table of the team's own activities as they are now."""
    activities = own_activities(store.ledger.facts(), store.identity.team)
    return _csv(ACTIVITIES, (_activity(a) for a in sorted(activities, key=lambda a: a.code)))


def team_csv(store: Store) -> bytes:
    """The table with one row: the team, and the desk that writes the pack."""
    who = store.identity
    return _csv(TEAM, [[_safe(who.team), _safe(who.team_name), who.timezone, who.desk, _safe(who.desk_name)]])


def _activity(a: Any) -> list[Any]:
    zone = a.zone
    times = [None if at is None else local_text(at, zone) for at in (a.start, a.end, a.closed_at)]
    return [
        _safe(a.code), _safe(a.name), _safe(a.place), times[0], times[1], a.timezone, _safe(a.category),
        _safe(a.project), _safe(a.not_creditable), a.kind, _safe(a.content), _safe(a.organiser), _safe(a.leader), times[2],
    ]  # fmt: skip


@lru_cache(maxsize=100_000)
def _safe(text: str | None) -> str:
    return neutralise(text) if text else ""


def _csv(name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(fields_of(name))
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def read_csv(data: bytes, name: str) -> Iterator[dict[str, str]]:
    """Rows of a table by heading. Raises ValueError if its headings differ or a row has another width."""
    # It is decoded block by block: as one text it would need several times the memory.
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""))
    headings = next(reader, None)
    if headings is None or tuple(headings) != fields_of(name):
        raise ValueError(f"{name} has other columns")
    for cells in reader:
        if len(cells) != len(headings):
            raise ValueError(f"{name} has a row of another width")
        yield dict(zip(headings, cells, strict=True))
