"""What is said of a list: that it goes on, and that nothing in it fits."""

from __future__ import annotations

from checkin.texts import _, ngettext


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
