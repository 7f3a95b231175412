"""Notes on columns that were not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from checkin.rules.problems import N_, Problem
from checkin.texts import first_few

_NAMED, _LONGEST = 30, 60


class _Headings(Protocol):
    """The headings of columns that are not read."""

    @property
    def sensitive(self) -> Sequence[str]: ...
    @property
    def doubled(self) -> Sequence[str]: ...
    @property
    def other(self) -> Sequence[str]: ...


def unread_notes(where: str, headings: _Headings) -> list[Problem]:
    """A note for private columns, one for those that repeat others, one for unknown ones; `where` names the sheet."""
    said = (
        ("sensitive", N_("Private columns that are not needed were not read: {columns}."), headings.sensitive),
        ("doubled_columns", N_("Columns that repeat other columns were not read: {columns}."), headings.doubled),
        ("other_columns", N_("Columns with unknown headings were not read: {columns}."), headings.other),
    )
    return [Problem(code, where, text, {"columns": _named(columns)}) for code, text, columns in said if columns]


def _named(columns: Sequence[str]) -> str:
    """A file of a stranger may have thousands of columns, and a heading be as long as a page."""
    return first_few((name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in columns), _NAMED)
