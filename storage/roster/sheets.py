"""Sheets of texts: what every reader of tables gives, and the refusal of a file that holds no table."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.problems import N_, Refused, refuse


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged region: first and last row and column, counted from 0, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet as texts, from its very first row; `name` is empty for a CSV file."""

    name: str
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


def not_a_table(where: str) -> Refused:
    """The refusal of a file that holds no table, whatever it is called."""
    return refuse(
        "not_a_table",
        where,
        N_("This is not a table that can be read. Open it in a spreadsheet program and save it as .xlsx or .csv."),
    )
