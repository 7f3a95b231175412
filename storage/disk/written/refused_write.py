"""Why a file could not be written, in a sentence for the person who asked for it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse

_FORBIDDEN = frozenset('<>:"\\|?*')
"""What no FAT file system takes in a name; it answers with EINVAL."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refused_write(error: BaseException, path: Path, temporary: Path) -> Refused | None:
    """The refusal for a person, where `error` is about this file; None for any other error."""
    cause = _system_error(error)
    if cause is None:
        return None
    where = str(path)
    if cause.errno in _FULL:
        return disk_full(where)
    # A write that fails names no file; it is of this one where nothing wrapped it.
    of_this = cause is error if cause.filename is None else Path(os.fsdecode(cause.filename)) == temporary
    if not of_this:
        return None
    if not temporary.parent.is_dir():
        return refuse(
            "no_folder",
            where,
            N_("The folder {folder} does not exist. Make it first, or choose another one."),
            folder=str(path.parent),
        )
    if cause.errno == errno.EINVAL and _FORBIDDEN.intersection(path.name):
        message = N_('Many sticks know no file name with one of < > : " \\ | ? *. Give another name.')
        return refuse("bad_file_name", where, message)
    return refuse(
        "not_writable",
        where,
        N_("The file can't be written ({reason}). Close it in other programs, or choose another folder."),
        reason=reason_of(cause),
    )


def _system_error(error: BaseException) -> OSError | None:
    """The system's error behind `error`: libraries such as XlsxWriter wrap it in one of their own."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError):
            return seen
        wrapped = next((a for a in seen.args if isinstance(a, OSError)), None)
        if wrapped is not None:
            return wrapped
        seen = seen.__cause__ or seen.__context__
    return None


def disk_full(where: str) -> Refused:
    """The refusal of what does not fit on the disk any more."""
    return refuse("disk_full", where, N_("There is not enough space on the disk. Free some or choose another disk."))
