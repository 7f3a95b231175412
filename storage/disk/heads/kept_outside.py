"""Is there still a memory outside of the record, by which a loss would be noticed? Its file may be gone, spoiled, another desk's or
not writable. That loses nothing; it is told calmly, once, by whoever opens the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.heads.head_record import HeadRecord
from storage.disk.heads.recorded_head import read_head


def forgotten(connection: sqlite.Connection, folder: DataFolder, desk: str) -> list[Path]:
    """The files that should tell how far this desk's chain went and how many scans are held, and say nothing of it. Where there
    is nothing yet to remember, none is forgotten.
    """
    (own,) = connection.execute("SELECT count(*) FROM (SELECT 1 FROM log WHERE desk = ? LIMIT 1)", (desk,)).fetchone()
    (held,) = connection.execute("SELECT count(*) FROM (SELECT 1 FROM held_scan LIMIT 1)").fetchone()
    return [file for file, has in ((folder.head, own), (folder.held, held)) if has and not _knows(file, desk)]


def memory_notes(lost: list[Path], *kept: tuple[Path, HeadRecord]) -> Iterator[Problem]:
    """What is said of files that were `lost` and are written anew, and of those that could not be written just now."""
    for file, record in kept:
        if record.failed is not None:
            yield Problem("memory_not_kept", str(file), _NOT_KEPT, {"reason": reason_of(record.failed)})
        elif file in lost:
            yield Problem("memory_renewed", str(file), _RENEWED)


_RENEWED = N_(
    "this file was missing or spoiled; it tells, outside of the record, how far the record went. It is made anew now. Whether the "
    "record lost anything before, it can't tell"
)
_NOT_KEPT = N_(
    "this file can't be written ({reason}); it tells, outside of the record, how far the record went. Scans are recorded all the "
    "same. Give it back its rights, or move away what lies there, so that a loss is noticed"
)


def _knows(file: Path, desk: str) -> bool:
    with suppress(OSError):
        head = read_head(file).head
        return head is not None and head.desk == desk
    return False
