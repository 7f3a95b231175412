"""A record that can't be opened: what is said of a desk's as of a district's."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse


def not_writable(where: str, error: Exception) -> Refused:
    """The refusal of a record that can only be read."""
    message = N_("the record can't be opened for writing ({reason}): check the folder's rights and the disk")
    return refuse("not_writable", where, message, reason=reason_of(error))


def newer_record(path: Path) -> Refused:
    """The refusal of a record (in the file or folder `path`) whose form is known to a later version only."""
    message = N_("this record was written by a newer Hourdesk: install that version here; nothing was changed")
    return refuse("newer_database", str(path), message)
