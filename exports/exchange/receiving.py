"""What a file that came in is, by what it holds, whatever its name; and where it belongs if not here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused
from exports.exchange.key_file import KEY_FORMAT
from exports.exchange.kit.contents import MANIFEST as KIT_MANIFEST
from exports.exchange.kit.sealing import is_protected
from exports.exchange.letter.from_district import MANIFEST as LETTER_MANIFEST
from exports.exchange.letter.from_district import Form
from exports.exchange.pack.archive import is_zip
from exports.exchange.pack.layout import DESCRIPTOR
from exports.exchange.pack.sealing import AGE_MARK

_HEAD = 512
_NAME_AT = 30
"""Where the name of a ZIP's first member stands (PKWARE APPNOTE 6.3, §4.3.7)."""


class FileKind(StrEnum):
    """What travels between desks, teams and the district, sealed or not."""

    PACK = "pack"
    KIT = "kit"
    DISTRICT_KIT = "district_kit"
    RECEIPT = "receipt"
    TEAM_KEY = "team_key"
    SOME_ZIP = "some_zip"
    """Perhaps a pack that another program wrote: who reads it finds out."""
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
    FileKind.DISTRICT_KIT: ("is_kit", N_("this is a kit of the district: hourdesk kit --take {file}")),
    FileKind.RECEIPT: ("is_receipt", N_("this is a receipt of the district: hourdesk take {file}")),
    FileKind.TEAM_KEY: ("is_team_key", N_("this is the key of a team: at the district hourdesk district trust {file}")),
}


def kind_of(file: Path) -> FileKind:
    """What a file is, by its first bytes; UNKNOWN for one that can't be read."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
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
    """What a file is, where it is one of `wanted` or nothing that is known here: its reader will say what is wrong.

    Raises Refused for anything else, saying what it is and where it belongs; `shown` names the file there.
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
    if begins_with(KIT_MANIFEST):
        return FileKind.KIT
    if begins_with(LETTER_MANIFEST):
        # The manifest is stored as it is, and says what it is in its first line.
        if f'"{Form.KIT}"'.encode("ascii") in head:
            return FileKind.DISTRICT_KIT
        if f'"{Form.RECEIPT}"'.encode("ascii") in head:
            return FileKind.RECEIPT
    return FileKind.SOME_ZIP
