"""Files that people hand in: which files of a folder are taken, and an exact copy of each in the archive."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checkin.file_errors import unreadable_file, unreadable_folder
from checkin.outside_files import files_below, open_outside
from checkin.rules.problems import Refused
from exports.district.district import District
from exports.district.schema import TAKEN
from exports.exchange.pack.archive import too_large_pack
from exports.exchange.pack.layout import ENDING, LARGEST_FILE
from exports.exchange.receiving import FileKind, kind_of, receive
from storage.disk.atomic_file import atomic_path
from storage.disk.private_files import PRIVATE_FILE
from storage.disk.protection.marks import folder_of, is_protected
from storage.disk.protection.sealed_files import DAMAGED as BAD_SEAL
from storage.disk.protection.sealed_files import is_sealed, seal_for, unseal
from storage.disk.protection.sealed_heads import MAGIC
from storage.disk.whose.own_names import DESK_RECORD

_BLOCK = 1 << 20
_MOST_FILES = 100_000
"""Of a folder that is handed in: a pack a day of each school of a large district, for years."""
_SHEETS = (".xlsx", ".xls", ".csv", ".ods")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was handed in: `digest` is its SHA-256 (hex), `file` its copy in the archive, `shown` its original name.

    `set_back` is true for one that waits because the record could not be put together with it; `mended`, for one of which the archive
    had a copy that was damaged or gone.
    """

    digest: str
    file: Path
    shown: str
    set_back: bool = False
    mended: bool = False


class ArchiveNotWritten(Exception):
    """The district's own disk is full or fails: no fault of the file that was handed in. `refused` says what is wrong."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused))
        self.refused = refused


class Found(NamedTuple):
    """A file that is looked at. `named`: somebody named it; else it lay in a folder that was named."""

    file: Path
    named: bool


def files_handed_in(paths: Iterable[Path]) -> Iterator[Found]:
    """The files among `paths`, and the packs, spreadsheets and other files of Hourdesk in the folders among them. Raises
    Refused for a path that is missing, and for a folder that can't be read or holds too many files."""
    for path in paths:
        if path.is_dir():
            yield from (Found(file, named=False) for file in _files_in(path) if _looks_like_pack(file))
        else:
            try:
                path.stat()
            except OSError as error:
                raise Refused(unreadable_file(path, error)) from error
            yield Found(path, named=True)


def _files_in(folder: Path) -> list[Path]:
    try:
        return [file for file in files_below(folder, _MOST_FILES) if not file.is_symlink()]
    except OSError as error:
        raise Refused(unreadable_folder(folder, error)) from error


def is_sheet(file: Path) -> bool:
    """Whether a file is a spreadsheet, by the ending of its name: its content is a ZIP, as a pack's is."""
    return file.suffix.lower() in _SHEETS


def _looks_like_pack(file: Path) -> bool:
    """Whether to take a file from a folder, by its content, because names change on the way (“… (1)”, `.zip`).

    Files that came by mistake are taken too, so that the clerk sees them refused.
    """
    if is_sheet(file) or file.suffix.lower() == ENDING or file.name == DESK_RECORD:
        return True
    return kind_of(file) is not FileKind.UNKNOWN


def archived(district: District, digest: str) -> Path:
    """The path in the archive of the file with this SHA-256 (hex)."""
    return district.folder.archive / f"{digest}{ENDING}"


@contextmanager
def opened_in_archive(file: Path) -> Iterator[BinaryIO]:
    """A file of the archive, byte for byte as it came; one that was sealed in memory. Raises OSError and Refused."""
    with file.open("rb") as opened:
        if not is_sealed(opened.read(len(MAGIC))):
            opened.seek(0)
            yield opened
            return
    yield io.BytesIO(unseal(file.read_bytes(), str(file)))


def digest_in_archive(file: Path) -> str:
    """The SHA-256 (hex) of what came as this file of the archive. Raises OSError and Refused."""
    found = hashlib.sha256()
    with opened_in_archive(file) as opened:
        while block := opened.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def keep_in_archive(district: District, file: Path) -> HandedIn:
    """Copy a file byte for byte into the archive before it is read further.

    Raises ArchiveNotWritten where the archive can't be written, and Refused if the file can't be read, or if it is another kind of file: for example, a kit holds a private key, which
    must not lie in an archive.
    """
    receive(file, FileKind.PACK, shown=file.name)
    read = hashlib.sha256()
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise too_large_pack(file)
        with open_outside(file) as opened:
            while block := opened.read(_BLOCK):
                read.update(block)
        digest = read.hexdigest()
        kept = archived(district, digest)
        is_whole = _is_whole(kept, digest)
        if not is_whole:
            _keep(file, kept)
    except OSError as error:
        raise Refused(unreadable_file(file.name, error)) from error
    return HandedIn(digest, kept, file.name, mended=not is_whole and _was_taken(district, digest))


def _was_taken(district: District, digest: str) -> bool:
    return district.db.execute(f"SELECT 1 FROM pack WHERE digest = ? AND {TAKEN}", [digest]).fetchone() is not None


def _is_whole(kept: Path, digest: str) -> bool:
    """Whether it is in the archive as it came. One that was spoiled there since is mended by the same file."""
    try:
        return digest_in_archive(kept) == digest
    except OSError:
        return False
    except Refused as refused:
        if refused.problems[0].code != BAD_SEAL:
            raise
        return False


def _keep(file: Path, kept: Path) -> None:
    try:
        with atomic_path(kept, private=True, belongs=True) as temporary:
            _copy(file, kept, temporary)
            with suppress(OSError):
                shutil.copystat(file, temporary)
            with suppress(OSError):
                temporary.chmod(PRIVATE_FILE)
    except Refused as refused:
        raise ArchiveNotWritten(refused) from refused


def _copy(file: Path, kept: Path, temporary: Path) -> None:
    """A protected folder gets it sealed; nothing of it is ever in the clear there."""
    if is_protected(folder_of(kept)):
        temporary.write_bytes(seal_for(kept, file.read_bytes()))
    else:
        shutil.copyfile(file, temporary)
