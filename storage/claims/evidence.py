"""The evidence of a claim: one file in the folder `claims/`, for this user alone and sealed where the desk is protected.

It never leaves the school. Its SHA-256 is in the event; the name of the file and the contact are kept with it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import orjson

from checkin.file_errors import unreadable_file
from checkin.outside_files import TooLarge, read_outside
from checkin.rules.events import Claim
from checkin.rules.field_values import is_id
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.purges import PersonalField
from checkin.rules.standing import standing
from storage.claims.claims import Claimed
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.sealed_files import read_own, write_own
from storage.people.spelling import clean_text
from storage.store import Store

MOST_BYTES = 20 << 20
"""20 MB, as the rules of the school ask."""
ENDING = ".evidence"
_LONGEST_NAME = 120


class Evidence(NamedTuple):
    """What proves a claim: the name of the file as it was brought, whom to ask at the unit, and the bytes."""

    name: str
    contact: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, as 64 hex digits."""
        return hashlib.sha256(self.data).hexdigest()


def read_evidence(file: Path | None, contact: str, where: str) -> Evidence:
    """The file that somebody brought. Raises Refused where none is named, it is empty, larger than 20 MB (then it is not
    read), or can't be read.
    """
    if file is None:
        message = N_("the evidence is missing: name a file, such as a photo of the confirmation by the unit")
        raise refuse("no_evidence", where, message)
    try:
        data = read_outside(file, MOST_BYTES)
    except TooLarge as error:
        message = N_("“{name}” is larger than 20 MB: send a smaller photo or scan")
        raise refuse("large_evidence", where, message, name=file.name) from error
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if not data:
        raise refuse("empty_evidence", where, N_("“{name}” is empty: choose the right file"), name=file.name)
    return Evidence(clean_text(file.name)[-_LONGEST_NAME:], contact, data)


def keep_evidence(store: Store, claim: str, evidence: Evidence) -> Path:
    """Write the evidence of the claim `claim` (an id)."""
    folder = store.folder.claims
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    file = _file(store, claim)
    write_own(file, orjson.dumps({"name": evidence.name, "contact": evidence.contact}) + b"\n" + evidence.data)
    return file


def clear_unowned(store: Store) -> None:
    """Delete what a command left that was killed before its claim was recorded. Needs a transaction around it: nobody else
    is writing evidence then.
    """
    files = {file.stem: file for file in store.folder.claims.glob(f"*{ENDING}") if is_id(file.stem)}
    for name, file in files.items():
        if store.connection.execute("SELECT 1 FROM log WHERE id = ?", (name,)).fetchone() is None:
            file.unlink(missing_ok=True)


def kept_evidence(store: Store, claim: str, digest: str) -> Evidence | None:
    """The evidence of a claim; None where another desk keeps it. Raises Refused where it is not what the claim names."""
    file = _file(store, claim)
    try:
        head, _line, data = read_own(file).partition(b"\n")
        told = orjson.loads(head)
        found = Evidence(str(told["name"]), str(told["contact"]), data)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise _changed(file) from error
    if found.digest != digest:
        raise _changed(file)
    return found


def need_evidence(store: Store, claim: Claimed) -> Evidence:
    """As `kept_evidence`; raises Refused where another desk keeps it."""
    found = kept_evidence(store, claim.id, claim.claim.digest)
    if found is None:
        message = N_("its evidence is not here: the desk at which it was handed in keeps it")
        raise refuse("no_evidence", claim.number, message)
    return found


def faults_of_evidence(store: Store) -> list[Problem]:
    """The evidence that was handed in at this desk and is gone, or is another file now; that of purged persons was deleted."""
    faults, purged = list[Problem](), _nameless(store)
    for event in standing(store.ledger.queries.of_kind("claim")):
        claim = event.body
        if not isinstance(claim, Claim) or event.desk != store.identity.desk or claim.volunteer in purged:
            continue
        try:
            if kept_evidence(store, event.id, claim.digest) is None:
                message = N_("this evidence is gone: it was handed in at this desk, and the file is not there any more")
                faults.append(Problem("lost_evidence", str(_file(store, event.id)), message))
        except Refused as refused:
            faults += refused.problems
    return faults


def _nameless(store: Store) -> set[str]:
    return {one for one, fields in store.register.purged.fields().items() if PersonalField.NAME in fields}


def _file(store: Store, claim: str) -> Path:
    return store.folder.claims / f"{claim}{ENDING}"


def _changed(file: Path) -> Refused:
    message = N_("this evidence is not the file that was handed in: it was changed or damaged")
    return refuse("changed_evidence", str(file), message)


def forget_evidence(store: Store) -> None:
    """Delete the evidence of those whose name was purged: a photo or a stamp says who somebody is. It may be done again."""
    for volunteer in sorted(_nameless(store)):
        for (claim,) in store.connection.execute(
            "SELECT id FROM log WHERE kind = 'claim' AND volunteer = ?", (volunteer,)
        ):
            _file(store, claim).unlink(missing_ok=True)
