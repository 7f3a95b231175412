"""Rows on their way from the processes of a merge to the database: CSV files, which DuckDB reads by itself; in a protected
folder sealed files, which are opened in memory and taken apart there.
"""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import duckdb

from exports.district.columns import Columns, duckdb_csv, duckdb_type
from storage.disk.protection.open_keys import OpenKey
from storage.disk.protection.sealed_files import seal, unseal

_CSV = "header = false, auto_detect = false, quote = '\"', escape = '\"', delim = ',', max_line_size = 16777216"
_BETWEEN = "\x1f"
"""Stands between cells of sealed rows. No text of an event holds it: JSON writes it otherwise, and other cells are cleaned."""
_PORTION = 8 << 20
"""About so many characters are sealed at once."""
_LENGTH_BYTES = 8


class Rows(ABC):
    """Where rows are written."""

    @abstractmethod
    def add(self, cells: Sequence[object]) -> None:
        """A row of any cells; None and an empty text are the same. No cell may hold a line feed."""

    @abstractmethod
    def add_line(self, line: str) -> None:
        """A row as a line of CSV that needs no quotes, with its line feed."""


@contextmanager
def rows_for(file: Path, key: OpenKey | None) -> Iterator[Rows]:
    """Write rows into a new file; sealed with the key, if there is one."""
    if key is None:
        with file.open("w", encoding="utf-8", newline="") as opened:
            yield _Plain(opened)
        return
    with file.open("wb") as sealed:
        rows = _Sealed(sealed, key)
        yield rows
        rows.end()


def take_rows(
    db: duckdb.DuckDBPyConnection, insert: str, columns: Columns, files: Iterable[Path], key: OpenKey | None
) -> None:
    """Run `insert` (`INSERT INTO … SELECT …`, without FROM) on the rows of such files, whose columns these are."""
    if key is None:
        db.execute(f"{insert} FROM read_csv(?, {_CSV}, {duckdb_csv(columns)})", [[str(file) for file in files]])
        return
    cells = ", ".join(
        f"nullif(c[{place}], '')::{duckdb_type(holds)} AS \"{name}\"" for place, (name, holds) in enumerate(columns, 1)
    )
    lines = f"SELECT string_split(line, '{_BETWEEN}') AS c FROM (SELECT unnest(string_split(?, chr(10))) AS line)"
    for file in files:
        for text in _portions(file):
            db.execute(f"{insert} FROM (SELECT {cells} FROM ({lines}))", [text])


class _Plain(Rows):
    def __init__(self, file: TextIO) -> None:
        self._file, self._writer = file, csv.writer(file, lineterminator="\n")

    def add(self, cells: Sequence[object]) -> None:
        self._writer.writerow(cells)

    def add_line(self, line: str) -> None:
        self._file.write(line)


class _Sealed(Rows):
    def __init__(self, file: BinaryIO, key: OpenKey) -> None:
        self._file, self._key = file, key
        self._lines = list[str]()
        self._size = 0

    def add(self, cells: Sequence[object]) -> None:
        self._keep(_BETWEEN.join("" if cell is None else str(cell) for cell in cells))

    def add_line(self, line: str) -> None:
        self._keep(line[:-1].replace(",", _BETWEEN))

    def end(self) -> None:
        """Seal what is left."""
        if self._lines:
            sealed = seal("\n".join(self._lines).encode("utf-8"), self._key)
            self._file.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)
            self._lines, self._size = [], 0

    def _keep(self, line: str) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size > _PORTION:
            self.end()


def _portions(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        while length := opened.read(_LENGTH_BYTES):
            yield unseal(opened.read(int.from_bytes(length)), str(file)).decode("utf-8")
