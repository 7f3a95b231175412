"""Few rows are asked for at once: to look for the best way to them takes DuckDB longer than to walk them.

Only the district's file in this process is asked so. An encrypted one, the audit's tables, and what a test starts are asked as
in the program; the soak asks everything so.
"""

from __future__ import annotations

from typing import Any

import duckdb

_connect = duckdb.connect


def ask_without_planning() -> None:
    """From now on in this process."""
    setattr(duckdb, _connect.__name__, _connect_without_planning)


def _connect_without_planning(*database: Any, **options: Any) -> duckdb.DuckDBPyConnection:
    """As DuckDB's own; what lies in a file is read in the order in which a query names it."""
    made = _connect(*database, **options)
    if database:
        made.execute("PRAGMA disable_optimizer")
    return made
