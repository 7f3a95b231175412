"""What went wrong below the screen, as sentences for the person in front of it."""

from __future__ import annotations

import sqlite3

from checkin.file_errors import reason_of
from checkin.rules.problems import Refused
from checkin.texts import _, say

Trouble = (Refused, OSError, sqlite3.Error)
"""What may come out of the data folder or a device; anything else is a fault of the program."""


def sentences(error: BaseException) -> list[str]:
    """One line for each thing that is wrong."""
    if isinstance(error, Refused):
        return [say(problem) for problem in error.problems]
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return [_("another program holds the record for too long: close it, then try again")]
    if isinstance(error, OSError):
        return [
            _("the disk does not answer as it should ({reason}): check it, then try again").format(
                reason=reason_of(error)
            )
        ]
    if isinstance(error, sqlite3.Error):
        return [
            _("the record can't be written ({reason}): check the disk and the folder, then try again").format(
                reason=error
            )
        ]
    return [_("something in the program went wrong ({reason}): try again").format(reason=type(error).__name__)]
