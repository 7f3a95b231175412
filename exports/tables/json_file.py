"""Sessions as JSON, one object a line: plain lines for `sessions --json`, an array for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from pathlib import Path

from exports.tables.columns import record
from exports.tables.rows import SessionRow

# One encoder for all rows: json.dumps makes a new one for every call that asks for plain Unicode.
_encode = JSONEncoder(ensure_ascii=False).encode


def json_lines(rows: Iterable[SessionRow]) -> Iterator[str]:
    """Each row as one line of JSON, without its line end, with exactly the keys of design §7."""
    # Printing must not take longer than reading the record: orjson is ten times as fast as the standard library.
    from orjson import dumps

    for row in rows:
        yield dumps(row.to_json()).decode("utf-8")


def write_json(path: Path, rows: Iterable[SessionRow]) -> int:
    """Write a UTF-8 array of objects, one a line, with the columns of CSV and XLSX. Returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for count, row in enumerate(rows, 1):
            file.write(",\n" if count > 1 else "\n")
            file.write(_encode(record(row)))
        file.write("\n]\n" if count else "]\n")
    return count
