"""What is on the disk after the power failed: only what was synced, and of the rest any part.

`Recorded` reads the record of the shim, an operation after the other. `image` builds the files as they may be after a cut
behind one of them: each write that was not synced is there, torn at 512 bytes, or missing; each create, rename and delete
that was not synced with its folder happened or did not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

SECTOR = 512


class Operation(NamedTuple):
    """One operation on the file with this inode: `path` (and `other`, to which it was renamed), and the bytes written."""

    name: str
    inode: int
    offset: int
    path: str
    other: str
    data: bytes


def recorded(log: Path) -> list[Operation]:
    """The operations in a record of the shim."""
    return list(_read(log.read_bytes()))


def _read(data: bytes) -> Iterator[Operation]:
    place = 0
    while place < len(data):
        end = data.index(b"\n", place)
        name, inode, offset, length, paths = data[place:end].decode("utf-8").split(" ", 4)
        path, _, other = paths.partition("|")
        place = end + 1 + int(length)
        yield Operation(name, int(inode), int(offset), path, other, data[end + 1 : place])


class Disk:
    """The files under a folder: contents by inode, names by path; what is pending may be lost."""

    def __init__(self, files: Mapping[str, tuple[int, bytes]], chance: random.Random) -> None:
        self._chance = chance
        self.names = {path: inode for path, (inode, _content) in files.items()}
        self._contents = {inode: bytearray(content) for inode, content in files.values()}
        self._pending: dict[int, list[Operation]] = {}
        self._pending_names: list[Operation] = []

    def do(self, operation: Operation) -> None:
        """Go on by one operation."""
        match operation.name:
            case "write" | "truncate":
                self._pending.setdefault(operation.inode, []).append(operation)
            case "sync":
                for one in self._pending.pop(operation.inode, []):
                    self._write(one)
                self._sync_names(operation.path)
            case "create" | "rename" | "unlink":
                self._pending_names.append(operation)

    def cut(self) -> dict[str, bytes]:
        """The files after a power cut now."""
        for operations in self._pending.values():
            for one in operations:
                self._write_perhaps(one)
        for one in self._pending_names:
            if self._chance.random() < 0.5:
                self._name(one)
        return {path: bytes(self._contents.get(inode, b"")) for path, inode in self.names.items()}

    def _sync_names(self, folder: str) -> None:
        """What was synced may be a folder: then the names in it are there. A new file that is synced has its name."""
        here = [
            one
            for one in self._pending_names
            if str(Path(one.other or one.path).parent) == folder or one.path == folder
        ]
        for one in here:
            self._name(one)
            self._pending_names.remove(one)

    def _name(self, one: Operation) -> None:
        if one.name == "create":
            self.names[one.path] = one.inode
            self._contents.setdefault(one.inode, bytearray())
        elif one.name == "rename":
            self._rename(one)
        else:
            self.names.pop(one.path, None)

    def _rename(self, one: Operation) -> None:
        """A file, or a folder with all that lies in it."""
        within = [path for path in self.names if path.startswith(f"{one.path}/")]
        for path in within:
            self.names[one.other + path.removeprefix(one.path)] = self.names.pop(path)
        if self.names.pop(one.path, None) is not None or not within:
            self.names[one.other] = one.inode

    def _write_perhaps(self, one: Operation) -> None:
        fate = self._chance.random()
        if fate < 0.4:
            self._write(one)
        elif fate < 0.7 and len(one.data) > SECTOR:
            sectors = range(0, len(one.data), SECTOR)
            for start in self._chance.sample(sectors, self._chance.randrange(len(sectors))):
                self._write(one._replace(offset=one.offset + start, data=one.data[start : start + SECTOR]))

    def _write(self, one: Operation) -> None:
        content = self._contents.setdefault(one.inode, bytearray())
        if one.name == "truncate":
            del content[one.offset :]
            content.extend(bytes(one.offset - len(content)))
            return
        if len(content) < one.offset:
            content.extend(bytes(one.offset - len(content)))
        content[one.offset : one.offset + len(one.data)] = one.data
