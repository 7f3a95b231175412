"""Files that the district sends to its teams: a ZIP that the district's key signs. A reader refuses any changed bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.identity import check_code
from checkin.rules.problems import N_, refuse
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.members import SIGNATURE, signed_members
from exports.exchange.letter.signed_file import check_form, read_signed_file, understood
from exports.exchange.letter.stored_zip import stored_zip
from storage.disk import keys
from storage.disk.keys import read_signature, signature_text

T = TypeVar("T")
FORMAT = 1
MANIFEST = "hourdesk.json"
LARGEST_FILE = 1 << 26
_DAMAGED = N_("this is no file that the district's Hourdesk wrote, or it is damaged: fetch it again from the district")
_LARGEST_MANIFEST, _LARGEST_SIGNATURE = 1 << 16, 1 << 12


class Form(StrEnum):
    """The two kinds of files that the district sends; the value is `format` in the manifest."""

    DISTRICT_KIT = "hourdesk-district-kit"
    RECEIPT = "hourdesk-receipt"


@dataclass(frozen=True, slots=True)
class Sender:
    """A district as its files name it: code, name, and the key (32 bytes) that signs them."""

    code: str
    name: str
    key: bytes

    @property
    def desk(self) -> str:
        """The desk id of the chain that holds the district's rulings."""
        return keys.desk_id(self.key)


@dataclass(frozen=True, slots=True)
class Letter:
    """A file of the district with a valid signature of its sender. `version` rises with each file of the same form.

    `where` is its name in messages, `about` the manifest, `files` the members that the manifest lists.
    """

    where: str
    sender: Sender
    version: int
    about: Mapping[str, Any]
    files: Mapping[str, bytes]


def signed_letter(
    form: Form,
    district: tuple[str, str],
    version: int,
    about: Mapping[str, Any],
    files: Mapping[str, bytes],
    key: Ed25519PrivateKey,
) -> bytes:
    """The bytes of a signed file of the district. `district` is `(code, name)`. The same content gives the same bytes."""
    code, name = district
    sender = {"code": code, "name": name, "key": signature_text(keys.public_bytes(key))}
    manifest = {"format": str(form), "v": FORMAT, "district": sender, "version": version, **about}
    return stored_zip(signed_members(MANIFEST, manifest, files, key))


def read_letter(file: Path, form: Form, largest: Mapping[str, int], content: Callable[[Letter], T]) -> T:
    """Read a file of the district. `largest` names its members and how many bytes each may have; all must be there.

    `content` makes of a sound letter what it says; a ValueError, KeyError, TypeError or AttributeError of it is a damaged
    file. Raises Refused if it is no such file, if any bit was changed, if it is too large, newer, or holds other members or
    impossible values.
    """
    return understood(file, _DAMAGED, lambda at, where: content(_read(at, where, form, largest)))


def _read(file: Path, where: str, form: Form, largest: Mapping[str, int]) -> Letter:
    sizes = {MANIFEST: _LARGEST_MANIFEST, SIGNATURE: _LARGEST_SIGNATURE, **largest}
    read = read_signed_file(file, MANIFEST, sizes, LARGEST_FILE)
    manifest = read.manifest
    check_form(manifest, form, FORMAT, where)
    sender = _sender(manifest["district"], where)
    if not read.sound or read.key != sender.key:
        message = N_("this file was changed after it was signed: fetch it again from the district")
        raise refuse("bad_signature", where, message)
    files = {name: read.members[name] for name in largest}
    return Letter(where, sender, check_count(manifest["version"]), manifest, files)


def _sender(fields: Any, where: str) -> Sender:
    key = read_signature(fields["key"])
    if len(key) != 32:
        raise ValueError("no key")
    return Sender(check_code(check_text(fields["code"]), where), check_text(fields["name"]), key)
