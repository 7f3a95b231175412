"""Which persons must be folded anew, and all events that their sessions hang on, in portions of whole persons.

A session hangs on all events of one person: the scans, what corrects them, badges and consents. Whoever is named by
several numbers is one person (`link`); a badge that no desk knew belongs to whom any register gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import AIMED_KINDS, PERSONAL_KINDS
from exports.district.columns import FOLDED, quoted_names
from exports.district.record.badge_owners import SCANNED_UNKNOWN, owned_at, write_owners
from storage.disk.schema import in_sql

PORTION = 40_000
"""Events in one portion, about; a portion is what one process folds at a time."""

_PERSONAL = f"kind IN ({in_sql(PERSONAL_KINDS)})"
_AIMED = f"kind IN ({in_sql(AIMED_KINDS)})"
_OTHERS = FOLDED[1:]


def name_persons(db: duckdb.DuckDBPyConnection, same: Mapping[str, str], holders: BadgeHolders) -> None:
    """Make the macro-like view `personal`: every event that names somebody, with the `person` that this is."""
    db.execute("CREATE OR REPLACE TEMP TABLE same (volunteer VARCHAR, person VARCHAR)")
    _fill(db, "same", same.items())
    write_owners(db, holders.spans())
    # Most events name a volunteer who has one number only; both tables are small.
    db.execute(
        f"""CREATE OR REPLACE TEMP VIEW personal AS
        SELECT coalesce(s.person, e.volunteer, so.person, o.volunteer, e.badge) AS person, e.* FROM event e
        LEFT JOIN same s ON s.volunteer = e.volunteer
        LEFT JOIN owner o ON e.volunteer IS NULL AND {owned_at('e."at"')}
        LEFT JOIN same so ON so.volunteer = o.volunteer
        WHERE {_PERSONAL}"""
    )


def want_everybody(db: duckdb.DuckDBPyConnection) -> None:
    """All persons are folded."""
    db.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT DISTINCT person FROM personal")


def want_teams(db: duckdb.DuckDBPyConnection, teams: Iterable[str]) -> None:
    """The persons of these teams, those who were at their desks, those named by district rulings, unknown badges, and
    all to whom any team gave one of these: what is said now may give it to another one."""
    names = sorted(teams)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE wanted AS SELECT DISTINCT person FROM personal "
        "WHERE team IN (SELECT unnest(?)) OR split_part(person, '/', 1) IN (SELECT unnest(?)) "
        f"OR (volunteer IS NULL) OR (kind = 'badge' AND badge IN ({SCANNED_UNKNOWN}))",
        [names, names],
    )


def lay_out(db: duckdb.DuckDBPyConnection, district_desk: str, folder: Path) -> list[Path]:
    """Write the wanted persons' events to Parquet files in `folder`, a portion in each folder of the result.

    What a team's desk says of another team's event counts for nothing; the district may correct every team.
    """
    amount = db.execute("SELECT count(*) FROM personal SEMI JOIN wanted USING (person)").fetchone()
    portions = max(1, round((amount[0] if amount else 0) / PORTION))
    db.execute(
        f"""CREATE OR REPLACE TEMP VIEW aimed AS
        SELECT a.*, t.person AS whose FROM event a JOIN personal t ON a.target = t.id
        WHERE a.{_AIMED} AND (a.team = t.team OR a.desk = '{district_desk}')"""
    )
    # A scan that was given to somebody else is folded with that person too.
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
            SELECT {portion} AS portion, person, id::VARCHAR AS id, * EXCLUDE (person, id)
            FROM folded SEMI JOIN wanted USING (person)
        ) TO '{quoted(folder)}' (FORMAT parquet, PARTITION_BY (portion), COMPRESSION lz4)"""
    )
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _fill(db: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    if listed:
        db.execute(
            f"INSERT INTO {table} SELECT unnest(?), unnest(?)", [[row[0] for row in listed], [row[1] for row in listed]]
        )


def quoted(path: Path) -> str:
    """A path as it may stand in quotes in SQL, where no parameter can."""
    return str(path).replace("'", "''")
