"""`decisions/`: the parts of the record that are in no pack, written beside the database after each transaction.

From them and the archive the record is made anew where `district.duckdb` is damaged. They never run ahead of the
database: where they do, the database lost what was committed, and is not used on.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from exports.district.connection import DAMAGED
from exports.district.folder import DistrictFolder
from exports.district.kept.part_file import ENDING, DamagedPart, PartFile, read_part, write_part
from exports.district.kept.parts import counted, marks_of, rows_of
from storage.disk.private_files import PRIVATE_FOLDER


class Decisions:
    """The files of one open district whose own chain has the id `own_desk`."""

    def __init__(self, folder: DistrictFolder, own_desk: str) -> None:
        self._folder = folder
        self._own_desk = own_desk
        self._marks: dict[str, str] = {}

    def catch_up(self, db: duckdb.DuckDBPyConnection) -> None:
        """Compare the files with the database that was opened, and write those that lack something.

        Raises Refused where the database lacks what is in the files: then an older copy was put in its place, or its end is lost.
        """
        here, found = counted(db), sound_parts(self._folder.decisions)
        newest = max((kept.generation for kept in found), default=0)
        if newest > here:
            message = N_(
                "the record lacks its last changes ({count}), which are written down beside it: it was damaged, or an older copy was "
                "put in its place. Leave the folder as it is: hourdesk district rebuild makes the record anew, and keeps this file"
            )
            raise refuse(DAMAGED, str(self._folder.database), message, count=newest - here)
        self._marks = {kept.part.name: kept.mark for kept in found}
        # Where the disk is full just now the record can be read all the same; the next change says it.
        with suppress(Refused, OSError):
            self.keep(db)

    def keep_committed(self, db: duckdb.DuckDBPyConnection) -> None:
        """The same right after a commit. Raises Refused that says so: who did it must not take it for undone, and do it again."""
        try:
            self.keep(db)
        except (Refused, OSError) as error:
            message = N_(
                "what was recorded up to here is in the record and stays: look what is there before you do it again. Only what is "
                "written down of it beside the record could not be written ({reason}): change the rights of the folder or free some "
                "space; the next start writes it"
            )
            place, why = str(self._folder.decisions), reason_of(error.__cause__ or error)
            raise refuse("not_written_down", place, message, reason=why) from error

    def keep(self, db: duckdb.DuckDBPyConnection) -> None:
        """Write the parts that changed since they were written last; call it after each commit. Raises Refused or OSError."""
        place, marks = self._folder.decisions, marks_of(db, self._own_desk)
        place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        names = {part.name for part in marks}
        generation = counted(db)
        for part, mark in marks.items():
            if self._marks.get(part.name) != mark:
                write_part(place, PartFile(part, generation, mark, rows_of(db, part)))
                self._marks[part.name] = mark
        for name in [name for name in self._marks if name not in names]:
            (place / (name + ENDING)).unlink(missing_ok=True)
            del self._marks[name]


def sound_parts(place: Path) -> list[PartFile]:
    """The files of `decisions/` that are as they were written."""
    found = []
    for file in sorted(place.glob(f"*{ENDING}")):
        with suppress(DamagedPart, OSError):
            found.append(read_part(file))
    return found
