"""One open data folder: the identity, the ledger and the register on one connection, for one thread at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.identity import check_team_code
from checkin.rules.policies import Policy
from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.heads.head_record import HeadRecord
from storage.disk.heads.held_count import lost_held
from storage.disk.heads.kept_outside import forgotten, memory_notes
from storage.disk.heads.missing_notes import Missing
from storage.disk.identity import DeskIdentity, fingerprint, read_identity, version_at, write_identity
from storage.disk.in_use import InUse, alone_in
from storage.disk.made_files import keep_list
from storage.disk.pins.pin import agree
from storage.disk.protection.conversion import seal_what_stood_there
from storage.disk.restoring import finish_restore
from storage.disk.swapped_folder import one_change
from storage.disk.unfinished import clear_unfinished, forget_making, making
from storage.disk.whose.desks import need_desk, need_free_for_desk, never_finished
from storage.disk.whose.kinds import has_desk_record
from storage.log.judging import judge_again
from storage.log.ledger import SqliteLedger
from storage.log.meanings import go_on_as
from storage.missing_events import lag_of, note_lost, recorded_heads
from storage.people.judged_badges import renew_badges
from storage.people.register import Register
from storage.soundness.key_glance import notes_on_keys


class Store:
    """An open desk. Use it as a context manager, or `close` it. Everything that it does
    takes the time from its `clock`.
    """

    def __init__(
        self, folder: DataFolder, connection: sqlite.Connection, identity: DeskIdentity, clock: Clock, use: InUse
    ) -> None:
        self.folder = folder
        self.connection = connection
        self._use = use
        self._stop_noting: Callable[[], None] | None = keep_list(folder)
        self._identity = identity
        self.clock = clock
        self._head, self._held = HeadRecord(folder.head), HeadRecord(folder.held)
        self.ledger = SqliteLedger(connection, identity.team, identity.desk, clock, self._head, self._held)
        self.found_missing: list[Missing] = []
        """The events that were found missing when this store was opened; `storage.missing_events` knows the earlier ones."""
        self.memory_notes: list[Problem] = []
        """What was found wrong with the memory outside of the record, and with the PIN's file, when this store was opened."""
        self.key_notes: list[Problem] = []
        """What a glance at the keys found wrong then."""
        self.register = Register(connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def explained(self, error: BaseException) -> Refused | None:
        """Damage of the record that led to an error which no code foresaw; None for any other error."""
        from storage.soundness.diagnosis import diagnosed

        return diagnosed(self.connection, str(self.folder.database), error)

    def close(self) -> None:
        """Let go of the database."""
        if self._stop_noting is not None:
            self._stop_noting()
            self._stop_noting = None
        self.ledger.stop_looking()
        self.connection.close()
        self._head.close()
        self._held.close()
        self._use.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else has this desk open within the block. Raises Refused where a desk is open, also one of this process."""
        self.ledger.stop_looking()
        self._use.close()
        try:
            with alone_in(self.folder.path):
                yield
        finally:
            self._use = InUse(self.folder.path)

    def need_alone(self) -> None:
        """Raises Refused where this desk is open elsewhere too: before somebody is asked for what would then be refused."""
        with self.alone():
            pass

    def notes_on_memory(self, lost: list[Path]) -> Iterator[Problem]:
        """What to say of the memory outside of the record, of which these files were `lost` before this store wrote them."""
        return memory_notes(lost, (self.folder.head, self._head), (self.folder.held, self._held))

    def read_identity_anew(self) -> None:
        """What is written of the desk was changed in this process."""
        found = read_identity(self.connection)
        self._identity = self._identity if found is None else found[0]

    @property
    def identity(self) -> DeskIdentity:
        """Which desk this is, also after another process gave it a new id."""
        if self._identity.desk != self.ledger.desk:
            self.read_identity_anew()
        return self._identity

    def now(self) -> int:
        """Milliseconds since 1970-01-01T00:00Z by the store's clock."""
        return self.clock.now()

    def today(self) -> date:
        """The present day in the team's time zone."""
        return self.clock.today(zone(self.identity.timezone))

    def policy(self) -> Policy:
        """The team's policy in force now."""
        return self.ledger.facts().policy_at(self.identity.team, self.now())

    @property
    def kit_version(self) -> int:
        """The version of the last kit made or taken, also by another process; 0 for none."""
        return int(self.connection.execute("SELECT kit_version FROM identity").fetchone()[0])

    def set_kit_version(self, version: int) -> None:
        """Remember the version of the last kit made or taken; needs a transaction around it."""
        self.connection.execute("UPDATE identity SET kit_version = ?", (version,))


def has_desk(path: Path) -> bool:
    """Whether there is a desk in a folder, or one that is restored and only needs to be put in its place by a start."""
    return has_desk_record(path)


def open_store(path: Path, clock: Clock) -> Store:
    """Open a desk's data folder. A folder that is a copy of another desk's, or whose record lost events, gets a new desk id
    and key.

    Raises Refused where there is no desk, the record is damaged or of a newer version, or can't be written.
    """
    need_desk(path)
    folder = DataFolder(path)
    finish_restore(folder)
    folder.tidy(clock.now())
    with _opened(folder) as (connection, use):
        found = read_identity(connection)
        if found is None:
            raise never_finished(path)
        identity, written_by = found
        # Whoever makes a desk here later must not take this one for one that was never finished.
        forget_making(path)
        seal_what_stood_there(folder)
        is_read_otherwise = bool(judge_again(connection))
        lost_memory = forgotten(connection, folder, identity.desk)
        missing = _lost_events(folder, connection, identity.desk)
        if written_by != fingerprint(folder.database) or (missing is not None and missing.first <= missing.last):
            identity = become_another_desk(folder, connection, identity, clock)
        store = Store(folder, connection, identity, clock, use)
        if is_read_otherwise:
            with store.ledger.transaction():
                renew_badges(
                    store.ledger, store.register, [key for (key,) in connection.execute("SELECT key FROM person")]
                )
        store.ledger.head.keep(back=missing is not None)
        if folder.held.exists() or folder.held in lost_memory:
            store.ledger.head.keep_held()
        store.found_missing += [] if missing is None else [missing]
        store.memory_notes += store.notes_on_memory(lost_memory if identity.desk == found[0].desk else [])
        store.memory_notes += agree(folder, connection)
        store.key_notes += notes_on_keys(folder, identity)
        return store


def _lost_events(folder: DataFolder, connection: sqlite.Connection, desk: str) -> Missing | None:
    """What the record lost since it was written, noted, and the damaged files kept; None where it lost nothing."""
    # The heads are read before the record.
    lag, held = lag_of(connection, recorded_heads(folder, desk)), lost_held(connection, folder.held, desk)
    return note_lost(folder, lag, held)


def init_store(
    path: Path,
    *,
    team: str,
    team_name: str,
    clock: Clock,
    timezone: str = DEFAULT_TIMEZONE,
    desk_name: str = "1",
    prepare: Callable[[DataFolder], object] | None = None,
) -> Store:
    """Make a team's first desk in an empty folder. Raises Refused for bad values or where a desk is already.

    `prepare` gets the folder before anything is in it: it may be protected from the beginning (`ProtectedStart`).
    """
    check_team(team, team_name, timezone)
    with new_folder(path) as folder:
        if prepare is not None:
            prepare(folder)
        from storage.enrolment import first_desk_key

        desk = first_desk_key(folder, team)
        identity = DeskIdentity(team, team_name.strip(), timezone, desk, desk_name, first=True)
        return new_store(folder, identity, clock)


def check_team(team: str, team_name: str, timezone: str = DEFAULT_TIMEZONE) -> None:
    """Raises Refused where no team can have this code, name or time zone."""
    check_team_code(team, "--team")
    zone(timezone)
    if not team_name.strip():
        raise refuse("missing_value", "--name", N_("the team needs a name"))


@contextmanager
def new_folder(path: Path) -> Iterator[DataFolder]:
    """An empty data folder to make a desk in; if the block raises, everything that was made in it is deleted again. What an
    interrupted making left is cleared first.

    Raises Refused where a desk is there already or is being made just now, what remains of one, or anybody else's files.
    """
    folder = DataFolder(path)
    with one_change(path):
        clear_unfinished(folder)
        need_free_for_desk(path)
    with making(folder):
        if folder.database.exists():
            # Another one made it in the meantime.
            need_free_for_desk(path)
        folder.make()
        yield folder


def new_store(
    folder: DataFolder, identity: DeskIdentity, clock: Clock, fill: Callable[[Store], object] | None = None
) -> Store:
    """Make the database of a new desk and open it. The data that `fill` writes are there
    together with the desk or not at all.
    """
    with _opened(folder) as (connection, use):
        judge_again(connection)
        connection.execute("BEGIN IMMEDIATE")
        write_identity(connection, identity, fingerprint(folder.database))
        store = Store(folder, connection, identity, clock, use)
        if fill is not None:
            fill(store)
        connection.execute("COMMIT")
        store.ledger.head.keep()
        return store


@contextmanager
def _opened(folder: DataFolder) -> Iterator[tuple[sqlite.Connection, InUse]]:
    """The database, which is in use from before it is opened; both are closed again if the block raises."""
    use = InUse(folder.path)
    try:
        connection = connect(folder.database)
        try:
            yield connection, use
        except BaseException:
            connection.close()
            raise
    except BaseException:
        use.close()
        raise


def become_another_desk(
    folder: DataFolder, connection: sqlite.Connection, identity: DeskIdentity, clock: Clock
) -> DeskIdentity:
    """Give a folder a new desk id and key; the events of the old desk stay as the chain of a finished desk."""
    from storage.enrolment import succeed

    folder.make()
    desk = succeed(folder, identity.team, identity.desk)
    # A backup does not know which kits were made after it: the next one must be newer than all of them.
    version = max(identity.kit_version, version_at(clock.now())) if identity.first else identity.kit_version
    renewed = identity._replace(desk=desk, kit_version=version)
    connection.execute("BEGIN IMMEDIATE")
    write_identity(connection, renewed, fingerprint(folder.database))
    ledger = SqliteLedger(connection, renewed.team, desk, clock)
    go_on_as(ledger, identity.desk)
    connection.execute("COMMIT")
    # What tells of the old desk's chain would count as spoiled at the next start.
    ledger.head.keep_in(folder.head)
    return renewed
