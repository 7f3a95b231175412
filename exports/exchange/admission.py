"""Decide whether a desk or the district may take a file: by its team, its signer and its version (design §4, §7).

The caller has already checked that the file is sound and that the key which it shows signed it. Nothing of the file
is stored before this check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import enumerated
from exports.exchange.keyring import Keyring, believes
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind
from storage.disk.identity import DeskIdentity


@dataclass(frozen=True, slots=True)
class Reader:
    """Who takes a file: a desk of `team`, or the district (None). `first` is true at the desk that makes the team's kits."""

    team: str | None
    first: bool = False


DISTRICT = Reader(None)


def reader_at(desk: DeskIdentity) -> Reader:
    """The `Reader` for this desk: its team, and whether it is the team's first desk."""
    return Reader(desk.team, desk.first)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says about itself. Messages call it `where`; `team` is None for a file that is for all teams.

    `signer` is the key (32 bytes) that signed the file; for a pack it is the key that vouches for the desk.
    `version` is the number of a file that replaces the one before. A pack has None: its chains say how new it is.
    """

    kind: FileKind
    where: str
    team: str | None
    signer: bytes
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """The file may be taken. `new` is false for the version that was taken last. `first_contact` is true if the reader
    knew no district before; from now on it believes this district's key."""

    new: bool = True
    first_contact: bool = False


_FROM_DISTRICT = (FileKind.DISTRICT_KIT, FileKind.RECEIPT)
_OTHER_TEAM: Mapping[FileKind, str] = {
    FileKind.PACK: N_("this pack is of team {team}, this desk of team {own}"),
    FileKind.KIT: N_("this kit is of team {team}, this desk of team {own}"),
    FileKind.RECEIPT: N_("this receipt is for team {team}, this desk is of team {own}; nothing was taken"),
}
_OTHER_SIGNER: Mapping[FileKind, str] = {
    FileKind.PACK: N_(
        "this team's first desk did not make the desk that wrote this pack; nothing was taken. If it is a laptop of your "
        "school that was set up by itself: at the first desk hourdesk take --foreign {file}"
    ),
    FileKind.KIT: N_("the team's first desk did not sign this kit; nothing was taken"),
}
_OLDER_KIT = N_("this kit is older (version {version}) than the one that is here (version {here}); nothing was taken")
_OLDER_RECEIPT = N_(
    "this receipt is older (version {version}) than the one that is here (version {here}); nothing was taken"
)
_OLDER: Mapping[FileKind, tuple[str, str]] = {
    FileKind.KIT: ("older_kit", _OLDER_KIT),
    FileKind.DISTRICT_KIT: ("older_kit", _OLDER_KIT),
    FileKind.RECEIPT: ("older_receipt", _OLDER_RECEIPT),
}


def admit(claim: Claim, reader: Reader, keyring: Keyring, last: int = 0) -> Admitted | Problem:
    """`Admitted` if the reader may take the file, else the first problem. `last` is the version that was taken last (0: none)."""
    problem = (
        out_of_place(claim.kind, reader, claim.where)
        or _another_team(claim, reader)
        or _another_signer(claim, reader, keyring)
        or _older(claim, last)
    )
    if problem is not None:
        return problem
    first_contact = claim.kind in _FROM_DISTRICT and keyring.known_district() is None
    return Admitted(claim.version is None or claim.version > last, first_contact)


def admitted(claim: Claim, reader: Reader, keyring: Keyring, last: int = 0) -> Admitted:
    """Like `admit`, but raises Refused with the problem if the file may not be taken."""
    if isinstance(answer := admit(claim, reader, keyring, last), Problem):
        raise Refused(answer)
    return answer


def out_of_place(kind: FileKind, reader: Reader, where: str) -> Problem | None:
    """The problem if this reader never takes this kind of file, else None. It needs no content, so a sealed file can be asked."""
    if kind is FileKind.KIT and reader.first:
        return Problem("first_desk", where, N_("this is the team's first desk: it makes kits and does not take them"))
    return None


def _another_team(claim: Claim, reader: Reader) -> Problem | None:
    if claim.team is None or reader.team is None or claim.team == reader.team:
        return None
    return Problem("another_team", claim.where, _OTHER_TEAM[claim.kind], {"team": claim.team, "own": reader.team})


def _another_signer(claim: Claim, reader: Reader, keyring: Keyring) -> Problem | None:
    if claim.kind in _FROM_DISTRICT:
        return _another_district(claim, keyring)
    if claim.team is not None and believes(keyring, claim.team, claim.signer):
        return None
    if reader.team is None:
        return _untrusted(claim, keyring)
    return Problem("another_signer", claim.where, _OTHER_SIGNER[claim.kind], {"file": claim.where})


def _another_district(claim: Claim, keyring: Keyring) -> Problem | None:
    known = keyring.known_district()
    if known is None or known.key == claim.signer:
        return None
    message = N_(
        "this file is signed by another district ({fingerprint}) than the one that is known here, “{name}” ({known}). "
        "Ask the district; if its key is really new: hourdesk kit --take KIT --new-district"
    )
    values = {"fingerprint": fingerprint(claim.signer), "name": known.name, "known": fingerprint(known.key)}
    return Problem("another_district", claim.where, message, values)


def _untrusted(claim: Claim, keyring: Keyring) -> Problem:
    """The pack waits until the clerk decides. The message says whether the district already trusts another key of the team."""
    others = keyring.team_keys(claim.team or "")
    values = {"team": claim.team, "fingerprint": fingerprint(claim.signer), "file": claim.where}
    if not others:
        message = N_("the key of team {team} ({fingerprint}) is not trusted here yet: compare it with the school, then hourdesk district trust {file}")  # fmt: skip
        return Problem("untrusted", claim.where, message, values)
    known = enumerated(sorted(map(fingerprint, others)))
    message = N_("team {team} is trusted here with another key ({known}) than this pack's ({fingerprint}): ask the school which is right, and if both are, hourdesk district trust --also {file}")  # fmt: skip
    return Problem("untrusted", claim.where, message, {**values, "known": known})


def _older(claim: Claim, last: int) -> Problem | None:
    if claim.version is None or claim.version >= last:
        return None
    code, message = _OLDER[claim.kind]
    return Problem(code, claim.where, message, {"version": claim.version, "here": last})
