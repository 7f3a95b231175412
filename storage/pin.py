"""The supervisor's PIN: a scrypt hash in `keys/pin.json`; without one, everybody at the desk is a supervisor."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.atomic_file import atomic_path
from storage.folder import DataFolder

SHORTEST, LONGEST = 4, 64
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


def has_pin(folder: DataFolder) -> bool:
    """Whether supervisor commands ask for a PIN."""
    return _file(folder).exists()


def set_pin(folder: DataFolder, pin: str) -> None:
    """Set or change the PIN. Raises Refused for one under 4 or over 64 characters."""
    if not SHORTEST <= len(pin) <= LONGEST:
        message = N_("choose a PIN of {shortest} to {longest} characters")
        raise refuse("bad_pin", "PIN", message, shortest=SHORTEST, longest=LONGEST)
    salt = secrets.token_bytes(16)
    with atomic_path(_file(folder)) as temporary:
        temporary.chmod(0o600)
        temporary.write_text(json.dumps({"salt": salt.hex(), "scrypt": _hash(pin, salt).hex()}), "utf-8")


def check_pin(folder: DataFolder, pin: str) -> bool:
    """Whether this is the PIN. Raises Refused where the file is damaged."""
    try:
        data = json.loads(_file(folder).read_text("utf-8"))
        return hmac.compare_digest(_hash(pin, bytes.fromhex(data["salt"])), bytes.fromhex(data["scrypt"]))
    except (ValueError, KeyError, TypeError) as error:
        raise refuse(
            "bad_pin_file", str(_file(folder)), N_("the file is damaged: restore the newest backup")
        ) from error


def _file(folder: DataFolder) -> Path:
    return folder.keys / "pin.json"


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, **_COST)
