"""Read a column map strictly: a message names each fault with the file and the key."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from checkin.file_errors import reason_of
from checkin.rules.policies import GRIDS, PERSON_KINDS
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.sessions import Source
from checkin.rules.table_problems import NO_WHOLE_NUMBER
from checkin.texts import enumerated
from checkin.toml_files import toml_of
from exports.batch.column_map import AMOUNTS, CLERK_TEXTS, Cell, ColumnMap, FileKind, Holds, MapColumn, RowsPer
from exports.tables.sheet_names import LONGEST_SHEET_NAME, is_sheet_name

MOST_COLUMNS, MOST_HOURS, LONGEST_NAME, LONGEST_TEXT = 100, 10_000, 60, 2_000
_KEYS = ("name", "file", "sheet", "rows", "grid_minutes", "max_hours_per_row", "kinds", "sources", "columns")
_COLUMN_KEYS = ("header", "holds", "cell", "required", "max_length", "text", "default")
_Word = TypeVar("_Word", bound=StrEnum)


def read_map(data: bytes, code: str, where: str) -> ColumnMap:
    """The map of a TOML file. Raises Refused with all its faults."""
    try:
        content = toml_of(data)
    except ValueError as error:
        message = N_("the column map is no TOML ({reason}): correct it there")
        raise refuse("bad_map", where, message, reason=reason_of(error)) from error
    reader = _Reader(where)
    found = reader.map(content, code)
    if reader.problems:
        raise Refused(*reader.problems)
    return found


class _Reader:
    def __init__(self, where: str) -> None:
        self.problems: list[Problem] = []
        self._where = where

    def map(self, content: Mapping[str, Any], code: str) -> ColumnMap:
        self._known(content, _KEYS, "")
        self._word(content, "file", FileKind, FileKind.XLSX, "")
        hours = self._whole(content, "max_hours_per_row", 1, MOST_HOURS, None, "")
        grid = self._whole(content, "grid_minutes", 1, GRIDS[-1], 1, "") or 1
        if grid not in GRIDS:
            self._say("grid_minutes", N_("write one of {choices}"), choices=enumerated(map(str, GRIDS)))
        return ColumnMap(
            code,
            self._names(content),
            self._columns(content),
            self._word(content, "rows", RowsPer, RowsPer.VOLUNTEER, "") or RowsPer.VOLUNTEER,
            grid,
            None if hours is None else hours * 60,
            self._sheet(content),
            self._several(content, "kinds", PERSON_KINDS),
            tuple(Source(word) for word in self._several(content, "sources", tuple(Source))),
        )

    def _names(self, content: Mapping[str, Any]) -> dict[str, str]:
        names = content.get("name")
        if not isinstance(names, dict) or not names or not set(names) <= {"zh", "en"}:
            self._say("name", N_('write the name of the format in one or both languages: zh = "…", en = "…"'))
            return {}
        return {speech: self._text(names, speech, LONGEST_NAME, "name.") for speech in names}

    def _sheet(self, content: Mapping[str, Any]) -> str:
        if "sheet" not in content:
            return "Sheet1"
        name = self._text(content, "sheet", LONGEST_SHEET_NAME, "")
        if name and not is_sheet_name(name):
            self._say("sheet", N_("a sheet can't have this name: write 1 to 31 characters without [ ] : * ? / \\"))
        return name

    def _columns(self, content: Mapping[str, Any]) -> tuple[MapColumn, ...]:
        tables = content.get("columns")
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            self._say("columns", N_("write a table [[columns]] for each column, in their order"))
            return ()
        if len(tables) > MOST_COLUMNS:
            self._say("columns", N_("there are more than {most} columns"), most=MOST_COLUMNS)
            return ()
        read = [self._column(table, f"columns[{place}].") for place, table in enumerate(tables, 1)]
        columns = tuple(column for column in read if column is not None)
        if len(columns) == len(read):
            self._check_together(columns)
        return columns

    def _check_together(self, columns: tuple[MapColumn, ...]) -> None:
        first: dict[str, int] = {}
        for place, column in enumerate(columns, 1):
            if column.header and first.setdefault(column.header.casefold(), place) != place:
                message = N_("“{header}” is also the heading of column {other}: use each heading once")
                other = first[column.header.casefold()]
                self._say(f"columns[{place}].header", message, header=column.header, other=other)
        held = {column.holds for column in columns}
        if not held.intersection(AMOUNTS):
            self._say("columns", N_("no column holds hours or minutes: one must"))
        if not held & {Holds.NAME, Holds.IDENTITY, Holds.NUMBER}:
            self._say("columns", N_("no column holds name, identity or number: without one the hours belong to nobody"))

    def _column(self, table: Mapping[str, Any], at: str) -> MapColumn | None:
        self._known(table, _COLUMN_KEYS, at)
        header = self._text(table, "header", LONGEST_NAME, at)
        holds = self._word(table, "holds", Holds, None, at)
        cell = self._word(table, "cell", Cell, Cell.TEXT, at)
        if holds is None or cell is None:
            return None
        if cell is Cell.NUMBER and holds not in AMOUNTS:
            self._say(f"{at}cell", N_("only hours and minutes can be numbers; all else is text"))
        required = table.get("required", False)
        if not isinstance(required, bool):
            self._say(f"{at}required", N_("write true or false"))
        longest = self._whole(table, "max_length", 1, 32_767, None, at)
        text = ""
        for key, owners in (("text", (Holds.TEXT,)), ("default", CLERK_TEXTS)):
            if key in table and holds not in owners:
                message = N_("only a column that holds {holds} has this key")
                self._say(f"{at}{key}", message, holds=" / ".join(owners))
            elif key in table or holds is Holds.TEXT is owners[0]:
                text = self._text(table, key, longest or LONGEST_TEXT, at)
        return MapColumn(header, holds, cell, required is True, longest, text)

    def _known(self, table: Mapping[str, Any], keys: tuple[str, ...], at: str) -> None:
        for key in table:
            if key not in keys:
                self._say(f"{at}{key[:40]}", N_("there is no such key; the keys are {known}"), known=enumerated(keys))

    def _text(self, table: Mapping[str, Any], key: str, longest: int, at: str) -> str:
        value = table.get(key)
        text = value.strip() if isinstance(value, str) else ""
        if not text or len(text) > longest or not text.isprintable():
            self._say(f"{at}{key}", N_("write a text in quotes, of 1 to {most} characters on one line"), most=longest)
            return ""
        return text

    def _whole(
        self, table: Mapping[str, Any], key: str, least: int, most: int, default: int | None, at: str
    ) -> int | None:
        if key not in table:
            return default
        value = table[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._say(f"{at}{key}", NO_WHOLE_NUMBER, least=least, most=most)
            return default
        return int(value)

    def _word(self, table: Mapping[str, Any], key: str, words: type[_Word], default: _Word | None, at: str) -> Any:
        """The value of a key as one of `words`; None if it is none of them, and then a problem is noted."""
        if key not in table and default is not None:
            return default
        value = table.get(key)
        if value in tuple(words):
            return words(value)
        shown = value if isinstance(value, str) and value.isprintable() else "–"
        message = N_("“{value}” is not known here; write one of {choices}")
        self._say(f"{at}{key}", message, value=shown[:40], choices=enumerated(words))
        return None

    def _several(self, content: Mapping[str, Any], key: str, words: tuple[str, ...]) -> tuple[str, ...]:
        if key not in content:
            return ()
        value = content[key]
        if not isinstance(value, list) or not value or any(word not in words for word in value):
            self._say(key, N_("write a list of some of {choices}"), choices=enumerated(words))
            return ()
        return tuple(dict.fromkeys(value))

    def _say(self, key: str, message: str, **values: object) -> None:
        self.problems.append(Problem("bad_map", f"{self._where} {key}", message, values))
