"""Files of a district's folder in which what schools purged still stands: packs of the archive, and records that were put aside.

They are the truth from which the record is made anew, and are never rewritten: they are named, so that people can destroy
those that newer packs of the same desks replace.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.rules.purges import PersonalField, PurgedFields
from exports.district.district import District, open_district
from exports.district.record.archived import open_archived
from exports.district.record.common_facts import common_facts
from exports.district.record.purged_names import purged_by_team
from exports.district.says.sealed import opening_key
from exports.district.schema import TAKEN
from exports.exchange.pack.layout import ENDING
from exports.exchange.pack.reading import ListedVolunteer
from storage.disk.whose.own_names import BEFORE_REBUILD


class PurgedCopy(NamedTuple):
    """A file of the folder with purged fields in it. `shown` is the name under which it came. `is_replaced`: a newer pack of the
    same desk is here, so that nothing is lost with it."""

    path: Path
    shown: str
    is_replaced: bool


def purged_copies(district: District) -> list[PurgedCopy]:
    """The packs of the archive that name what was purged, in the order in which they came, then the records put aside."""
    purged = purged_by_team(district.db, common_facts(district).joins.lost)
    if not purged:
        return []
    found = [copy for team, fields in purged.items() for copy in _packs(district, team, fields)]
    aside = sorted(district.folder.path.glob(f"{BEFORE_REBUILD}*.duckdb"))
    return [*found, *(PurgedCopy(file, file.name, True) for file in aside)]


def purged_copies_in(path: Path, clock: Clock) -> list[PurgedCopy]:
    """The same of the district in a folder. Raises Refused as `open_district`."""
    with open_district(path, clock) as district:
        return purged_copies(district)


def _packs(district: District, team: str, fields: PurgedFields) -> Iterator[PurgedCopy]:
    identity = opening_key(district)
    rows = district.db.execute(
        "SELECT p.digest, p.file, c.digest IS NOT NULL AND c.digest <> p.digest FROM pack p LEFT JOIN chain c USING (desk) "
        f"WHERE p.team = ? AND p.{TAKEN} ORDER BY p.received, p.file",
        [team],
    ).fetchall()
    for digest, shown, is_replaced in rows:
        file = district.folder.archive / f"{digest}{ENDING}"
        with suppress(Refused, OSError), open_archived(file, identity) as pack:
            if any(_names(one, team, fields) for one in pack.volunteers()):
                yield PurgedCopy(file, shown, bool(is_replaced))


def _names(one: ListedVolunteer, team: str, fields: PurgedFields) -> bool:
    theirs = fields.get(f"{one.team}/{one.number}", frozenset())
    return bool((PersonalField.NAME in theirs and one.name) or (PersonalField.CLASS in theirs and one.class_name))
