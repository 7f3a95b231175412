"""Why a file or a folder can't be read or written, in the words of people and in the language in use."""

from __future__ import annotations

import errno
import json
import re
import tomllib

from checkin.outside_files import NotPlain, TooLarge, TooManyFiles
from checkin.rules.problems import N_, Problem
from checkin.texts import _, language
from checkin.toml_files import NestedTooDeep

_NO_RIGHT = N_("you have no right to it, or another program holds it")
_FULL = N_("the disk is full")
_BUSY = N_("another program holds it: close it there")
DAMAGED = N_("its content is damaged, or cut off")
"""Why a file that opens can't be used."""
_GONE = N_("the disk or the stick has a fault, or was pulled out")
_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("it is a folder, and no file"),
    errno.EEXIST: N_("a file or folder of this name exists already"),
    errno.ELOOP: N_("it is a link that can't be followed"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: N_("the disk can't be written to: it is write-protected"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EIO: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.EMFILE: N_("too many files are open: close other programs"),
}
"""The system says these in English, or in whatever language it was set up in."""
_OF_LIBRARIES = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (
            "malformed|corrupt|checksum|read enough bytes|Invalid data found|truncated|premature|unexpected end"
            "|decoder object|broken data stream|broken PNG|unrecognized data stream|not enough image data",
            DAMAGED,
        ),
        ("integer string conversion", N_("a number in it is too long")),
        ("database or disk is full|No space left", _FULL),
        ("readonly|read-only", N_("it is write-protected")),
        ("locked|lock on file|Conflicting lock", _BUSY),
        ("disk I/O|Input/output", _GONE),
        ("not a database|not a valid DuckDB", N_("it is no record of this program")),
        ("unable to open|Cannot open file", N_("the system gives no access to it")),
        (
            "no such (table|column|function)|Catalog Error|Binder Error",
            N_("a part of it is missing, or another version wrote it"),
        ),
        ("decompression bomb|exceeds limit", N_("the picture is too large")),
        ("deserializ|PEM|key data|base64|padding|key is 32 bytes long", N_("its content is no key")),
        ("No such file|does not exist", N_("there is no such file or folder")),
        ("Permission denied|Operation not permitted", _NO_RIGHT),
    )
)
"""What libraries say in English: a pattern in it, and our words."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def reason_of(error: BaseException) -> str:
    """What went wrong, for the brackets of a sentence; the error's own text where we have no words for it."""
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _(_REASONS[number])
    if isinstance(error, NotPlain):
        return _("it is a device or a pipe, and no file: save it as a file first")
    if isinstance(error, TooLarge):
        return _("it is larger than such a file can be")
    if isinstance(error, TooManyFiles):
        return _("more than {most} files lie in it: choose the folder that holds only what is meant").format(
            most=error.most
        )
    if isinstance(error, UnicodeDecodeError):
        return _("the text is not in UTF-8; save it as UTF-8")
    if isinstance(error, tomllib.TOMLDecodeError):
        place = _PLACE.search(str(error))
        if place is not None:
            return _("line {line}, character {column}, is no TOML").format(line=place[1], column=place[2])
        return _("it ends too early")
    if isinstance(error, NestedTooDeep) and error.line is not None:
        return _("line {line}: a name has more parts between dots than any table has").format(line=error.line)
    if isinstance(error, NestedTooDeep):
        return _("lists stand within each other too deeply")
    if isinstance(error, json.JSONDecodeError):
        return _("line {line}, character {column}, is no JSON").format(line=error.lineno, column=error.colno)
    # The errors of PyAV are no OSError, and have the same fields.
    text = str(getattr(error, "strerror", None) or error)
    known = next((words for pattern, words in _OF_LIBRARIES if pattern.search(text)), None)
    if known is not None:
        return _(known)
    if language() == "en":
        return (text.splitlines() or [type(error).__name__])[0][:200]
    # Their words are English: in a Chinese sentence they would help nobody.
    return _("error {number} of the system").format(number=number) if isinstance(number, int) else _("cause not known")


def unreadable_file(where: object, error: OSError | UnicodeDecodeError, code: str = "no_file") -> Problem:
    """The one problem of a file that can't be read, named as `where` (a path, or a file's name)."""
    return Problem(code, str(where), N_("the file can't be read ({reason})"), {"reason": reason_of(error)})


def unreadable_folder(where: object, error: OSError) -> Problem:
    """The one problem of a folder whose files can't be listed."""
    return Problem("no_folder", str(where), N_("the folder can't be read ({reason})"), {"reason": reason_of(error)})


def unmakable_folder(where: object, error: OSError) -> Problem:
    """The one problem of a folder that can't be made to write into."""
    message = N_("The folder can't be made ({reason}). Choose another place.")
    return Problem("no_folder_made", str(where), message, {"reason": reason_of(error)})
