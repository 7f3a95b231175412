"""The floor of a district's merge: DuckDB alone reads the same events as CSV and pairs neighbours by window functions.

It knows no signature, no chain, no rule of hours and no visitor; it is what SQL takes at the least.
"""

from __future__ import annotations

import sys

import duckdb

_COLUMNS = (
    'id VARCHAR, team VARCHAR, desk VARCHAR, seq INTEGER, "at" BIGINT, kind VARCHAR, volunteer VARCHAR, badge VARCHAR, '
    "activity VARCHAR, target VARCHAR, direction VARCHAR, source VARCHAR, operator VARCHAR, reason VARCHAR, "
    "prev VARCHAR, hash VARCHAR, raw VARCHAR"
)


def main(events: str, database: str) -> None:
    """Print the minutes of all teams from a CSV file of events, by way of a database file."""
    db = duckdb.connect(database)
    columns = ", ".join(f"'{c.split()[0].strip(chr(34))}': '{c.split()[1]}'" for c in _COLUMNS.split(", "))
    db.execute(
        "CREATE TABLE event AS SELECT * FROM read_csv(?, header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', columns = {{{columns}}})",
        [events],
    )
    db.execute(
        'CREATE TABLE session AS SELECT volunteer, activity, "at" AS start, next_at AS finish FROM ('
        "SELECT *, row_number() OVER w AS place, lead(\"at\") OVER w AS next_at FROM event WHERE kind = 'scan' "
        'WINDOW w AS (PARTITION BY volunteer, activity ORDER BY "at", id)) WHERE place % 2 = 1'
    )
    rows = db.execute(
        "SELECT split_part(volunteer, '/', 1) AS team, count(DISTINCT volunteer), count(*), sum((finish - start) // 60000) "
        "FROM session GROUP BY team ORDER BY team"
    ).fetchall()
    print(sum(row[2] for row in rows), sum(row[3] for row in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
