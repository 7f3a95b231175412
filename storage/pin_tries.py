"""Wrong tries at the PIN, counted on disk: a growing wait makes guessing hopeless, and ends by itself.

They stand in a small database of their own, so that two programs on one folder count together and a restart forgets
nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.rules.problems import N_, refuse

FREE_TRIES = 4
"""People mistype: so many wrong tries in a row cost no wait."""
FIRST_WAIT_MS, LONGEST_WAIT_MS = 30_000, 15 * 60_000
_BUSY_S = 10.0


def wait_after(wrong: int) -> int:
    """Milliseconds to wait after so many wrong tries in a row: none, then 30 s, doubled up to a quarter of an hour."""
    beyond = wrong - FREE_TRIES
    return 0 if beyond < 1 else min(FIRST_WAIT_MS << min(beyond - 1, 10), LONGEST_WAIT_MS)


def begin_try(file: Path, at: int) -> None:
    """Count a try as wrong before it is looked at; `clear` takes that back. Raises Refused while a wait runs.

    A clock that was set back begins the wait anew, once, and so neither shortens it nor locks for ever.
    """
    with _counted(file) as db:
        wrong, last = db.execute("SELECT wrong, last FROM tries").fetchone()
        if last > at:
            last = at
            db.execute("UPDATE tries SET last = ?", (last,))
        left = last + wait_after(wrong) - at
        if left <= 0:
            db.execute("UPDATE tries SET wrong = wrong + 1, last = ?", (at,))
    if left > 0:
        message = N_("too many wrong PINs: wait {seconds} s, then try again")
        raise refuse("pin_wait", "PIN", message, seconds=-(-left // 1000))


def clear(file: Path) -> None:
    """The right PIN was given."""
    with _counted(file) as db:
        db.execute("UPDATE tries SET wrong = 0")


@contextmanager
def _counted(file: Path) -> Iterator[sqlite3.Connection]:
    """The counter in one transaction. One that is damaged is made anew with the free tries used up."""
    try:
        db = _opened(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        file.unlink(missing_ok=True)
        db = _opened(file, FREE_TRIES)
    try:
        yield db
        db.execute("COMMIT")
    finally:
        db.close()


def _opened(file: Path, wrong: int = 0) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=_BUSY_S, isolation_level=None)
    try:
        with suppress(OSError):
            file.chmod(0o600)
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE IF NOT EXISTS tries (wrong INTEGER NOT NULL, last INTEGER NOT NULL)")
        if db.execute("SELECT count(*) FROM tries").fetchone()[0] != 1:
            db.execute("DELETE FROM tries")
            db.execute("INSERT INTO tries VALUES (?, 0)", (wrong,))
        return db
    except BaseException:
        db.close()
        raise
