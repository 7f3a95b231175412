"""The supervisor's PIN: a scrypt hash in `keys/pin.json`. Without one, everybody at the desk is a supervisor.

The file also has the hash of a recovery code. The code is printed once, when the PIN is
set; with it a new PIN can be set. The record keeps the same (`pins.pin_record`), and is believed before the file, which is there
for a desk whose record can't be opened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from checkin.clock import Clock
from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.pins import pin_tries
from storage.disk.pins.pin_record import keep_recorded, read_recorded, recorded_of, write_recorded
from storage.disk.protection.recovery_code import code_in, grouped_code, new_code
from storage.disk.protection.sealed_files import read_own, write_own

SHORTEST, LONGEST = 4, 64
COST = 2**15
"""scrypt's N (RFC 7914 §6, with r = 8 and p = 1): what each guess costs. It stands in the file, so that it can be raised."""
_BLOCKS = {"r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_COST_UNSAID = 2**15
"""That of a file from before it stood in it."""
_COSTS = {2**k for k in range(1, 16)}
"""Those that scrypt takes, up to the most that fits into the memory above."""
_CODE_DIGITS = 18
"""60 bits to guess."""


def has_pin(folder: DataFolder) -> bool:
    """Whether supervisor commands ask for a PIN; also where the record can't be read now, which `check_pin` says then."""
    try:
        return _file(folder).exists() or recorded_of(folder) is not None
    except Refused:
        return True


def set_pin(folder: DataFolder, pin: str) -> str:
    """Set or change the PIN; returns its recovery code. Raises Refused for a PIN under 4 or over 64 characters."""
    check_new_pin(pin)
    code = new_code(_CODE_DIGITS)
    hashes = {"n": COST, **_hashed("scrypt", "salt", pin), **_hashed("recovery", "recovery_salt", code)}
    content = json.dumps(hashes).encode("utf-8")
    # An interruption between the two leaves a file that the next start makes anew.
    keep_recorded(folder, content)
    write_own(_file(folder), content)
    pin_tries.clear(_tries(folder))
    return grouped_code(code)


def check_new_pin(pin: str) -> None:
    """Raises Refused for a PIN under 4 or over 64 characters, or with a space at an end, which the screen does not keep."""
    if pin != pin.strip():
        raise refuse("bad_pin", "PIN", N_("a PIN does not begin or end with a space"))
    if not SHORTEST <= len(pin) <= LONGEST:
        message = N_("choose a PIN of {shortest} to {longest} characters")
        raise refuse("bad_pin", "PIN", message, shortest=SHORTEST, longest=LONGEST)


def check_pin(folder: DataFolder, pin: str, clock: Clock) -> bool:
    """Whether this is the PIN; a wrong one is counted.

    Raises Refused while a wait after wrong ones runs, also for the right one, and where the file is damaged.
    """
    return _is_right(folder, "scrypt", "salt", pin, clock)


def check_wait(folder: DataFolder, clock: Clock) -> None:
    """Raises Refused while a wait after wrong tries runs, so that nobody is asked in vain."""
    pin_tries.check_wait(_tries(folder), clock.steady())


def reset_pin(folder: DataFolder, code: str, pin: str, clock: Clock) -> str | None:
    """Set a new PIN by the recovery code, typed with or without groups; returns the new code, or None for a wrong one.

    Raises Refused for a code whose check digits are wrong, which costs no try, and as `check_pin` and `set_pin` do.
    """
    check_new_pin(pin)
    return set_pin(folder, pin) if check_code(folder, code, clock) else None


def check_code(folder: DataFolder, code: str, clock: Clock) -> bool:
    """Whether this is the recovery code of the PIN, typed with or without groups; see `reset_pin`."""
    digits = code_in(code, _CODE_DIGITS)
    if digits is None:
        message = N_("this is no recovery code: write four groups of five digits, as on the recovery sheet")
        raise refuse("bad_code", "", message)
    return _is_right(folder, "recovery", "recovery_salt", digits, clock)


def wrong_pin(where: str = "") -> Refused:
    """What is raised where a PIN was typed that is not the one that is set."""
    return refuse("wrong_pin", where, N_("this is not the supervisor's PIN; nothing was changed"))


def wrong_code() -> Refused:
    """What is raised where a recovery code was typed that is not the one of the PIN."""
    return refuse("wrong_code", "", N_("this is not the recovery code of this desk's PIN; nothing was changed"))


def remove_pin(folder: DataFolder) -> None:
    """Remove the PIN: from now on nobody is asked for one."""
    keep_recorded(folder, None)
    _file(folder).unlink(missing_ok=True)
    _tries(folder).unlink(missing_ok=True)


def check_file(folder: DataFolder) -> None:
    """Raises Refused where the PIN's file is damaged and the record keeps none: then nobody is a supervisor until it is back."""
    _salted(folder, "scrypt", "salt")


def agree(folder: DataFolder, connection: sqlite.Connection) -> Iterator[Problem]:
    """Let record and file of the PIN say the same, at a start. A file that is gone, damaged or another one is made anew from the
    record, and that is said; a record of an older version takes over what the file says."""
    kept = read_recorded(connection)
    if kept is not None:
        if _in_file(folder) != kept:
            try:
                write_own(_file(folder), kept)
                yield Problem("pin_put_back", str(_file(folder)), _PUT_BACK)
            except OSError as error:
                yield Problem("pin_put_back", str(_file(folder)), _NOT_PUT_BACK, {"reason": reason_of(error)})
    elif (content := _sound_in_file(folder)) is not None:
        kept = content
        write_recorded(connection, content)
    if kept is not None and pin_tries.is_lost(_tries(folder)):
        with suppress(OSError, sqlite.Error):
            pin_tries.renew(_tries(folder))
            yield Problem("tries_renewed", str(_tries(folder)), _COUNTS_ANEW)


def in_force(folder: DataFolder) -> bytes | None:
    """What the PIN of a folder is known by, whose record may be damaged; None where nothing sound is known of it."""
    return recorded_of(folder) or _sound_in_file(folder)


def settle_restored(building: DataFolder, connection: sqlite.Connection, before: bytes | None) -> None:
    """Let a desk that is being restored ask for the PIN that its backup carries, else for the one of the desk `before` it."""
    content = _sound_in_file(building) or read_recorded(connection) or before
    if content is not None:
        write_own(_file(building), content)
        write_recorded(connection, content)
        # Who restores gave the right PIN, or there was none to give.
        pin_tries.clear(_tries(building))


def faults_of_pin(folder: DataFolder, connection: sqlite.Connection) -> Iterator[Problem]:
    """What is wrong with the PIN's file, for a check; nothing is changed."""
    kept = read_recorded(connection)
    if kept is not None and _in_file(folder) != kept:
        yield Problem("pin_file", str(_file(folder)), _DIFFERS)
    if kept is not None and pin_tries.is_lost(_tries(folder)):
        yield Problem("pin_tries", str(_tries(folder)), _DOES_NOT_COUNT)


_PUT_BACK = N_(
    "this file was missing, damaged or another desk's; it holds the supervisor's PIN. It is made anew from the record, and the PIN "
    "asks as before. Whoever forgot it sets a new one with the recovery sheet: hourdesk pin reset"
)
_NOT_PUT_BACK = N_(
    "this file holds the supervisor's PIN, and can't be made anew ({reason}). The PIN asks as before, by the record. Give the file "
    "back its rights, or move away what lies there"
)
_COUNTS_ANEW = N_(
    "this file was missing or damaged; it counts wrong tries at the supervisor's PIN. It is made anew, and after the next wrong PIN "
    "everybody waits. Where nobody here did that, somebody may have tried to guess the PIN: set another one with hourdesk pin set"
)
_DOES_NOT_COUNT = N_(
    "this file is missing or damaged; it counts wrong tries at the supervisor's PIN. The next start of the desk makes it anew, and "
    "after the next wrong PIN everybody waits"
)
_DIFFERS = N_(
    "this file is missing, damaged or another desk's; it holds the supervisor's PIN, and so does the record: the PIN asks as "
    "before. The next start of the desk makes the file anew"
)


def _in_file(folder: DataFolder) -> bytes | None:
    """What the file says; None where it says nothing."""
    try:
        return read_own(_file(folder))
    except (OSError, Refused):
        return None


def _sound_in_file(folder: DataFolder) -> bytes | None:
    content = _in_file(folder)
    try:
        _read(content or b"", "scrypt", "salt")
    except (*_NO_PIN, Refused):
        return None
    return content


def _salted(folder: DataFolder, name: str, salt_name: str) -> tuple[bytes, bytes, int]:
    """The salt, the hash and what a guess costs."""
    try:
        kept = recorded_of(folder)
        return _read(read_own(_file(folder)) if kept is None else kept, name, salt_name)
    except (OSError, *_NO_PIN) as error:
        raise refuse(
            "bad_pin_file", str(_file(folder)), N_("the file is damaged: restore the newest backup")
        ) from error


_NO_PIN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def _read(content: bytes, name: str, salt_name: str) -> tuple[bytes, bytes, int]:
    """What `_salted` gives. Raises what `_NO_PIN` names, and Refused for a PIN that has no recovery code."""
    data = json.loads(content)
    if name == "recovery" and "scrypt" in data and name not in data:
        message = N_("this PIN was set without a recovery code: whoever knows it gets one with hourdesk pin set")
        raise refuse("no_recovery", "", message)
    salt, wanted = bytes.fromhex(data[salt_name]), bytes.fromhex(data[name])
    cost = data.get("n", _COST_UNSAID)
    if not (salt and wanted and type(cost) is int and cost in _COSTS):
        raise ValueError(name)
    return salt, wanted, cost


def _is_right(folder: DataFolder, name: str, salt_name: str, text: str, clock: Clock) -> bool:
    salt, wanted, cost = _salted(folder, name, salt_name)
    pin_tries.begin_try(_tries(folder), clock.steady())
    right = hmac.compare_digest(_hash(text, salt, cost), wanted)
    if right:
        pin_tries.clear(_tries(folder))
    return right


def _file(folder: DataFolder) -> Path:
    return folder.keys / "pin.json"


def _tries(folder: DataFolder) -> Path:
    return folder.keys / "pin_tries.db"


def _hashed(name: str, salt_name: str, text: str) -> dict[str, str]:
    salt = secrets.token_bytes(16)
    return {salt_name: salt.hex(), name: _hash(text, salt, COST).hex()}


def _hash(text: str, salt: bytes, cost: int) -> bytes:
    # A variable of the environment may hold bytes that are no text.
    return hashlib.scrypt(text.encode("utf-8", "surrogatepass"), salt=salt, n=cost, **_BLOCKS)
