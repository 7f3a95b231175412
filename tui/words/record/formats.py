"""What a format is called in the language in use."""

from __future__ import annotations

from checkin.texts import language
from exports.batch.column_map import ColumnMap


def format_name(format: ColumnMap) -> str:
    """The name in the language in use, else in the other one."""
    return format.names.get(language()) or next(iter(format.names.values()), format.code)
