"""The one way in which a CSV file for people is opened, and a text becomes a cell of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.formula import neutralise
from exports.plain_text import plain_text

if TYPE_CHECKING:
    from _csv import Writer


@contextmanager
def csv_in(path: Path) -> Iterator[Writer]:
    """A writer of rows into the file: UTF-8 with BOM and CRLF, as spreadsheets want it. Errors of the disk are raised as they are."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield csv.writer(file, lineterminator="\r\n")


def text_cell(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula, and that gives no orders to a terminal which prints the file."""
    return neutralise(plain_text(text))
