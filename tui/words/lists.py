"""What is said of a list: that it goes on, and that nothing in it fits; several lines said in one."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.texts import _, ngettext


def in_one_line(lines: Iterable[str]) -> str:
    """Lines one behind the other with a dot between, which takes the place of a full stop; empty ones are left out."""
    *before, last = [line.strip() for line in lines if line.strip()] or [""]
    return " · ".join([*(line.rstrip(".。") for line in before), last])


def no_row_text(text: str) -> str:
    """That a search finds nothing."""
    return _("No row has “{text}” in it; / looks for another text.").format(text=text)


def first_rows_text(shown: int, count: int | str) -> str:
    """That only the first rows are shown."""
    return _("first {shown} of {count}; look for others with /").format(shown=shown, count=count)


def more_line(count: int) -> str:
    """The last line of a list that was cut off."""
    return _("  … and {count} more").format(count=count)


def more_persons_text(count: int) -> str:
    """How many persons are not named."""
    return ngettext("and {count} more person", "and {count} more persons", count).format(count=count)
