"""The floor of explaining: bare sqlite3 pairs the scans by window functions and sums the same minutes by person.

Called with the database. It knows no bounce, no midnight, no policy, no correction: whole minutes from each odd scan of a person in an
activity to the next even one, which in the record that is measured come to the same sums.
"""

import sys

from storage.disk import sqlite

SUMS = """
SELECT volunteer, count(*), sum((finish - at) / 60000) FROM (
    SELECT volunteer, at, row_number() OVER w AS place, lead(at) OVER w AS finish FROM log WHERE kind = 'scan'
    WINDOW w AS (PARTITION BY volunteer, activity ORDER BY at, id)
) WHERE place % 2 = 1 GROUP BY volunteer ORDER BY volunteer
"""


def main(database: str) -> None:
    for row in sqlite.connect(database).execute(SUMS):
        print(*row)


if __name__ == "__main__":
    main(*sys.argv[1:])
