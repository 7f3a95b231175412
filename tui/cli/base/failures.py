"""What a person can cause becomes a sentence and an exit code; what is left is a bug, and shows as one."""

from __future__ import annotations

import errno
import sqlite3

from checkin.file_errors import reason_of
from checkin.rules.problems import Refused
from checkin.texts import _, say

REFUSED = 1


def sentences(error: BaseException) -> list[str] | None:
    """The lines that tell a person about an error; None for a bug, and for a reader of our output that went away."""
    if isinstance(error, Refused):
        return [say(problem) for problem in error.problems]
    if isinstance(error, sqlite3.OperationalError):
        return [_of_database(error)]
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        return [_("The record is damaged ({reason}): run hourdesk check.").format(reason=error)]
    if isinstance(error, OSError) and error.errno != errno.EPIPE:
        return [_of_system(error)]
    return None


def _of_database(error: sqlite3.OperationalError) -> str:
    text = str(error)
    if "full" in text:
        return _("The disk is full, nothing was recorded. Free some space, then do it again.")
    if "readonly" in text:
        return _("The data folder can't be written, nothing was recorded. Change its rights, or name another --data.")
    if "locked" in text:
        return _("Another program holds the record, nothing was recorded. Close it, or wait, then do it again.")
    return _(
        "The record can't be used ({reason}), nothing was recorded. Look at the disk with hourdesk doctor."
    ).format(reason=text)


def _of_system(error: OSError) -> str:
    reason = reason_of(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full. Free some space, then do it again.")
    if error.filename is None:
        return _("The system refused it ({reason}).").format(reason=reason)
    return _("{file}: the system refused it ({reason}). Look at the name and its rights.").format(
        file=error.filename, reason=reason
    )
