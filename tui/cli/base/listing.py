"""A listing: rows of one kind, printed as a table for people or as JSON for programs. Every listing command writes so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from checkin.texts import _
from tui.cli.base.output import result, result_json, results
from tui.words.cells import aligned, plain

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`heading` is marked with `N_`, and empty where the table has none; `cell` gives the text of a row.

    Figures stand to the `right`. The writer takes control characters out of every cell.
    """

    heading: str
    cell: Callable[[Row], str]
    right: bool = False


def show(
    rows: Iterable[Row],
    columns: Sequence[Column[Row]],
    object_of: Callable[[Row], Mapping[str, Any]],
    *,
    as_json: bool,
    empty: str = "",
) -> None:
    """Print the rows: an object a line, or a table; for no rows the sentence `empty`, else nothing."""
    if as_json:
        for row in rows:
            result_json(dict(object_of(row)))
        return
    lines = table(rows, columns)
    if lines:
        results(lines)
    elif empty:
        result(empty)


def table(rows: Iterable[Row], columns: Sequence[Column[Row]]) -> list[str]:
    """The lines of the table, its headings first where the columns have any; none for no rows."""
    cells = [[plain(column.cell(row)) for column in columns] for row in rows]
    if not cells:
        return []
    headings = [_(column.heading) for column in columns]
    right = frozenset(place for place, column in enumerate(columns) if column.right)
    return list(aligned([headings, *cells] if any(headings) else cells, right))
