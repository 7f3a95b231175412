"""The head of this desk's chain goes into a record beside the log too, after each commit (`storage.disk.heads`)."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import Clock
from storage.disk import sqlite
from storage.disk.heads.head_record import HeadRecord
from storage.disk.heads.held_count import held_head
from storage.disk.heads.recorded_head import RecordedHead
from storage.log.appended import end_of_log
from storage.log.log_memory import LogMemory


class OwnHead:
    """The end of the log as the open transaction leaves it, until it is committed. Without a `record` nothing is kept."""

    def __init__(
        self,
        connection: sqlite.Connection,
        team: str,
        memory: LogMemory,
        clock: Clock,
        record: HeadRecord | None,
        held: HeadRecord | None = None,
    ) -> None:
        self._connection = connection
        self._team = team
        self._memory = memory
        self._clock = clock
        self._record = record
        self._held, self._held_changed = held, False
        self._end: tuple[int, str, int] | None = None
        """As `end_of_log` says it; None where the open transaction appended nothing."""

    def note_end(self, seq: int, hash_: str, place: int) -> None:
        """The open transaction appended an event: its number, its hash and its place in the log."""
        self._end = (seq, hash_, place)

    def read_end(self) -> None:
        """The open transaction changed more than it appended: its end of the log is read from it."""
        self._end = end_of_log(self._connection, self._memory.desk) if self._connection.in_transaction else None

    def note_held(self) -> None:
        """The open transaction changed which scans are held."""
        self._held_changed = True

    def forget_end(self) -> None:
        """The open transaction comes to nothing."""
        self._end, self._held_changed = None, False

    def keep_after_commit(self) -> None:
        """What the transaction appended is committed now: put its end into the record."""
        if self._end is not None:
            self._write(self._end)
        if self._held_changed:
            self.keep_held()

    def keep_held(self) -> None:
        """Put into its record how many scans are held. Needs to stand outside a transaction."""
        self._held_changed = False
        if self._held is not None:
            now = held_head(self._connection, self._team, self._memory.desk, self._clock.now())
            # It goes down too, when they are entered.
            self._held.write(now, back=True)

    def keep(self, *, back: bool = False) -> None:
        """Put the end of the log into the record; `back`: also where that names a later one, for events were lost."""
        self._write(end_of_log(self._connection, self._memory.desk), back=back)

    def keep_in(self, file: Path) -> None:
        """Put the end of the log into another file of heads too, as on a stick. Where it can't be written it stays as it is."""
        record = HeadRecord(file)
        record.write(self._recorded(end_of_log(self._connection, self._memory.desk)))
        record.close()

    def _write(self, end: tuple[int, str, int], *, back: bool = False) -> None:
        self._end = None
        if self._record is not None:
            self._record.write(self._recorded(end), back=back)

    def _recorded(self, end: tuple[int, str, int]) -> RecordedHead:
        return RecordedHead(self._team, self._memory.desk, *end, self._clock.now())
