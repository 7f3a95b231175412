"""Whether a desk can sign, and others believe it: its key, its certificates, its team's key, the file of the PIN; and whether
what else lies in `keys/` can be read when it is needed: keys that it had before, the key of the copies, the team's recovery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.disk import keys, sqlite
from storage.disk.copies.copies_key import COPIES_KEY, copies_secret
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from storage.disk.key_folder import KeyFolder
from storage.disk.pins import pin
from storage.disk.protection.sealed_files import read_own
from storage.disk.whose.own_names import PROTECTION

_CERTIFICATES = ".cert.json"
_NO_KEYS = {PROTECTION, "pin.json", "pin_tries.db", *(f"pin_tries.db{ending}" for ending in sqlite.BESIDE)}
"""What is read elsewhere: the sealed key of the folder, and the PIN."""


def faults_of_keys(folder: DataFolder, identity: DeskIdentity) -> Iterator[Problem]:
    """What is wrong with the files in `keys/`, and what to do."""
    here, desk = KeyFolder(folder.keys), identity.desk
    looks: list[Callable[[], None]] = [partial(_look_at_key, here, desk), lambda: _check_certificates(here, identity)]
    if here.has_team_key or identity.first:
        looks.append(lambda: _check_team_keys(here))
    if pin.has_pin(folder):
        looks.append(lambda: pin.check_file(folder))
    looks += [partial(_check_readable, folder, file) for file in _others(here, identity)]
    for look in looks:
        try:
            look()
        except Refused as refused:
            yield from refused.problems


def _others(here: KeyFolder, identity: DeskIdentity) -> list[Path]:
    looked_at = {here.key_file(identity.desk).name, f"{identity.desk}{_CERTIFICATES}", keys.TEAM_KEY, keys.TEAM_PUBLIC}
    with suppress(OSError):
        return sorted(file for file in here.path.iterdir() if file.is_file() and file.name not in looked_at | _NO_KEYS)
    return []


def _check_readable(folder: DataFolder, file: Path) -> None:
    try:
        if file.name.endswith(_CERTIFICATES):
            keys.load_certificates(file)
        elif file.suffix == ".pem":
            keys.load_key(file)
        elif file.suffix == ".pub":
            keys.load_public(file)
        elif file.name == COPIES_KEY:
            copies_secret(folder)
        else:
            read_own(file)
    except OSError as error:
        raise keys.unreadable_key(file, error) from error


def _look_at_key(here: KeyFolder, desk: str) -> None:
    here.key(desk)


def _check_certificates(here: KeyFolder, identity: DeskIdentity) -> None:
    """Each vouches for the one before it, from the desk's key up to the team's."""
    chain, team = here.certificates(identity.desk), here.team_public()
    signers = [*(certificate.key for certificate in chain[1:]), team]
    is_sound = bool(chain) and chain[0].subject == identity.desk == keys.desk_id(chain[0].key)
    for certificate, signer in zip(chain, signers, strict=True) if chain else ():
        is_sound = is_sound and certificate.team == identity.team and certificate.signer == signer
    if not is_sound:
        message = N_(
            "the team's key does not vouch for this desk: other desks will not believe it. Restore the newest backup"
        )
        raise refuse("not_vouched", str(here.path), message)


def _check_team_keys(here: KeyFolder) -> None:
    """Both halves can be read, and belong together."""
    here.team_key()
    here.team_public()
