"""What the district decided about this team's record, by its last receipt."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from checkin.json_files import json_of
from checkin.rules.events import Event
from checkin.rules.identity import split
from checkin.rules.problems import N_, refuse
from checkin.rules.purges import PersonalField
from checkin.texts import _
from storage.disk import sqlite
from storage.log.event_queries import judged_events
from storage.log.events import DISTRICT_EVENT, insert_brought_events
from storage.people.purged_marks import purged_word

Value = str | int | None
_NAMES = ("name", "names")
"""The values of a conflict that are names of people; one that was purged is an empty text."""
_NUMBERS = ("number", "other")
_WITHOUT_NAME = "SELECT volunteer FROM purged WHERE field = ?"


@dataclass(frozen=True, slots=True)
class ReceivedPack:
    """The part of a desk's chain that the district has: how many events, and the instant of the last."""

    desk: str
    name: str
    events: int
    as_of: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A conflict between records; `ruled` once somebody decided. `volunteer` is a number or a badge.

    `message` is English with placeholders for `values`, so that each desk shows it in its own language.
    """

    kind: str
    volunteer: str | None
    events: tuple[str, ...]
    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    ruled: bool = False

    @property
    def text(self) -> str:
        """The conflict in one sentence, in the language in use."""
        purged = {name: purged_word() for name in _NAMES if self.values.get(name) == ""}
        return _(self.message).format_map({**self.values, **purged})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A session of this team's volunteer at another team's activity. `day` is the local date, None where it is not
    known; `minutes` are those that count for it.
    """

    volunteer: str
    team: str
    activity: str
    name: str
    day: str | None
    minutes: int
    status: str


def received_packs(connection: sqlite.Connection) -> list[ReceivedPack]:
    """The desks of this team whose packs reached the district, by name."""
    rows = connection.execute("SELECT desk, name, events, as_of FROM district_pack ORDER BY name, desk")
    return [ReceivedPack(*row) for row in rows]


def rulings(connection: sqlite.Connection) -> list[Event]:
    """The district's corrections of this team's record, by time."""
    rows = connection.execute("SELECT raw FROM district_event ORDER BY at, id")
    return list(judged_events(rows, DISTRICT_EVENT))


def faults(connection: sqlite.Connection) -> list[Fault]:
    """The conflicts, in the order of the receipt."""
    rows = connection.execute("SELECT kind, volunteer, events, message, facts, ruled FROM fault ORDER BY rowid")
    return [
        Fault(kind, volunteer, tuple(events.split()), message, json_of(facts), bool(ruled))
        for kind, volunteer, events, message, facts, ruled in rows
    ]


def elsewhere(connection: sqlite.Connection, numbers: Collection[str] | None = None) -> list[Elsewhere]:
    """Hours of this team's volunteers at other teams, or only of those with these numbers, in the order of the receipt."""
    among = "" if numbers is None else " WHERE volunteer IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"SELECT volunteer, team, activity, name, day, minutes, status FROM elsewhere{among} ORDER BY rowid",
        () if numbers is None else (json.dumps(sorted(numbers)),),
    )
    return [Elsewhere(*row) for row in rows]


def keep_receipt(
    connection: sqlite.Connection,
    packs: Iterable[ReceivedPack],
    found: Iterable[Fault],
    served: Iterable[Elsewhere],
) -> None:
    """Replace the content of the last receipt by that of a new one. Needs a transaction around it."""
    for table in ("district_pack", "fault", "elsewhere"):
        connection.execute(f"DELETE FROM {table}")
    nameless = {row[0] for row in connection.execute(_WITHOUT_NAME, (PersonalField.NAME,))}
    connection.executemany(
        "INSERT INTO district_pack (desk, name, events, as_of) VALUES (?, ?, ?, ?)",
        ((p.desk, p.name, p.events, p.as_of) for p in packs),
    )
    connection.executemany(
        "INSERT INTO fault (kind, volunteer, events, message, facts, ruled) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                f.kind,
                f.volunteer,
                " ".join(f.events),
                f.message,
                json.dumps(dict(f.values), ensure_ascii=False),
                f.ruled,
            )
            for f in without_names(found, nameless)
        ),
    )
    connection.executemany(
        "INSERT INTO elsewhere (volunteer, team, activity, name, day, minutes, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((e.volunteer, e.team, e.activity, e.name, e.day, e.minutes, e.status) for e in served),
    )


def without_names(found: Iterable[Fault], volunteers: Iterable[str]) -> list[Fault]:
    """Conflicts without the names of these people (keys). A conflict names people by number, and rarely by team."""
    numbers = {split(one)[1] for one in volunteers}
    return [replace(f, values=_nameless(f.values)) if _about(f) & numbers else f for f in found]


def forget_names(connection: sqlite.Connection, volunteers: Iterable[str]) -> None:
    """Take the names of these people (keys) out of the conflicts that are kept. Needs a transaction around it."""
    kept = faults(connection)
    rows = connection.execute("SELECT rowid FROM fault ORDER BY rowid").fetchall()
    for (row,), before, now in zip(rows, kept, without_names(kept, volunteers), strict=True):
        if now != before:
            text = json.dumps(dict(now.values), ensure_ascii=False)
            connection.execute("UPDATE fault SET facts = ? WHERE rowid = ?", (text, row))


def _about(fault: Fault) -> set[str]:
    named = [fault.volunteer or "", *(str(fault.values.get(one, "")) for one in _NUMBERS)]
    return {one.rpartition("/")[2] for one in named if one}


def _nameless(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: "" if name in _NAMES else value for name, value in values.items()}


def enter_rulings(connection: sqlite.Connection, raw_events: Mapping[str, bytes], where: str) -> int:
    """Enter the bytes of rulings (by id) beside those that are here; returns how many are
    new. Needs a transaction around it.

    Raises Refused where a ruling differs from an earlier one with the same id, or has the id of another event.
    """
    new = dict(raw_events)
    for table in ("district_event", "log", "kit_event"):
        for id_ in list(new):
            row = connection.execute(f"SELECT raw FROM {table} WHERE id = ?", (id_,)).fetchone()
            if row is not None and bytes(row[0]) != raw_events[id_]:
                message = N_("it does not agree with an earlier receipt (event {event}); nothing was taken")
                raise refuse("rewritten", where, message, event=id_)
            if row is not None and table == "district_event":
                del new[id_]
    insert_brought_events(connection, "district_event", new.values())
    return len(new)
