"""Open a ZIP from an unknown sender safely: its directory is checked before any member is read.

No file is ever written under a name from the archive.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from checkin.rules.problems import N_, Refused, refuse
from storage.disk.damaged_zip import UNREADABLE

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGE_MARK, _LARGE_SIZE = b"PK\x06\x07", 20
"""The locator of a ZIP64, just before the end record: it would override what the end record says about the directory."""
_MOST_DIRECTORY = 1 << 16
_BLOCK = 1 << 16
_ENCRYPTED = 0x1


class Archive:
    """An open ZIP that holds only allowed members. `largest` gives the most bytes of each; messages call it `where`."""

    def __init__(self, archive: zipfile.ZipFile, where: str, largest: Mapping[str, int]) -> None:
        self._archive = archive
        self._where = where
        self._largest = largest

    def has(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return name in self._archive.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises Refused if it is damaged or larger than allowed."""
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, block by block. Raises Refused if it is damaged or larger than allowed."""
        left = self._largest[name]
        try:
            with self._archive.open(name) as member:
                while block := member.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise too_large(self._where, name)
                    yield block
        except UNREADABLE as error:
            raise damaged(self._where) from error


@contextmanager
def open_archive(file: BinaryIO, where: str, largest: Mapping[str, int], needed: Collection[str]) -> Iterator[Archive]:
    """Read an open ZIP that may hold the members in `largest` (bytes by name) and must hold those in `needed`.

    Raises Refused for anything else: other members, two of one name, links, encryption, too many, too large, damage.
    """
    _look_at_end(file, where)
    try:
        archive = zipfile.ZipFile(file)
    except UNREADABLE as error:
        raise damaged(where) from error
    with archive:
        _look_at_members(archive.infolist(), where, largest, needed)
        yield Archive(archive, where, largest)


def is_zip(head: bytes) -> bool:
    """Whether a file with these first bytes is a ZIP."""
    return head.startswith((b"PK\x03\x04", _END_MARK))


def damaged(where: str) -> Refused:
    """The refusal of an archive (named `where` in the message) that can't be read."""
    message = N_("the file is damaged or cut off: copy it again from the desk that wrote it")
    return refuse("damaged_pack", where, message)


def too_large(where: str, name: str) -> Refused:
    """The refusal of an archive whose member `name` unpacks to more bytes than allowed."""
    return refuse(
        "too_large", where, N_("“{name}” in it is larger than such a file can be; it was not read"), name=name
    )


def _look_at_end(file: BinaryIO, where: str) -> None:
    """Check the length of the directory first, because the library loads the whole directory into memory."""
    size = file.seek(0, 2)
    if size < _END.size:
        raise damaged(where)
    file.seek(max(0, size - _END.size - _LARGE_SIZE))
    before = file.read()[: -_END.size]
    file.seek(size - _END.size)
    mark, disk, first_disk, here, entries, length, _offset, comment = _END.unpack(file.read(_END.size))
    if mark != _END_MARK or comment or disk or first_disk or here != entries:
        raise damaged(where)
    if entries > 64 or length > _MOST_DIRECTORY:
        message = N_("it holds {count} files, which no pack does; it was not read")
        raise refuse("other_members", where, message, count=entries)
    if before.startswith(_LARGE_MARK):
        raise damaged(where)
    file.seek(0)


def _look_at_members(
    members: list[zipfile.ZipInfo], where: str, largest: Mapping[str, int], needed: Collection[str]
) -> None:
    names = [member.filename for member in members]
    for member in members:
        name = member.filename
        if name not in largest or names.count(name) > 1:
            message = N_("it holds “{name}”, which does not belong in it; nothing of it was read")
            raise refuse("other_members", where, message, name=name[:100])
        if stat.S_ISLNK(member.external_attr >> 16) or member.is_dir() or member.flag_bits & _ENCRYPTED:
            message = N_("“{name}” in it is a link, a folder or locked; nothing of it was read")
            raise refuse("other_members", where, message, name=name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(where)
        if member.file_size > largest[name]:
            raise too_large(where, name)
    missing = sorted(set(needed) - set(names))
    if missing:
        message = N_("this is no pack of Hourdesk: it has no “{name}”")
        raise refuse("not_a_pack", where, message, name=missing[0])


def too_large_pack(file: Path) -> Refused:
    """The refusal of a file that no pack fills."""
    return refuse("too_large", file.name, N_("the file is larger than a pack can be; it was not read"))
