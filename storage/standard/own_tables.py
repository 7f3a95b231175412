"""A school's own table in the place of the usual one: rows and settings are changed one by one, and the whole is read as it will be
read before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from checkin.rules.problems import N_, Refused, refuse
from checkin.toml_files import toml_of
from storage.disk.folder import DataFolder
from storage.disk.protection.sealed_files import write_own
from storage.standard.tables import read_table
from storage.store import Store

Content = Mapping[str, Any]
"""What stands in a table: settings, and lists of rows."""


class OwnTable(NamedTuple):
    """The file's name, and what reads its content; that raises Refused for one that is not possible. `check` does so for what can
    be read, but may not be written here."""

    name: str
    read: Callable[[Store, Content], object]
    check: Callable[[Store, Content], object] = lambda _store, _content: None


def has_own_table(folder: DataFolder, table: OwnTable) -> bool:
    """Whether the data folder has a table of its own, which goes before a kit's and the usual one."""
    return (folder.path / table.name).exists()


def content_here(store: Store, table: OwnTable) -> Content:
    """What stands in the table in force. Raises Refused where it can't be read or is not possible."""
    content, _where = read_table(store.folder, table.name)
    table.read(store, content)
    return content


def check_content(store: Store, table: OwnTable, content: Content) -> None:
    """Raises Refused where this can't stand in the table."""
    try:
        found = toml_of(_text(content).encode())
        table.read(store, found)
        table.check(store, found)
    except Refused as refused:
        # The place is a row of a file that is not written.
        raise Refused(*(replace(problem, where="") for problem in refused.problems)) from None


def keep_content(store: Store, table: OwnTable, was: Content, content: Content) -> None:
    """Write the school's own table, in the place of what somebody saw (`was`). Raises Refused where another stands there by now, and
    for a content that is not possible; then nothing is written."""
    if content_here(store, table) != was:
        raise refuse("table_changed", "", N_("the table was changed meanwhile: look at it again"))
    check_content(store, table, content)
    write_own(store.folder.path / table.name, _text(content).encode(), secret=False)


def drop_own_table(store: Store, table: OwnTable) -> None:
    """Take the school's own table away: that of a kit holds again, else the usual one."""
    (store.folder.path / table.name).unlink(missing_ok=True)


def _text(content: Content) -> str:
    import tomlkit

    settings = {name: held for name, held in content.items() if not isinstance(held, list)}
    lists = {name: [dict(row) for row in held] for name, held in content.items() if isinstance(held, list) and held}
    return tomlkit.dumps({**settings, **lists})
