"""Choose the persons that must be folded again, and write all their events to files, in portions of whole persons.

Sessions depend on all events of one person: scans, their corrections, badges and consents. Several linked numbers are
one person. A badge that was unknown at a desk belongs to the person whom a register names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import AIMED_KINDS, PERSONAL_KINDS
from checkin.rules.joins import Joins
from exports.district.columns import FOLDED, quoted_names
from exports.district.record.badge_owners import SCANNED_UNKNOWN, owned_at, write_owners
from exports.district.scratch_keys import ScratchKeys, use_scratch, writing
from storage.disk.schema import in_sql

PORTION = 40_000
"""About how many events a portion has. One process folds one portion at a time."""

_PERSONAL = f"kind IN ({in_sql(PERSONAL_KINDS)})"
_AIMED = f"kind IN ({in_sql(AIMED_KINDS)})"
_OTHERS = FOLDED[1:]


def read_numbers(db: duckdb.DuckDBPyConnection, joins: Joins) -> None:
    """Make the view `counted`: every event that counts, with the numbers that count here for those of joined desks."""
    db.execute("CREATE OR REPLACE TEMP TABLE renumbered (desk VARCHAR, written VARCHAR, read VARCHAR)")
    rows = [(desk, written, read) for (desk, written), read in joins.renumbered().items()]
    if rows:
        db.execute(
            "INSERT INTO renumbered SELECT unnest(?), unnest(?), unnest(?)", [list(c) for c in zip(*rows, strict=True)]
        )
    db.execute("CREATE OR REPLACE TEMP TABLE out (team VARCHAR, desk VARCHAR)")
    _fill(db, "out", joins.out)
    if not joins:
        db.execute("CREATE OR REPLACE TEMP VIEW counted AS SELECT * FROM event")
        return
    db.execute(
        """CREATE OR REPLACE TEMP VIEW counted AS
        SELECT e.* REPLACE (coalesce(r.read, e.volunteer) AS volunteer) FROM event e
        LEFT JOIN renumbered r ON r.desk = e.desk AND r.written = e.volunteer
        WHERE (e.team, e.desk) NOT IN (SELECT (team, desk) FROM out)"""
    )


def name_persons(db: duckdb.DuckDBPyConnection, same: Mapping[str, str], holders: BadgeHolders) -> None:
    """Make the view `personal` of `counted`: every event that names somebody, with the `person` whom it is about.

    `same` maps a linked number to its person.
    """
    db.execute("CREATE OR REPLACE TEMP TABLE same (volunteer VARCHAR, person VARCHAR)")
    _fill(db, "same", same.items())
    write_owners(db, holders.spans())
    # Both tables are small, because most events name a volunteer who has only one number.
    db.execute(
        f"""CREATE OR REPLACE TEMP VIEW personal AS
        SELECT coalesce(s.person, e.volunteer, so.person, o.volunteer, e.badge) AS person, e.* FROM counted e
        LEFT JOIN same s ON s.volunteer = e.volunteer
        LEFT JOIN owner o ON e.volunteer IS NULL AND {owned_at('e."at"')}
        LEFT JOIN same so ON so.volunteer = o.volunteer
        WHERE {_PERSONAL}"""
    )


def want_everybody(db: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `wanted` with all persons of the view `personal`."""
    db.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT DISTINCT person FROM personal")


def want_teams(db: duckdb.DuckDBPyConnection, teams: Iterable[str]) -> None:
    """Make the temporary table `wanted` with the persons whom new events of these teams may affect.

    These are: persons of the teams, persons whom events of their desks name, unknown badges, and everybody who was ever
    given such a badge, because a new event may give it to another person.
    """
    names = sorted(teams)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE wanted AS SELECT DISTINCT person FROM personal "
        "WHERE team IN (SELECT unnest(?)) OR split_part(person, '/', 1) IN (SELECT unnest(?)) "
        f"OR (volunteer IS NULL) OR (kind = 'badge' AND badge IN ({SCANNED_UNKNOWN}))",
        [names, names],
    )


def lay_out(db: duckdb.DuckDBPyConnection, district_desk: str, folder: Path, keys: ScratchKeys | None) -> list[Path]:
    """Write the wanted persons' events to Parquet files in `folder`. Each folder in the result holds one portion.
    With `keys` they are encrypted.

    A team's correction of another team's event is left out; the district (`district_desk`) may correct every team.
    """
    use_scratch(db, keys)
    amount = db.execute("SELECT count(*) FROM personal SEMI JOIN wanted USING (person)").fetchone()
    portions = max(1, round((amount[0] if amount else 0) / PORTION))
    db.execute(
        f"""CREATE OR REPLACE TEMP VIEW aimed AS
        SELECT a.*, t.person AS whose FROM counted a JOIN personal t ON a.target = t.id
        WHERE a.{_AIMED} AND (a.team = t.team OR a.desk = '{district_desk}')"""
    )
    # A scan that was given to another person is folded with that person too.
    db.execute(
        """CREATE OR REPLACE TEMP VIEW moved AS
        SELECT coalesce(s.person, a.volunteer) AS person, a.target FROM aimed a
        LEFT JOIN same s ON s.volunteer = a.volunteer WHERE a.kind = 'amend' AND a.volunteer IS NOT NULL"""
    )
    portion = f"(hash(person) % {portions})::INTEGER"
    columns, others = quoted_names(FOLDED), quoted_names(_OTHERS)
    db.execute(
        f"""COPY (
            WITH folded AS (
                SELECT {columns} FROM personal
                UNION ALL
                SELECT m.person, p.* EXCLUDE (person) FROM moved m
                JOIN (SELECT {columns} FROM personal) p ON p.id = m.target
                UNION ALL
                SELECT whose, {others} FROM aimed
                UNION ALL
                SELECT m.person, a.* EXCLUDE (target) FROM moved m
                JOIN (SELECT target, {others} FROM aimed) a USING (target)
            )
            SELECT {portion} AS portion, person, id::VARCHAR AS id,
                   * EXCLUDE (person, id) REPLACE (arrival::VARCHAR AS arrival)
            FROM folded SEMI JOIN wanted USING (person)
        ) TO '{quoted(folder)}' (FORMAT parquet, PARTITION_BY (portion), COMPRESSION lz4{writing(keys)})"""
    )
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _fill(db: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    if listed:
        db.execute(
            f"INSERT INTO {table} SELECT unnest(?), unnest(?)", [[row[0] for row in listed], [row[1] for row in listed]]
        )


def quoted(path: Path) -> str:
    """A path as text between single quotes in SQL, for places that take no parameter."""
    return str(path).replace("'", "''")
