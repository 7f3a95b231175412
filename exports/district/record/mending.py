"""A record that a power cut or a full disk damaged while DuckDB wrote it is made anew by the opening itself.

DuckDB writes blocks of 256 KiB over those that it has, and a torn one can't be read any more. The log beside the record is there
until such a write is done: it tells this damage from that of a failing disk, of which a person must know.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.problems import Refused
from exports.district.connection import DAMAGED
from exports.district.district import District, open_district
from exports.district.folder import DistrictFolder
from exports.district.protection.swapping import WAL
from exports.district.record.rebuilding import Rebuilt, rebuild


def open_mended(path: Path, clock: Clock) -> tuple[District, Rebuilt | None]:
    """Open a district's folder. Where the record was damaged while it was written, it is made anew first: what came of that, else
    None. Only a new record that lacks nothing takes the place of the old one, which is kept.

    Raises Refused as `open_district`.
    """
    folder = DistrictFolder(path)
    try:
        return open_district(path, clock), None
    except Refused as refused:
        was_written = folder.database.with_name(folder.database.name + WAL).exists()
        if refused.problems[0].code != DAMAGED or not was_written:
            raise
        with suppress(Refused):
            made = rebuild(path, clock, whole=True)
            return open_district(path, clock), made
        raise
