"""Tell what kind of file came in, by its content and not its name; and say where it belongs if not here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from checkin.outside_files import read_begin
from checkin.rules.problems import N_, Problem, Refused
from exports.exchange.key_file import KEY_FORMAT
from exports.exchange.kit.contents import MANIFEST as KIT_MANIFEST
from exports.exchange.kit.sealing import is_protected
from exports.exchange.leaver.layout import MANIFEST as LEAVER_MANIFEST
from exports.exchange.letter.from_district import MANIFEST as LETTER_MANIFEST
from exports.exchange.letter.from_district import Form
from exports.exchange.pack.archive import is_zip
from exports.exchange.pack.layout import DESCRIPTOR
from exports.exchange.pack.sealing import AGE_MARK
from exports.exchange.purging.statement import MANIFEST as PURGE_MANIFEST

_HEAD = 512
_NAME_AT = 30
"""The offset of the first member's name in a ZIP (PKWARE APPNOTE 6.3, §4.3.7)."""


class FileKind(StrEnum):
    """Kinds of files that travel between desks, teams and the district, sealed or not."""

    PACK = "pack"
    KIT = "kit"
    DISTRICT_KIT = "district_kit"
    RECEIPT = "receipt"
    TEAM_KEY = "team_key"
    PURGE_STATEMENT = "purge_statement"
    LEAVER = "leaver"
    SOME_ZIP = "some_zip"
    """Perhaps a pack that another program wrote: the pack reader decides."""
    UNKNOWN = "unknown"


_BELONGS: Mapping[FileKind, tuple[str, str]] = {
    FileKind.PACK: (
        "is_pack",
        N_("this is a pack of a desk: hourdesk take {file}, or at the district hourdesk district merge {file}"),
    ),
    FileKind.KIT: (
        "is_team_kit",
        N_("this is a kit of a team: hourdesk kit --take {file}, or for a new desk hourdesk init --kit {file}"),
    ),
    FileKind.DISTRICT_KIT: ("is_kit", N_("this is a district kit: hourdesk kit --take {file}")),
    FileKind.RECEIPT: ("is_receipt", N_("this is a receipt of the district: hourdesk take {file}")),
    FileKind.PURGE_STATEMENT: ("is_purge_statement", N_("this is the statement of a purge: hourdesk verify {file}")),
    FileKind.LEAVER: (
        "is_leaver",
        N_("this is the file of somebody who left a school: at the new school hourdesk transfer take {file}"),
    ),
    FileKind.TEAM_KEY: ("is_team_key", N_("this is the key of a team: at the district hourdesk district trust {file}")),
}


def kind_of(file: Path) -> FileKind:
    """The kind of a file by its first bytes; UNKNOWN if it can't be read."""
    try:
        head = read_begin(file, _HEAD)
    except OSError:
        return FileKind.UNKNOWN
    if is_protected(head):
        return FileKind.KIT
    if head.startswith(AGE_MARK):
        return FileKind.PACK
    if is_zip(head):
        return _kind_of_zip(head)
    is_key = head.lstrip().startswith(b"{") and f'"{KEY_FORMAT}"'.encode("ascii") in head
    return FileKind.TEAM_KEY if is_key else FileKind.UNKNOWN


def receive(file: Path, *wanted: FileKind, shown: str | None = None) -> FileKind:
    """The kind of a file, if it is one of `wanted` or an unknown kind (then its reader says what is wrong).

    Raises Refused for every other kind; the message says what the file is and where it belongs. `shown` is the file's
    name in that message.
    """
    kind = kind_of(file)
    if kind in wanted or kind not in _BELONGS:
        return kind
    code, message = _BELONGS[kind]
    raise Refused(Problem(code, shown or str(file), message, {"file": file.name}))


def _kind_of_zip(head: bytes) -> FileKind:
    def begins_with(name: str) -> bool:
        return head[_NAME_AT : _NAME_AT + len(name)] == name.encode("ascii")

    if begins_with(DESCRIPTOR):
        return FileKind.PACK
    if begins_with(PURGE_MANIFEST):
        return FileKind.PURGE_STATEMENT
    if begins_with(LEAVER_MANIFEST):
        return FileKind.LEAVER
    if begins_with(KIT_MANIFEST):
        return FileKind.KIT
    if begins_with(LETTER_MANIFEST):
        # The manifest is not compressed, and its first line names the form.
        if f'"{Form.DISTRICT_KIT}"'.encode("ascii") in head:
            return FileKind.DISTRICT_KIT
        if f'"{Form.RECEIPT}"'.encode("ascii") in head:
            return FileKind.RECEIPT
    return FileKind.SOME_ZIP
