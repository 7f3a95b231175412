"""Rows of the register are first laid beside it and then entered at once, so that a scan waits only for milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from storage.disk import sqlite
from storage.disk.connection import lay_beside, take_away

PersonRow = tuple[Any, ...]
"""What the register stores of a person, as it is written: `ROW`."""
PERSON = "team, number, name, class_name, kind, sex, birth, card, consent, age_under, age_until"
ROW = f"key, {PERSON}, search"
KNOWN = (
    "ON CONFLICT (key) DO UPDATE SET name = excluded.name, class_name = excluded.class_name, kind = excluded.kind, "
    "sex = excluded.sex, birth = excluded.birth, card = excluded.card, consent = excluded.consent, "
    "age_under = excluded.age_under, age_until = excluded.age_until, search = excluded.search, left = 0, left_on = NULL"
)
"""What becomes of somebody who is known: leavers are back."""


def prepare_rows(connection: sqlite.Connection, rows: Iterable[PersonRow], badges: Mapping[str, str]) -> None:
    """Lay rows beside the register, with the badge numbers (by key) that are in force from then on; no lock is needed."""
    columns = (*ROW.split(", "), "badge")
    lay_beside(connection, "people", columns, "person", ((*row, badges.get(row[0])) for row in rows))


def enter_rows(connection: sqlite.Connection) -> None:
    """Add these persons or replace what is known of them. Needs a transaction around it."""
    connection.execute(
        f"INSERT INTO person ({ROW}, badge, left) SELECT {ROW}, badge, 0 FROM temp.people WHERE true ORDER BY rowid "
        f"{KNOWN}, badge = coalesce(excluded.badge, badge)"
    )


def forget_rows(connection: sqlite.Connection) -> None:
    """Let go of what lies beside the register."""
    take_away(connection, "people")
