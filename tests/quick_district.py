"""Opening a district's record at once: DuckDB takes 16 ms for each instance of itself, and tests open hundreds.

One instance stays in this process, and a record is attached to it as long as it is open, as the program itself attaches what
is encrypted. Two records that are open at the same time, and what can't be attached, are opened as the program does it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import RLock
from typing import Any
from weakref import finalize

import duckdb

from exports.district import connection

_NAME = "attached"
_SETTINGS = "SELECT current_setting('temp_directory'), current_setting('threads'), current_setting('memory_limit')"
_close = connection.close


class _Shared:
    """The instance: `file` is attached to it for those connections that are in `users`; `beside` are those of DuckDB's own, by
    what they have open."""

    def __init__(self) -> None:
        self.process, self.lock = os.getpid(), RLock()
        self.root: duckdb.DuckDBPyConnection | None = None
        self.settings: object = None
        self.file = ""
        self.users: dict[int, finalize[..., Any]] = {}
        self.beside: dict[int, tuple[str, finalize[..., Any]]] = {}

    def opened(self, file: str) -> duckdb.DuckDBPyConnection:
        """A connection to a record. Raises duckdb.Error."""
        if os.getpid() != self.process:
            return duckdb.connect(file)
        with self.lock:
            is_busy = self.users and self.file != file
            if not is_busy and all(other != file for other, _end in self.beside.values()):
                try:
                    return self._attached(file)
                except duckdb.Error:
                    self._end()
            db = duckdb.connect(file)
            self.beside[id(db)] = file, finalize(db, self.let_go, id(db))
            return db

    def _attached(self, file: str) -> duckdb.DuckDBPyConnection:
        if self.root is None:
            self.root = duckdb.connect()
            self.settings = self.root.execute(_SETTINGS).fetchone()
        if not self.users or self.file != file:
            place = file.replace("'", "''")
            self.root.execute(f"ATTACH '{place}' AS {_NAME}")
            self.file = file
        db = self.root.cursor()
        db.execute(f"USE {_NAME}")
        self.users[id(db)] = finalize(db, self.let_go, id(db))
        return db

    def let_go(self, number: int) -> None:
        """A connection is closed: with the last one the record is let go of."""
        if os.getpid() != self.process:
            return
        with self.lock:
            _file, own = self.beside.pop(number, ("", None))
            user = self.users.pop(number, None)
            for end in (own, user):
                if end is not None:
                    end.detach()
            if user is None or self.users or self.root is None:
                return
            try:
                self.root.execute(f"DETACH {_NAME}")
                changed = self.root.execute(_SETTINGS).fetchone() != self.settings
            except duckdb.Error:
                changed = True
            if changed:
                self._end()

    def _end(self) -> None:
        """A new instance next time, unless this one is in use."""
        if self.root is not None and not self.users:
            with suppress(duckdb.Error):
                self.root.close()
            self.root = None


_shared = _Shared()


class _Quick:
    """DuckDB for `exports.district.connection`."""

    def __getattr__(self, name: str) -> Any:
        return getattr(duckdb, name)

    def connect(self, file: str) -> duckdb.DuckDBPyConnection:
        """As DuckDB's own."""
        return _shared.opened(file)


def _close_quickly(db: duckdb.DuckDBPyConnection) -> None:
    _close(db)
    _shared.let_go(id(db))


def make_districts_quick() -> None:
    """From now on in this process. Whoever imports `close` comes later."""
    assert "exports.district.district" not in sys.modules
    for name, ours in {"duckdb": _Quick(), _close.__name__: _close_quickly}.items():
        setattr(connection, name, ours)
