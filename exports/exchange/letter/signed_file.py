"""Read a signed file of few members (a letter of the district, the statement of a purge): within its limits, and every bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from checkin.file_errors import unreadable_file
from checkin.outside_files import TooLarge, read_outside
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.letter.fields import check_count
from exports.exchange.letter.members import check_members
from exports.exchange.letter.stored_zip import stored_zip
from exports.exchange.pack.archive import open_archive

T = TypeVar("T")


class SignedFile(NamedTuple):
    """What a file holds, and the key (32 bytes) that its signature names. `sound` is true if that key signed the manifest, the
    manifest lists every member as it is, and nothing around the members was changed.
    """

    manifest: Mapping[str, Any]
    key: bytes
    sound: bool
    members: Mapping[str, bytes]


def understood(file: Path, damaged: str, content: Callable[[Path, str], T]) -> T:
    """What `content` makes of a file, which it gets with its name in messages.

    Raises Refused where the file can't be read, and with the sentence `damaged` where `content` raises a ValueError, KeyError,
    TypeError, AttributeError or RecursionError: then it is none of ours, or damaged.
    """
    where = file.name
    try:
        return content(file, where)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse("damaged_file", where, damaged) from error


def check_form(manifest: Mapping[str, Any], form: str, newest: int, where: str) -> None:
    """Raises ValueError for a manifest of another form, and Refused for one of a version above `newest`."""
    if manifest["format"] != form:
        raise ValueError("another format")
    if check_count(manifest["v"]) > newest:
        raise newer_file(where)


def read_signed_file(file: Path, manifest: str, sizes: Mapping[str, int], most: int) -> SignedFile:
    """Read a file of at most `most` bytes. `sizes` names its members, the manifest too, and the most bytes of each; all must be there.

    Raises OSError where it can't be read, Refused where it or a member is too large, and ValueError, KeyError or TypeError
    where it is no such file.
    """
    where = file.name
    try:
        data = read_outside(file, most)
        with open_archive(BytesIO(data), where, sizes, tuple(sizes)) as archive:
            members = {name: archive.read(name) for name in sizes}
    except TooLarge as error:
        message = N_("the file is larger than such a file can be; it was not read")
        raise refuse("too_large", where, message) from error
    except Refused as refused:
        if refused.problems[0].code in ("damaged_pack", "not_a_pack"):
            # It is said of packs there, and this is none.
            raise ValueError("no signed file") from refused
        raise
    checked = check_members(manifest, members)
    # No signature covers the directory of the ZIP: so the file is made again from its members and must be the same.
    return SignedFile(checked.manifest, checked.key, checked.sound and stored_zip(members) == data, members)


def newer_file(where: str) -> Refused:
    """The refusal of a file whose content a later version made."""
    message = N_("this file was made by a newer Hourdesk: install that version on this desk")
    return refuse("newer_file", where, message)
