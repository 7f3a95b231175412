"""The team's signing key, sealed by the recovery code: where the first desk is lost, sheet and any other desk make a new one.

A protected first desk writes it, its kits carry it, and every desk that takes one keeps it. Only the code opens it.
"""

from __future__ import annotations

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.json_files import json_of
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from storage.disk import keys
from storage.disk.folder import DataFolder
from storage.disk.identity import fingerprint, version_at, write_identity
from storage.disk.key_folder import KeyFolder
from storage.disk.protection.protection_file import CODE_DIGITS
from storage.disk.protection.recovery_code import code_in
from storage.disk.protection.sealed_files import read_own, write_own
from storage.disk.protection.wrapping import Wrapped, read_wrapped, unwrap, wrap
from storage.purging.purging import state_marks
from storage.store import Store

TEAM_RECOVERY = "team_recovery.json"
_FORMAT, _VERSION = "hourdesk-team-recovery", 1
LONGEST = 4096


def seal_team_key(folder: DataFolder, code: str) -> None:
    """Keep the team's key sealed by a recovery code, beside the key itself; nothing is done at a desk without that key."""
    own = KeyFolder(folder.keys)
    if own.has_team_key:
        key = own.team_key()
        sealed = wrap(key.private_bytes_raw(), code_in(code, CODE_DIGITS) or code, _purpose(keys.public_bytes(key)))
        data = {"format": _FORMAT, "v": _VERSION, **sealed.to_json()}
        keep_team_recovery(folder, json.dumps(data).encode("ascii"))


def team_recovery(folder: DataFolder) -> bytes | None:
    """The sealed key as kits carry it; None where this desk has none. Raises Refused where it is damaged or still locked."""
    try:
        return read_own(folder.keys / TEAM_RECOVERY)
    except FileNotFoundError:
        return None


def keep_team_recovery(folder: DataFolder, data: bytes) -> None:
    """Keep what a kit brought. Raises ValueError, KeyError or TypeError for anything else than a sealed key."""
    check_team_recovery(data)
    write_own(folder.keys / TEAM_RECOVERY, data)


def check_team_recovery(data: bytes) -> Wrapped:
    """The sealed key in these bytes. Raises ValueError, KeyError or TypeError for anything else."""
    read = json_of(data)
    if len(data) > LONGEST or read["format"] != _FORMAT or read["v"] != _VERSION:
        raise ValueError("no sealed team key")
    return read_wrapped(read)


def check_can_become_first(store: Store) -> bytes:
    """The sealed key of the team, for a desk that is not the first and has one. Raises Refused anywhere else: asked before the code is."""
    if store.identity.first:
        raise refuse("first_desk", "", N_("this is the team's first desk already"))
    data = team_recovery(store.folder)
    if data is None:
        message = N_(
            "no sealed key of the team is here: it comes with a kit that the first desk made after it was protected, or with its "
            "backup (hourdesk restore)"
        )
        raise refuse("no_team_recovery", str(store.folder.path), message)
    return data


def check_code(store: Store, code: str) -> None:
    """Raises Refused where `become_first` would for this code, before anybody is asked for more."""
    _opened(store.folder, check_can_become_first(store), code)


def become_first(store: Store, code: str, signed: Signature) -> None:
    """Open the team's key with the recovery code, and go on as the team's first desk, which makes kits and badges. What it knows to be
    purged by a kit alone becomes an event: the desk that could say so is lost.

    Raises Refused at a first desk, at one that has no sealed key, and for a code that does not open it.
    """
    key = _opened(store.folder, check_can_become_first(store), code)
    KeyFolder(store.folder.keys).keep_team_key(key)
    # Nobody knows which kits the lost desk made last: the next one must be newer than all of them.
    version = max(store.kit_version, version_at(store.now()))
    with store.ledger.transaction():
        first = store.identity._replace(first=True, kit_version=version)
        write_identity(store.connection, first, fingerprint(store.folder.database))
        state_marks(store, signed)
    store.read_identity_anew()


def _opened(folder: DataFolder, data: bytes, code: str) -> Ed25519PrivateKey:
    digits = code_in(code, CODE_DIGITS)
    if digits is None:
        raise refuse(
            "bad_code", "", N_("this is no recovery code: write six groups of five digits, as on the recovery sheet")
        )
    public = KeyFolder(folder.keys).team_public()
    try:
        raw = unwrap(check_team_recovery(data), digits, _purpose(public))
    except (ValueError, KeyError, TypeError) as error:
        message = N_("the sealed key of the team is damaged: take the newest kit once more")
        raise refuse("bad_team_recovery", str(folder.keys / TEAM_RECOVERY), message) from error
    if raw is None:
        message = N_("this code does not open the team's key: it is on the recovery sheet of the team's first desk")
        raise refuse("wrong_code", "", message)
    return Ed25519PrivateKey.from_private_bytes(raw)


def _purpose(public: bytes) -> str:
    return f"{_FORMAT} {_VERSION} {public.hex()}"
