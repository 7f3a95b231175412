"""`protection.json`: a folder's key, sealed by its passphrase and by its recovery code."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any, NamedTuple

from checkin.file_errors import reason_of, unreadable_file
from checkin.json_files import json_of
from checkin.outside_files import read_outside
from checkin.rules.problems import N_, Refused, refuse
from checkin.toml_files import LARGEST
from storage.disk.atomic_file import write_whole
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.marks import SECOND
from storage.disk.protection.passphrases import normal
from storage.disk.protection.recovery_code import code_in, grouped_code, new_code
from storage.disk.protection.sealed_heads import sealing_keys
from storage.disk.protection.wrapping import KEY_BYTES, Wrapped, read_wrapped, unwrap, wrap
from storage.disk.swapped_folder import alone
from storage.disk.whose.own_names import PROTECTION

FORMAT, VERSION = "hourdesk-protection", 1
CODE_DIGITS = 28
"""Six groups of five with the check digits: 93 bits to guess."""
_ID_BYTES = 8


class Protection(NamedTuple):
    """The sealed key of a folder. `key_id` names the key, also in each file that it sealed. `untold`: its recovery code was made,
    and nobody was told it yet.
    """

    key_id: str
    passphrase: Wrapped
    recovery: Wrapped
    untold: bool = False

    def to_bytes(self) -> bytes:
        """One line of JSON."""
        about = {"format": FORMAT, "v": VERSION, "key": self.key_id}
        sealed = {"passphrase": self.passphrase.to_json(), "recovery": self.recovery.to_json()}
        mark = {"untold": True} if self.untold else {}
        return json.dumps({**about, **sealed, **mark}).encode("ascii") + b"\n"

    def opened(self, secret: str) -> bytes | None:
        """The folder's key (32 bytes), by its passphrase or its recovery code; None where it is neither. Takes a moment on purpose."""
        digits = code_in(secret, CODE_DIGITS)
        if digits is not None:
            found = unwrap(self.recovery, digits, _purpose(self.key_id, "recovery"))
            if found is not None:
                return found
        return unwrap(self.passphrase, normal(secret).strip(), _purpose(self.key_id, "passphrase"))

    def with_passphrase(self, key: bytes, passphrase: str) -> Protection:
        """The same key under another passphrase."""
        return self._replace(passphrase=wrap(key, normal(passphrase), _purpose(self.key_id, "passphrase")))

    def with_new_code(self, key: bytes) -> tuple[Protection, str]:
        """The same key under another recovery code, and that code as it is printed."""
        code = new_code(CODE_DIGITS)
        recovery = wrap(key, code, _purpose(self.key_id, "recovery"))
        return self._replace(recovery=recovery, untold=True), grouped_code(code)


class NewProtection(NamedTuple):
    """A protection that was just made: its key (32 bytes), and its recovery code as it is printed, which is kept nowhere."""

    protection: Protection
    key: bytes
    code: str


def new_protection(passphrase: str) -> NewProtection:
    """A new random key under a passphrase and a new recovery code."""
    key, key_id, code = secrets.token_bytes(KEY_BYTES), secrets.token_hex(_ID_BYTES), new_code(CODE_DIGITS)
    by_passphrase = wrap(key, normal(passphrase), _purpose(key_id, "passphrase"))
    by_code = wrap(key, code, _purpose(key_id, "recovery"))
    return NewProtection(Protection(key_id, by_passphrase, by_code, untold=True), key, grouped_code(code))


def read_protection(data: bytes, where: str) -> Protection:
    """What `to_bytes` wrote. Raises Refused where it is damaged or of a newer version."""
    try:
        read = json_of(data)
        if read["format"] != FORMAT:
            raise ValueError(read["format"])
        if read["v"] != VERSION:
            message = N_("this was protected by a newer Hourdesk: install that version here; nothing was changed")
            raise refuse("newer_protection", where, message)
        by_passphrase, by_code = read_wrapped(read["passphrase"]), read_wrapped(read["recovery"])
        return Protection(_id(read["key"]), by_passphrase, by_code, read.get("untold") is True)
    except (ValueError, KeyError, TypeError) as error:
        message = N_(
            "the file with the sealed key is damaged ({reason}): take it from a backup, without it no passphrase opens anything"
        )
        raise refuse("bad_protection", where, message, reason=reason_of(error)) from error


def not_protected(folder: Path) -> Refused:
    """The refusal of what needs a protected folder."""
    return refuse("not_protected", str(folder), N_("this folder is not protected"))


def protection_of(folder: Path) -> Protection:
    """The protection of a protected folder: its file, else the second one in `keys/`, also where the first is another folder's.
    Raises Refused where both are damaged.
    """
    found, unreadable = list[Protection](), list[Refused]()
    for place in (PROTECTION, SECOND):
        try:
            found.append(_read_at(folder / place))
        except FileNotFoundError:
            continue
        except Refused as refused:
            unreadable.append(refused)
    if not found:
        raise unreadable[-1] if unreadable else not_protected(folder)
    if len(found) > 1 and found[0].key_id != found[1].key_id and _is_others(folder, found[0]):
        return found[1]
    return found[0]


def need_own(folder: Path, protection: Protection) -> None:
    """Raises Refused where this is the protection of another folder: no passphrase of it opens anything here."""
    if _is_others(folder, protection):
        message = N_(
            "this file holds the sealed key of another folder, and nothing here opens by it: put back the file that lay here, or use "
            "hourdesk restore with the newest backup in a new folder"
        )
        raise refuse("others_protection", str(folder / PROTECTION), message)


def _is_others(folder: Path, protection: Protection) -> bool:
    """Whether what lies in `keys/` is sealed, and nothing of it by this key."""
    names = sealing_keys(folder)
    return bool(names) and protection.key_id not in names


def _read_at(file: Path) -> Protection:
    """Raises FileNotFoundError, and Refused where it can't be read or is damaged."""
    try:
        return read_protection(read_outside(file, LARGEST), str(file))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error


def write_protection(folder: Path, protection: Protection) -> None:
    """Write both files; the first one counts."""
    for place in (PROTECTION, SECOND):
        file = folder / place
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_whole(file, protection.to_bytes(), private=True, belongs=True)


def heal(folder: Path, protection: Protection) -> None:
    """Write the files anew where one is missing, damaged, or still has an older passphrase; but only while the folder is still
    protected by this one: another program may have decrypted it, or changed its passphrase, since it was read.
    """
    if _is_in_both(folder, protection):
        return
    with alone(folder):
        if _is_present(folder, protection) and not _is_in_both(folder, protection):
            write_protection(folder, protection)


def _is_in_both(folder: Path, protection: Protection) -> bool:
    try:
        return all((folder / place).read_bytes() == protection.to_bytes() for place in (PROTECTION, SECOND))
    except FileNotFoundError:
        return False


def _is_present(folder: Path, protection: Protection) -> bool:
    try:
        return protection_of(folder) == protection
    except Refused:
        return False


def _purpose(key_id: str, by: str) -> str:
    return f"{FORMAT} {VERSION} {key_id} {by}"


def _id(text: Any) -> str:
    if len(bytes.fromhex(text)) != _ID_BYTES:
        raise ValueError(text)
    return str(text)
