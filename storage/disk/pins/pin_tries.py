"""Wrong tries at the PIN, counted on disk: a growing wait makes guessing hopeless, and ends by itself.

They stand in a small database of their own, so that two programs on one folder count together and a restart forgets
nothing. Times are milliseconds of the steady clock (`checkin.clock`), which nobody can set: whoever sets the laptop's clock
forward waits as long as everybody else. It begins anew when the computer starts, and is never ahead of the time that passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite

FREE_TRIES = 3
"""People mistype: so many wrong tries in a row cost no wait."""
FIRST_WAIT_MS, LONGEST_WAIT_MS = 30_000, 15 * 60_000
MOST_TRIES = 1_000_000
_BUSY_S = 10.0
_TABLE = "CREATE TABLE tries (wrong INTEGER NOT NULL, last INTEGER NOT NULL)"
_NOT_DAMAGE = {
    sqlite.SQLITE_BUSY,
    sqlite.SQLITE_LOCKED,
    sqlite.SQLITE_PERM,
    sqlite.SQLITE_IOERR,
    sqlite.SQLITE_FULL,
    sqlite.SQLITE_CANTOPEN,
    sqlite.SQLITE_NOMEM,
}
"""What the disk or another program does to a file that may be sound; all else says that it is not."""
_Job = Callable[[sqlite.Connection], Refused | None]


def wait_after(wrong: int) -> int:
    """Milliseconds to wait after so many wrong tries in a row: none, then 30 s, doubled up to a quarter of an hour."""
    beyond = wrong - FREE_TRIES
    return 0 if beyond < 1 else min(FIRST_WAIT_MS << min(beyond - 1, 10), LONGEST_WAIT_MS)


def begin_try(file: Path, at: int) -> None:
    """Count a try as wrong before it is looked at; `clear` takes that back. Raises Refused while a wait runs."""

    def begin(db: sqlite.Connection) -> Refused | None:
        refused = _wait(db, at)
        if refused is None:
            db.execute("UPDATE tries SET wrong = wrong + 1, last = ?", (at,))
        return refused

    with _refused_unwritable(file):
        _count(file, at, begin)


def check_wait(file: Path, at: int) -> None:
    """Raises Refused while a wait runs; counts nothing."""
    with _refused_unwritable(file):
        _count(file, at, lambda db: _wait(db, at))


@contextmanager
def _refused_unwritable(file: Path) -> Iterator[None]:
    """Nothing has begun where a try is counted: what stops it is said so."""
    try:
        yield
    except sqlite.OperationalError as error:
        message = N_(
            "wrong PINs are counted in this file, and it can't be written ({reason}), so that no PIN can be taken: check the folder's "
            "rights and the disk; nothing was changed"
        )
        raise refuse("not_writable", str(file), message, reason=reason_of(error)) from error


def clear(file: Path) -> None:
    """Forget the wrong tries, after the right PIN or when another PIN was set."""

    def forget(db: sqlite.Connection) -> None:
        db.execute("UPDATE tries SET wrong = 0")

    _count(file, 0, forget)


def is_lost(file: Path) -> bool:
    """Whether the counter is missing, empty or damaged; False too where that can't be read now."""
    try:
        if not file.stat().st_size:
            return True
        with closing(sqlite.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)) as db:
            return not _is_counter(db)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    except sqlite.Error as error:
        return _is_damage(error)


def renew(file: Path) -> None:
    """Make the counter anew, as one that was never there. Raises OSError or sqlite.Error where the disk does not let us."""
    _take_away(file)
    _done(file, lambda db: None)


def _wait(db: sqlite.Connection, at: int) -> Refused | None:
    """The refusal while a wait runs, else None. After a new start of the computer the wait begins anew,
    once: it neither shortens the wait nor locks for ever.
    """
    wrong, last = db.execute("SELECT wrong, last FROM tries").fetchone()
    if last > at:
        last = at
        db.execute("UPDATE tries SET last = ?", (last,))
    left = last + wait_after(wrong) - at
    if left <= 0:
        return None
    message = N_("wrong {count} times in a row: wait {seconds} s, then try again")
    return refuse("pin_wait", "", message, count=wrong, seconds=-(-left // 1000))


def _count(file: Path, at: int, job: _Job) -> None:
    """Run a job on the counter. Raises what the job refuses.

    A damaged counter is made anew: the first wait begins at `at`.
    """
    try:
        refused = _done(file, job)
    except sqlite.Error as error:
        if not _is_damage(error):
            raise
        refused = _made_anew(file, at, job)
    except _Damaged:
        refused = _made_anew(file, at, job)
    if refused is not None:
        raise refused


def _made_anew(file: Path, at: int, job: _Job) -> Refused | None:
    _take_away(file)

    def begin_anew(db: sqlite.Connection) -> Refused | None:
        db.execute("UPDATE tries SET wrong = ?, last = ?", (FREE_TRIES + 1, at))
        return job(db)

    if _done(file, begin_anew) is None:
        return None
    message = N_("the count of wrong PINs was damaged and starts again: wait {seconds} s, then try again")
    return refuse("pin_wait", "", message, seconds=FIRST_WAIT_MS // 1000)


def _take_away(file: Path) -> None:
    for part in (file, file.with_name(file.name + "-journal")):
        part.unlink(missing_ok=True)


def _is_damage(error: sqlite.Error) -> bool:
    return error.sqlite_errorcode & 0xFF not in _NOT_DAMAGE


class _Damaged(Exception):
    """SQLite can read the file, but it is not what was written here."""


def _done(file: Path, job: _Job) -> Refused | None:
    """What the job refuses, or None; it runs in one transaction.

    A counter that is missing or empty begins with the free tries used up.
    """
    with closing(sqlite.connect(file, timeout=_BUSY_S, isolation_level=None)) as db:
        with suppress(OSError):
            file.chmod(0o600)
        db.execute("BEGIN IMMEDIATE")
        schema = db.execute("SELECT sql FROM sqlite_schema").fetchall()
        if not schema:
            db.execute(_TABLE)
            db.execute("INSERT INTO tries VALUES (?, 0)", (FREE_TRIES,))
        elif not _is_counter(db):
            raise _Damaged
        refused = job(db)
        db.execute("COMMIT")
        return refused


def _is_counter(db: sqlite.Connection) -> bool:
    schema = db.execute("SELECT sql FROM sqlite_schema").fetchall()
    return schema == [(_TABLE,)] and _is_sound(db.execute("SELECT wrong, last FROM tries").fetchall())


def _is_sound(rows: list[tuple[object, ...]]) -> bool:
    """One row of two counts; nobody tries a million times."""
    match rows:
        case [(int(wrong), int(last))]:
            return 0 <= wrong < MOST_TRIES and last >= 0
    return False
