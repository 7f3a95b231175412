"""One open district: its folder, its database, its identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.identity import check_team_code
from checkin.rules.problems import N_, Refused, refuse
from exports.district.connection import DAMAGED, close, connect, damaged, second_connection, trouble
from exports.district.erasing import erase, is_erasing_due
from exports.district.folder import DistrictFolder
from exports.district.kept.decisions import Decisions
from exports.district.kept.parts import count_up
from exports.district.kept.swapping import finish_rebuild
from exports.district.protection.swapping import clear_half, finish_conversion
from exports.district.schema import ADDED_COLUMNS, LATE_TABLES, TABLES, VERSION
from storage.disk import keys
from storage.disk.opened.opened_files import OpenedRecord
from storage.disk.private_files import close_to_others
from storage.disk.protection.open_keys import open_key_of
from storage.disk.protection.sealed_files import DAMAGED as DAMAGED_FILE
from storage.disk.refused_record import newer_record
from storage.disk.swapped_folder import one_change
from storage.disk.unfinished import clear_unfinished_in, forget_making, making
from storage.disk.whose.districts import need_district, need_free_for_district, unfinished_district
from storage.disk.whose.kinds import Owner, has_district_record, whose
from storage.disk.whose.own_names import MAKING_DISTRICT
from storage.people.purged_marks import purged_word

R = TypeVar("R")
SIGNING_KEY = "district.pem"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a district is. `code` is the team code of its own rulings only; `desk` is the id of the key that signs them."""

    code: str
    name: str
    timezone: str
    desk: str


class District:
    """An open district. Use it as a context manager, or call `close`. Only one thread at a time may use `db`; `clock` gives the time."""

    def __init__(self, folder: DistrictFolder, db: duckdb.DuckDBPyConnection, identity: Identity, clock: Clock) -> None:
        self.folder = folder
        self.db = db
        self.identity = identity
        self.clock = clock
        self.decisions = Decisions(folder, identity.desk)
        self._record = OpenedRecord(folder.database)
        self._is_trial = False
        self.is_writing = False
        """Whether something is written that other connections do not see yet."""
        self._kept: dict[str, tuple[object, Any]] = {}
        self.keeps = False
        """Whether `remembered` keeps anything: then all writing goes through `transaction` and `trial`."""
        self.before_commit: Callable[[], None] = _nothing
        """Called right before a transaction is written for good; it may raise, and then nothing is written."""
        self.after_commit: Callable[[], None] = _nothing
        """Called once all of it is written."""

    def __enter__(self) -> District:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        refused = trouble(self.folder.database, error)
        if refused is not None:
            raise refused from error

    def close(self) -> None:
        """Close the database, so that another program can open it. The bytes of what was purged are erased then."""
        try:
            due = is_erasing_due(self.db)
        except duckdb.Error:
            due = False
        if due:
            erase(self.folder, self.db)
        close(self.db)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A second connection to the same record, to read from while `db` is used otherwise."""
        cursor = second_connection(self.db)
        _say_purged(cursor)
        return cursor

    def now(self) -> int:
        """Milliseconds since 1970-01-01T00:00Z by the district's clock."""
        return self.clock.now()

    def today(self) -> date:
        """Today's date in the district's time zone."""
        return self.clock.today(zone(self.identity.timezone))

    def remembered(self, name: str, read: Callable[[], R], depends_on: object = None) -> R:
        """What `read` gives, which is read once under this name until something is written, or until it `depends_on` another value
        than before: pages and reports ask for the same several times. Nobody may change it."""
        if not self.keeps or self.is_writing:
            return read()
        known = self._kept.get(name)
        if known is None or known[0] != depends_on:
            known = self._kept[name] = (depends_on, read())
        value: R = known[1]
        return value

    @contextmanager
    def _writing(self, *, forgets: bool = True) -> Iterator[None]:
        if forgets:
            self._kept.clear()
        self.is_writing = True
        try:
            yield
        finally:
            self.is_writing = False

    @contextmanager
    def transaction(self, *, aside: bool = False) -> Iterator[None]:
        """Commit what happens in the `with` block, or roll it all back if it raises; then write what must be kept beside it.
        `aside`: it changes neither facts, sessions, registers nor what is decided about conflicts.

        Raises Refused where the file is not the one that was opened: before it begins, and again after the commit.
        """
        if self._is_trial:
            yield
            return
        with self._writing(forgets=not aside), self._committed():
            yield

    @contextmanager
    def _committed(self) -> Iterator[None]:
        self._record.check()
        self.db.execute("BEGIN")
        try:
            yield
            count_up(self.db)
            self.before_commit()
        except BaseException:
            # A damaged file has rolled back by itself already.
            with suppress(duckdb.Error):
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")
        self._record.check()
        self.decisions.keep_committed(self.db)
        self.after_commit()

    @contextmanager
    def trial(self) -> Iterator[None]:
        """What is written in the `with` block can be read there, and is rolled back at its end: to see what would come of it."""
        self._record.check()
        self.db.execute("BEGIN")
        self._is_trial = True
        try:
            # Once it is rolled back, what was read before is true again.
            with self._writing(forgets=False):
                yield
        finally:
            self._is_trial = False
            with suppress(duckdb.Error):
                self.db.execute("ROLLBACK")

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs rulings, district kits and receipts. Raises Refused if it is missing or damaged."""
        file = self.folder.keys / SIGNING_KEY
        try:
            return keys.load_key(file)
        except Refused as refused:
            if refused.problems[0].code not in (keys.BAD_KEY, DAMAGED_FILE):
                raise
            message = N_(
                "the district's key is missing or damaged: put a copy of this file back. Until then nothing can be ruled, and no kit "
                "or receipt be made; packs still come in, and reports are right"
            )
            raise refuse(keys.BAD_KEY, str(file), message) from refused

    def team_names(self) -> dict[str, str]:
        """Names by team code, for all teams that should report or did."""
        return dict(self.db.execute("SELECT code, name FROM team ORDER BY code").fetchall())

    def activity_names(self) -> dict[str, str]:
        """Names by `TEAM/CODE`, of the activities that have one."""
        return dict(self.db.execute("SELECT team || '/' || code, name FROM activity WHERE name <> ''").fetchall())

    def desk_names(self) -> dict[str, str]:
        """What people call each desk, by its id: its name, or the id where it has none."""
        return dict(self.db.execute("SELECT desk, coalesce(nullif(desk_name, ''), desk) FROM chain").fetchall())


def _nothing() -> None:
    pass


def has_district(path: Path) -> bool:
    """Whether a folder holds a district's record, or one that was made anew and only needs to be put in its place."""
    return has_district_record(path)


def is_free_for_district(path: Path) -> bool:
    """Whether a district can be made in a folder: nothing of anybody lies there, or only one whose making was interrupted.

    Raises Refused where it can't be read.
    """
    folder = DistrictFolder(path)
    if (path / MAKING_DISTRICT).is_file():
        return not _is_whole(folder)
    return whose(path).owner is Owner.NOBODY


def init_district(path: Path, *, code: str, name: str, timezone: str = DEFAULT_TIMEZONE, clock: Clock) -> District:
    """Make a district in an empty folder and open it. Raises Refused for bad values, or if the folder has a
    district already, or what remains of one."""
    check_team_code(code, "--code")
    zone(timezone)
    if not name.strip():
        raise refuse("missing_value", "--name", N_("the district needs a name: --name"))
    folder = DistrictFolder(path)
    with one_change(path):
        clear_unfinished_in(folder, MAKING_DISTRICT, lambda: _is_whole(folder))
        need_free_for_district(path)
    with making(folder, MAKING_DISTRICT):
        if folder.database.exists():
            # Another one made it in the meantime.
            need_free_for_district(path)
        folder.make()
        key = keys.new_key()
        keys.save_key(folder.keys / SIGNING_KEY, key)
        identity = Identity(code, name.strip(), timezone, keys.desk_id(keys.public_bytes(key)))
        db = connect(folder.database, open_key_of(folder.path))
        try:
            db.execute("BEGIN")
            for table in TABLES:
                db.execute(table)
            values = [VERSION, code, identity.name, timezone, identity.desk]
            db.execute("INSERT INTO district VALUES (?, ?, ?, ?, ?)", values)
            db.execute("COMMIT")
            close_to_others(folder.path)
        except BaseException as error:
            close(db)
            raise trouble(folder.database, error) or error from None
    return _opened(District(folder, db, identity, clock))


def need_made_to_the_end(folder: DistrictFolder) -> None:
    """Raises Refused where the making of the district in a folder was interrupted."""
    if (folder.path / MAKING_DISTRICT).is_file() and not _is_whole(folder):
        raise unfinished_district(folder.path)


def _is_whole(folder: DistrictFolder) -> bool:
    """Whether the making of a district came to its end in this folder."""
    if not folder.database.is_file():
        return False
    try:
        db = connect(folder.database, open_key_of(folder.path))
    except Refused as refused:
        # It can't be told here: what is open elsewhere is never cleared.
        return refused.problems[0].code != DAMAGED or _holds_anything(folder)
    try:
        return db.execute("SELECT 1 FROM district").fetchone() is not None
    except duckdb.CatalogException:
        return False  # No table was made yet.
    except duckdb.Error:
        return _holds_anything(folder)
    finally:
        close(db)


def _holds_anything(folder: DistrictFolder) -> bool:
    """Whether anything came in or was decided: then a record that can't be read is no half made one, and is never cleared."""
    return any(folder.archive.glob("*")) or any(folder.decisions.glob("*"))


def open_district(path: Path, clock: Clock) -> District:
    """Open a district's folder. Raises Refused if it holds none, or if the record is damaged, newer, or open elsewhere."""
    need_district(path)
    folder = DistrictFolder(path)
    need_made_to_the_end(folder)
    folder.make_inner()
    finish_rebuild(folder)
    finish_conversion(folder)
    folder.tidy(clock.now())
    db = connect(folder.database, open_key_of(folder.path))
    try:
        if is_erasing_due(db):
            erase(folder, db)
            db = connect(folder.database, open_key_of(folder.path))
        row = db.execute("SELECT version, code, name, timezone, desk FROM district").fetchone()
    except duckdb.Error as error:
        close(db)
        raise trouble(folder.database, error) or damaged(folder.database, error) from error
    if row is None or row[0] > VERSION:
        close(db)
        raise newer_record(path)
    if row[0] < VERSION or _lacks_tables(db):
        for column in ADDED_COLUMNS:
            db.execute(column)
    # Whoever makes a district here later must not take this one for one that was never finished.
    forget_making(folder.path, MAKING_DISTRICT)
    district = _opened(District(folder, db, Identity(*row[1:]), clock))
    district.keeps = True
    return district


def _lacks_tables(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether a record was made before the newest tables were."""
    there = {name for (name,) in db.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()}
    return not there >= LATE_TABLES


def _opened(district: District) -> District:
    clear_half(district.folder)
    _say_purged(district.db)
    try:
        district.decisions.catch_up(district.db)
    except BaseException as error:
        district.close()
        raise trouble(district.folder.database, error) or error from None
    return district


def _say_purged(db: duckdb.DuckDBPyConnection) -> None:
    """A name that was purged is stored as an empty text; lists of this connection show a word for it."""
    db.execute("SET VARIABLE purged = ?", [purged_word()])
