"""A school's own table of what pupils must reach: its rows are changed one by one, and the whole is checked before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from checkin.rules.problems import N_, Refused, refuse
from checkin.toml_files import toml_of
from storage.disk.folder import DataFolder
from storage.disk.protection.sealed_files import write_own
from storage.standard.requirements import REQUIREMENT, check_reachable, read_rows
from storage.standard.school_year import year_table
from storage.standard.tables import read_table
from storage.store import Store

Row = Mapping[str, Any]
"""A row as it stands in the table."""


def has_own_table(folder: DataFolder) -> bool:
    """Whether the data folder has a table of its own, which goes before a kit's and the usual one."""
    return (folder.path / REQUIREMENT).exists()


def rows_here(folder: DataFolder) -> list[Row]:
    """The rows of the table in force. Raises Refused where they are not possible."""
    content, where = read_table(folder, REQUIREMENT)
    read_rows(content, where, year_table(folder))
    return list(content["requirement"])


def put_row(store: Store, name: str | None, row: Row) -> None:
    """Put a row in the place of the one with this name, or behind the others (None). Raises Refused for a row that is not possible,
    or that nobody can reach; then nothing is written."""
    rows = rows_here(store.folder)
    if name is None:
        rows.append(row)
    else:
        rows[_place(rows, name)] = row
    _keep(store, rows)


def take_row_out(store: Store, name: str) -> None:
    """Take the row with this name out. Raises Refused for the last one."""
    rows = rows_here(store.folder)
    del rows[_place(rows, name)]
    if not rows:
        message = N_("one requirement must stay: change it, or let the usual table hold again")
        raise refuse("last_requirement", "", message)
    _keep(store, rows)


def drop_own_table(store: Store) -> None:
    """Take the school's own table away: that of a kit holds again, else the usual one."""
    (store.folder.path / REQUIREMENT).unlink(missing_ok=True)


def _place(rows: Sequence[Row], name: str) -> int:
    found = next((place for place, row in enumerate(rows) if row["name"] == name), None)
    if found is None:
        raise refuse("no_such_row", "", N_("the table was changed meanwhile: look at it again"))
    return found


def _keep(store: Store, rows: Sequence[Row]) -> None:
    """Read as it will be read, then write it."""
    import tomlkit

    text = tomlkit.dumps({"requirement": [dict(row) for row in rows]})
    try:
        found = read_rows(toml_of(text), REQUIREMENT, year_table(store.folder))
        check_reachable(store, found)
    except Refused as refused:
        # The place is a row of a file that is not written.
        raise Refused(*(replace(problem, where="") for problem in refused.problems)) from None
    write_own(store.folder.path / REQUIREMENT, text.encode(), secret=False)
