"""Rows whose values can't be right: the identity, persons of the register, JSON and days in other tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from checkin.rules.activities import zone
from checkin.rules.identity import check_code, key
from checkin.rules.problems import N_, Problem, Refused
from storage.disk import sqlite
from storage.soundness.made_schema import place

_JSON = (
    ("district", "code", "standard"),
    ("taken_desk", "desk", "certificates"),
    ("certificate", "number", "content"),
    ("fault", "kind", "facts"),
)
_DAYS = (
    ("person", "key", "birth"),
    ("person", "key", "age_until"),
    ("diary", "place", "day"),
    ("elsewhere", "volunteer", "day"),
)
_DAMAGED = N_("“{column}” of this row can't be read: use hourdesk restore with the newest backup")


def faults_of_values(connection: sqlite.Connection, where: str) -> Iterator[Problem]:
    """Values that their readers would not take."""
    yield from _faults_of_identity(connection, where)
    yield from _faults_of_keys(connection)
    for table, name, column in _JSON:
        yield from _unreadable(connection, table, name, column, json.loads)
    yield from _unreadable(connection, "fault", "kind", "events", str.split)
    for table, name, column in _DAYS:
        yield from _unreadable(connection, table, name, column, date.fromisoformat)


def _faults_of_identity(connection: sqlite.Connection, where: str) -> Iterator[Problem]:
    rows = connection.execute("SELECT team, timezone FROM identity").fetchall()
    if len(rows) != 1:
        message = N_("the record says {count} times which desk this is: use hourdesk restore with the newest backup")
        yield Problem("bad_identity", where, message, {"count": len(rows)})
    for team, timezone in rows:
        try:
            check_code(str(team), f"{where} identity")
            zone(str(timezone))
        except Refused as refused:
            yield from refused.problems


def _faults_of_keys(connection: sqlite.Connection) -> Iterator[Problem]:
    for row in connection.execute("SELECT key, team, number FROM person"):
        if row[0] != key(str(row[1]), str(row[2])):
            yield Problem("unreadable_person", f"person {place(row[0])}", _DAMAGED, {"column": "key"})


def _unreadable(connection: sqlite.Connection, table: str, name: str, column: str, read: object) -> Iterator[Problem]:
    assert callable(read)
    for value, text in connection.execute(f'SELECT "{name}", "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'):
        try:
            if text != "":
                read(text)
        except (ValueError, TypeError, RecursionError):
            yield Problem("unreadable_value", f"{table} {place(value)}", _DAMAGED, {"column": column})
