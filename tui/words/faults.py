"""What a person can cause below the screen and the command line, in sentences that say what to do."""

from __future__ import annotations

import errno

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused
from checkin.texts import _, in_a_row, say, sentence
from storage.disk import sqlite

Trouble = (Refused, OSError, sqlite.Error)
"""Errors that can come from the data folder or a device. All others are faults of the program."""

_CAUSES = {
    "full": N_("the disk is full: free some space"),
    "readonly": N_("the data folder can't be written: change its rights"),
    "locked": N_("another program holds the record: close it"),
}
"""By a word of what SQLite says."""

SO_ALREADY = N_("It is so already.")


def sentences(error: BaseException) -> list[str]:
    """One line for each thing that is wrong, a fault of the program too."""
    known = sentences_of_trouble(error)
    if known is not None:
        return known
    return [_("something in the program went wrong ({reason}): try again").format(reason=type(error).__name__)]


def sentences_of_trouble(error: BaseException) -> list[str] | None:
    """One line for each thing that a person can put right; None for a fault of the program."""
    if isinstance(error, Refused):
        return [say(problem) for problem in error.problems]
    if isinstance(error, sqlite.OperationalError):
        return [_of_database(error)]
    if isinstance(error, sqlite.DatabaseError) and not isinstance(error, sqlite.IntegrityError):
        return [_("The record is damaged ({reason}): run hourdesk check.").format(reason=reason_of(error))]
    return [_of_system(error)] if isinstance(error, OSError) else None


def cause_of(error: BaseException) -> str:
    """Why a scan was not written, without a full stop: the sentence around it says that the scan is kept and tried again."""
    if isinstance(error, sqlite.OperationalError):
        for word, cause in _CAUSES.items():
            if word in str(error):
                return _(cause)
    if isinstance(error, sqlite.Error):
        return _("the record can't be used ({reason}): look at the disk").format(reason=reason_of(error))
    if isinstance(error, Refused):
        # Which file it is matters less here than what to do.
        return in_a_row(sentence(problem) for problem in error.problems)
    return reason_of(error) if isinstance(error, OSError) else in_a_row(sentences(error))


def _of_database(error: sqlite.OperationalError) -> str:
    text = str(error)
    if "full" in text:
        return _("The disk is full: this was not recorded. Free some space, look what is recorded, then do the rest.")
    if "readonly" in text:
        return _("The data folder can't be written: this was not recorded. Change its rights, or name another --data.")
    if "locked" in text:
        return _(
            "Another program holds the record: this was not recorded. Close it, or wait, look what is recorded, then do the rest."
        )
    return _(
        "The record can't be used ({reason}): the last step may be missing. Look at the disk with hourdesk doctor, and at what "
        "is recorded, before you do it again."
    ).format(reason=reason_of(error))


def _of_system(error: OSError) -> str:
    reason = reason_of(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full. Free some space, then do it again.")
    if error.filename is None:
        return _("The system refused it ({reason}).").format(reason=reason)
    return _("{file}: the system refused it ({reason}). Look at the name and its rights.").format(
        file=error.filename, reason=reason
    )
