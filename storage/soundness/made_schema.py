"""The schema of a record as the migrations make it, beside that of a file: tables, indexes and guards that differ, values of a wrong type."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import NamedTuple

from checkin.rules.problems import N_, Problem
from storage.disk import sqlite

GUARDS = frozenset({"log_refuses_update", "log_refuses_delete"})
_OBJECTS = "SELECT name, type, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
_TYPES = {"TEXT": "text", "INTEGER": "integer", "BLOB": "blob"}
_SHOWN = 20
_NO_DIFFERENCE = re.compile(r"[\s\"\[\]`]+")
"""Blanks and quotes, which versions of the library that makes tables set differently."""


class MadeSchema(NamedTuple):
    """Objects by name, each as (type, table, SQL without blanks); and of each table the type of each column (`text`, …)."""

    objects: Mapping[str, tuple[str, str, str]]
    columns: Mapping[str, Mapping[str, str]]


@cache
def made_schema() -> MadeSchema:
    """What a new record has."""
    from storage.disk.migrations import migrate

    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        objects = _objects(connection)
        tables = [name for name, (kind, _table, _sql) in objects.items() if kind == "table"]
        columns = {
            table: {row[1]: _TYPES[row[2]] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            for table in tables
        }
    return MadeSchema(objects, columns)


def faults_of_schema(connection: sqlite.Connection, where: str) -> Iterator[Problem]:
    """Parts of the schema that are missing or not as they are made, and triggers and views that nobody made here."""
    made, there = made_schema().objects, _objects(connection)
    message = N_(
        "the part “{name}” of the file is missing or was changed, by damage or by another program: use hourdesk restore with the "
        "newest backup"
    )
    for name in sorted((made.keys() - GUARDS) | (there.keys() & GUARDS)):
        if there.get(name) != made[name]:
            yield Problem("schema_changed", where, message, {"name": name})
    message = N_("“{name}” in the file was not made by Hourdesk: somebody worked on it with another program")
    for name in sorted(there.keys() - made.keys()):
        if there[name][0] in ("trigger", "view"):
            yield Problem("schema_strange", where, message, {"name": name})


def faults_of_types(connection: sqlite.Connection, without: Collection[str] = ()) -> Iterator[Problem]:
    """Values whose type is not the one of their column, in all tables but those of `without`."""
    message = N_("a value in the column “{column}” is damaged: use hourdesk restore with the newest backup")
    for table, columns in made_schema().columns.items():
        if table in without:
            continue
        key = next(iter(columns))
        wrong = {name: f"typeof(\"{name}\") NOT IN ('{holds}', 'null')" for name, holds in columns.items()}
        query = f'SELECT "{key}", {", ".join(wrong.values())} FROM "{table}" WHERE {" OR ".join(wrong.values())} LIMIT {_SHOWN}'
        for value, *flags in connection.execute(query):
            for column in [name for name, flag in zip(columns, flags, strict=True) if flag]:
                yield Problem("wrong_type", f"{table} {place(value)}", message, {"column": column})


def place(value: object) -> str:
    """A value of a damaged row, to name the row by."""
    return (value.hex() if isinstance(value, bytes) else str(value))[:60]


def _objects(connection: sqlite.Connection) -> dict[str, tuple[str, str, str]]:
    return {
        str(name): (str(kind), str(table), _NO_DIFFERENCE.sub("", str(sql)).lower())
        for name, kind, table, sql in connection.execute(_OBJECTS)
    }
