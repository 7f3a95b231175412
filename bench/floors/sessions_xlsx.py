"""Read the rows of all scans with bare sqlite3 and write as many rows as there are sessions with bare XlsxWriter.

Called with the database and the file to write; see `sessions_json` for what stands in the 18 columns.
"""

import sys

from xlsxwriter import Workbook

from storage.disk import sqlite


def main(database: str, out: str) -> None:
    connection = sqlite.connect(database)
    rows = connection.execute(
        "SELECT id, at, team, desk, kind, volunteer, badge, activity, direction, source, arrival "
        "FROM log WHERE kind = 'scan'"
    ).fetchall()
    names = dict(connection.execute("SELECT key, name FROM person").fetchall())
    with Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, (opened, closed) in enumerate(zip(rows[::2], rows[1::2], strict=True)):
            values = (
                opened[2],
                opened[5],
                names[opened[5]],
                "七1班",
                "student",
                opened[2],
                opened[7],
                "活动1",
                "2024-01-01T08:05:33.123+08:00",
                "2024-01-01T09:21:07.456+08:00",
                closed[1] % 9000,
                closed[1] % 150,
                closed[1] % 150 / 100,
                "closed",
                "",
                "scanned",
                opened[0],
                closed[0],
            )
            sheet.write_row(place, 0, values)


if __name__ == "__main__":
    main(*sys.argv[1:])
